import type { Interval } from '../../stats/interval.ts';
import { ratioInterval } from '../../stats/ratio-jackknife.ts';
import { wilsonInterval } from '../../stats/wilson.ts';
import type { AnswerData } from './answer-data.ts';
import { predictions } from './answer-model.ts';
import { ANSWERED, isTry } from './outcomes.ts';
import type { PreparedLog } from './prepare.ts';
import type { Readings } from './readings.ts';

/** Answered calls of a group. */
export interface Rate {
  readonly calls: number;
  readonly answered: number;
  /** Null without calls. */
  readonly share: Interval | null;
}

/**
 * Answer rates by country (most calls first) and by local hour, as they stand in the log. The calls of one
 * contact resemble each other, so the intervals leave out one contact at a time (jackknife).
 */
export function rawRates(
  prepared: PreparedLog,
  level: number,
): { readonly byCountry: ReadonlyMap<string, Rate>; readonly byHour: readonly Rate[] } {
  const { contact, outcome, hour, log, count } = prepared;
  const countries = [...new Set(log.contactCountry)];
  const countryOf = log.contactCountry.map((code) => countries.indexOf(code));
  const rates = (group: (i: number) => number, groups: number) => {
    const members = Array.from({ length: groups }, () => new Map<number, [number, number]>());
    for (let i = 0; i < count; i++) {
      if (!isTry(outcome[i])) continue;
      const own = members[group(i)];
      const counts = own.get(contact[i]) ?? [0, 0];
      counts[0] += outcome[i] === ANSWERED ? 1 : 0;
      counts[1]++;
      own.set(contact[i], counts);
    }
    return members.map((own) => clusteredRate([...own.values()], level));
  };
  const byCountry = rates((i) => countryOf[contact[i]], countries.length)
    .map((rate, c) => [countries[c], rate] as const)
    .filter(([, rate]) => rate.calls > 0)
    .sort(([a, x], [b, y]) => y.calls - x.calls || (a < b ? -1 : 1));
  return { byCountry: new Map(byCountry), byHour: rates((i) => hour[i], 24) };
}

/** A rate over clusters, each with answered calls and calls. */
export function clusteredRate(clusters: readonly [number, number][], level: number): Rate {
  const answered = Float64Array.from(clusters, ([count]) => count);
  const calls = Float64Array.from(clusters, ([, count]) => count);
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  return {
    calls: sum(calls),
    answered: sum(answered),
    share: ratioInterval(answered, calls, { level, share: true }),
  };
}

/** Answers to the k-th attempt, and what the readings expect of the same calls. */
export interface Hazard extends Rate {
  /** From 1. */
  readonly attempt: number;
  /** True for the last row where it holds all further attempts too. */
  readonly andMore: boolean;
  /** Expected share in the order of the readings. */
  readonly expected: readonly number[];
}

const MOST_ATTEMPTS = 6;

/** Answer rate by attempt. A contact has one k-th attempt a task, so Wilson's interval serves. */
export function hazards(data: AnswerData, readings: Readings, level: number): Hazard[] {
  const chances = readings.all.map(({ fit }) => predictions(data, fit.parameters));
  const calls = new Float64Array(MOST_ATTEMPTS);
  const answered = new Float64Array(MOST_ATTEMPTS);
  const expected = chances.map(() => new Float64Array(MOST_ATTEMPTS));
  let most = 0;
  for (let at = 0; at < data.calls; at++) {
    const k = Math.min(data.earlier[at], MOST_ATTEMPTS - 1);
    most = Math.max(most, data.earlier[at]);
    calls[k]++;
    answered[k] += data.answered[at];
    chances.forEach((chance, r) => {
      expected[r][k] += chance[at];
    });
  }
  return Array.from(calls.keys())
    .filter((k) => calls[k] > 0)
    .map((k) => ({
      attempt: k + 1,
      andMore: k === MOST_ATTEMPTS - 1 && most > k,
      calls: calls[k],
      answered: answered[k],
      share: wilsonInterval(answered[k], calls[k], level),
      expected: expected.map((sums) => sums[k] / calls[k]),
    }));
}
