import {
  estimateRareRisk,
  type RareRisk,
  type RunRoots,
} from '../../experiment/splitting/rare-risk.ts';
import { splittingCells } from '../../experiment/splitting/split-root.ts';
import type { Scenario } from '../../model/spec.ts';
import { readableJson } from '../../report/json.ts';
import type { LoadOptions } from '../../scenario/loaded.ts';
import { nearest } from '../../scenario/nearest.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command } from '../host-seam.ts';
import { load } from '../load.ts';
import { REAL_SELECTOR } from '../run/chosen-selector.ts';
import type { Crew } from '../run/crew.ts';
import { gathered } from '../run/gathered.ts';
import { Interruption } from '../run/interruption.ts';
import { Progress } from '../run/progress.ts';
import { withCrew } from '../run/run-scenario.ts';
import { UsageError } from '../usage-error.ts';
import { rareDocument, rareText } from './rare-text.ts';

export interface RareArguments {
  readonly scenario: string;
  /** Campaign name or `*`. */
  readonly campaign: string;
  /** Country code or `*`. */
  readonly country: string;
  readonly roots: number;
  readonly workers: number | 'auto';
  readonly load: Omit<LoadOptions, 'environment'>;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Ctrl-C before the last root: an estimate from some of them would depend on when it came. */
class Interrupted extends Error {}

/** Estimates the risk of a rare stall and prints it with what splitting gained. */
export const runRare: Command<RareArguments> = async (host, args) => {
  const loaded = await load(host, args.scenario, args.load);
  const { scenario, warnings } = loaded;
  const cells = chosenCells(scenario, args);
  const workers = args.workers === 'auto' ? host.cpuCount : args.workers;
  const interruption = new Interruption(host);
  const progress = new Progress(host, `rare ${scenario.name}`, args.quiet);
  let risk: RareRisk;
  try {
    risk = await withCrew(host, loaded, REAL_SELECTOR, workers, interruption, (crew) =>
      estimateRareRisk(
        scenario,
        cells,
        args.roots,
        rootsOver(crew, workers, interruption.signal, (done, total) => {
          // The pilot's few roots are no progress to speak of.
          if (total === args.roots) progress.update(done, total);
        }),
      ),
    );
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    host.stderr.write('poolsim: interrupted before all roots were done: there is no estimate\n');
    return EXIT.interrupted;
  } finally {
    progress.clear();
    interruption.unlisten();
  }
  for (const { text, hint } of warnings) host.stderr.write(`! ${text}\n  → ${hint}\n`);
  const document = rareDocument(scenario, args, risk);
  host.stdout.write(args.json ? readableJson(document) : rareText(document));
  return risk.rootsStalled === 0 ? EXIT.unsure : EXIT.done;
};

/** Roots are pure functions of their index: the same estimate on any number of threads. */
function rootsOver(
  crew: Crew,
  workers: number,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): RunRoots {
  return async (plan, from, count) => {
    let done = 0;
    const results = await gathered(
      from,
      from + count,
      workers,
      (roots) => crew.roots(plan, roots),
      signal,
      (finished) => {
        done += finished;
        onProgress(done, count);
      },
    );
    if (results.length < count) throw new Interrupted();
    return results;
  };
}

function chosenCells(scenario: Scenario, { campaign, country }: RareArguments): readonly number[] {
  const campaigns = scenario.campaigns.map(({ name }) => name);
  if (campaign !== '*' && !campaigns.includes(campaign)) {
    const near = nearest(campaign, campaigns) ?? campaigns[0];
    throw new UsageError(`--campaign "${campaign}" is not in the scenario — did you mean ${near}?`);
  }
  const cells = splittingCells(scenario, campaign, country);
  if (cells.length > 0) return cells;
  const dialled = scenario.countries.filter(
    (code) => splittingCells(scenario, campaign, code).length > 0,
  );
  throw new UsageError(
    `--country "${country}" has no contacts that the pool may dial — there is ${dialled.join(', ')}`,
  );
}
