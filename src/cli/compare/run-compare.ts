import type { Comparison } from '../../experiment/compare/comparison.ts';
import {
  chooseFigures,
  DEFAULT_REQUESTS,
  type FigureChoice,
  type FigureRequest,
} from '../../experiment/compare/figure-choice.ts';
import { runCompare as compareSides } from '../../experiment/compare/run-compare.ts';
import { DEFAULT_LEVEL } from '../../stats/interval.ts';
import { type Look, stoppingLooks } from '../../stats/stopping.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import { breachCommands, breachText } from '../run/breach-text.ts';
import { Interruption } from '../run/interruption.ts';
import { worldWords } from '../run/reproduce.ts';
import { UsageError } from '../usage-error.ts';
import { areSameWorld } from './are-same-world.ts';
import type { CompareArguments } from './compare-arguments.ts';
import { noteSides } from './note-sides.ts';
import { labelOf, type OpenedSide, openSides, seedOf } from './opened-side.ts';
import { printComparison } from './print-comparison.ts';
import { SideBreach, withCrews } from './simulate-sides.ts';

/** Compares B with A, pair by pair, and says which is better. */
export const runCompare: Command<CompareArguments> = async (host, args) => {
  const requests = args.figures ?? DEFAULT_REQUESTS;
  // A finished run tells its scopes by any of its figures; dials are always there.
  const keys = new Set(['dials', ...requests.map(({ key }) => key)]);
  const sides = await openSides(host, args, keys);
  const choices = checkedChoices(requests, sides);
  const looks = plannedLooks(args, sides);
  if (!args.quiet) noteSides(host, sides);
  const interruption = new Interruption(host);
  try {
    const comparison = await simulated(host, args, sides, choices, looks, interruption);
    if (comparison.replications === 0) {
      host.stderr.write('poolsim: interrupted before the first pair was finished\n');
      return EXIT.interrupted;
    }
    const labels = { a: labelOf(sides[0]), b: labelOf(sides[1]), seed: seedOf(sides[0]) };
    printComparison(host, comparison, labels, args, exitCode(comparison));
    return exitCode(comparison);
  } catch (error) {
    if (!(error instanceof SideBreach)) throw error;
    return reportBreach(host, args, error);
  } finally {
    interruption.unlisten();
  }
};

async function simulated(
  host: Host,
  args: CompareArguments,
  sides: readonly [OpenedSide, OpenedSide],
  choices: readonly FigureChoice[],
  looks: readonly Look[],
  interruption: Interruption,
): Promise<Comparison> {
  const asked = args.workers === 'auto' ? host.cpuCount : args.workers;
  const workers = Math.max(1, Math.min(asked, looks.at(-1)!.n));
  const options = { workers, interruption, quiet: args.quiet };
  return withCrews(host, sides, options, (extend) =>
    compareSides({
      sides: [sides[0].results, sides[1].results],
      choices,
      looks,
      horizon: args.horizon,
      sameWorld: areSameWorld(sides, host.version),
      extend,
      signal: interruption.signal,
    }),
  );
}

/** Names in braces must be those of a side: `{country=UK}` for GB would otherwise be an empty answer. */
function checkedChoices(
  requests: readonly FigureRequest[],
  sides: readonly [OpenedSide, OpenedSide],
): readonly FigureChoice[] {
  const results = [sides[0].results, sides[1].results] as const;
  for (const { key, scope } of requests) {
    if (scope === null) continue;
    const { campaign, country } = scope;
    const known = results.some((side) =>
      side.scopes.some((each) => each.campaign === campaign && each.country === country),
    );
    if (known) continue;
    const names = new Set(results.flatMap((side) => side.scopes.map((each) => each.country)));
    names.delete('*');
    const campaigns = [...new Set(results.flatMap((side) => side.campaigns))];
    throw new UsageError(
      `--figures ${key}{campaign=${campaign}, country=${country}}: neither side has it — ` +
        `campaigns: ${campaigns.join(', ')}; countries of contacts: ${[...names].sort().join(', ')}`,
    );
  }
  return chooseFigures(requests, results);
}

/** Finished runs have as many replications as they have: one look at the end. */
function plannedLooks(
  { replications, budget }: CompareArguments,
  sides: readonly [OpenedSide, OpenedSide],
): readonly Look[] {
  const stored = sides.flatMap((side) => (side.kind === 'done' ? [side.results.replications] : []));
  if (stored.length > 0) {
    if (budget !== null) throw new UsageError('--budget: a finished run goes no further');
    const most = Math.min(...stored);
    if (replications !== 'auto' && replications > most) {
      throw new UsageError(`--reps ${replications}: the finished run has ${most} replications`);
    }
    return [{ n: replications === 'auto' ? most : replications, level: DEFAULT_LEVEL }];
  }
  if (replications !== 'auto') return [{ n: replications, level: DEFAULT_LEVEL }];
  const [a] = sides;
  const own = a.kind === 'live' ? a.loaded.replicationBudget : 0;
  return stoppingLooks(budget ?? own, DEFAULT_LEVEL);
}

function exitCode({ partial, verdict }: Comparison): ExitCode {
  if (partial) return EXIT.interrupted;
  if (verdict === 'worse') return EXIT.regression;
  return verdict === 'unsure' ? EXIT.unsure : EXIT.done;
}

function reportBreach(host: Host, args: CompareArguments, { side, breach }: SideBreach): ExitCode {
  const { scenario, source } = side.loaded;
  const load = { ...args, set: [...side.args.set, ...side.args.setB] };
  const words = worldWords(host, source, scenario.seed, load, side.args.selector);
  const commands = breachCommands(words, breach.replication);
  host.stderr.write(breachText(breach, `${side.args.name}, ${source}`, scenario.seed, commands));
  return EXIT.lawBroken;
}
