import { type CommandDefinition, flag, valued } from '../command-definition.ts';

import { type RawArgs, wholeNumber } from '../raw-args.ts';
import type { RunArguments } from '../run/run-arguments.ts';
import { SCENARIO_OPTIONS, scenarioArguments } from './scenario-options.ts';
import { WORKERS_OPTION, workersOf } from './workers-option.ts';

/** A slip of the finger must not start a million threads. */

const FORMATS = ['text', 'json', 'csv', 'md', 'html'] as const;

export const run: CommandDefinition = {
  usage: 'run <scenario..>',
  about: 'What happens to this campaign: skip rates, stall risk, pool health',
  positionals: {
    scenario: { type: 'string', array: true, describe: 'Scenario files, YAML or JSON' },
  },
  options: {
    reps: valued(
      'Replications: a number, or auto until every gate is decided [default: the scenario’s, else 400]',
    ),
    ...SCENARIO_OPTIONS,
    ...WORKERS_OPTION,
    selector: valued('A module with a selector of your own, in place of the real one'),
    out: valued(
      'Folder of the results [default: reports/<scenario>-<hash>]; with several scenarios, the folder of their folders',
    ),
    format: valued(
      'What stdout gets: text, json, csv, md, or html: the path of a page to open [default: text]',
    ),
    json: flag('The same as --format json: exactly one document'),
    page: flag('Writes report.html too: the run as a page to open'),
    attempts: flag(
      'Writes attempts.ndjson.gz too, one row per call attempt, and calls.csv, a log for calibrate',
    ),
    'dry-run': flag('Shows the resolved scenario, where each value came from, and an estimate'),
    'only-replication': valued('Runs this one replication, counted from 0, and shows its figures'),
    quiet: flag('No progress and no notes on stderr'),
    'no-color': flag('No colours; so does NO_COLOR'),
  },
  examples: [
    ['poolsim run scenarios/quickstart.yaml', '400 replications on all cores'],
    ['poolsim run mine.yaml --set platform.spamThreshold=60', 'a lower threshold'],
    ['poolsim run mine.yaml --reps auto', 'until every gate is decided'],
    ['poolsim run mine.yaml --dry-run', 'what it would do, and for how long'],
    ['poolsim run mine.yaml --json --quiet > summary.json', 'for scripts'],
    ['poolsim run mine.yaml --page', 'and a page to open: report.html'],
    ['poolsim run mine.yaml --selector ./mine.mjs', 'a selector of your own'],
  ],
  async handle(host, args) {
    const parsed = runArguments(args);
    const { runScenarios } = await import('../run/run-scenarios.ts');
    return runScenarios(host, parsed);
  },
};

function runArguments(args: RawArgs): RunArguments {
  const reps = args.text('reps');
  const format = args.format(FORMATS);
  return {
    scenarios: args.texts('scenario'),
    load: {
      ...scenarioArguments(args),
      replications:
        reps === null || reps === 'auto' ? reps : String(wholeNumber('--reps', reps, 1)),
    },
    workers: workersOf(args),
    selector: args.text('selector'),
    out: args.text('out'),
    format,
    page: args.flag('page') || format === 'html',
    attempts: args.flag('attempts'),
    dryRun: args.flag('dry-run'),
    onlyReplication: args.count('only-replication', 0),
    quiet: args.flag('quiet'),
    color: !args.flag('no-color'),
  };
}
