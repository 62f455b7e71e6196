import { type CommandDefinition, flag, valued } from '../command-definition.ts';
import { oneOf } from '../raw-args.ts';
import { UsageError } from '../usage-error.ts';

const KINDS = ['contacts', 'numbers', 'calls'] as const;

export const generate: CommandDefinition = {
  usage: 'generate <kind>',
  about:
    'CSV that looks real, from a seed: contacts, numbers or calls, with numbers set aside for fiction',
  positionals: { kind: { type: 'string', describe: KINDS.join(', ') } },
  options: {
    count: valued('Rows [default: contacts 1000, numbers 20, calls 1000]'),
    countries: valued(
      'Shares by country that sum to 100%, such as US=60%,GB=40%, or US,GB for equal ones [default: US=60%,GB=40%]',
    ),
    seed: valued('Same seed, same rows: a whole number, 0 or more, or any text [default: 1]'),
    out: valued('File to write; stdout if left out'),
    names: flag('Names of people, or of teams for numbers'),
    invalid: valued('contacts: share whose number cannot exist, such as 2%'),
    timezones: valued('contacts: share whose time zone is written, such as 50%'),
    earlier: valued('contacts: share with attempts from an earlier campaign, such as 10%'),
    connections: valued('numbers: ids of connections, comma between [default: twilio-main]'),
    byo: valued('numbers: share that was brought along, such as 20%'),
    restricted: valued('numbers: share that may only dial its own country [default: 30%]'),
    flagged: valued('numbers: share with a score above 70 [default: 5%]'),
    unscored: valued('numbers: share that nobody has scored'),
    numbers: valued('calls: how many numbers call [default: 20]'),
    contacts: valued(
      'calls: how many contacts are called [default: a third of the calls, or as many as the numbers for fiction allow]',
    ),
    start: valued('calls: first day, such as 2026-02-02 [default: 2026-02-02]'),
    days: valued('calls: over how many days [default: 5]'),
    force: flag('Overwrites --out'),
  },
  examples: [
    ['poolsim generate contacts --count 5000 --out contacts.csv', 'a contact list'],
    ['poolsim generate numbers --count 30 --countries US=50%,GB=30%,DE=20%', 'an inventory'],
    ['poolsim generate calls --count 2000 --seed 7 | head', 'a call log'],
  ],
  async handle(host, args) {
    const kind = oneOf('what to generate:', args.text('kind') ?? '', KINDS);
    for (const [option, kinds] of Object.entries(ONLY_FOR)) {
      if (args.values[option] !== undefined && !kinds.includes(kind)) {
        throw new UsageError(`--${option} is for generate ${kinds.join(' and ')}, not for ${kind}`);
      }
    }
    const { generateCsv } = await import('../generate/generate-csv.ts');
    return generateCsv(host, { kind, args });
  },
};

const ONLY_FOR: Readonly<Record<string, readonly (typeof KINDS)[number][]>> = {
  names: ['contacts', 'numbers'],
  invalid: ['contacts'],
  timezones: ['contacts'],
  earlier: ['contacts'],
  connections: ['numbers'],
  byo: ['numbers'],
  restricted: ['numbers'],
  flagged: ['numbers'],
  unscored: ['numbers'],
  numbers: ['calls'],
  contacts: ['calls'],
  start: ['calls'],
  days: ['calls'],
};
