import { describe, expect, test } from 'vitest';
import { runReplication } from '../../src/model/run-replication.ts';
import type { DriftSpec, Scenario, UsageDrift } from '../../src/model/spec.ts';
import {
  answers,
  expectMean,
  expectShare,
  expectVariance,
  holds,
  numberMetric,
} from '../support/model-replications.ts';
import {
  campaign,
  connection,
  DAY_MS,
  HOUR_MS,
  number,
  numbers,
  scenario,
  usageDrift,
} from '../support/scenario-builder.ts';

/** Scores of all numbers hour by hour: `scores[hour][number]`, hour 0 is the start. */
function scoresOf(plan: Scenario, replication = 0): number[][] {
  const scores: number[][] = [plan.numbers.map((n) => n.spamScore ?? Number.NaN)];
  runReplication(plan, {
    replication,
    observer: { onHour: (_, seen) => void scores.push([...seen]) },
  });
  return scores;
}

/** One number at a score that nobody dials from: its campaign's contact is past its attempts. */
function idle(score: number, days: number, drift: DriftSpec, count = 1): Scenario {
  return scenario({
    durationMs: days * DAY_MS,
    platform: { ...scenario().platform, spamThreshold: 100 },
    numbers: numbers(count, { spamScore: score }),
    campaigns: [campaign(count, 0)],
    drift,
  });
}

/** One number that places a call every `gapMs` from the start on, for ever; its score is never in the way. */
function busy(gapMs: number, score: number, days: number, drift: DriftSpec): Scenario {
  return scenario({
    durationMs: days * DAY_MS,
    platform: { ...scenario().platform, spamThreshold: 100 },
    connections: [connection({ callsPerSecond: 1_000 / gapMs })],
    numbers: [number('n/0', { spamScore: score })],
    campaigns: [campaign(1, Math.ceil((days * DAY_MS) / gapMs) + 10)],
    answer: answers(1),
    provider: holds({ law: 'constant', ms: 0 }),
    drift,
  });
}

describe('rest', () => {
  test.each([
    [0.026, HOUR_MS],
    [0.5, HOUR_MS],
    [0.026, 6 * HOUR_MS],
    [3, 24 * HOUR_MS],
  ])('brings a score back as e^(−κt): κ = %d a day, steps of %i ms', (kappa, stepMs) => {
    const drift = usageDrift({ recoveryPerDayMedian: kappa, stepMs });
    for (const start of [85, 2]) {
      const scores = scoresOf(idle(start, 20, drift));
      for (const day of [1, 5, 20]) {
        const theory = 10 + (start - 10) * Math.exp(-kappa * day);
        expect(scores[24 * day][0]).toBeCloseTo(theory, 9);
      }
    }
  });

  test('without a rate brings nothing back, and noise grows as σ√t', () => {
    const still = scoresOf(idle(85, 3, usageDrift({ recoveryPerDayMedian: 0 })));
    expect(still[72][0]).toBe(85);
    const drift = usageDrift({ recoveryPerDayMedian: 0, noisePerSqrtDay: 2 });
    const end = scoresOf(idle(50, 3, drift, 1_000))[72].map((s) => s - 50);
    expectMean(end, 0, 'mean');
    expectVariance(end, 4 * 3, 'variance');
  });

  test('begins a day after the last call', () => {
    const kappa = 0.4;
    const base = busy(HOUR_MS, 80, 4, usageDrift({ recoveryPerDayMedian: kappa }));
    const plan = { ...base, campaigns: [campaign(1, 3)] };
    // Calls at 0, 1 and 2 h: rest begins at 26 h.
    const hourly = scoresOf(plan).map((row) => row[0]);
    expect(hourly.slice(0, 27)).toEqual(new Array(27).fill(80));
    for (const hour of [26, 40, 96]) {
      const restedDays = (hour - 26) / 24;
      expect(hourly[hour]).toBeCloseTo(10 + 70 * Math.exp(-kappa * restedDays), 9);
    }
  });
});

