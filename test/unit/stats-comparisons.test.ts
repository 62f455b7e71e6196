import seedrandom from 'seedrandom';
import { describe, expect, test } from 'vitest';
import { bootstrapInterval } from '../../src/stats/bootstrap.ts';
import { gini } from '../../src/stats/gini.ts';
import { cumulativeIncidence } from '../../src/stats/incidence.ts';
import { meanInterval } from '../../src/stats/mean-interval.ts';
import { mser5 } from '../../src/stats/mser5.ts';
import { pairedDifference } from '../../src/stats/paired.ts';
import { stoppingLooks } from '../../src/stats/stopping.ts';
import { tallyOf } from '../../src/stats/tally.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';

describe('cumulative incidence', () => {
  const never = Infinity;

  test('counts the event only where it comes first, over all subjects', () => {
    const steps = cumulativeIncidence([3, 5, 8, never, 3], [never, 4, 9, 6, 3])!;
    expect(steps.map((s) => [s.time, s.event.estimate, s.competing.estimate])).toEqual([
      [0, 0, 0],
      [3, 2 / 5, 0],
      [4, 2 / 5, 1 / 5],
      [6, 2 / 5, 2 / 5],
      [8, 3 / 5, 2 / 5],
    ]);
    expect(steps[1].event).toEqual(wilsonInterval(2, 5));
    expect(steps[2].competing).toEqual(wilsonInterval(1, 5));
  });

  test('its end value is the share that ever had the event', () => {
    const steps = cumulativeIncidence([10, never, 20, never], [5, 6, never, never])!;
    expect(steps.at(-1)!.event).toEqual(wilsonInterval(1, 4));
  });

  test('a horizon cuts what lies beyond it', () => {
    const steps = cumulativeIncidence([3, 5, 8], [never, never, never], { horizon: 5 })!;
    expect(steps.at(-1)!.time).toBe(5);
    expect(steps.at(-1)!.event.estimate).toBe(2 / 3);
  });

  test('no subjects, no events, and events at once have decided answers', () => {
    expect(cumulativeIncidence([], [])).toBeNull();
    const none = cumulativeIncidence([never, never], [never, never])!;
    expect(none).toEqual([
      { time: 0, event: wilsonInterval(0, 2), competing: wilsonInterval(0, 2) },
    ]);
    const atOnce = cumulativeIncidence([0, never], [0, 0])!;
    expect(atOnce).toHaveLength(1);
    expect(atOnce[0].event.estimate).toBe(0.5);
    expect(() => cumulativeIncidence([-1], [2])).toThrow('subject 0');
    expect(() => cumulativeIncidence([1], [])).toThrow('both times');
  });

  test('a level is handed to each step', () => {
    const steps = cumulativeIncidence([1, never], [never, never], { level: 0.5 })!;
    expect(steps[1].event).toEqual(wilsonInterval(1, 2, 0.5));
  });
});

describe('paired difference', () => {
  test('is the Student interval of b − a, with what pairing saved', () => {
    const a = [10, 20, 30, 45];
    const b = [11, 22, 31, 48];
    const paired = pairedDifference(a, b)!;
    expect(paired.difference).toEqual(meanInterval([1, 2, 1, 3]));
    const independent = tallyOf(a).variance()! + tallyOf(b).variance()!;
    expect(paired.varianceReduction).toBeCloseTo(
      independent / tallyOf([1, 2, 1, 3]).variance()!,
      9,
    );
    expect(pairedDifference(a, b, 0.5)!.difference.high).toBeLessThan(paired.difference.high);
  });

  test('no pairs, one pair, constant differences have decided answers', () => {
    expect(pairedDifference([], [])).toBeNull();
    expect(pairedDifference([1], [4])).toEqual({
      difference: { estimate: 3, low: -Infinity, high: Infinity, n: 1 },
      varianceReduction: null,
    });
    const constant = pairedDifference([1, 2], [4, 5])!;
    expect(constant.difference).toEqual({ estimate: 3, low: 3, high: 3, n: 2 });
    expect(constant.varianceReduction).toBe(Infinity);
    expect(pairedDifference([1, 1], [1, 1])!.varianceReduction).toBeNull();
    expect(() => pairedDifference([1], [])).toThrow('same length');
  });
});

describe('looks of a run that stops by itself', () => {
  test('double from 100 up to the budget', () => {
    expect(stoppingLooks(1_000).map((look) => look.n)).toEqual([100, 200, 400, 800]);
    expect(stoppingLooks(6_400)).toHaveLength(7);
    expect(stoppingLooks(99)).toEqual([{ n: 99, level: 0.95 }]);
    expect(stoppingLooks(100)).toEqual([{ n: 100, level: 0.95 }]);
  });

  test('split the error probability without spending more of it', () => {
    for (const budget of [1, 100, 250, 5_000, 1e6]) {
      for (const level of [0.9, 0.95, 0.99]) {
        const spent = stoppingLooks(budget, level).reduce((sum, look) => sum + 1 - look.level, 0);
        expect(spent).toBeCloseTo(1 - level, 12);
      }
    }
  });

  test('refuse a budget that is no count', () => {
    expect(() => stoppingLooks(0)).toThrow('budget');
    expect(() => stoppingLooks(Infinity)).toThrow('budget');
    expect(() => stoppingLooks(100, 1)).toThrow('level');
  });
});

