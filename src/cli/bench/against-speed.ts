import {
  compareSpeed,
  type Side,
  type SpeedComparison,
} from '../../bench/baseline/compare-speed.ts';
import { pairLooks } from '../../bench/baseline/looks.ts';
import { leastSamples } from '../../bench/baseline/median-ratio.ts';
import type { SampleTaken, Variant } from '../../bench/sample.ts';
import type { HeldCase, HeldSpeed } from '../baseline/document.ts';
import { SampleProgress } from '../baseline/sample-progress.ts';
import { Sampler, WrongAnswer } from '../baseline/sampler.ts';
import type { Host } from '../host-seam.ts';
import { Interrupted } from '../interrupted.ts';
import { UsageError } from '../usage-error.ts';
import type { Base } from './against-base.ts';
import { type GateTerms, isModule } from './against-gates.ts';
import { chooseCases } from './choose-cases.ts';

/** Cases of the speed gate where nobody names any and the base is no baseline. */
export const USUAL_CASES = 'reference';
/** Beside them where the base is another version of poolsim: of a run, most of the time is the model's. */
export const USUAL_RUN = 'model, 100,000 contacts';

/** A case that could not be compared, and why: it is unsure. */
export interface NotCompared {
  readonly name: string;
  readonly why: string;
}

export interface SpeedResult {
  /** `draws`: times over that of one draw of the same process, because the baseline is of another machine. */
  readonly unit: 'ns' | 'draws';
  readonly comparisons: readonly SpeedComparison[];
  readonly notCompared: readonly NotCompared[];
  readonly horizon: number;
  readonly notes: readonly string[];
  /** Samples of the head, to be held from now on. */
  readonly cases: readonly HeldCase[];
  readonly timeMs: number;
}

/**
 * Samples cases until each is decided or the budget ends. Against something that runs, base and head
 * alternate; against stored samples only the head is taken. Times of another machine are never compared:
 * there, and only there, the ratios to the draw are.
 */
export async function compareSpeeds(
  host: Host,
  base: Base,
  head: Variant,
  terms: GateTerms,
  signal: AbortSignal,
): Promise<SpeedResult> {
  const stored = base.kind === 'stored' ? base.baseline.speed : null;
  const timeMs = stored?.timeMs ?? terms.timeMs;
  const isSameMachine = stored === null || stored.taken.machine === host.machine;
  const unit = isSameMachine ? 'ns' : 'draws';
  const startMs = host.nowMs();
  const mayGoOn = () => !signal.aborted && host.nowMs() - startMs < terms.budgetMs;
  const first = new FirstSamples(host, base, head, timeMs, signal);
  const progress = new SampleProgress(host, terms.quiet);
  const names = caseNames(stored, terms.filter, base, head);
  const leastHeld = leastSamples(pairLooks(names.length)[0]!.level);
  const ready: string[] = [];
  for (const name of names) {
    if (signal.aborted) throw new Interrupted();
    if (first.isHeldTooSeldom(name, stored, leastHeld)) continue;
    if (await first.isComparable(name, stored)) ready.push(name);
  }
  const comparisons = await compareSpeed({
    cases: ready,
    mayGoOn,
    horizon: terms.horizon,
    sample: async (name, side) => timeOf(await first.take(name, side), unit),
    onPair: (name, pairs) => progress.tell(`${name}: sample ${pairs}`),
    ...(stored === null ? {} : { stored: storedTimes(stored, unit) }),
  });
  progress.clear();
  if (signal.aborted) throw new Interrupted();
  const cases = names.flatMap((name) => first.head.held(name) ?? []);
  const { notCompared, notes } = first;
  const all = [...notes, ...machineNotes(host, stored)];
  return { unit, comparisons, notCompared, horizon: terms.horizon, notes: all, cases, timeMs };
}

