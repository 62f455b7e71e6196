import { assertNonNegative } from './check.ts';
import { gammaLower, gammaUpper } from './incomplete-gamma.ts';
import { logGamma } from './log-gamma.ts';

/** P(X = k) for X ~ Poisson(mean), mean ≥ 0. */
export function poissonPmf(k: number, mean: number): number {
  assertNonNegative(mean, 'the mean');
  if (!Number.isInteger(k) || k < 0) return 0;
  if (mean === 0) return k === 0 ? 1 : 0;
  return Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
}

/** P(X ≤ k) for X ~ Poisson(mean): Q(k + 1, mean). Abramowitz & Stegun (1964), 26.4.21. */
export function poissonCdf(k: number, mean: number): number {
  assertNonNegative(mean, 'the mean');
  if (k < 0) return 0;
  if (k === Infinity) return 1;
  return gammaUpper(Math.floor(k) + 1, mean);
}

/** P(X ≥ k) for X ~ Poisson(mean): P(k, mean), precise where it is tiny. */
export function poissonTail(k: number, mean: number): number {
  assertNonNegative(mean, 'the mean');
  if (k <= 0) return 1;
  if (k === Infinity) return 0;
  return gammaLower(Math.ceil(k), mean);
}
