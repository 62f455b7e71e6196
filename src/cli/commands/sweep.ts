import type { Shard } from '../../experiment/sweep/plan.ts';
import { type CommandDefinition, flag, repeated, valued } from '../command-definition.ts';
import type { RawArgs } from '../raw-args.ts';
import type { SweepArguments } from '../sweep/sweep-arguments.ts';
import { UsageError } from '../usage-error.ts';
import { SCENARIO_OPTIONS, scenarioArguments } from './scenario-options.ts';
import { WORKERS_OPTION, workersOf } from './workers-option.ts';

const DESIGNS = ['grid', 'lhs', 'oat'] as const;
const MOST_SHARDS = 10_000;
const MOST_POINTS = 10_000;

/** How results are shown and stored: `sweep` and `merge` alike. */
export const OUTPUT_OPTIONS = {
  out: valued('Folder of the results [default: reports/<scenario>-sweep-<hash>]'),
  parquet: flag('Writes the tables as Parquet too; needs the package hyparquet-writer'),
  format: valued('What stdout gets: text, json, or csv of every figure [default: text]'),
  json: flag('The same as --format json: exactly one document'),
  quiet: flag('No progress and no notes on stderr'),
  'no-color': flag('No colours; so does NO_COLOR'),
};

export const sweep: CommandDefinition = {
  usage: 'sweep <scenario>',
  about: 'How do the figures move with a parameter: a grid, a Latin hypercube, one at a time',
  positionals: { scenario: { type: 'string', describe: 'Scenario file, YAML or JSON' } },
  options: {
    vary: repeated(
      'What is varied: path=a..b:step or path=x,y,z, paths as in --set; repeatable, needed',
    ),
    design: valued(
      'grid: every combination; lhs: a Latin hypercube of --points; oat: one at a time [default: grid]',
    ),
    points: valued('Points of the Latin hypercube'),
    reps: valued('Replications of every point [default: the scenario’s, else 400]'),
    figures: valued(
      'Figures to keep and show, such as stall.risk,dials{country=GB} [default: a short list]',
    ),
    ...SCENARIO_OPTIONS,
    ...WORKERS_OPTION,
    selector: valued('A module with a selector of your own, in place of the real one'),
    shard: valued('Does part i of n, written i/n, for poolsim merge to put together'),
    resume: flag('Goes on with a sweep that was broken off; begins it where there is none'),
    ...OUTPUT_OPTIONS,
  },
  examples: [
    [
      'poolsim sweep mine.yaml --vary platform.scoreRefresh=0h..72h:24h',
      'what do stale scores cost?',
    ],
    [
      'poolsim sweep mine.yaml --vary platform.spamThreshold=60,70,80 --vary numbers.GB.generate.count=2..10:2',
      'every combination of two',
    ],
    [
      'poolsim sweep mine.yaml --design oat --vary platform.spamThreshold=60,80 --vary drift.growthPerDay=2,8',
      'what matters most',
    ],
    [
      'poolsim sweep mine.yaml --design lhs --points 50 --vary platform.spamThreshold=50..90',
      'fifty points of a hypercube',
    ],
    ['poolsim sweep mine.yaml --vary duration=1d,5d --shard 2/8', 'one of eight machines'],
  ],
  async handle(host, args) {
    const parsed = sweepArguments(args);
    const { runSweep } = await import('../sweep/run-sweep.ts');
    return runSweep(host, parsed);
  },
};

function sweepArguments(args: RawArgs): SweepArguments {
  const design = args.choice('design', DESIGNS) ?? 'grid';
  const points = args.count('points', 1);
  if (design === 'lhs' && points === null) {
    throw new UsageError('--design lhs needs --points: how many points the hypercube has');
  }
  if (design !== 'lhs' && points !== null) {
    throw new UsageError(
      `--points is for --design lhs; a ${design} has as many as its values make`,
    );
  }
  if (points !== null && points > MOST_POINTS) {
    throw new UsageError(`--points ${points} is more than ${MOST_POINTS}`);
  }
  const vary = args.texts('vary');
  if (vary.length === 0) {
    throw new UsageError('sweep needs --vary, such as --vary platform.scoreRefresh=0h..72h:24h');
  }
  const shard = args.text('shard');
  return {
    scenario: args.text('scenario') ?? '',
    vary,
    design,
    points,
    load: scenarioArguments(args),
    replications: args.count('reps', 1),
    figures: args.text('figures'),
    workers: workersOf(args),
    selector: args.text('selector'),
    shard: shard === null ? null : readShard(shard),
    resume: args.flag('resume'),
    ...outputArguments(args),
  };
}

export function outputArguments(args: RawArgs) {
  return {
    out: args.text('out'),
    format: args.format(['text', 'json', 'csv']),
    parquet: args.flag('parquet'),
    quiet: args.flag('quiet'),
    color: !args.flag('no-color'),
  } as const;
}

function readShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [index, count] = match === null ? [0, 0] : [Number(match[1]), Number(match[2])];
  if (index < 1 || index > count || count > MOST_SHARDS) {
    const least = `--shard "${text}" is not i/n with i from 1 to n and n up to ${MOST_SHARDS}`;
    throw new UsageError(`${least}, such as 1/4 to 4/4`);
  }
  return { index, count };
}
