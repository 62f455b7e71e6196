import * as simple from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import {
  binomialCdf,
  binomialPmf,
  binomialQuantile,
  binomialTail,
} from '../../src/stats/binomial.ts';
import { chiSquareCdf, chiSquareTail, multinomialFit } from '../../src/stats/chi-square.ts';
import { betaRegularised } from '../../src/stats/incomplete-beta.ts';
import { gammaLower, gammaUpper } from '../../src/stats/incomplete-gamma.ts';
import { integrate } from '../../src/stats/integrate.ts';
import { logChoose, logGamma } from '../../src/stats/log-gamma.ts';
import {
  millsRatio,
  normalCdf,
  normalPdf,
  normalQuantile,
  normalTail,
} from '../../src/stats/normal.ts';
import { poissonCdf, poissonPmf, poissonTail } from '../../src/stats/poisson.ts';
import { solveIncreasing } from '../../src/stats/solve-increasing.ts';
import { studentTCdf, studentTPdf, studentTQuantile } from '../../src/stats/student-t.ts';
import { jStat } from '../support/stats-libs.ts';

/** |a/b − 1| at most `relative`. */
function expectRatio(a: number, b: number, relative = 1e-12): void {
  expect(Math.abs(a / b - 1), `${a} against ${b}`).toBeLessThan(relative);
}

describe('log-gamma', () => {
  test('is the logarithm of factorials at whole numbers', () => {
    let factorial = 1;
    for (let n = 3; n <= 170; n++) {
      factorial *= n - 1;
      expectRatio(logGamma(n), Math.log(factorial), 2e-14);
    }
    expect(logGamma(1)).toBe(0);
    expect(logGamma(2)).toBe(0);
  });

  test('is ln √π at a half, and agrees with jstat elsewhere', () => {
    expectRatio(logGamma(0.5), 0.5 * Math.log(Math.PI), 1e-14);
    for (const x of [0.01, 0.3, 1.7, 9.99, 10.01, 123.4, 1e5]) {
      expectRatio(logGamma(x), jStat.gammaln(x), 1e-9);
    }
  });

  test('rejects what has no logarithm', () => {
    expect(() => logGamma(0)).toThrow('log-gamma');
    expect(() => logGamma(-1)).toThrow('log-gamma');
    expect(() => logGamma(Number.NaN)).toThrow('log-gamma');
  });

  test('log-choose gives the binomial coefficients', () => {
    expectRatio(Math.exp(logChoose(10, 3)), 120);
    expectRatio(Math.exp(logChoose(52, 5)), 2_598_960);
    expect(logChoose(7, 0)).toBe(0);
    expect(logChoose(7, 7)).toBe(0);
  });
});

describe('incomplete gamma and beta', () => {
  test('gamma agrees with jstat and sums to one', () => {
    for (const a of [0.5, 1, 3.3, 20, 500]) {
      for (const factor of [0.2, 0.7, 1, 1.3, 3]) {
        const x = a * factor;
        expect(gammaLower(a, x)).toBeCloseTo(jStat.lowRegGamma(a, x), 9);
        expect(gammaLower(a, x) + gammaUpper(a, x)).toBeCloseTo(1, 13);
      }
    }
  });

  test('gamma with shape 1 is the exponential law, far into the tail', () => {
    expectRatio(gammaUpper(1, 600), Math.exp(-600), 1e-12);
    expectRatio(gammaLower(1, 1e-12), 1e-12, 1e-11);
    expect(gammaLower(2, 0)).toBe(0);
    expect(gammaUpper(2, Infinity)).toBe(0);
  });

  test('beta agrees with jstat, and with its closed forms', () => {
    for (const [a, b] of [
      [0.5, 0.5],
      [2, 7],
      [30, 4.5],
      [400, 600],
    ]) {
      for (const x of [0.01, 0.2, 0.4, 0.5, 0.9]) {
        // jstat stops its fraction at 3e-7.
        expect(betaRegularised(x, a, b)).toBeCloseTo(jStat.ibeta(x, a, b), 6);
      }
    }
    expectRatio(betaRegularised(0.3, 4, 1), 0.3 ** 4);
    // scipy.special.betainc, 1.17.
    expectRatio(betaRegularised(0.4, 400, 600), 0.5017170329937447);
    expectRatio(betaRegularised(0.3, 0.5, 0.5), (2 / Math.PI) * Math.asin(Math.sqrt(0.3)));
    expect(betaRegularised(0, 2, 3)).toBe(0);
    expect(betaRegularised(1, 2, 3)).toBe(1);
  });
});

