import { describe, expect, it } from 'vitest';
import { runReplication } from '../../src/model/run-replication.ts';
import type { Scenario, TraceDrift } from '../../src/model/spec.ts';
import { numberMetric, watch } from '../support/model-replications.ts';
import {
  arriving,
  everybody,
  platform,
  rowMetric,
  statusHours,
  value,
} from '../support/model-run.ts';
import {
  campaign,
  DAY_MS,
  HOUR_MS,
  number,
  numbers,
  scenario,
} from '../support/scenario-builder.ts';

/** Scores at hours, number 0 unless said otherwise. */
function trace(
  ...lines: readonly (readonly [hour: number, score: number, n?: number])[]
): TraceDrift {
  return {
    model: 'trace',
    atMs: Float64Array.from(lines, ([hour]) => hour * HOUR_MS),
    score: Float64Array.from(lines, ([, score]) => score),
    number: Int32Array.from(lines, ([, , n]) => n ?? 0),
  };
}

/** Somebody falls due every half hour, at a quarter past and to. */
const stream = arriving(
  ...Array.from({ length: 48 }, (_, i) => ({ arrivesMs: (i / 2 + 0.25) * HOUR_MS })),
);

function watched(over: Partial<Scenario>): Scenario {
  return scenario({
    numbers: numbers(1),
    answer: everybody('answers'),
    campaigns: [campaign(1, 0, stream)],
    ...over,
  });
}

/** Scores by the hour, 1 h first. */
function hourly(plan: Scenario, n = 0, replication = 0) {
  const truth: number[] = [];
  const observed: number[] = [];
  const observer = {
    onHour(_: number, trueScores: Float64Array, observedScores: Float64Array) {
      truth.push(trueScores[n]);
      observed.push(observedScores[n]);
    },
  };
  const result = runReplication(plan, { replication, observer });
  return { truth, observed, result };
}

describe('a trace of scores', () => {
  it('is replayed at its times; lines before the start are in force from the start', () => {
    const plan = watched({ drift: trace([-5, 11], [0, 22], [2.5, 33], [2.5, 44], [30, 55]) });
    const { truth, observed } = hourly(plan);
    expect(truth.slice(0, 4)).toEqual([22, 22, 44, 44]);
    expect(truth.at(-1)).toBe(44);
    expect(observed).toEqual(truth);
  });

  it('moves the numbers that it names, and no other', () => {
    const plan = watched({
      numbers: [number('a'), number('b', { spamScore: 7 })],
      campaigns: [campaign(2, 0, stream)],
      drift: trace([1.5, 90, 0]),
    });
    expect(hourly(plan, 0).truth.slice(0, 3)).toEqual([0, 90, 90]);
    expect(hourly(plan, 1).truth.slice(0, 3)).toEqual([7, 7, 7]);
  });

  it('counts time above the threshold, flags and the way to the first of them', () => {
    const plan = watched({ drift: trace([2, 90], [5, 70], [8, 71], [9, 0]) });
    const { result } = watch(plan);
    expect(numberMetric(result, 0, 'true_flagged_ms')).toBe(4 * HOUR_MS);
    expect(numberMetric(result, 0, 'observed_flagged_ms')).toBe(4 * HOUR_MS);
    expect(numberMetric(result, 0, 'flag_episodes')).toBe(2);
    expect(numberMetric(result, 0, 'first_flag_ms')).toBe(2 * HOUR_MS);
    expect(statusHours(plan, result, 0, 0, 'flagged')).toBe(4);
    expect(value(plan, result, 'pool.flag_episodes')).toBe(2);
    expect(value(plan, result, 'pool.time_to_flag')).toBe(1.75);
  });
});

