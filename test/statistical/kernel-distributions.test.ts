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
import type { Sampler, Source } from '../../src/kernel/rng/distributions/sampler.ts';
import { uniform } from '../../src/kernel/rng/distributions/uniform.ts';
import { SequentialStream } from '../../src/kernel/rng/sequential.ts';
import { streamKey } from '../../src/kernel/rng/streams.ts';
import { multinomialFit } from '../../src/stats/chi-square.ts';
import { betaRegularised } from '../../src/stats/incomplete-beta.ts';
import { gammaLower } from '../../src/stats/incomplete-gamma.ts';
import { normalCdf } from '../../src/stats/normal.ts';
import { poissonPmf } from '../../src/stats/poisson.ts';
import { kolmogorov } from '../support/draw-statistics.ts';

const DRAWS = 100_000;
const STANDARD_ERRORS = 4;
/** √n · D of Kolmogorov-Smirnov, exceeded one time in 10,000. */
const MOST_KOLMOGOROV = 2.23;

type Law = (source: Source) => Sampler;

const CONTINUOUS: [string, Law, (x: number) => number][] = [
  ['uniform', (s) => uniform(s)({ from: -2, to: 6 }), (x) => (x + 2) / 8],
  ['exponential', (s) => exponential(s)({ mean: 250 }), (x) => 1 - Math.exp(-x / 250)],
  ['normal', (s) => normal(s)({ mean: 5, standardDeviation: 3 }), (x) => normalCdf((x - 5) / 3)],
  [
    'lognormal',
    (s) => logNormal(s)({ median: 8_000, sigma: 0.5 }),
    (x) => normalCdf(Math.log(x / 8_000) / 0.5),
  ],
  [
    'lognormal by mean',
    (s) => logNormalByMean(s)({ mean: Math.exp(0.32), sigma: 0.8 }),
    (x) => normalCdf(Math.log(x) / 0.8),
  ],
  ['gamma, shape 0.5', (s) => gamma(s)({ shape: 0.5, scale: 3 }), (x) => gammaLower(0.5, x / 3)],
  ['gamma, shape 1', (s) => gamma(s)({ shape: 1, scale: 3 }), (x) => gammaLower(1, x / 3)],
  ['gamma, shape 40', (s) => gamma(s)({ shape: 40, scale: 2 }), (x) => gammaLower(40, x / 2)],
  [
    'beta, bell',
    (s) => beta(s)({ mean: 0.3, concentration: 20 }),
    (x) => betaRegularised(x, 6, 14),
  ],
  [
    'beta, bathtub',
    (s) => beta(s)({ mean: 0.3, concentration: 1 }),
    (x) => betaRegularised(x, 0.3, 0.7),
  ],
];

const DISCRETE: [string, Law, (k: number) => number, number][] = [
  ['bernoulli', (s) => bernoulli(s)({ p: 0.17 }), (k) => [0.83, 0.17][k], 2],
  ['poisson 0.7', (s) => poisson(s)({ mean: 0.7 }), (k) => poissonPmf(k, 0.7), 8],
  ['poisson 9.5', (s) => poisson(s)({ mean: 9.5 }), (k) => poissonPmf(k, 9.5), 24],
  ['poisson 10', (s) => poisson(s)({ mean: 10 }), (k) => poissonPmf(k, 10), 25],
  ['poisson 150', (s) => poisson(s)({ mean: 150 }), (k) => poissonPmf(k, 150), 199],
  [
    'discrete',
    (s) => discrete(s)({ weights: [3, 0, 1, 0.5, 0] }),
    (k) => [3, 0, 1, 0.5, 0][k] / 4.5,
    5,
  ],
  ['empirical', (s) => empirical(s)({ values: [2, 0, 2, 5] }), (k) => [1, 0, 2, 0, 0, 1][k] / 4, 6],
];

const ALL: [string, Law][] = [...CONTINUOUS, ...DISCRETE].map(([name, law]) => [name, law]);

function sampleOf(name: string, law: Law): { sampler: Sampler; sample: Float64Array } {
  const sampler = law(new SequentialStream(streamKey('distributions', 0, 0, name)));
  return { sampler, sample: Float64Array.from({ length: DRAWS }, () => sampler()) };
}

describe('every law', () => {
  it.each(ALL)('%s has the mean and variance it tells', (name, law) => {
    const { sampler, sample } = sampleOf(name, law);
    const about = (power: number) =>
      sample.reduce((sum, x) => sum + (x - sampler.mean) ** power, 0) / DRAWS;
    const meanZ = about(1) / Math.sqrt(sampler.variance / DRAWS);
    const secondMoment = about(2);
    const spread = Math.sqrt((about(4) - secondMoment ** 2) / DRAWS);
    expect(Math.abs(meanZ)).toBeLessThan(STANDARD_ERRORS);
    expect(Math.abs(secondMoment - sampler.variance) / spread).toBeLessThan(STANDARD_ERRORS);
  });

  it.each(ALL)('%s takes a function or a stream for a source, an exact 0 included', (_, law) => {
    const uniforms = [0, 0.25, 0.999, 0.5, 0.75];
    let at = 0;
    const next = () => uniforms[at++ % uniforms.length];
    for (const sampler of [law(next), law({ next })]) {
      for (let i = 0; i < 20; i++) expect(Number.isFinite(sampler())).toBe(true);
    }
  });
});

describe('continuous laws', () => {
  it.each(CONTINUOUS)('%s fits its distribution function', (name, law, cdf) => {
    expect(kolmogorov(sampleOf(name, law).sample, cdf)).toBeLessThan(MOST_KOLMOGOROV);
  });
});

describe('discrete laws', () => {
  it.each(DISCRETE)('%s fits its probabilities', (name, law, probabilityOf, cells) => {
    const { sample } = sampleOf(name, law);
    const counts = new Float64Array(cells + 1);
    const weights = Float64Array.from({ length: cells + 1 }, (_, k) =>
      k < cells ? probabilityOf(k) : 0,
    );
    weights[cells] = Math.max(0, 1 - weights.reduce((sum, weight) => sum + weight, 0));
    if (weights[cells] < 1e-9) weights[cells] = 0;
    for (const k of sample) counts[Math.min(k, cells)]++;
    expect(multinomialFit(counts, weights)!.pValue).toBeGreaterThan(1e-4);
  });
});

describe('constant', () => {
  it('is its value, without variance and without a draw', () => {
    const sampler = constant(() => {
      throw new Error('drawn');
    })({ value: 4 });
    expect([sampler(), sampler.mean, sampler.variance]).toEqual([4, 4, 0]);
  });
});