describe('normal law', () => {
  test('has the table values of its cdf', () => {
    // Abramowitz & Stegun (1964), table 26.1.
    expect(normalCdf(0)).toBe(0.5);
    expectRatio(normalCdf(1), 0.841344746068543, 1e-14);
    expectRatio(normalCdf(1.96), 0.975002104851779, 1e-14);
    expectRatio(normalTail(5), 2.866515718791933e-7, 1e-12);
    expectRatio(normalTail(10), 7.61985302416e-24, 1e-10);
    expect(normalCdf(0.7)).toBeCloseTo(jStat.normal.cdf(0.7, 0, 1), 12);
  });

  test('its quantile inverts its cdf on both sides', () => {
    expectRatio(normalQuantile(0.975), 1.959963984540054, 1e-14);
    expectRatio(normalQuantile(0.995), 2.5758293035489004, 1e-14);
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    for (const p of [1e-200, 1e-12, 0.003, 0.2, 0.4999]) {
      expectRatio(normalCdf(normalQuantile(p)), p, 1e-10);
      if (p > 1e-9) expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 8);
    }
    expect(normalQuantile(0.31)).toBeCloseTo(simple.probit(0.31), 2);
    expect(() => normalQuantile(1.1)).toThrow('0 … 1');
  });

  test("Mills' ratio is seamless where its formula changes, and 1/z far out", () => {
    expectRatio(millsRatio(6), normalTail(6) / normalPdf(6), 1e-11);
    expectRatio(millsRatio(1e4), 1e-4, 1e-7);
    expectRatio(millsRatio(0), Math.sqrt(Math.PI / 2));
  });
});

describe("Student's t", () => {
  test('has the published two-sided 95 % points', () => {
    // Fisher & Yates, table III; more digits from R's qt.
    expectRatio(studentTQuantile(0.975, 1), 12.706204736174694);
    expectRatio(studentTQuantile(0.975, 2), 4.302652729749462);
    expectRatio(studentTQuantile(0.975, 5), 2.570581835636314);
    expectRatio(studentTQuantile(0.975, 9), 2.262157162798205);
    expectRatio(studentTQuantile(0.975, 399), 1.965927295920822, 1e-11);
  });

  test('agrees with jstat in cdf and quantile', () => {
    for (const df of [1, 2, 3.5, 10, 99, 5000]) {
      for (const p of [0.01, 0.3, 0.9, 0.99]) {
        expectRatio(studentTQuantile(p, df), jStat.studentt.inv(p, df), 1e-6);
      }
      for (const t of [-3, -0.1, 0.5, 4]) {
        expect(studentTCdf(t, df)).toBeCloseTo(jStat.studentt.cdf(t, df), 6);
      }
    }
  });

  test('its quantile inverts its cdf in heavy and light tails', () => {
    for (const df of [0.7, 1, 2, 3, 17, 1e4, 1e6]) {
      for (const p of [1e-9, 0.001, 0.2, 0.5]) {
        expectRatio(studentTCdf(studentTQuantile(p, df), df), p, 1e-9);
      }
    }
    expect(studentTQuantile(0, 4)).toBe(-Infinity);
    expect(studentTQuantile(1, 4)).toBe(Infinity);
  });

  test('its density integrates to its cdf', () => {
    const mass = integrate((t) => studentTPdf(t, 4), -1, 2);
    expect(mass).toBeCloseTo(studentTCdf(2, 4) - studentTCdf(-1, 4), 11);
  });

  test('keeps its digits next to zero', () => {
    // Above one half, t adds t·density(0); the density at 0 of one degree of freedom is 1/π.
    expectRatio(0.5 - studentTCdf(-1e-10, 1), 1e-10 / Math.PI, 1e-5);
  });
});

