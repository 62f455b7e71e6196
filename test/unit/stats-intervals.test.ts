import * as simple from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { meanInterval } from '../../src/stats/mean-interval.ts';
import { quantileInterval, quantileRanks } from '../../src/stats/quantile-interval.ts';
import { ratioInterval } from '../../src/stats/ratio-jackknife.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';

const OPEN = { low: -Infinity, high: Infinity };

describe('mean', () => {
  test('is the textbook Student interval', () => {
    // Law (2015), chapter 4: ten observations, 90 % interval 1.34 ± 0.24.
    const values = [1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09];
    const interval = meanInterval(values, { level: 0.9 })!;
    expect(interval.estimate).toBeCloseTo(simple.mean(values), 12);
    expect(interval.high - interval.estimate).toBeCloseTo(
      1.8331129326536335 * Math.sqrt(simple.sampleVariance(values) / 10),
      12,
    );
    expect(interval.high - interval.estimate).toBeCloseTo(0.24, 2);
    expect(interval.n).toBe(10);
  });

  test('nothing, one value, and no variance have decided answers', () => {
    expect(meanInterval([])).toBeNull();
    expect(meanInterval([7])).toEqual({ estimate: 7, ...OPEN, n: 1 });
    expect(meanInterval([0.7], { share: true })).toEqual({ estimate: 0.7, low: 0, high: 1, n: 1 });
    expect(meanInterval([0.1, 0.1, 0.1])).toEqual({ estimate: 0.1, low: 0.1, high: 0.1, n: 3 });
  });

  test('a share stays inside 0 … 1, and never claims to be certain of an end', () => {
    expect(meanInterval([0, 0, 0.2], { share: true })!.low).toBe(0);
    expect(meanInterval([1, 1, 0.8], { share: true })!.high).toBe(1);
    expect(meanInterval([0, 0, 0.2])!.low).toBeLessThan(0);
    expect(meanInterval(new Float64Array(100), { share: true })).toEqual(wilsonInterval(0, 100));
    expect(meanInterval([0, 0])).toEqual({ estimate: 0, low: 0, high: 0, n: 2 });
  });

  test('refuses values that have no mean, and levels that are none', () => {
    expect(() => meanInterval([1, Infinity])).toThrow('value 1 is Infinity');
    expect(() => meanInterval([Number.NaN])).toThrow('finite');
    expect(() => meanInterval([1, 2], { level: 95 })).toThrow('level');
  });
});

describe('Wilson', () => {
  test('has the published values', () => {
    // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    const published: [number, number, number, number][] = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ];
    for (const [successes, n, low, high] of published) {
      const interval = wilsonInterval(successes, n)!;
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
      expect(interval.estimate).toBe(successes / n);
    }
  });

  test('nothing, one, none and all have decided answers', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
    const one = wilsonInterval(1, 1)!;
    expect(one.high).toBe(1);
    expect(one.low).toBeCloseTo(0.2065, 4);
    expect(wilsonInterval(0, 400)!.low).toBe(0);
    expect(wilsonInterval(400, 400)!.high).toBe(1);
    // The rule of three: about 3/n at one-sided 95 %, 3.84/n two-sided.
    expect(wilsonInterval(0, 400)!.high).toBeCloseTo(3.8415 / (400 + 3.8415), 6);
  });

  test('refuses counts that cannot be', () => {
    expect(() => wilsonInterval(3, 2)).toThrow('3 successes in 2');
    expect(() => wilsonInterval(0.5, 2)).toThrow('whole');
    expect(() => wilsonInterval(-1, 2)).toThrow('whole');
  });
});

