import type { SequentialStream } from '../../kernel/rng/sequential.ts';
import { InputProblems, type Problem } from '../problem.ts';
import { FICTIONAL_COUNTRIES, FICTIONAL_RANGES, type NumberRange } from './fictional-ranges.ts';

/**
 * Who gets a number. The first tenth of each range is for caller IDs and the rest for contacts, so
 * that inventories and lists made apart never meet.
 */
export type NumberUse = 'caller' | 'contact';

const CALLER_SHARE = 0.1;

/** Members of a range that serve a use: first ordinal and count. */
function slice(range: NumberRange, use: NumberUse): { first: number; count: number } {
  const size = 10 ** range.digits;
  const callers = Math.round(size * CALLER_SHARE);
  return use === 'caller'
    ? { first: 0, count: callers }
    : { first: callers, count: size - callers };
}

/** How many different numbers can be made for a country; 0 = the country has no fictional range. */
export function supplyOf(country: string, use: NumberUse): number {
  const ranges = FICTIONAL_RANGES[country] ?? [];
  return ranges.reduce((sum, range) => sum + slice(range, use).count, 0);
}

/** Fictional numbers of one country in random order, none twice. */
export class PhoneSupply {
  private readonly ranges: readonly NumberRange[];
  private readonly use: NumberUse;
  private readonly draw: SequentialStream;
  /** Sparse Fisher-Yates shuffle: ordinals that have moved from their own place. */
  private readonly moved = new Map<number, number>();
  private left: number;

  constructor(country: string, use: NumberUse, draw: SequentialStream) {
    this.ranges = FICTIONAL_RANGES[country] ?? [];
    this.use = use;
    this.draw = draw;
    this.left = supplyOf(country, use);
  }

  /** The next number; the caller has checked `supplyOf`. */
  next(): string {
    const at = Math.floor(this.draw.next() * this.left--);
    const ordinal = this.moved.get(at) ?? at;
    this.moved.set(at, this.moved.get(this.left) ?? this.left);
    return this.nth(ordinal);
  }

  private nth(ordinal: number): string {
    let rest = ordinal;
    for (const range of this.ranges) {
      const { first, count } = slice(range, this.use);
      if (rest < count) return range.prefix + String(first + rest).padStart(range.digits, '0');
      rest -= count;
    }
    throw new RangeError(`no fictional number ${ordinal}`);
  }
}

/** How many numbers the fictional ranges hold, where every country gets its share of them. */
export function supplyByShares(shares: Readonly<Record<string, number>>, use: NumberUse): number {
  const total = Object.values(shares).reduce((sum, share) => sum + share, 0);
  const limits = Object.entries(shares).map(([country, share]) => {
    return Math.floor((supplyOf(country, use) * total) / share);
  });
  return Math.min(...limits);
}

/** Numbers to make per country. */
export type CountryCounts = ReadonlyMap<string, number>;

/**
 * Splits a count over countries by share (largest remainder, ties by code) and checks that the
 * fictional ranges hold as many.
 * @param option that asked for the count, for the complaint
 * @throws {InputProblems} that name the limit of each country that cannot serve
 */
export function splitByCountry(
  count: number,
  shares: Readonly<Record<string, number>>,
  use: NumberUse,
  option: string,
): CountryCounts {
  const problems = [...countProblems(count, option), ...shareProblems(shares)];
  if (problems.length > 0) throw new InputProblems(problems);
  const total = Object.values(shares).reduce((sum, share) => sum + share, 0);
  const parts = Object.keys(shares)
    .sort()
    .map((country) => ({ country, exact: (count * shares[country]) / total }));
  const counts = new Map(parts.map((part) => [part.country, Math.floor(part.exact)]));
  let missing = count - [...counts.values()].reduce((sum, part) => sum + part, 0);
  const byRemainder = [...parts].sort((a, b) => (b.exact % 1) - (a.exact % 1));
  for (const { country } of byRemainder) {
    if (missing-- <= 0) break;
    counts.set(country, (counts.get(country) ?? 0) + 1);
  }
  const short = [...counts].filter(([country, wanted]) => wanted > supplyOf(country, use));
  if (short.length > 0) throw new InputProblems(short.map((part) => shortage(part, use, option)));
  return counts;
}

function problem(file: string, message: string, remedy: string): Problem {
  return { file, line: 0, column: 0, path: '', message, remedy };
}

function countProblems(count: number, option: string): Problem[] {
  if (Number.isSafeInteger(count) && count >= 1) return [];
  return [problem(option, `${count} is no count`, 'a whole number from 1')];
}

function shareProblems(shares: Readonly<Record<string, number>>): Problem[] {
  const problems: Problem[] = [];
  let total = 0;
  for (const [country, share] of Object.entries(shares)) {
    if (FICTIONAL_RANGES[country] === undefined) {
      problems.push(
        problem(
          '--countries',
          `no range of numbers for fiction is known in ${country}`,
          `countries that have one: ${FICTIONAL_COUNTRIES.join(', ')}`,
        ),
      );
    }
    if (!(share >= 0 && Number.isFinite(share))) {
      problems.push(problem('--countries', `${country} has the share ${share}`, 'a share from 0'));
    } else total += share;
  }
  if (problems.length === 0 && total <= 0) {
    problems.push(problem('--countries', 'no country has a share', 'such as US=0.6,GB=0.4'));
  }
  return problems;
}

function shortage(
  [country, wanted]: readonly [string, number],
  use: NumberUse,
  option: string,
): Problem {
  const limit = supplyOf(country, use);
  const what = use === 'caller' ? 'caller IDs' : 'contacts';
  const remedy =
    use === 'caller'
      ? `ask for at most ${limit} in ${country}, or let the scenario make its numbers: numbers: [{ generate: … }], which need no telephone number`
      : `ask for at most ${limit} in ${country}, or let the scenario make its contacts: contacts: { generate: … }, which need no telephone number`;
  return problem(
    option,
    `${wanted} ${what} in ${country}, but the ranges for fiction hold ${limit} there`,
    remedy,
  );
}
