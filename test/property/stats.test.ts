import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gini } from '../../src/stats/gini.ts';
import { cumulativeIncidence } from '../../src/stats/incidence.ts';
import { meanInterval } from '../../src/stats/mean-interval.ts';
import { quantileInterval } from '../../src/stats/quantile-interval.ts';
import { ratioInterval } from '../../src/stats/ratio-jackknife.ts';
import { studentTCdf, studentTQuantile } from '../../src/stats/student-t.ts';
import { tallyOf } from '../../src/stats/tally.ts';
import { stallRisk } from '../../src/stats/theory/stall-process.ts';
import { TimeWeighted } from '../../src/stats/time-weighted.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';

const SEED = { seed: 20_260, numRuns: 200 };
const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const amount = fc.integer({ min: 0, max: 1_000_000 });
const level = fc.double({ min: 0.01, max: 0.999, noNaN: true });

describe('every interval', () => {
  test('holds its estimate, and a higher level is never narrower', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), level, level, (values, a, b) => {
        const narrow = meanInterval(values, { level: Math.min(a, b) })!;
        const wide = meanInterval(values, { level: Math.max(a, b) })!;
        expect(narrow.low).toBeLessThanOrEqual(narrow.estimate);
        expect(narrow.high).toBeGreaterThanOrEqual(narrow.estimate);
        expect(wide.low).toBeLessThanOrEqual(narrow.low);
        expect(wide.high).toBeGreaterThanOrEqual(narrow.high);
      }),
      SEED,
    );
  });

  test('of a quantile holds its estimate, at any level from one half', () => {
    const value = fc.oneof(finite, fc.constant(Infinity));
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    const likely = fc.double({ min: 0.5, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), share, likely, (values, p, sure) => {
        const interval = quantileInterval(values, p, sure)!;
        expect(interval.low).toBeLessThanOrEqual(interval.estimate);
        expect(interval.high).toBeGreaterThanOrEqual(interval.estimate);
        expect(values).toContain(interval.estimate);
      }),
      SEED,
    );
  });

  test('of a share lies in 0 … 1 and mirrors when yes and no change places', () => {
    const counts = fc
      .integer({ min: 1, max: 2_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, level, ([yes, n], sure) => {
        const interval = wilsonInterval(yes, n, sure)!;
        const mirror = wilsonInterval(n - yes, n, sure)!;
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.high).toBeLessThanOrEqual(1);
        expect(interval.low).toBeLessThanOrEqual(interval.estimate);
        expect(interval.high).toBeGreaterThanOrEqual(interval.estimate);
        expect(interval.low).toBeCloseTo(1 - mirror.high, 10);
      }),
      SEED,
    );
  });

  test('of a ratio does not depend on the unit of either side', () => {
    const pair = fc.tuple(amount, fc.double({ min: 0.1, max: 1e3, noNaN: true }));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2 }), (pairs) => {
        const num = pairs.map(([x]) => x);
        const den = pairs.map(([, x]) => x);
        const base = ratioInterval(num, den)!;
        const scaled = ratioInterval(
          num.map((x) => 8 * x),
          den.map((x) => x / 4),
        )!;
        expect(scaled.estimate).toBe(32 * base.estimate);
        expect(scaled.low).toBe(32 * base.low);
        expect(scaled.high).toBe(32 * base.high);
      }),
      SEED,
    );
  });
});

describe('accumulators', () => {
  test('a tally cut anywhere and merged is the tally of all', () => {
    fc.assert(
      fc.property(fc.array(finite), fc.nat(), (values, at) => {
        const cut = values.length === 0 ? 0 : at % (values.length + 1);
        const merged = tallyOf(values.slice(0, cut));
        merged.merge(tallyOf(values.slice(cut)));
        const all = tallyOf(values);
        expect(merged.n).toBe(all.n);
        expect([merged.min, merged.max]).toEqual([all.min, all.max]);
        expect(Math.abs(merged.mean - all.mean)).toBeLessThan(1e-8);
        expect(Math.abs(merged.m2 - all.m2)).toBeLessThanOrEqual(1e-9 * (1 + all.m2));
      }),
      SEED,
    );
  });

  test('a time average lies between least and peak', () => {
    const change = fc.tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 50 }));
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const value = new TimeWeighted(0, 3);
        let now = 0;
        let integral = 0;
        for (const [wait, next] of changes) {
          integral += value.value * wait;
          now += wait;
          value.set(next, now);
        }
        expect(value.integralUntil(now)).toBe(integral);
        const mean = value.meanUntil(now + 1)!;
        expect(mean).toBeGreaterThanOrEqual(value.least);
        expect(mean).toBeLessThanOrEqual(value.peak);
      }),
      SEED,
    );
  });
});

describe('laws', () => {
  test("Student's quantile inverts its cdf", () => {
    const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    const df = fc.double({ min: 0.5, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(share, df, (p, freedom) => {
        expect(studentTCdf(studentTQuantile(p, freedom), freedom)).toBeCloseTo(p, 10);
      }),
      SEED,
    );
  });

  test('Gini lies in 0 … 1 − 1/n and ignores order and unit', () => {
    const shares = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1 });
    fc.assert(
      fc.property(shares, (values) => {
        const g = gini(values);
        if (g === null) return;
        expect(g).toBeGreaterThanOrEqual(0);
        expect(g).toBeLessThanOrEqual(1 - 1 / values.length + 1e-12);
        expect(gini(values.map((x) => 4 * x).reverse())).toBeCloseTo(g, 12);
      }),
      SEED,
    );
  });

  test('incidence grows, and event and competing never pass the whole', () => {
    const time = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constant(Infinity));
    fc.assert(
      fc.property(fc.array(fc.tuple(time, time), { minLength: 1 }), (pairs) => {
        const steps = cumulativeIncidence(
          pairs.map(([event]) => event),
          pairs.map(([, competing]) => competing),
        )!;
        for (let i = 1; i < steps.length; i++) {
          expect(steps[i].time).toBeGreaterThan(steps[i - 1].time);
          expect(steps[i].event.estimate).toBeGreaterThanOrEqual(steps[i - 1].event.estimate);
        }
        const last = steps.at(-1)!;
        expect(last.event.estimate + last.competing.estimate).toBeLessThanOrEqual(1 + 1e-12);
        const had = pairs.filter(([event, competing]) => event <= competing && event < Infinity);
        expect(last.event.estimate).toBe(had.length / pairs.length);
      }),
      SEED,
    );
  });

  test('stall risk grows with the horizon and falls with one more number', () => {
    const rate = fc.double({ min: 0.01, max: 1, noNaN: true });
    const size = fc.integer({ min: 1, max: 6 });
    const days = fc.double({ min: 0, max: 30, noNaN: true });
    fc.assert(
      fc.property(rate, rate, size, days, days, (flagRate, clearRate, numbers, a, b) => {
        const process = { flagRate, clearRate, numbers };
        const short = stallRisk(process, Math.min(a, b));
        expect(stallRisk(process, Math.max(a, b))).toBeGreaterThanOrEqual(short - 1e-12);
        expect(stallRisk({ ...process, numbers: numbers + 1 }, Math.min(a, b))).toBeLessThan(short);
        expect(stallRisk(process, a, 'all_clean')).toBeLessThanOrEqual(stallRisk(process, a));
      }),
      SEED,
    );
  });
});