function caseNames(
  stored: HeldSpeed | null,
  filter: string | null,
  base: Base,
  head: Variant,
): readonly string[] {
  if (stored === null) {
    const onlyForModules = isModule(head) || (base.kind === 'live' && isModule(base.variant));
    const filters = filter === null ? usualFilters(base) : [filter];
    const chosen = filters.flatMap((each) => chooseCases(each, false, onlyForModules));
    return chosen.map((each) => each.name);
  }
  const names = stored.cases.map((each) => each.name);
  const chosen = names.filter((name) => filter === null || name.includes(filter));
  if (chosen.length > 0) return chosen;
  throw new UsageError(`the baseline holds no case "${filter}"; it holds ${names.join('; ')}`);
}

/** @returns what chooses the cases where nobody names any */
export function usualFilters(base: Base): readonly string[] {
  const { variant } = base.kind === 'live' ? base : { variant: null };
  const isVersion = typeof variant === 'object' && variant !== null && 'checkout' in variant;
  return isVersion ? [USUAL_CASES, USUAL_RUN] : [USUAL_CASES];
}

/** The first sample of either side tells whether the two can be compared at all; it is used as well. */
class FirstSamples {
  readonly head: Sampler;
  readonly base: Sampler | null;
  readonly notCompared: NotCompared[] = [];
  readonly notes: string[] = [];
  readonly waiting = new Map<string, SampleTaken>();

  constructor(host: Host, base: Base, head: Variant, timeMs: number, signal: AbortSignal) {
    this.head = new Sampler(host, head, timeMs, signal);
    this.base = base.kind === 'live' ? new Sampler(host, base.variant, timeMs, signal) : null;
  }

  /** So few samples bear no verdict, however many the head gets. */
  isHeldTooSeldom(name: string, stored: HeldSpeed | null, least: number): boolean {
    const held = stored?.cases.find((each) => each.name === name)?.ns.length ?? least;
    if (held >= least) return false;
    const why = `held by ${held} processes, ${least} are needed: save with --samples`;
    this.notCompared.push({ name, why });
    return true;
  }

  async isComparable(name: string, stored: HeldSpeed | null): Promise<boolean> {
    let hash = stored?.cases.find((each) => each.name === name)?.answerHash ?? null;
    if (this.base !== null) {
      try {
        const sample = await this.base.take(name);
        this.waiting.set(`${name} base`, sample);
        hash = sample.answerHash;
      } catch (error) {
        // Only the head has to be right; a base that is not cannot be compared with.
        if (!(error instanceof WrongAnswer)) throw error;
        this.notCompared.push({ name, why: `the base answers wrongly: ${error.message}` });
        return false;
      }
    }
    const sample = await this.head.take(name);
    this.waiting.set(`${name} head`, sample);
    if (hash === sample.answerHash) return true;
    if (stored === null) {
      this.notes.push(`${name}: base and head give other answers to the same requests, both right`);
      return true;
    }
    const why = 'its answers are not those of the baseline: accept the baseline anew';
    this.notCompared.push({ name, why });
    return false;
  }

  async take(name: string, side: Side): Promise<SampleTaken> {
    const key = `${name} ${side}`;
    const first = this.waiting.get(key);
    this.waiting.delete(key);
    if (first !== undefined) return first;
    return (side === 'head' ? this.head : this.base!).take(name);
  }
}

function timeOf({ nsPerOperation, aleaNs }: SampleTaken, unit: SpeedResult['unit']): number {
  return unit === 'ns' ? nsPerOperation : nsPerOperation / aleaNs;
}

function storedTimes(
  { cases }: HeldSpeed,
  unit: SpeedResult['unit'],
): ReadonlyMap<string, readonly number[]> {
  return new Map(cases.map((each) => [each.name, each[unit]]));
}

function machineNotes(host: Host, stored: HeldSpeed | null): string[] {
  if (stored === null) return [];
  const { machine, node } = stored.taken;
  const notes: string[] = [];
  if (machine !== host.machine) {
    notes.push(
      `the baseline is of another machine (${machine}): its times are not compared, their ratios to one random draw are`,
    );
  }
  if (node !== host.nodeVersion) {
    notes.push(`the baseline is of Node ${node}, this is ${host.nodeVersion}`);
  }
  return notes;
}