describe('overload', () => {
  const gapMs = HOUR_MS / 12;

  /** Calls of the last day, hour by hour, of a number that dials 12 an hour from the start on. */
  function grown(hours: number, spec: UsageDrift, factor: (hour: number) => number): number {
    let score = 0;
    for (let hour = 1; hour <= hours; hour++) {
      const x = Math.max(0, (12 * Math.min(hour, 24)) / spec.safeCallsPerDay - 1);
      score += (spec.growthPerDay * factor(hour) * x) / 24;
    }
    return score;
  }

  test('lifts a score by g·(u/u_safe − 1) a day', () => {
    const drift = usageDrift({ growthPerDay: 2, safeCallsPerDay: 72 });
    const hourly = scoresOf(busy(gapMs, 0, 6, drift)).map((row) => row[0]);
    for (const hour of [12, 24, 48, 144]) {
      expect(hourly[hour]).toBeCloseTo(
        grown(hour, drift, () => 1),
        9,
      );
    }
    // 288 calls a day against 72: three units of overload, six points a day.
    expect(hourly[144] - hourly[120]).toBeCloseTo(6, 9);
    expect(grown(6, drift, () => 1)).toBe(0);
  });

  test('does nothing up to the safe rate', () => {
    const drift = usageDrift({ growthPerDay: 50, safeCallsPerDay: 288 });
    expect(scoresOf(busy(gapMs, 30, 3, drift)).map((row) => row[0])).toEqual(
      new Array(73).fill(30),
    );
  });

  test('hurts young numbers more, until they are old', () => {
    const drift = usageDrift({
      growthPerDay: 2,
      safeCallsPerDay: 72,
      youngMs: 2 * DAY_MS,
      youngGrowthFactor: 1.5,
    });
    const factor = (hour: number) => (hour < 48 ? 1.5 : 1);
    const fresh = busy(gapMs, 0, 4, drift);
    const hourly = scoresOf(fresh).map((row) => row[0]);
    for (const hour of [24, 47, 48, 96]) {
      expect(hourly[hour]).toBeCloseTo(grown(hour, drift, factor), 9);
    }
    const seasoned = { ...fresh, numbers: [{ ...fresh.numbers[0], firstUsedMs: -30 * DAY_MS }] };
    expect(scoresOf(seasoned)[96][0]).toBeCloseTo(
      grown(96, drift, () => 1),
      9,
    );
  });

  test('takes days from fresh to flagged: (θ − s)/(g·x) once the day’s calls are full', () => {
    const drift = usageDrift({ growthPerDay: 4, safeCallsPerDay: 75 });
    const base = busy(DAY_MS / 340, 10, 10, drift);
    const plan = { ...base, platform: { ...base.platform, spamThreshold: 70 } };
    const result = runReplication(plan, { replication: 0 });
    const days = numberMetric(result, 0, 'first_flag_ms') / DAY_MS;
    // Full load gives 4·(340/75 − 1) = 14.1 points a day; the first day's ramp costs a part of one.
    const slope = 4 * (340 / 75 - 1);
    const rampLoss = 4 * (340 / 75 - 1 - integralOfRamp(340 / 75));
    expect(days).toBeGreaterThan((60 + rampLoss) / slope - 2 / 24);
    expect(days).toBeLessThan((60 + rampLoss) / slope + 2 / 24);
  });
});

/** ∫₀¹ max(0, r·t − 1) dt: overload over the day in which the trailing calls fill up. */
function integralOfRamp(r: number): number {
  return r <= 1 ? 0 : (r - 1) ** 2 / (2 * r);
}

describe('noise', () => {
  const count = 1_500;

  test('of a rested number has variance σ²(1 − e^(−2κt))/2κ, whatever the step', () => {
    const kappa = 0.2;
    const theory = (4 * (1 - Math.exp(-2 * kappa * 10))) / (2 * kappa);
    for (const stepMs of [HOUR_MS * 4, DAY_MS]) {
      const drift = usageDrift({ recoveryPerDayMedian: kappa, noisePerSqrtDay: 2, stepMs });
      const end = scoresOf(idle(60, 10, drift, count))[240];
      expectMean(end, 10 + 50 * Math.exp(-kappa * 10), 'mean');
      expectVariance(end, theory, 'variance');
    }
  });

  test('of a number in use has variance σ²t: no rest, no pull', () => {
    const drift = usageDrift({ recoveryPerDayMedian: 5, noisePerSqrtDay: 2 });
    const base = busy(DAY_MS / 300, 50, 4, drift);
    const ends: number[] = [];
    for (let r = 0; r < 150; r++) ends.push(scoresOf(base, r)[96][0] - 50);
    expectMean(ends, 0, 'mean');
    expectVariance(ends, 4 * 4, 'variance');
  });

  test('is clamped to 0 … 100 at every step', () => {
    const drift = usageDrift({ recoveryPerDayMedian: 0.001, noisePerSqrtDay: 200 });
    const scores = scoresOf(idle(50, 5, drift, 50)).flat();
    expect(Math.min(...scores)).toBe(0);
    expect(Math.max(...scores)).toBe(100);
    // Steps of 41 points and hard walls: well over a tenth of the time at each of them.
    expect(scores.filter((s) => s === 0).length).toBeGreaterThan(scores.length / 10);
    expect(scores.filter((s) => s === 100).length).toBeGreaterThan(scores.length / 10);
  });
});

describe('complaints', () => {
  test('cost their points at the next step, those of young numbers more', () => {
    const drift = usageDrift({
      complaintShare: 1,
      complaintPoints: 0.5,
      youngMs: DAY_MS,
      youngComplaintFactor: 2,
    });
    const base = busy(HOUR_MS / 2, 0, 3, drift);
    const plan = { ...base, provider: holds({ law: 'constant', ms: 1_000 }) };
    const hourly = scoresOf(plan).map((row) => row[0]);
    // Two calls an hour, each a complaint.
    expect(hourly[23]).toBeCloseTo(23 * 2, 9);
    expect(hourly[48]).toBeCloseTo(23 * 2 + 25 * 1, 9);
  });

  test('come from their share of the calls that were taken', () => {
    const drift = usageDrift({ complaintShare: 0.05, complaintPoints: 1 });
    const base = busy(HOUR_MS / 200, 0, 1, drift);
    const plan = {
      ...base,
      answer: answers(0.5),
      provider: holds({ law: 'constant', ms: 1_000 }),
    };
    const result = runReplication(plan, { replication: 0 });
    const answered = numberMetric(result, 0, 'answered');
    expectShare(answered, numberMetric(result, 0, 'dials'), 0.5, 'answered');
    expectShare(numberMetric(result, 0, 'complaints'), answered, 0.05, 'complaints');
  });
});
