import { UNKNOWN_COUNTRY } from '../../scenario/csv/contact-columns.ts';
import { HOUR_CURVE } from '../../scenario/defaults.ts';
import { ANSWERED, isTry } from './outcomes.ts';
import type { PreparedLog } from './prepare.ts';

/** A country or an hour with fewer calls, or fewer answered ones, is not estimated: its interval is no news. */
export const LEAST_CALLS = 30;
export const LEAST_ANSWERED = 5;

/** The calls that could have been answered, contact by contact, in order of time within each. */
export interface AnswerData {
  /** Countries with enough calls to estimate; the calls of others are not in here. */
  readonly countries: readonly string[];
  /** Hours with enough calls; the factor of others is the built-in curve's. */
  readonly hours: readonly number[];
  readonly contacts: number;
  readonly calls: number;
  /** Calls of contact i: from contactFrom[i] until contactFrom[i + 1]. */
  readonly contactFrom: Int32Array;
  /** Index into `countries`, by contact. */
  readonly country: Uint16Array;
  readonly answered: Uint8Array;
  /** Index into `hours`, or −1. */
  readonly hour: Int8Array;
  /** Factor of an hour that is not estimated; 1 where it is. */
  readonly fixedFactor: Float64Array;
  /** Attempts before this one. */
  readonly earlier: Uint16Array;
  readonly local: Uint8Array;
  /** Row of the prepared log. */
  readonly row: Int32Array;
  /** Calls in each of `hours`. */
  readonly callsByHour: Float64Array;
}

/** O(calls). */
export function answerData(prepared: PreparedLog): AnswerData {
  const { count, contact, outcome, log } = prepared;
  const byCountry = new Map<string, Uint32Array>();
  for (let i = 0; i < count; i++) {
    if (!isTry(outcome[i])) continue;
    const code = log.contactCountry[contact[i]];
    const counts = byCountry.get(code) ?? new Uint32Array(2);
    byCountry.set(code, counts);
    counts[0]++;
    if (outcome[i] === ANSWERED) counts[1]++;
  }
  const countries = [...byCountry]
    .filter(([code, counts]) => code !== UNKNOWN_COUNTRY && isEnough(counts[0], counts[1]))
    .map(([code]) => code)
    .sort();
  const countryOf = log.contactCountry.map((code) => countries.indexOf(code));
  const taken = (i: number) => isTry(outcome[i]) && countryOf[contact[i]] >= 0;
  const hours = estimatedHours(prepared, taken);
  return layOut(prepared, countries, countryOf, hours, taken);
}

function isEnough(calls: number, answered: number): boolean {
  return calls >= LEAST_CALLS && answered >= LEAST_ANSWERED;
}

function estimatedHours(prepared: PreparedLog, taken: (i: number) => boolean): number[] {
  const calls = new Uint32Array(24);
  const answered = new Uint32Array(24);
  for (let i = 0; i < prepared.count; i++) {
    if (!taken(i)) continue;
    calls[prepared.hour[i]]++;
    if (prepared.outcome[i] === ANSWERED) answered[prepared.hour[i]]++;
  }
  return Array.from(calls.keys()).filter((h) => isEnough(calls[h], answered[h]));
}

function layOut(
  prepared: PreparedLog,
  countries: readonly string[],
  countryOf: readonly number[],
  hours: readonly number[],
  taken: (i: number) => boolean,
): AnswerData {
  const { contact } = prepared;
  const from = new Int32Array(countryOf.length + 1);
  for (let i = 0; i < prepared.count; i++) if (taken(i)) from[contact[i] + 1]++;
  for (let i = 1; i < from.length; i++) from[i] += from[i - 1];
  const calls = from[from.length - 1];
  const data = {
    answered: new Uint8Array(calls),
    hour: new Int8Array(calls),
    fixedFactor: new Float64Array(calls).fill(1),
    earlier: new Uint16Array(calls),
    local: new Uint8Array(calls),
    row: new Int32Array(calls),
    callsByHour: new Float64Array(hours.length),
  };
  const next = from.slice();
  for (let i = 0; i < prepared.count; i++) {
    if (!taken(i)) continue;
    const at = next[contact[i]]++;
    const hour = hours.indexOf(prepared.hour[i]);
    data.answered[at] = prepared.outcome[i] === ANSWERED ? 1 : 0;
    data.hour[at] = hour;
    if (hour < 0) data.fixedFactor[at] = HOUR_CURVE[prepared.hour[i]];
    else data.callsByHour[hour]++;
    data.earlier[at] = prepared.attempt[i] - 1;
    data.local[at] = prepared.local[i];
    data.row[at] = i;
  }
  const kept = Array.from(countryOf.keys()).filter((whom) => from[whom + 1] > from[whom]);
  return {
    countries,
    hours,
    contacts: kept.length,
    calls,
    contactFrom: Int32Array.from([...kept.map((whom) => from[whom]), calls]),
    country: Uint16Array.from(kept, (whom) => countryOf[whom]),
    ...data,
  };
}
