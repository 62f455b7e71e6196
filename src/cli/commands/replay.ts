import { type CommandDefinition, flag, repeated, valued } from '../command-definition.ts';
import { type RawArgs, wholeNumber } from '../raw-args.ts';
import { REPLAY_FORMATS, type ReplayArguments } from '../replay/replay-arguments.ts';
import { UsageError } from '../usage-error.ts';
import { SCENARIO_OPTIONS, scenarioArguments } from './scenario-options.ts';

/** As in experiment/replay, which is loaded when the command runs and not for its help. */
const KINDS =
  'due, pick, dial, ring, answer, outcome, complaint, retry, sticky, finished, score, fetch, flag, unflag, status, window, stall, action, fault';

/** About two screens. */
const LIMIT = 100;

export const replay: CommandDefinition = {
  usage: 'replay <run>',
  about: 'The event timeline of one replication, with why each number was picked or left out',
  positionals: {
    run: { type: 'string', describe: 'The folder of a finished run, or a scenario file' },
  },
  options: {
    rep: valued('Which replication, counted from 0 [default: 0]'),
    number: repeated(
      'Only events of this caller ID, and picks from pools that have it; repeatable',
    ),
    contact: valued('Only events of this contact: E.164, or its place in the list from 0'),
    country: repeated('Only events of contacts in this country; repeatable'),
    campaign: valued('Only events of this campaign'),
    from: valued('From this time on, such as 1d4h or 2026-03-03T13:00:00Z'),
    to: valued('Up to this time'),
    kind: repeated(
      `Kinds by comma: ${KINDS}; or groups of them: pool, calls, scores, all [default: all but score and fetch]`,
    ),
    limit: valued(`Shows so many events, or all [default: ${LIMIT}]`),
    last: valued('Shows the last so many events instead of the first'),
    'every-number': flag('Names every number of a pick, not a few of each verdict'),
    ...SCENARIO_OPTIONS,
    selector: valued('A module with a selector of your own, in place of the real one'),
    format: valued('What stdout gets: text, ndjson, json or csv [default: text]'),
    json: flag('The same as --format json: exactly one document'),
    quiet: flag('No notes on stderr'),
    'no-color': flag('No colours; so does NO_COLOR'),
  },
  examples: [
    ['poolsim replay reports/mine-1a2b3c4d5e6f --rep 3', 'a replication of a finished run'],
    ['poolsim replay mine.yaml --kind pool --limit all', 'how the pool fared'],
    ['poolsim replay mine.yaml --contact 12', 'one contact, from due to done'],
    ['poolsim replay mine.yaml --number +442079460001 --from 1d', 'why a number is not picked'],
    ['poolsim replay mine.yaml --format ndjson --limit all > events.ndjson', 'for scripts'],
  ],
  async handle(host, args) {
    const parsed = replayArguments(args);
    const { runReplay } = await import('../replay/run-replay.ts');
    return runReplay(host, parsed);
  },
};

function replayArguments(args: RawArgs): ReplayArguments {
  const last = args.count('last', 1);
  const limit = args.text('limit');
  if (last !== null && limit !== null) {
    throw new UsageError('--limit and --last exclude each other');
  }
  const all = limit === 'all' ? Number.POSITIVE_INFINITY : LIMIT;
  const first = limit === null || limit === 'all' ? all : wholeNumber('--limit', limit, 1);
  const kinds = byComma(args.texts('kind'));
  return {
    source: args.text('run') ?? '',
    replication: args.count('rep', 0) ?? 0,
    request: {
      numbers: byComma(args.texts('number')),
      contact: args.text('contact'),
      countries: byComma(args.texts('country')),
      campaign: args.text('campaign'),
      from: args.text('from'),
      to: args.text('to'),
      kinds: kinds.length === 0 ? null : kinds,
    },
    limit: last ?? first,
    last: last !== null,
    everyNumber: args.flag('every-number'),
    load: scenarioArguments(args),
    selector: args.text('selector'),
    format: args.flag('json') ? 'json' : (args.choice('format', REPLAY_FORMATS) ?? 'text'),
    quiet: args.flag('quiet'),
    color: !args.flag('no-color'),
  };
}

function byComma(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split(',')).filter((text) => text.trim() !== '');
}
