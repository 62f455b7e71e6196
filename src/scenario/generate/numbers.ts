import type { CsvRows } from './contacts.ts';
import { generatorStream, oneOf, shuffledCountries } from './draws.ts';
import type { NameSource } from './names.ts';
import { PhoneSupply, splitByCountry } from './phone-supply.ts';

/** What an inventory of caller IDs should look like. Shares are 0 … 1. */
export interface NumberListOptions {
  readonly count: number;
  /** Share by ISO country; need not sum to 1. */
  readonly countries: Readonly<Record<string, number>>;
  readonly seed: string;
  /** The option that asked for the count, for complaints; `--count` where it is not given. */
  readonly countOption?: string;
  /** Names of the connections, used in turn at random. */
  readonly connections: readonly string[];
  readonly names: NameSource | null;
  /** Numbers bought through the platform; the others are brought along. */
  readonly managedShare: number;
  /** Numbers that may only dial their own country. */
  readonly restrictedShare: number;
  /** Numbers with a score above 70. */
  readonly flaggedShare: number;
  /** Numbers that nobody has scored. */
  readonly unscoredShare: number;
}

export const NUMBER_LIST_DEFAULTS = {
  connections: ['twilio-main'],
  names: null,
  managedShare: 1,
  restrictedShare: 0.3,
  flaggedShare: 0.05,
  unscoredShare: 0,
} as const satisfies Partial<NumberListOptions>;

const HEADS = [
  'e164',
  'country',
  'status',
  'connection',
  'managed',
  'allowed_countries',
  'spam_score',
  'name',
];

/** Scores of clean numbers lie below this, those of flagged ones above the usual threshold. */
const CLEAN_SCORE_MAX = 55;
const FLAGGED_SCORE_MIN = 71;
const FLAGGED_SCORE_MAX = 95;

/**
 * An inventory with fictional numbers, none twice, none that `contactList` gives. Same options, same
 * rows. @throws {InputProblems} where a country's fictional ranges do not hold as many
 */
export function numberList(options: NumberListOptions): CsvRows {
  const counts = splitByCountry(
    options.count,
    options.countries,
    'caller',
    options.countOption ?? '--count',
  );
  return { heads: HEADS, rows: { [Symbol.iterator]: () => numberRows(options, counts) } };
}

function* numberRows(
  options: NumberListOptions,
  counts: ReadonlyMap<string, number>,
): Generator<readonly string[]> {
  const { seed } = options;
  const supplies = new Map<string, PhoneSupply>();
  for (const country of counts.keys()) {
    const draw = generatorStream(seed, `numbers.phone.${country}`);
    supplies.set(country, new PhoneSupply(country, 'caller', draw));
  }
  const draw = generatorStream(seed, 'numbers.rows');
  let ordinal = 0;
  for (const country of shuffledCountries(counts, generatorStream(seed, 'numbers.country'))) {
    ordinal++;
    const connection = options.connections.length === 0 ? '' : oneOf(options.connections, draw);
    const managed = draw.next() < options.managedShare ? 'twilio' : 'byo';
    const allowed = draw.next() < options.restrictedShare ? country : '';
    yield [
      supplies.get(country)?.next() ?? '',
      country,
      'active',
      connection,
      managed,
      allowed,
      score(options, draw),
      options.names?.label(country) ?? `${country} line ${ordinal}`,
    ];
  }
}

function score(options: NumberListOptions, draw: ReturnType<typeof generatorStream>): string {
  const [kind, level] = [draw.next(), draw.next()];
  if (kind < options.unscoredShare) return '';
  const flagged = kind < options.unscoredShare + options.flaggedShare;
  const [low, high] = flagged ? [FLAGGED_SCORE_MIN, FLAGGED_SCORE_MAX] : [0, CLEAN_SCORE_MAX];
  return (low + level * (high - low)).toFixed(1);
}
