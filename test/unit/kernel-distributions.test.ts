import { describe, expect, it } from 'vitest';
import { bernoulli } from '../../src/kernel/rng/distributions/bernoulli.ts';
import { beta } from '../../src/kernel/rng/distributions/beta.ts';
import { constant } from '../../src/kernel/rng/distributions/constant.ts';
import { discrete } from '../../src/kernel/rng/distributions/discrete.ts';
import { empirical } from '../../src/kernel/rng/distributions/empirical.ts';
import { exponential } from '../../src/kernel/rng/distributions/exponential.ts';
import { gamma } from '../../src/kernel/rng/distributions/gamma.ts';
import { logNormal, logNormalByMean } from '../../src/kernel/rng/distributions/log-normal.ts';
import { normal } from '../../src/kernel/rng/distributions/normal.ts';
import { poisson } from '../../src/kernel/rng/distributions/poisson.ts';
import { uniform } from '../../src/kernel/rng/distributions/uniform.ts';
import { logFactorial } from '../../src/kernel/rng/log-factorial.ts';
import { normalQuantile } from '../../src/kernel/rng/normal-quantile.ts';
import { exponentialQuantile, logNormalQuantile } from '../../src/kernel/rng/quantiles.ts';
import { normalCdf } from '../../src/stats/normal.ts';

const half = () => 0.5;
const NAN = Number.NaN;

describe('parameters are checked once, when the law is made', () => {
  it.each<[string, () => unknown]>([
    ['constant', () => constant(half)({ value: NAN })],
    ['uniform', () => uniform(half)({ from: 2, to: 1 })],
    ['uniform', () => uniform(half)({ from: 0, to: Number.POSITIVE_INFINITY })],
    ['exponential', () => exponential(half)({ mean: 0 })],
    ['exponential', () => exponential(half)({ mean: NAN })],
    ['normal', () => normal(half)({ mean: 0, standardDeviation: -1 })],
    ['logNormal', () => logNormal(half)({ median: 0, sigma: 1 })],
    ['logNormal', () => logNormal(half)({ median: 1, sigma: NAN })],
    ['logNormalByMean', () => logNormalByMean(half)({ mean: -1, sigma: 1 })],
    ['gamma', () => gamma(half)({ shape: 0, scale: 1 })],
    ['gamma', () => gamma(half)({ shape: 1, scale: Number.POSITIVE_INFINITY })],
    ['beta', () => beta(half)({ mean: 1.01, concentration: 5 })],
    ['beta', () => beta(half)({ mean: 0.5, concentration: 0 })],
    ['bernoulli', () => bernoulli(half)({ p: 1.5 })],
    ['poisson', () => poisson(half)({ mean: -1 })],
    ['discrete', () => discrete(half)({ weights: [0, 0] })],
    ['discrete', () => discrete(half)({ weights: [1, -1] })],
    ['discrete', () => discrete(half)({ weights: [] })],
    ['empirical', () => empirical(half)({ values: [] })],
    ['empirical', () => empirical(half)({ values: [1, NAN] })],
  ])('%s', (law, make) => {
    expect(make).toThrow(new RegExp(`^${law}: .*, got `));
  });
});

describe('edges', () => {
  it('beta without spread is its mean', () => {
    for (const [mean, concentration] of [
      [0.3, Number.POSITIVE_INFINITY],
      [0, 5],
      [1, 5],
    ]) {
      const sampler = beta(half)({ mean, concentration });
      expect([sampler(), sampler.mean, sampler.variance]).toEqual([mean, mean, 0]);
    }
  });

  it('poisson with mean 0 and bernoulli at 0 and 1 are constant', () => {
    expect(poisson(() => 0.999999)({ mean: 0 })()).toBe(0);
    expect(bernoulli(() => 0)({ p: 0 })()).toBe(0);
    expect(bernoulli(() => 0.9999999)({ p: 1 })()).toBe(1);
  });

  it('discrete never gives a weight of 0, even at the ends of the uniform', () => {
    for (const u of [0, 0.5, 1 - 2 ** -53]) {
      expect(discrete(() => u)({ weights: [0, 0, 5, 0] })()).toBe(2);
    }
  });
});

describe('logFactorial', () => {
  it('adds up the logarithms', () => {
    let sum = 0;
    for (let k = 0; k < 3_000; k++) {
      if (k > 0) sum += Math.log(k);
      expect(Math.abs(logFactorial(k) - sum)).toBeLessThanOrEqual(1e-12 * Math.max(1, sum));
    }
  });
});

describe('quantiles', () => {
  it('normalQuantile gives the published values', () => {
    // Wichura (1988) gives the first three; the last is the common 97.5 % point.
    expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 15);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167814, 14);
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.26234008979841, 13);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('normalQuantile inverts the distribution function in all of its three parts', () => {
    for (let exponent = -300; exponent < 0; exponent += 0.25) {
      const u = 10 ** exponent;
      expect(normalCdf(normalQuantile(u)) / u).toBeCloseTo(1, 10);
    }
    for (let u = 0.001; u < 1; u += 0.001) expect(normalCdf(normalQuantile(u))).toBeCloseTo(u, 13);
  });

  it('all of them rise with u', () => {
    const laws = [
      normalQuantile,
      (u: number) => exponentialQuantile(u, 3),
      (u: number) => logNormalQuantile(u, 8_000, 0.5),
    ];
    for (const law of laws) {
      let last = law(1e-6);
      for (let i = 1; i < 1_000; i++) {
        const x = law(i / 1_000);
        expect(x).toBeGreaterThan(last);
        last = x;
      }
    }
  });

  it('the median is where it should be', () => {
    expect(logNormalQuantile(0.5, 8_000, 0.5)).toBe(8_000);
    expect(exponentialQuantile(0.5, 2)).toBeCloseTo(2 * Math.LN2, 15);
    expect(exponentialQuantile(2 ** -53, 1)).toBeGreaterThan(0);
  });
});
