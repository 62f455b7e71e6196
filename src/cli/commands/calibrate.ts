import { type CommandDefinition, flag, repeated, valued } from '../command-definition.ts';

export const calibrate: CommandDefinition = {
  usage: 'calibrate <log>',
  about:
    'What a call log says about a scenario: answering, outcomes, times, and what it cannot tell',
  positionals: {
    log: { type: 'string', describe: 'A call log: calls.csv, or an export of Twilio’s' },
  },
  options: {
    write: valued('Writes a part of a scenario with the values to this file'),
    extends: valued('With --write: the scenario that the written file extends, to be run as it is'),
    force: flag('Overwrites --write'),
    confidence: valued('Of every interval [default: 95%]'),
    map: repeated('Reads a column under another name, such as outcome=Ergebnis; repeatable'),
    'skip-bad-rows': flag('Goes on without the rows that are wrong, and says how many'),
    format: valued('What stdout gets: text, json or md [default: text]'),
    json: flag('The same as --format json: exactly one document'),
    quiet: flag('No notes on stderr'),
    'no-color': flag('No colours; so does NO_COLOR'),
  },
  examples: [
    ['poolsim calibrate calls.csv', 'what the log says'],
    ['poolsim calibrate calls.csv --write answer.yaml', 'as a base for scenarios'],
    [
      'poolsim calibrate calls.csv --write mine.yaml --extends scenarios/quickstart.yaml',
      'as a scenario to run',
    ],
    ['poolsim calibrate twilio.csv --map started_at="Date Created"', 'a column under its own name'],
  ],
  async handle(host, args) {
    const { calibrateArguments } = await import('../calibrate/calibrate-arguments.ts');
    const parsed = calibrateArguments(args);
    const { runCalibrate } = await import('../calibrate/run-calibrate.ts');
    return runCalibrate(host, parsed);
  },
};
