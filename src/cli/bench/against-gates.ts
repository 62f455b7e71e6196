import { compareWork, type WorkComparison } from '../../bench/baseline/compare-work.ts';
import { compareModel, type ModelComparison } from '../../bench/baseline/model-work.ts';
import type { Variant } from '../../bench/sample.ts';
import { outcomeBaselineOf } from '../../experiment/outcome-baseline.ts';
import {
  compareOutcome,
  type OutcomeComparison,
} from '../../experiment/outcome-baseline-compare.ts';
import type { Gate, HeldScenario, Stamp } from '../baseline/document.ts';
import {
  heldScenario,
  loadTerms,
  runOutcome,
  type ScenarioTerms,
} from '../baseline/outcome-run.ts';
import { WrongAnswer } from '../baseline/sampler.ts';
import { type CountedWork, workOf } from '../baseline/work-of.ts';
import type { Host } from '../host-seam.ts';
import { Interrupted } from '../interrupted.ts';
import type { Interruption } from '../run/interruption.ts';
import type { Base } from './against-base.ts';
import { compareSpeeds, type SpeedResult } from './against-speed.ts';

/** What is judged, and how strictly. */
export interface GateTerms {
  readonly gates: readonly Gate[];
  /** Scenarios of the outcome gate where the base is no baseline: a baseline brings its own. */
  readonly scenarios: readonly ScenarioTerms[];
  /** Least change of a figure that counts, relative. */
  readonly margin: number;
  /** Least change of a time that counts, relative. */
  readonly horizon: number;
  /** Cases of the speed gate; null: those that the baseline holds, else the reference workload. */
  readonly filter: string | null;
  /** Milliseconds that a process measures for, where the baseline does not say. */
  readonly timeMs: number;
  /** Wall time of the speed gate. */
  readonly budgetMs: number;
  readonly workers: number | 'auto';
  readonly quiet: boolean;
}

export interface OutcomeResult {
  readonly comparison: OutcomeComparison;
  /** The run of the head, to be held from now on. */
  readonly held: HeldScenario;
  readonly notes: readonly string[];
}

export interface WorkResult {
  readonly comparison: WorkComparison;
  /** Null where one side has none: a module, or a baseline that was taken before it was counted. */
  readonly model: ModelComparison | null;
  readonly horizon: number;
  readonly counts: CountedWork;
  readonly notes: readonly string[];
}

/** What the gates found; null where a gate was not asked for, or the base has nothing to hold it to. */
export interface GateResults {
  readonly outcome: readonly OutcomeResult[] | null;
  readonly work: WorkResult | null;
  readonly speed: SpeedResult | null;
  /** Gates that were asked for and could not be judged, with the reason. */
  readonly notJudged: readonly string[];
}

/**
 * Judges the gates in turn: outcome, work, speed. The first two need no clock.
 *
 * @throws {LawBreach} when the head's selector breaks a law
 * @throws {WrongAnswer} when the head answers a benchmark wrongly
 * @throws {Interrupted} after Ctrl-C
 */
export async function judgeGates(
  host: Host,
  base: Base,
  head: Variant,
  terms: GateTerms,
  interruption: Interruption,
): Promise<GateResults> {
  const notJudged: string[] = [];
  const missing = (gate: Gate, why: string) => {
    if (terms.gates.includes(gate)) notJudged.push(`${gate}: ${why}`);
    return null;
  };
  const asked = (gate: Gate) => terms.gates.includes(gate);
  const outcome = asked('outcome')
    ? await judgeOutcome(host, base, head, terms, interruption, missing)
    : null;
  stopIf(interruption);
  const work = asked('work')
    ? await judgeWork(host, base, head, terms.horizon, interruption.signal, missing)
    : null;
  stopIf(interruption);
  const speed = asked('speed')
    ? await judgeSpeed(host, base, head, terms, interruption, missing)
    : null;
  stopIf(interruption);
  return { outcome, work, speed, notJudged };
}

/** A selector of the user's own in the place of the real one? */
export function isModule(variant: Variant): boolean {
  return typeof variant === 'object' && 'module' in variant;
}

type Missing = (gate: Gate, why: string) => null;

function stopIf({ signal }: Interruption): void {
  if (signal.aborted) throw new Interrupted();
}

