import { unreachable } from '../../base/assert.ts';
import { chooseFigures, type FigureRequest } from '../../experiment/compare/figure-choice.ts';
import type { Horizon } from '../../experiment/compare/horizon.ts';
import type { SimulatedSide } from '../../experiment/compare/side-results.ts';
import { type LesserWorld, lesserWorlds } from '../../experiment/playbook/worlds.ts';
import {
  type PlaybookWorth,
  playbookWorth,
  WORTH_FIGURES,
} from '../../experiment/playbook/worth.ts';
import { LawBreach } from '../../model/breach.ts';
import type { PlaybookSpec } from '../../model/playbook-spec.ts';
import { renderCsv } from '../../report/csv.ts';
import { readableJson } from '../../report/json.ts';
import { WORTH_TABLE, worthDocument } from '../../report/playbook/worth-document.ts';
import { renderWorthMarkdown, renderWorthText } from '../../report/playbook/worth-report.ts';
import type { LoadedScenario, LoadOptions } from '../../scenario/loaded.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import { load } from '../load.ts';
import { breachCommands, breachText } from '../run/breach-text.ts';
import { chosenSelector } from '../run/chosen-selector.ts';
import { Interruption } from '../run/interruption.ts';
import { palette } from '../run/print-report.ts';
import { worldWords } from '../run/reproduce.ts';
import { UsageError } from '../usage-error.ts';
import { simulateWorlds, WorldFailure } from './simulate-worlds.ts';

/** The options of `poolsim playbook`, read. */
export interface PlaybookArguments {
  readonly scenario: string;
  readonly load: Omit<LoadOptions, 'environment'>;
  readonly replications: number;
  /** As typed; null = the usual ones. */
  readonly figures: readonly FigureRequest[] | null;
  readonly horizon: Horizon;
  readonly workers: number | 'auto';
  readonly selector: string | null;
  readonly format: 'text' | 'json' | 'csv' | 'md';
  readonly quiet: boolean;
  readonly color: boolean;
}

const USUAL: readonly FigureRequest[] = WORTH_FIGURES.map((key) => ({
  key,
  scope: { campaign: '*', country: '*' },
}));

/** Tells what each step of the scenario’s playbook buys. */
export const runPlaybook: Command<PlaybookArguments> = async (host, args) => {
  const loaded = await load(host, args.scenario, args.load);
  const { playbook } = loaded.scenario;
  if (playbook === null) {
    throw new UsageError(
      `${args.scenario} has no playbook: there is nothing to take apart — write playbook: into it, ` +
        'or try --set playbook={}',
    );
  }
  if (!args.quiet) {
    for (const { text, hint } of loaded.warnings) host.stderr.write(`! ${text}\n  → ${hint}\n`);
  }
  const lesser = lesserWorlds(loaded.scenario, playbook);
  const { path: selectorPath } = await chosenSelector(host, args.selector);
  const interruption = new Interruption(host);
  try {
    const sides = await simulateWorlds({
      host,
      worlds: [loaded.scenario, ...lesser.map(({ scenario }) => scenario)],
      replications: args.replications,
      selectorPath,
      workers: args.workers,
      quiet: args.quiet,
      interruption,
    });
    return answer(host, args, loaded, lesser, sides);
  } catch (error) {
    if (!(error instanceof WorldFailure)) throw error;
    if (!(error.cause instanceof LawBreach)) throw error.cause;
    return reportBreach(host, args, loaded, lesser[error.world - 1] ?? null, error.cause);
  } finally {
    interruption.unlisten();
  }
};

function answer(
  host: Host,
  args: PlaybookArguments,
  loaded: LoadedScenario,
  lesser: readonly LesserWorld[],
  [full, ...others]: readonly SimulatedSide[],
): ExitCode {
  const replications = Math.min(...[full, ...others].map((side) => side.replications));
  const partial = replications < args.replications;
  if (replications === 0) {
    host.stderr.write('poolsim: interrupted before the first replication of every world\n');
    return EXIT.interrupted;
  }
  const worth = playbookWorth(
    full,
    lesser.map(({ without }, i) => ({ without, results: others[i] })),
    {
      choices: chooseFigures(args.figures ?? USUAL, [full, full]),
      replications,
      horizon: args.horizon,
      partial,
    },
  );
  const code = partial ? EXIT.interrupted : EXIT.done;
  print(host, args, loaded, worth, code);
  return code;
}

function print(
  host: Host,
  { format, color, scenario }: PlaybookArguments,
  loaded: LoadedScenario,
  worth: PlaybookWorth,
  code: ExitCode,
): void {
  const { seed } = loaded.scenario;
  const { currency } = loaded.scenario.prices;
  const labels = { scenario, seed, currency };
  switch (format) {
    case 'text':
      host.stdout.write(renderWorthText(worth, labels, palette(host, color)));
      return;
    case 'md':
      host.stdout.write(renderWorthMarkdown(worth, labels));
      return;
    case 'csv':
      for (const chunk of renderCsv(WORTH_TABLE, worth)) host.stdout.write(chunk);
      return;
    case 'json':
      host.stdout.write(readableJson(worthDocument(worth, labels, host.version, code)));
      return;
    default:
      unreachable(format);
  }
}

function reportBreach(
  host: Host,
  args: PlaybookArguments,
  loaded: LoadedScenario,
  world: LesserWorld | null,
  breach: LawBreach,
): ExitCode {
  const own = world === null ? [] : [settingOf(loaded.scenario.playbook, world)];
  const inputs = { ...args.load, set: [...args.load.set, ...own] };
  const { seed } = loaded.scenario;
  const words = worldWords(host, args.scenario, seed, inputs, args.selector);
  host.stderr.write(
    breachText(breach, args.scenario, seed, breachCommands(words, breach.replication)),
  );
  return EXIT.lawBroken;
}

/** The `--set` that makes a lesser world of the scenario. */
function settingOf(playbook: PlaybookSpec | null, { without }: LesserWorld): string {
  if (without === null || playbook === null) return 'playbook=none';
  return `playbook.without=[${[...playbook.without, without].join(', ')}]`;
}
