import { parseDuration, parseShare } from '../../scenario/quantities.ts';
import type { AgainstArguments } from '../bench/against.ts';
import { flag, repeated, valued } from '../command-definition.ts';
import type { RawArgs } from '../raw-args.ts';
import { UsageError } from '../usage-error.ts';
import { gatesArgument, scenarioTerms } from './baseline.ts';
import { workersOf } from './workers-option.ts';

const DEFAULT_FOLDER = 'reports/baselines';
const DEFAULT_MARGIN = 0.05;
const DEFAULT_HORIZON = 0.1;
const FORMATS = ['text', 'json', 'md', 'github', 'junit'] as const;

const USUAL = { timeMs: 200, budgetMs: 10 * 60_000 };
const QUICK = { timeMs: 30, budgetMs: 45_000 };

/** Options of `bench` that need `--against`. */
export const AGAINST_OPTIONS = {
  against: valued('Holds this state to a baseline, a selector module, a git ref or built-in'),
  gates: valued(
    '--against: which of outcome, work and speed [default: all that the other has to be held to]',
  ),
  scenario: repeated(
    '--against: scenario of the outcome gate, where it is no baseline; repeatable',
  ),
  reps: valued('--against: replications of --scenario [default: the scenario’s]'),
  margin: valued('--against: change of a figure that counts [default: 5%]'),
  horizon: valued('--against: change of a time that counts [default: 10%]'),
  budget: valued('--against: wall time of the speed gate [default: 10m, with --quick 45s]'),
  report: repeated('--against: writes the report there too, as .md, .json or .xml; repeatable'),
  dir: valued(`--against: folder of the baselines [default: ${DEFAULT_FOLDER}]`),
  workers: valued('--against: threads of the scenarios: a number, or auto [default: auto]'),
  quiet: flag('--against: no progress on stderr'),
  'no-color': flag('--against: no colours; so does NO_COLOR'),
};

/** Reads them; null without `--against`. @throws {UsageError} for those that make no sense alone */
export function againstArguments(args: RawArgs): AgainstArguments | null {
  const against = args.text('against');
  if (against === null) {
    const lost = Object.keys(AGAINST_OPTIONS).find((name) => {
      const value = args.values[name];
      return value !== undefined && value !== false;
    });
    if (lost !== undefined) throw new UsageError(`--${lost} needs --against`);
    return null;
  }
  if (args.text('samples') !== null) {
    throw new UsageError(
      '--samples is not for --against, which samples until it is decided: --budget bounds it',
    );
  }
  if (args.text('reps') !== null && args.texts('scenario').length === 0) {
    throw new UsageError('--reps is for --scenario: a baseline brings its own replications');
  }
  const usual = args.flag('quick') ? QUICK : USUAL;
  return {
    against,
    gates: gatesArgument(args),
    scenarios: args.texts('scenario').map((file) => scenarioTerms(file, args)),
    margin: shareOf(args, 'margin') ?? DEFAULT_MARGIN,
    horizon: shareOf(args, 'horizon') ?? DEFAULT_HORIZON,
    filter: args.text('filter'),
    timeMs: usual.timeMs,
    budgetMs: durationOf(args, 'budget') ?? usual.budgetMs,
    workers: workersOf(args),
    folder: args.text('dir') ?? DEFAULT_FOLDER,
    selector: args.text('selector'),
    format: args.format(FORMATS),
    reports: args.texts('report'),
    quiet: args.flag('quiet'),
    color: !args.flag('no-color'),
  };
}

function shareOf(args: RawArgs, name: string): number | null {
  const text = args.text(name);
  if (text === null) return null;
  const parsed = parseShare(text);
  if (!parsed.ok) throw new UsageError(`--${name} "${text}": ${parsed.message}: ${parsed.remedy}`);
  if (parsed.value > 0) return parsed.value;
  throw new UsageError(`--${name} must be above 0: nothing measured is ever exactly the same`);
}

function durationOf(args: RawArgs, name: string): number | null {
  const text = args.text(name);
  if (text === null) return null;
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new UsageError(`--${name} "${text}": ${parsed.message}: ${parsed.remedy}`);
  return parsed.value;
}