describe('ratio of sums', () => {
  test('equals the slow jackknife, written out', () => {
    const num = [3, 1, 4, 1, 5, 9, 2, 6];
    const den = [10, 12, 9, 14, 11, 20, 8, 13];
    const n = num.length;
    const without = num.map((_, left) => {
      const keep = (_x: number, i: number) => i !== left;
      return simple.sum(num.filter(keep)) / simple.sum(den.filter(keep));
    });
    const variance = ((n - 1) ** 2 / n) * simple.sampleVariance(without);
    const interval = ratioInterval(num, den)!;
    expect(interval.estimate).toBeCloseTo(31 / 97, 14);
    const half = 2.364624251592784 * Math.sqrt(variance);
    expect(interval.high - interval.estimate).toBeCloseTo(half, 12);
    expect(interval.estimate - interval.low).toBeCloseTo(half, 12);
    expect(interval.n).toBe(8);
  });

  test('with equal denominators it is the Student interval of the quotients', () => {
    const num = [3, 1, 4, 1, 5];
    const ratio = ratioInterval(num, [10, 10, 10, 10, 10])!;
    const mean = meanInterval(num.map((x) => x / 10))!;
    expect(ratio.low).toBeCloseTo(mean.low, 12);
    expect(ratio.high).toBeCloseTo(mean.high, 12);
  });

  test('0/0 is no data, and one replication with data is open', () => {
    expect(ratioInterval([], [])).toBeNull();
    expect(ratioInterval([0, 0], [0, 0])).toBeNull();
    expect(ratioInterval([3], [4])).toEqual({ estimate: 0.75, ...OPEN, n: 1 });
    expect(ratioInterval([0, 3, 0], [0, 4, 0], { share: true })).toEqual({
      estimate: 0.75,
      low: 0,
      high: 1,
      n: 3,
    });
    expect(ratioInterval([1e-30, 1], [1e-30, 1])).toMatchObject(OPEN);
  });

  test('a replication without a denominator costs a degree of freedom', () => {
    const full = ratioInterval([1, 2, 3], [9, 9, 9])!;
    const padded = ratioInterval([1, 2, 3, 0, 0, 0], [9, 9, 9, 0, 0, 0])!;
    expect(padded.estimate).toBeCloseTo(full.estimate, 14);
    expect(padded.n).toBe(6);
    expect(padded.high - padded.low).toBeGreaterThan(0.98 * (full.high - full.low));
  });

  test('a share of none or all keeps an honest width', () => {
    const den = [7, 9, 0, 12];
    const none = ratioInterval([0, 0, 0, 0], den, { share: true })!;
    expect(none).toEqual({ ...wilsonInterval(0, 3)!, n: 4 });
    const all = ratioInterval(den, den, { share: true })!;
    expect(all).toEqual({ ...wilsonInterval(3, 3)!, n: 4 });
    const rate = ratioInterval([0, 0], [5, 6])!;
    expect(rate).toEqual({ estimate: 0, low: 0, high: 0, n: 2 });
  });

  test('a share stays inside 0 … 1', () => {
    const low = ratioInterval([0, 0, 3], [10, 10, 10], { share: true })!;
    expect(low.low).toBe(0);
    const high = ratioInterval([10, 10, 7], [10, 10, 10], { share: true })!;
    expect(high.high).toBe(1);
    expect(ratioInterval([10, 10, 7], [10, 10, 10])!.high).toBeGreaterThan(1);
  });

  test('refuses what is no ratio', () => {
    expect(() => ratioInterval([1], [1, 2])).toThrow('as many');
    expect(() => ratioInterval([1], [-1])).toThrow('denominator 0');
    expect(() => ratioInterval([Number.NaN], [1])).toThrow('numerator 0');
    expect(() => ratioInterval([2], [1], { share: true })).toThrow('0 <= num <= den');
  });
});

describe('quantile', () => {
  test('a p95 is bounded above from 72 observations on', () => {
    const upTo = (n: number) => Float64Array.from({ length: n }, (_, i) => n - i);
    expect(quantileInterval(upTo(71), 0.95)).toEqual({
      estimate: 68,
      low: 63,
      high: Infinity,
      n: 71,
    });
    expect(quantileInterval(upTo(72), 0.95)!.high).toBe(72);
    expect(quantileInterval(upTo(71), 0.05)!.low).toBe(-Infinity);
    expect(quantileInterval(upTo(72), 0.05)!.low).toBe(1);
  });

  test('has the published ranks of a median', () => {
    // Conover (1999), n = 20: the 6th and the 15th bound the median at 95.86 %.
    expect(quantileRanks(20, 0.5)).toEqual({ estimate: 10, low: 6, high: 15 });
  });

  test('the estimate is the ⌈np⌉-th value, whatever the rounding of n·p', () => {
    expect(quantileRanks(100, 0.07).estimate).toBe(7);
    expect(quantileRanks(100, 0.29).estimate).toBe(29);
    expect(quantileRanks(10, 0.01).estimate).toBe(1);
    expect(quantileRanks(10, 0.999).estimate).toBe(10);
    expect(quantileInterval([5, 1, 4, 2, 3], 0.5)!.estimate).toBe(
      simple.quantileSorted([1, 2, 3, 4, 5], 0.5),
    );
  });

  test('nothing, one value, equal values and never have decided answers', () => {
    expect(quantileInterval([], 0.5)).toBeNull();
    expect(quantileInterval([3], 0.5)).toEqual({ estimate: 3, ...OPEN, n: 1 });
    const same = quantileInterval(new Array(50).fill(4), 0.5)!;
    expect(same).toEqual({ estimate: 4, low: 4, high: 4, n: 50 });
    const finishes = [...new Array(30).fill(8), ...new Array(70).fill(Infinity)];
    const median = quantileInterval(finishes, 0.5)!;
    expect(median.estimate).toBe(Infinity);
    expect(median.low).toBe(Infinity);
    const early = quantileInterval(finishes, 0.25)!;
    expect(early).toEqual({ estimate: 8, low: 8, high: Infinity, n: 100 });
  });

  test('refuses NaN and shares that are no quantile, and leaves its input alone', () => {
    expect(() => quantileInterval([1, Number.NaN], 0.5)).toThrow('value 1 is NaN');
    expect(() => quantileInterval([1], 1)).toThrow('inside 0 … 1');
    const values = [3, 1, 2];
    quantileInterval(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });
});