async function judgeOutcome(
  host: Host,
  base: Base,
  head: Variant,
  terms: GateTerms,
  interruption: Interruption,
  missing: Missing,
): Promise<readonly OutcomeResult[] | null> {
  const scenarios = base.kind === 'stored' ? base.baseline.outcome?.scenarios : terms.scenarios;
  if (scenarios === undefined) return missing('outcome', 'the baseline holds no scenario');
  if (scenarios.length === 0) return missing('outcome', 'no scenario is named with --scenario');
  const run = { workers: terms.workers, quiet: terms.quiet, interruption };
  const results: OutcomeResult[] = [];
  for (const scenario of scenarios) {
    const loaded = await loadTerms(host, scenario);
    const after = await runOutcome(host, loaded, head, run);
    stopIf(interruption);
    let before: HeldScenario | null = base.kind === 'stored' ? (scenario as HeldScenario) : null;
    if (base.kind === 'live') {
      const experiment = await runOutcome(host, loaded, base.variant, run);
      stopIf(interruption);
      before = { ...heldScenario(scenario, experiment), ...outcomeBaselineOf(experiment) };
    }
    const held = heldScenario(scenario, after);
    const comparison = compareOutcome(before!, after, { relative: terms.margin });
    const taken = base.kind === 'stored' ? base.baseline.outcome!.taken : null;
    results.push({ comparison, held, notes: notesOf(host, before!, held, comparison, taken) });
  }
  return results;
}

/** What may be behind a difference that is nobody's fault. */
function notesOf(
  host: Host,
  before: HeldScenario,
  after: HeldScenario,
  { identical }: OutcomeComparison,
  taken: Stamp | null,
): string[] {
  if (identical) return [];
  const changed = after.inputs.filter(
    ({ file, sha256 }) => before.inputs.find((each) => each.file === file)?.sha256 !== sha256,
  );
  const notes = changed.map(({ file }) => `${file} has changed since`);
  if (taken !== null && taken.node !== host.nodeVersion) {
    notes.push(
      `the baseline is of Node ${taken.node}, this is ${host.nodeVersion}: engines round differently`,
    );
  }
  return notes;
}

async function judgeWork(
  host: Host,
  base: Base,
  head: Variant,
  horizon: number,
  signal: AbortSignal,
  missing: Missing,
): Promise<WorkResult | null> {
  const isStored = base.kind === 'stored';
  if (isStored && base.baseline.work === null) return missing('work', 'the baseline holds none');
  if (!isStored && isModule(base.variant) !== isModule(head)) {
    return missing('work', 'a module and the real selector do not count the same things');
  }
  const counts = await workOf(host, head, signal);
  const heldTo = (before: CountedWork, notes: readonly string[] = []): WorkResult => {
    const model = compareModel(before.model, counts.model, horizon);
    return { counts, comparison: compareWork(before, counts), model, horizon, notes };
  };
  if (isStored) {
    const { counts: before, taken } = base.baseline.work!;
    return heldTo(before, modelNotes(host, before, counts, taken));
  }
  try {
    return heldTo(await workOf(host, base.variant, signal));
  } catch (error) {
    // Only the head has to be right; a base that is not cannot be compared with.
    if (!(error instanceof WrongAnswer)) throw error;
    return missing('work', `the base answers wrongly: ${error.message}`);
  }
}

/** What keeps stored steps from being compared, or makes them doubtful. */
function modelNotes(
  host: Host,
  before: CountedWork,
  after: CountedWork,
  taken: Stamp,
): readonly string[] {
  if (after.model === null) return [];
  if (before.model === null) return ['the baseline has no steps of the model: accept it anew'];
  if (taken.node === host.nodeVersion) return [];
  return [
    `the baseline is of Node ${taken.node}, this is ${host.nodeVersion}: engines count differently`,
  ];
}

async function judgeSpeed(
  host: Host,
  base: Base,
  head: Variant,
  terms: GateTerms,
  interruption: Interruption,
  missing: Missing,
): Promise<SpeedResult | null> {
  if (base.kind === 'stored' && base.baseline.speed === null) {
    return missing('speed', 'the baseline holds none');
  }
  return compareSpeeds(host, base, head, terms, interruption.signal);
}
