import {
  estimateRareRisk,
  type RareRisk,
  type RunRoots,
} from '../../experiment/splitting/rare-risk.ts';
import {
  type RootResult,
  splitRoot,
  splittingCells,
} from '../../experiment/splitting/split-root.ts';
import type { Scenario } from '../../model/spec.ts';
import { readableJson } from '../../report/json.ts';
import type { LoadOptions } from '../../scenario/loaded.ts';
import { nearest } from '../../scenario/nearest.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import { load } from '../load.ts';
import { Interruption } from '../run/interruption.ts';
import { Progress } from '../run/progress.ts';
import { UsageError } from '../usage-error.ts';
import { rareDocument, rareText } from './rare-text.ts';

export interface RareArguments {
  readonly scenario: string;
  /** Campaign name or `*`. */
  readonly campaign: string;
  /** Country code or `*`. */
  readonly country: string;
  readonly roots: number;
  readonly load: Omit<LoadOptions, 'environment'>;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Ctrl-C before the last root: an estimate from some of them would depend on when it came. */
class Interrupted extends Error {}

/** Estimates the risk of a rare stall and prints it with what splitting gained. */
export const runRare: Command<RareArguments> = async (host, args) => {
  const { scenario, warnings } = await load(host, args.scenario, args.load);
  const cells = chosenCells(scenario, args);
  const interruption = new Interruption(host);
  const progress = new Progress(host, `rare ${scenario.name}`, args.quiet);
  let risk: RareRisk;
  try {
    const run = rootsWithProgress(host, scenario, args.roots, progress, interruption.signal);
    risk = await estimateRareRisk(scenario, cells, args.roots, run);
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

function rootsWithProgress(
  host: Host,
  scenario: Scenario,
  total: number,
  progress: Progress,
  signal: AbortSignal,
): RunRoots {
  return async (plan, from, count) => {
    const results: RootResult[] = [];
    let breathedMs = host.nowMs();
    for (let i = 0; i < count; i++) {
      results.push(splitRoot(scenario, plan, from + i));
      if (count === total) progress.update(i + 1, total);
      if (host.nowMs() - breathedMs < 50) continue;
      // Signals are heard between two turns of the event loop.
      await new Promise((resume) => setImmediate(resume));
      breathedMs = host.nowMs();
      if (signal.aborted) throw new Interrupted();
    }
    return results;
  };
}