describe('the platform’s own view of a score', () => {
  it('follows the true one at once when nothing is fetched', () => {
    const { truth, observed } = hourly(watched({ drift: trace([3.2, 90], [7.9, 5]) }));
    expect(observed).toEqual(truth);
  });

  it('stands between two fetches', () => {
    const lines = Array.from({ length: 24 }, (_, i) => [i, i] as const);
    const plan = watched({
      platform: platform({ scoreRefreshMs: 6 * HOUR_MS }),
      drift: trace(...lines),
    });
    const { observed } = hourly(plan);
    const changes = observed.flatMap((score, i) => (i > 0 && score !== observed[i - 1] ? [i] : []));
    // Every six hours, from a moment of the number's own on.
    expect(changes.length).toBeGreaterThanOrEqual(3);
    for (let i = 1; i < changes.length; i++) expect(changes[i] - changes[i - 1]).toBe(6);
    // What is seen is what was true at the fetch.
    for (const hour of changes) expect(observed[hour]).toBe(hour);
  });

  it('is fetched at different moments for different numbers, evenly over the refresh time', () => {
    const refreshHours = 24;
    const count = 1_000;
    const plan = scenario({
      durationMs: 2 * DAY_MS,
      numbers: numbers(count),
      campaigns: [campaign(count, 1)],
      platform: platform({ scoreRefreshMs: refreshHours * HOUR_MS }),
      drift: trace(...Array.from({ length: count }, (_, n) => [0.5, 90, n] as const)),
    });
    const firstSeen = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    runReplication(plan, {
      replication: 0,
      observer: {
        onHour(atMs, _, observed) {
          observed.forEach((score, n) => {
            if (score === 90) firstSeen[n] = Math.min(firstSeen[n], atMs / HOUR_MS);
          });
        },
      },
    });
    // Fetched between 0 and 24 h: seen then, or a day later by those of the first half hour.
    const inFirstDay = firstSeen.filter((hour) => hour <= 24).length;
    expect(Math.abs(inFirstDay / count - 23.5 / 24)).toBeLessThan(
      4 * Math.sqrt(((23.5 / 24) * (0.5 / 24)) / count),
    );
    expect(Math.max(...firstSeen)).toBe(25);
    const firstHalf = firstSeen.filter((hour) => hour <= 12).length;
    expect(Math.abs(firstHalf / count - 11.5 / 24)).toBeLessThan(4 * Math.sqrt(0.25 / count));
  });

  it('is as old as the lag when nothing is fetched', () => {
    const lines = Array.from({ length: 24 }, (_, i) => [i - 0.5, i] as const);
    const plan = watched({
      platform: platform({ scoreLagMs: 3 * HOUR_MS }),
      drift: trace(...lines),
    });
    const { truth, observed } = hourly(plan);
    expect(truth.slice(0, 5)).toEqual([1, 2, 3, 4, 5]);
    // At 4 h it shows what was true at 1 h; before, what was true at the start.
    expect(observed.slice(3)).toEqual(truth.slice(0, -3));
    expect(observed.slice(0, 3)).toEqual([0, 0, 0]);
  });

  it('is as old as the lag at each fetch', () => {
    const lines = Array.from({ length: 24 }, (_, i) => [i - 0.5, i] as const);
    const base = watched({
      platform: platform({ scoreRefreshMs: 4 * HOUR_MS }),
      drift: trace(...lines),
    });
    const lagged = { ...base, platform: { ...base.platform, scoreLagMs: 2 * HOUR_MS } };
    const fresh = hourly(base).observed;
    const old = hourly(lagged).observed;
    const fetches = fresh.flatMap((score, i) => (i > 2 && score !== fresh[i - 1] ? [i] : []));
    expect(fetches.length).toBeGreaterThan(3);
    for (const i of fetches) expect([fresh[i] - 2, fresh[i] - 3]).toContain(old[i]);
  });

  it('alone decides who is skipped; the true one alone moves callees', () => {
    // Flagged in truth from 6 h on; seen a day later, that is never.
    const plan = watched({
      platform: platform({ scoreLagMs: DAY_MS }),
      drift: trace([6, 100]),
      answer: { ...everybody('answers'), labelMultiplier: 0, labelWidth: 0.1 },
    });
    const { attempts, result } = watch(plan);
    expect(attempts).toHaveLength(48);
    expect(attempts.slice(0, 12).every((call) => call.outcome === 'answered')).toBe(true);
    expect(attempts.slice(12).every((call) => call.outcome === 'no_answer')).toBe(true);
    expect(value(plan, result, 'skip.rate')).toBe(0);
    expect(value(plan, result, 'pool.dialled_flagged')).toBe(36 / 48);
    expect(numberMetric(result, 0, 'true_flagged_ms')).toBe(18 * HOUR_MS);
    expect(numberMetric(result, 0, 'observed_flagged_ms')).toBe(0);
    expect(value(plan, result, 'pool.flag_episodes')).toBe(0);
  });

  it('keeps a number out that is clean again in truth, and counts no dial of it', () => {
    const plan = watched({
      platform: platform({ scoreLagMs: 6 * HOUR_MS }),
      drift: trace([0, 90], [0.5, 0]),
    });
    const { attempts, result } = watch(plan);
    // Clean at 0.5 h, on the hour grid at 1 h, seen at 7 h.
    expect(attempts[0].dialMs).toBe(7 * HOUR_MS);
    expect(value(plan, result, 'pool.dialled_flagged')).toBe(0);
  });

  it('counts no dial as unknowing at the threshold itself', () => {
    const plan = watched({ platform: platform({ scoreLagMs: DAY_MS }), drift: trace([0.1, 70]) });
    expect(value(plan, watch(plan).result, 'pool.dialled_flagged')).toBe(0);
  });

  it('costs a check per fetch', () => {
    const plan = watched({
      platform: platform({ scoreRefreshMs: 6 * HOUR_MS }),
      numbers: numbers(5),
      campaigns: [campaign(5, 0, stream)],
      prices: {
        currency: 'USD',
        numberPerMonthByCountry: new Float64Array(4),
        minuteByCountry: new Float64Array(4),
        purchaseByCountry: new Float64Array(4),
        check: 0.25,
      },
    });
    expect(value(plan, watch(plan).result, 'cost.total')).toBeCloseTo(5 * 4 * 0.25, 9);
  });
});

describe('scores at the start', () => {
  it('that nobody has given are 0, and are dialled', () => {
    const plan = watched({ numbers: [number('a', { spamScore: null })] });
    const { attempts } = watch(plan);
    expect(attempts).toHaveLength(48);
    expect(attempts[0].observedScore).toBe(0);
  });

  it('at the threshold are eligible, the next value above it is not', () => {
    const next = 70 + 2 ** -46;
    expect(next).toBeGreaterThan(70);
    expect(watch(watched({ numbers: [number('a', { spamScore: 70 })] })).attempts).toHaveLength(48);
    expect(watch(watched({ numbers: [number('a', { spamScore: next })] })).attempts).toEqual([]);
  });

  it('make a row flagged or degraded from the first moment, with no episode of its own', () => {
    const pool = [90, 61, 60].map((spamScore, i) => number(`n/${i}`, { spamScore }));
    const plan = watched({ numbers: pool, campaigns: [campaign(3, 0, stream)] });
    const { result } = watch(plan);
    expect(statusHours(plan, result, 0, 0, 'flagged')).toBe(24);
    expect(statusHours(plan, result, 0, 1, 'degraded')).toBe(24);
    expect(statusHours(plan, result, 0, 2, 'healthy')).toBe(24);
    expect(rowMetric(plan, result, 0, 0, 'dials')).toBe(0);
    expect(value(plan, result, 'pool.flag_episodes')).toBe(0);
  });
});
