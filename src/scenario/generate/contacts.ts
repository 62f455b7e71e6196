import type { SequentialStream } from '../../kernel/rng/sequential.ts';
import { zoneOf } from '../phone/zone.ts';
import { numbersByCountry } from './by-country.ts';
import { generatorStream, oneByShare, shuffledCountries } from './draws.ts';
import type { NameSource } from './names.ts';
import { PhoneSupply, splitByCountry } from './phone-supply.ts';

/** What a contact list should look like. Shares are 0 … 1. */
export interface ContactListOptions {
  readonly count: number;
  /** Share by ISO country; need not sum to 1. */
  readonly countries: Readonly<Record<string, number>>;
  readonly seed: string;
  /** The option that asked for the count, for complaints; `--count` where it is not given. */
  readonly countOption?: string;
  /** Contacts whose number cannot exist. */
  readonly invalidShare: number;
  /** Null = no column `name`. */
  readonly names: NameSource | null;
  /** Contacts whose time zone is written; 0 = no column `timezone`. */
  readonly timezoneShare: number;
  /** Contacts that bring attempts and an outcome from an earlier campaign; 0 = no such columns. */
  readonly earlierShare: number;
  /** Caller IDs of that campaign: who answered sticks to one of the own country. Empty = nobody. */
  readonly earlierNumbers: readonly string[];
}

export const CONTACT_LIST_DEFAULTS = {
  invalidShare: 0,
  names: null,
  timezoneShare: 0,
  earlierShare: 0,
  earlierNumbers: [],
} as const satisfies Partial<ContactListOptions>;

/** A CSV as heads and rows, made as they are read. */
export interface CsvRows {
  readonly heads: readonly string[];
  readonly rows: Iterable<readonly string[]>;
}

const OUTCOMES = ['no_answer', 'voicemail', 'busy', 'answered'] as const;
// How attempts end that are worth another one, in the proportions of the default outcome mix.
const OUTCOME_SHARES = [42, 30, 5, 15];

/**
 * A contact list with fictional numbers, none twice, none that `numberList` gives. Same options,
 * same rows. @throws {InputProblems} where a country's fictional ranges do not hold as many
 */
export function contactList(options: ContactListOptions): CsvRows {
  const counts = splitByCountry(
    options.count,
    options.countries,
    'contact',
    options.countOption ?? '--count',
  );
  const heads = ['e164', 'country'];
  if (options.timezoneShare > 0) heads.push('timezone');
  if (options.names !== null) heads.push('name');
  if (options.earlierShare > 0) heads.push('sticky_number', 'attempts', 'last_outcome');
  return { heads, rows: { [Symbol.iterator]: () => contactRows(options, counts) } };
}

function* contactRows(
  options: ContactListOptions,
  counts: ReadonlyMap<string, number>,
): Generator<readonly string[]> {
  const { seed } = options;
  const supplies = new Map<string, PhoneSupply>();
  for (const country of counts.keys()) {
    const draw = generatorStream(seed, `contacts.phone.${country}`);
    supplies.set(country, new PhoneSupply(country, 'contact', draw));
  }
  const invalid = generatorStream(seed, 'contacts.invalid');
  const zoned = generatorStream(seed, 'contacts.timezone');
  const earlier = generatorStream(seed, 'contacts.earlier');
  const callers = numbersByCountry(options.earlierNumbers);
  for (const country of shuffledCountries(counts, generatorStream(seed, 'contacts.country'))) {
    const e164 = supplies.get(country)?.next() ?? '';
    const row = [invalid.next() < options.invalidShare ? withTrunkZero(e164, country) : e164];
    row.push(country);
    if (options.timezoneShare > 0) {
      row.push(zoned.next() < options.timezoneShare ? zoneOf(e164, country).zone : '');
    }
    if (options.names !== null) row.push(options.names.person(country));
    if (options.earlierShare > 0)
      row.push(...earlierCells(options, callers.get(country) ?? [], earlier));
    yield row;
  }
}

/** The commonest bad number: the trunk 0 left in behind the calling code. No plan allows it. */
function withTrunkZero(e164: string, country: string): string {
  const codeLength = country === 'US' || country === 'CA' ? 1 : 2;
  return `${e164.slice(0, 1 + codeLength)}0${e164.slice(1 + codeLength)}`;
}

function earlierCells(
  options: ContactListOptions,
  callers: readonly string[],
  draw: SequentialStream,
): readonly [string, string, string] {
  if (draw.next() >= options.earlierShare) return ['', '', ''];
  const outcome = OUTCOMES[oneByShare(OUTCOME_SHARES, draw)];
  const attempts = 1 + Math.floor(draw.next() * 3);
  // Drawn whether or not it is used, so that a list with sticky numbers differs in nothing else.
  const which = Math.floor(draw.next() * callers.length);
  return [outcome === 'answered' ? (callers[which] ?? '') : '', String(attempts), outcome];
}