describe('chi-square', () => {
  test('has the published 5 % points', () => {
    for (const [df, point] of [
      [1, 3.841458820694124],
      [4, 9.487729036781154],
      [10, 18.307038053275146],
      [100, 124.34211340400407],
    ]) {
      expectRatio(chiSquareTail(point, df), 0.05, 1e-11);
      expect(chiSquareCdf(point, df)).toBeCloseTo(jStat.chisquare.cdf(point, df), 9);
    }
    expect(chiSquareTail(0, 3)).toBe(1);
    expect(chiSquareCdf(-1, 3)).toBe(0);
  });

  test('tests counts against weights that need not sum to one', () => {
    const fit = multinomialFit([10, 20, 30], [1, 1, 1])!;
    expect(fit.statistic).toBeCloseTo(10, 12);
    expect(fit.df).toBe(2);
    expectRatio(fit.pValue, Math.exp(-5));
    expect(fit.smallestExpected).toBe(20);
    expect(multinomialFit([20, 40], [3, 6])!.statistic).toBe(0);
  });

  test('an impossible count has no chance, an empty one no verdict', () => {
    expect(multinomialFit([5, 1], [1, 0])!.pValue).toBe(0);
    expect(multinomialFit([5, 0], [1, 0])).toMatchObject({ df: 0, pValue: 1 });
    expect(multinomialFit([0, 0], [1, 1])).toBeNull();
    expect(() => multinomialFit([1], [1, 1])).toThrow('equally long');
    expect(() => multinomialFit([1], [0])).toThrow('positive');
  });
});

describe('binomial and Poisson', () => {
  test('binomial agrees with jstat and with its own sum', () => {
    let sum = 0;
    for (let k = 0; k <= 12; k++) {
      expect(binomialPmf(k, 12, 0.3)).toBeCloseTo(jStat.binomial.pdf(k, 12, 0.3), 12);
      expect(binomialTail(k, 12, 0.3)).toBeCloseTo(1 - sum, 12);
      sum += binomialPmf(k, 12, 0.3);
      expect(binomialCdf(k, 12, 0.3)).toBeCloseTo(sum, 12);
    }
  });

  test('binomial at its edges', () => {
    expect(binomialPmf(0, 5, 0)).toBe(1);
    expect(binomialPmf(5, 5, 1)).toBe(1);
    expect(binomialPmf(-1, 5, 0.5)).toBe(0);
    expect(binomialPmf(2.5, 5, 0.5)).toBe(0);
    expect(binomialCdf(-1, 5, 0.5)).toBe(0);
    expect(binomialCdf(5, 5, 0.5)).toBe(1);
    expect(binomialTail(6, 5, 0.5)).toBe(0);
    expectRatio(binomialTail(72, 72, 0.05), 0.05 ** 72, 1e-11);
  });

  test('binomial quantile is the least k that reaches the probability', () => {
    for (const probability of [0, 0.025, 0.5, 0.975]) {
      const k = binomialQuantile(probability, 400, 0.07);
      expect(binomialCdf(k, 400, 0.07)).toBeGreaterThanOrEqual(probability);
      if (k > 0) expect(binomialCdf(k - 1, 400, 0.07)).toBeLessThan(probability);
    }
    expect(binomialQuantile(1, 10, 0.5)).toBe(10);
  });

  test('Poisson agrees with the libraries and with its own sum', () => {
    const table = simple.poissonDistribution(4.2)!;
    let sum = 0;
    for (let k = 0; k < 14; k++) {
      expect(poissonPmf(k, 4.2)).toBeCloseTo(table[k], 12);
      expect(poissonPmf(k, 4.2)).toBeCloseTo(jStat.poisson.pdf(k, 4.2), 12);
      expect(poissonTail(k, 4.2)).toBeCloseTo(1 - sum, 12);
      sum += poissonPmf(k, 4.2);
      expect(poissonCdf(k, 4.2)).toBeCloseTo(sum, 12);
    }
    expect(poissonPmf(0, 0)).toBe(1);
    expect(poissonTail(0, 3)).toBe(1);
    expect(poissonCdf(-1, 3)).toBe(0);
  });
});

describe('numerics', () => {
  test('a root is found where Newton alone would run away', () => {
    const root = solveIncreasing(
      Math.atan,
      (x) => 1 / (1 + x * x),
      -0.3,
      { low: -50, high: 1e9 },
      1e8,
    );
    expectRatio(root, Math.tan(-0.3), 1e-12);
  });

  test('a root is found even with a useless slope', () => {
    const root = solveIncreasing(
      (x) => x ** 3,
      () => Number.NaN,
      2,
      { low: 0, high: 4 },
      9,
    );
    expectRatio(root, Math.cbrt(2), 1e-12);
  });

  test('integrates smooth and spiky functions', () => {
    expectRatio(integrate(Math.exp, 0, 3), Math.exp(3) - 1, 1e-11);
    expectRatio(
      integrate((x) => 1 / (1 + (100 * x) ** 2), -1, 1),
      Math.atan(100) / 50,
      1e-9,
    );
    expect(integrate(Math.exp, 2, 2)).toBe(0);
    expect(integrate(Math.sin, Math.PI, 0)).toBeCloseTo(-2, 11);
  });
});
