import { createRequire } from 'node:module';

/** Two public libraries that ship no types, described as far as the tests use them. */
interface JStat {
  studentt: { cdf(x: number, df: number): number; inv(p: number, df: number): number };
  normal: {
    cdf(x: number, mean: number, sd: number): number;
    inv(p: number, mean: number, sd: number): number;
  };
  chisquare: { cdf(x: number, df: number): number };
  binomial: { pdf(k: number, n: number, p: number): number };
  poisson: { pdf(k: number, mean: number): number };
  hypgeom: { pdf(k: number, total: number, marked: number, drawn: number): number };
  gamma: { cdf(x: number, shape: number, scale: number): number };
  ibeta(x: number, a: number, b: number): number;
  gammaln(x: number): number;
  lowRegGamma(a: number, x: number): number;
}

interface Sampler {
  source(uniform: () => number): (...parameters: number[]) => () => number;
}

interface D3Random {
  randomNormal: Sampler;
  randomExponential: Sampler;
  randomBernoulli: Sampler;
}

export const jStat = (createRequire(import.meta.url)('jstat') as { jStat: JStat }).jStat;

const d3Name = 'd3-random';
export const d3 = (await import(/* @vite-ignore */ d3Name)) as D3Random;

/** |observed − expected| in standard errors of a share of n trials. */
export function shareDeviation(observed: number, expected: number, n: number): number {
  return Math.abs(observed - expected) / Math.sqrt((expected * (1 - expected)) / n);
}
