import type { Variant } from '../../bench/sample.ts';
import { chooseCases } from '../bench/choose-cases.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import { Interrupted } from '../interrupted.ts';
import { checkedSelector } from '../run/chosen-selector.ts';
import { UsageError } from '../usage-error.ts';
import {
  BASELINE_KIND,
  BASELINE_SCHEMA_VERSION,
  type Baseline,
  type HeldScenario,
  type HeldSpeed,
  type Stamp,
} from './document.ts';
import { failureOf } from './failures.ts';
import { GateInterruption } from './gate-interruption.ts';
import { heldScenario, loadTerms, runOutcome, type ScenarioTerms } from './outcome-run.ts';
import { SampleProgress } from './sample-progress.ts';
import { Sampler } from './sampler.ts';
import { stampNow } from './stamp.ts';
import { baselinePath, checkName, storeBaseline } from './store.ts';
import { workOf } from './work-of.ts';

export interface SaveArguments {
  readonly name: string;
  readonly folder: string;
  readonly scenarios: readonly ScenarioTerms[];
  /** Cases whose speed is held; null for none. */
  readonly cases: string | null;
  /** Processes per case. */
  readonly samples: number;
  readonly timeMs: number;
  /** As typed; null for the real selector. */
  readonly selector: string | null;
  readonly workers: number | 'auto';
  readonly force: boolean;
  readonly quiet: boolean;
}

/**
 * Takes the outcome of the scenarios, the work of the selector and, where asked for, the speed of cases,
 * and writes them as a baseline. A baseline that is there already stays as it is without `force`.
 */
export const saveBaseline: Command<SaveArguments> = async (host, args) => {
  checkName(args.name);
  const { name, folder } = args;
  const path = baselinePath(host, folder, name);
  if ((await host.files.kind(path)) !== null && !args.force) {
    throw new UsageError(
      `${host.files.display(path)} is there already: poolsim baseline accept ${name} --reason "…" re-accepts it, --force overwrites it`,
    );
  }
  const interruption = new GateInterruption(host);
  try {
    const baseline = await take(host, args, interruption);
    if (interruption.signal.aborted) throw new Interrupted();
    const stored = await storeBaseline(host, folder, baseline);
    host.stdout.write(`${stored}: ${contentsOf(baseline)}\n`);
    return EXIT.done;
  } catch (error) {
    return failureOf(host, error, interruption.signal, 'nothing was written') satisfies ExitCode;
  } finally {
    interruption.unlisten();
  }
};

/** `outcome of 2 scenarios, work, speed of 5 cases`. */
export function contentsOf(baseline: Pick<Baseline, 'outcome' | 'work' | 'speed'>): string {
  const { outcome, work, speed } = baseline;
  const counted = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
  return [
    ...(outcome === null ? [] : [`outcome of ${counted(outcome.scenarios.length, 'scenario')}`]),
    ...(work === null ? [] : ['work']),
    ...(speed === null ? [] : [`speed of ${counted(speed.cases.length, 'case')}`]),
  ].join(', ');
}

async function take(
  host: Host,
  args: SaveArguments,
  interruption: GateInterruption,
): Promise<Baseline> {
  const path = await checkedSelector(host, args.selector, '--selector', interruption.signal);
  const variant: Variant = path === null ? 'here' : { module: path };
  const taken = await stampNow(host);
  const scenarios: HeldScenario[] = [];
  for (const terms of args.scenarios) {
    const loaded = await loadTerms(host, terms);
    const experiment = await runOutcome(host, loaded, variant, { ...args, interruption });
    if (interruption.signal.aborted) throw new Interrupted();
    scenarios.push(heldScenario(terms, experiment));
  }
  const counts = await workOf(host, variant, interruption.signal);
  return {
    kind: BASELINE_KIND,
    schemaVersion: BASELINE_SCHEMA_VERSION,
    name: args.name,
    selector: args.selector,
    accepted: [],
    outcome: scenarios.length === 0 ? null : { taken, scenarios },
    work: { taken, counts },
    speed: args.cases === null ? null : await takeSpeed(host, args, variant, taken, interruption),
  };
}

/** Cases in turns, every other round backwards, as in a benchmark. */
async function takeSpeed(
  host: Host,
  { cases: filter, samples, timeMs, quiet }: SaveArguments,
  variant: Variant,
  taken: Stamp,
  { signal }: GateInterruption,
): Promise<HeldSpeed> {
  const names = chooseCases(filter, false, variant !== 'here').map((each) => each.name);
  const sampler = new Sampler(host, variant, timeMs, signal);
  const progress = new SampleProgress(host, quiet);
  for (let round = 0; round < samples; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      if (signal.aborted) throw new Interrupted();
      progress.tell(`${name}: process ${round + 1} of ${samples}`);
      await sampler.take(name);
    }
  }
  progress.clear();
  return { taken, timeMs, cases: names.flatMap((name) => sampler.held(name) ?? []) };
}
