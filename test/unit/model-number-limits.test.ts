import { describe, expect, it } from 'vitest';
import type { NumberSpec, Scenario } from '../../src/model/spec.ts';
import { numberMetric, watch } from '../support/model-replications.ts';
import { everybody, statusHours, talking, value } from '../support/model-run.ts';
import {
  campaign,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  numbers,
  scenario,
} from '../support/scenario-builder.ts';

/** Everybody is there from the start and answers for a minute; only the numbers' limits hold them. */
const plain = (
  contacts: number,
  limits: Partial<NumberSpec>,
  over: Partial<Scenario> = {},
): Scenario =>
  scenario({
    numbers: numbers(1, limits),
    campaigns: [campaign(1, contacts)],
    answer: everybody('answers'),
    provider: talking(MINUTE_MS),
    ...over,
  });

const starts = (plan: Scenario) => watch(plan).attempts.map((call) => call.dialMs);

/** Calls of each day of the platform. */
function perDay(plan: Scenario): number[] {
  const days = new Array<number>(plan.durationMs / DAY_MS).fill(0);
  for (const { dialMs } of watch(plan).attempts) days[Math.floor(dialMs / DAY_MS)]++;
  return days;
}

describe('a cool-down', () => {
  it('keeps the starts of two calls of a number apart, and wakes those who wait when it ends', () => {
    const gap = 90_500;
    expect(starts(plain(4, { coolDownMs: gap }))).toEqual([0, gap, 2 * gap, 3 * gap]);
  });

  it('is each number’s own', () => {
    const plan = plain(
      4,
      {},
      {
        numbers: numbers(2, { coolDownMs: 10 * MINUTE_MS }),
        campaigns: [campaign(2, 4)],
      },
    );
    expect(starts(plan)).toEqual([0, 0, 10 * MINUTE_MS, 10 * MINUTE_MS]);
  });

  it('makes the number busy, never skipped: at capacity, no stall, not capped', () => {
    const plan = plain(2, { coolDownMs: 10 * MINUTE_MS });
    const { result } = watch(plan);
    expect(value(plan, result, 'blocked.at_capacity')).toBeCloseTo(1 / 6, 12);
    expect(value(plan, result, 'limit.number')).toBe(1);
    expect(value(plan, result, 'limit.connection')).toBe(0);
    expect(value(plan, result, 'skip.rate')).toBe(0);
    expect(value(plan, result, 'stall.risk')).toBe(0);
    expect(statusHours(plan, result, 0, 0, 'capped')).toBe(0);
  });

  it('holds back calls of every campaign that shares the number', () => {
    const plan = plain(
      1,
      { coolDownMs: HOUR_MS },
      {
        campaigns: [campaign(1, 1, { name: 'a' }), campaign(1, 1, { name: 'b' })],
      },
    );
    expect(starts(plan)).toEqual([0, HOUR_MS]);
  });

  it('names what holds a contact that is left over', () => {
    const plan = plain(30, { coolDownMs: HOUR_MS });
    const { result } = watch(plan);
    expect(value(plan, result, 'expired.at_capacity')).toBe(6);
    expect(value(plan, result, 'finish.expired')).toBe(6);
  });
});

describe('warming up', () => {
  const stages = [
    { forMs: 2 * DAY_MS, callsPerDayMax: 3 },
    { forMs: DAY_MS, callsPerDayMax: 5 },
  ];

  it('caps the days of its stages, then no more', () => {
    const plan = plain(40, { warmUp: stages }, { durationMs: 5 * DAY_MS });
    // The first call is at 0: days 0 and 1 are in the first stage, day 2 in the second.
    expect(perDay(plan)).toEqual([3, 3, 5, 29, 0]);
    const { result } = watch(plan);
    expect(numberMetric(result, 0, 'calls_per_day_max')).toBe(29);
    expect(statusHours(plan, result, 0, 0, 'capped')).toBeCloseTo(72, 6);
    expect(value(plan, result, 'limit.number')).toBe(1);
  });

  it('counts from first use, before the scenario or in it', () => {
    const used = plain(40, { warmUp: stages, firstUsedMs: -DAY_MS }, { durationMs: 5 * DAY_MS });
    expect(perDay(used)).toEqual([3, 5, 32, 0, 0]);
    const old = plain(40, { warmUp: stages, firstUsedMs: -9 * DAY_MS });
    expect(perDay(old)).toEqual([40]);
    // Paused for a day and a half: its first stage has not begun before it is used.
    const late = plain(
      40,
      { warmUp: stages },
      {
        durationMs: 6 * DAY_MS,
        interventions: [
          { atMs: 0, verb: 'pause', target: { kind: 'number', number: 0 } },
          { atMs: 1.5 * DAY_MS, verb: 'resume', target: { kind: 'number', number: 0 } },
        ],
      },
    );
    // The stage is that of the day's beginning: half a day old on day 2, a day and a half on day 3.
    expect(perDay(late)).toEqual([0, 3, 3, 3, 5, 26]);
  });

  it('and the number’s own cap: the least of them holds', () => {
    const plan = plain(20, { warmUp: stages, callsPerDayMax: 4 }, { durationMs: 5 * DAY_MS });
    expect(perDay(plan)).toEqual([3, 3, 4, 4, 4]);
  });
});