describe('Gini', () => {
  test('has its known values', () => {
    expect(gini([5, 5, 5, 5])).toBe(0);
    expect(gini([0, 0, 0, 8])).toBe(0.75);
    expect(gini([3, 1])).toBe(0.25);
    // Half the mean absolute difference of all pairs over the mean: here (52/16)/2 over 4.
    expect(gini([1, 2, 4, 9])).toBeCloseTo(13 / 32, 14);
  });

  test('is null where nothing was allocated, and 0 for one', () => {
    expect(gini([])).toBeNull();
    expect(gini([0, 0])).toBeNull();
    expect(gini([7])).toBe(0);
    expect(() => gini([1, -1])).toThrow('negative');
    expect(() => gini([Number.NaN])).toThrow('negative');
  });
});

describe('MSER-5', () => {
  const noise = seedrandom.alea('stats:mser');
  const series = Array.from({ length: 500 }, (_, i) => (i < 60 ? 20 : 5) + noise());

  test('cuts the warm-up where it ends', () => {
    const result = mser5(series);
    expect(result.kind).toBe('truncate');
    if (result.kind !== 'truncate') return;
    expect(result.discard).toBe(60);
    expect(result.mean).toBeCloseTo(tallyOf(series.slice(60)).mean, 10);
  });

  test('equals its definition, tried at every cut', () => {
    const drift = series.map((x, i) => x + 40 * Math.exp(-i / 20));
    const means = Array.from(
      { length: 100 },
      (_, b) => tallyOf(drift.slice(5 * b, 5 * b + 5)).mean,
    );
    const score = (d: number) => tallyOf(means.slice(d)).m2 / (100 - d) ** 2;
    let best = 0;
    for (let d = 1; d <= 95; d++) if (score(d) < score(best)) best = d;
    expect(mser5(drift)).toMatchObject({ kind: 'truncate', discard: 5 * best });
  });

  test('leaves a constant series whole', () => {
    expect(mser5(new Array(100).fill(3))).toEqual({ kind: 'truncate', discard: 0, mean: 3 });
  });

  test('refuses what is too short or has not settled by the middle', () => {
    expect(mser5([])).toEqual({ kind: 'refused', why: 'too_short' });
    expect(mser5(new Array(49).fill(1))).toEqual({ kind: 'refused', why: 'too_short' });
    const late = Array.from({ length: 200 }, (_, i) => (i < 150 ? i : 150 + noise()));
    expect(mser5(late)).toEqual({ kind: 'refused', why: 'no_steady_state' });
    expect(() => mser5([...new Array(60).fill(1), Number.NaN, 1, 1, 1, 1])).toThrow('60');
  });
});

describe('bootstrap', () => {
  const mean = (sample: Float64Array) => tallyOf(sample).mean;
  const values = Array.from({ length: 60 }, (_, i) => (i * 37) % 60);

  test('of a mean comes near the Student interval', () => {
    const interval = bootstrapInterval(values, mean, seedrandom.alea('stats:bootstrap'))!;
    const student = meanInterval(values)!;
    // A percentile from 2,000 resamples varies by about 0.05 standard deviations of the mean.
    const tolerance = 0.3 * (student.high - student.estimate);
    expect(interval.estimate).toBe(student.estimate);
    expect(Math.abs(interval.low - student.low)).toBeLessThan(tolerance);
    expect(Math.abs(interval.high - student.high)).toBeLessThan(tolerance);
  });

  test('is the same for the same draws, and may sort its sample', () => {
    const median = (sample: Float64Array) => sample.sort()[30];
    const run = () => bootstrapInterval(values, median, seedrandom.alea('stats:same'));
    expect(run()).toEqual(run());
    expect(values[1]).toBe(37);
  });

  test('reads the percentiles of its resamples', () => {
    // The statistic counts 1, 2, 3, …: the first answer is the estimate, then 200 resamples.
    let calls = 0;
    const interval = bootstrapInterval(
      [1, 2],
      () => calls++,
      () => 0,
      { resamples: 200 },
    )!;
    expect(interval).toEqual({ estimate: 0, low: 5, high: 196, n: 2 });
  });

  test('nothing, one value and equal values have decided answers', () => {
    const uniform = () => 0.5;
    expect(bootstrapInterval([], mean, uniform)).toBeNull();
    expect(bootstrapInterval([4], mean, uniform)).toEqual({
      estimate: 4,
      low: -Infinity,
      high: Infinity,
      n: 1,
    });
    expect(bootstrapInterval([2, 2], mean, uniform)).toEqual({
      estimate: 2,
      low: 2,
      high: 2,
      n: 2,
    });
    const clamped = bootstrapInterval([1, 2], mean, uniform, { share: true })!;
    expect(clamped.high).toBe(1);
    expect(() => bootstrapInterval([1, 2], () => Number.NaN, uniform)).toThrow('not a number');
    expect(() => bootstrapInterval([1], mean, uniform, { resamples: 5 })).toThrow('100');
  });
});
