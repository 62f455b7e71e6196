import { type CommandDefinition, flag, repeated, valued } from '../command-definition.ts';
import type { CompareArguments, SideArguments } from '../compare/compare-arguments.ts';
import { type RawArgs, wholeNumber } from '../raw-args.ts';
import { UsageError } from '../usage-error.ts';
import { SCENARIO_OPTIONS, scenarioArguments } from './scenario-options.ts';
import { WORKERS_OPTION, workersOf } from './workers-option.ts';

const FORMATS = ['text', 'json', 'csv', 'md'] as const;

export const compare: CommandDefinition = {
  usage: 'compare <a> [b]',
  about: 'B against A, paired by seed and replication: better, worse, same or unsure',
  positionals: {
    a: { type: 'string', describe: 'A scenario, or the folder of a finished run' },
    b: { type: 'string', describe: 'What is held to it; A again when absent, with --set-b' },
  },
  options: {
    reps: valued('Pairs: a number, or auto until every figure is decided [default: auto]'),
    budget: valued('Most pairs that auto may use [default: A’s replicationBudget]'),
    figures: repeated(
      'Figures, by comma: keys, keys with a group such as dials{country=GB}, primary, all [default: primary]',
    ),
    horizon: repeated(
      'Differences up to here are the same: a share of A’s value, or key=amount for one figure [default: 5%]',
    ),
    seed: valued(
      'Seed of both: a whole number, 0 or more, or any text [default: that of a finished run, else A’s]',
    ),
    set: repeated('Sets a value of both scenarios, such as platform.spamThreshold=60; repeatable'),
    'set-b': repeated('The same, of B alone'),
    map: SCENARIO_OPTIONS.map,
    'skip-bad-rows': SCENARIO_OPTIONS['skip-bad-rows'],
    'selector-a': valued('A module with a selector of your own for A, in place of the real one'),
    'selector-b': valued('The same, for B'),
    ...WORKERS_OPTION,
    format: valued('What stdout gets: text, json, csv or md [default: text]'),
    json: flag('The same as --format json: exactly one document'),
    quiet: flag('No progress and no notes on stderr'),
    'no-color': flag('No colours; so does NO_COLOR'),
  },
  examples: [
    ['poolsim compare old.yaml new.yaml', 'two scenarios, until every figure is decided'],
    ['poolsim compare mine.yaml --set-b platform.spamThreshold=60', 'what a setting is worth'],
    ['poolsim compare mine.yaml --selector-b ./mine.mjs', 'a selector of your own'],
    ['poolsim compare reports/mine-1a2b3c4d5e6f new.yaml', 'against a finished run'],
    [
      'poolsim compare a.yaml b.yaml --figures stall.risk{country=GB} --horizon stall.risk=1%',
      'one figure, to a point',
    ],
  ],
  async handle(host, args) {
    const parsed = await compareArguments(args);
    const { runCompare } = await import('../compare/run-compare.ts');
    return runCompare(host, parsed);
  },
};

async function compareArguments(args: RawArgs): Promise<CompareArguments> {
  const { figureRequests, horizonArgument } = await import('../compare/figure-arguments.ts');
  const { seed, set, columnMap, skipBadRows } = scenarioArguments(args);
  const reps = args.text('reps');
  const budget = args.count('budget', 100);
  if (budget !== null && reps !== null && reps !== 'auto') {
    throw new UsageError('--budget is for --reps auto; a fixed number needs none');
  }
  return {
    ...sides(args, set),
    seed,
    columnMap,
    skipBadRows,
    replications: reps === null || reps === 'auto' ? 'auto' : wholeNumber('--reps', reps, 2),
    budget,
    figures: figureRequests(args.texts('figures')),
    horizon: horizonArgument(args.texts('horizon')),
    workers: workersOf(args),
    format: args.format(FORMATS),
    quiet: args.flag('quiet'),
    color: !args.flag('no-color'),
  };
}

function sides(args: RawArgs, set: readonly string[]): { a: SideArguments; b: SideArguments } {
  const source = args.text('a') ?? '';
  const other = args.text('b');
  const setB = args.texts('set-b');
  for (const text of setB) {
    if (text.indexOf('=') < 1) throw new UsageError(`--set-b "${text}" is not path=value`);
  }
  const [selectorA, selectorB] = [args.text('selector-a'), args.text('selector-b')];
  if (other === null && setB.length === 0 && selectorA === selectorB) {
    throw new UsageError('nothing to compare with: give B, --set-b or --selector-b');
  }
  const ownA = selectorA === null ? [] : ['--selector-a', selectorA];
  const ownB = selectorB === null ? [] : ['--selector-b', selectorB];
  const setOfB = setB.flatMap((pair) => ['--set-b', pair]);
  return {
    a: { name: 'A', source, set, setB: [], own: ownA, selector: selectorA },
    b: {
      name: 'B',
      source: other ?? source,
      set,
      setB,
      own: [...setOfB, ...ownB],
      selector: selectorB,
    },
  };
}
