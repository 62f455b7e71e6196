import * as simple from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { isTooSkewed, skewness } from '../../src/stats/skewness.ts';
import { Tally, tallyOf } from '../../src/stats/tally.ts';
import { TimeWeighted } from '../../src/stats/time-weighted.ts';

describe('tally', () => {
  const values = [2.5, -1, 7, 0, 3.25, 3.25];

  test('agrees with simple-statistics', () => {
    const tally = tallyOf(values);
    expect(tally.n).toBe(6);
    expect(tally.mean).toBeCloseTo(simple.mean(values), 13);
    expect(tally.variance()).toBeCloseTo(simple.sampleVariance(values), 12);
    expect(tally.standardDeviation()).toBeCloseTo(simple.sampleStandardDeviation(values), 12);
    expect(tally.standardError()).toBeCloseTo(
      simple.sampleStandardDeviation(values) / Math.sqrt(6),
      12,
    );
    expect([tally.min, tally.max]).toEqual([-1, 7]);
  });

  test('keeps the variance of small differences on a large offset', () => {
    expect(tallyOf([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]).variance()).toBe(30);
  });

  test('knows no variance below two observations', () => {
    const tally = new Tally();
    expect(tally.variance()).toBeNull();
    tally.add(5);
    expect([tally.n, tally.mean, tally.variance(), tally.standardError()]).toEqual([
      1,
      5,
      null,
      null,
    ]);
    expect(tally.standardDeviation()).toBeNull();
    tally.add(5);
    expect(tally.variance()).toBe(0);
  });

  test('merged tallies equal one tally of all', () => {
    const left = tallyOf(values.slice(0, 2));
    left.merge(tallyOf(values.slice(2)));
    left.merge(new Tally());
    const all = tallyOf(values);
    expect(left.n).toBe(all.n);
    expect(left.mean).toBeCloseTo(all.mean, 13);
    expect(left.m2).toBeCloseTo(all.m2, 12);
    expect([left.min, left.max]).toEqual([all.min, all.max]);
    const empty = new Tally();
    empty.merge(all);
    expect(empty).toEqual(all);
  });

  test('its whole state lies in plain fields', () => {
    const tally = tallyOf(values);
    const copy = Object.assign(new Tally(), structuredClone({ ...tally }));
    copy.add(1);
    tally.add(1);
    expect(copy).toEqual(tally);
    expect(copy.variance()).toBe(tally.variance());
    expect(Object.keys(tally)).toEqual(['n', 'mean', 'm2', 'min', 'max']);
  });
});

describe('time-weighted value', () => {
  test('integrates steps, with mean, peak and least', () => {
    const flight = new TimeWeighted(1_000, 2);
    flight.set(5, 1_500);
    flight.add(-4, 2_500);
    expect(flight.integralUntil(4_500)).toBe(2 * 500 + 5 * 1_000 + 1 * 2_000);
    expect(flight.meanUntil(4_500)).toBeCloseTo(8_000 / 3_500, 12);
    expect([flight.peak, flight.least, flight.value]).toEqual([5, 1, 1]);
  });

  test('asking changes nothing', () => {
    const value = new TimeWeighted();
    value.set(3, 10);
    expect(value.integralUntil(20)).toBe(30);
    expect(value.integralUntil(20)).toBe(30);
    expect(value.lastMs).toBe(10);
  });

  test('a value held for no time counts for the peak and not for the mean', () => {
    const value = new TimeWeighted();
    value.set(9, 5);
    value.set(1, 5);
    expect(value.peak).toBe(9);
    expect(value.meanUntil(10)).toBe(0.5);
  });

  test('has no mean before time has passed, and time never runs backwards', () => {
    const value = new TimeWeighted(7, 1);
    expect(value.meanUntil(7)).toBeNull();
    value.set(2, 8);
    expect(() => value.set(3, 7.5)).toThrow('past');
    expect(() => value.integralUntil(7.5)).toThrow('past');
  });
});

describe('skewness', () => {
  test('agrees with simple-statistics, which adjusts it for the size of a sample', () => {
    const values = Float64Array.of(2.5, -1, 7, 0, 3.25, 3.25, 40);
    const n = values.length;
    const adjusted = (skewness(values) * Math.sqrt(n * (n - 1))) / (n - 2);
    expect(adjusted).toBeCloseTo(simple.sampleSkewness([...values]), 12);
    expect(skewness(Float64Array.of(3, 3, 3))).toBe(0);
    expect(skewness(values.map((value) => -value))).toBeCloseTo(-skewness(values), 12);
  });

  test('is too much for fewer observations than 25 times its square', () => {
    // One in n is 1, the others 0: g₁ = (n − 2)/√(n − 1), so that it is always too much.
    const oneOf = (n: number) => Float64Array.from({ length: n }, (_, i) => Number(i === 0));
    expect(skewness(oneOf(50))).toBeCloseTo(48 / 7, 12);
    expect(isTooSkewed(oneOf(50))).toBe(true);
    // A fifth are 1: g₁ = 1.5, and 25 · 1.5² = 56.25.
    const fifth = (n: number) => Float64Array.from({ length: n }, (_, i) => Number(i % 5 === 0));
    expect(skewness(fifth(55))).toBeCloseTo(1.5, 12);
    expect(isTooSkewed(fifth(55))).toBe(true);
    expect(isTooSkewed(fifth(60))).toBe(false);
  });
});
