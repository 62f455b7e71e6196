import { assertCount, assertProbability } from './check.ts';
import { betaRegularised } from './incomplete-beta.ts';
import { logChoose } from './log-gamma.ts';

/** P(X = k) for X ~ Binomial(n, p); 0 outside 0 … n. */
export function binomialPmf(k: number, n: number, p: number): number {
  assertCount(n, 'n');
  assertProbability(p, 'p');
  if (!Number.isInteger(k) || k < 0 || k > n) return 0;
  if (p === 0) return k === 0 ? 1 : 0;
  if (p === 1) return k === n ? 1 : 0;
  return Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/**
 * P(X ≤ k) for X ~ Binomial(n, p): I_{1−p}(n − k, k + 1).
 * Abramowitz & Stegun (1964), 26.5.24. O(√n).
 */
export function binomialCdf(k: number, n: number, p: number): number {
  assertCount(n, 'n');
  assertProbability(p, 'p');
  const whole = Math.floor(k);
  if (whole < 0) return 0;
  if (whole >= n) return 1;
  return betaRegularised(1 - p, n - whole, whole + 1);
}

/** P(X ≥ k) for X ~ Binomial(n, p), precise where it is tiny: I_p(k, n − k + 1). */
export function binomialTail(k: number, n: number, p: number): number {
  assertCount(n, 'n');
  assertProbability(p, 'p');
  const whole = Math.ceil(k);
  if (whole <= 0) return 1;
  if (whole > n) return 0;
  return betaRegularised(p, whole, n - whole + 1);
}

/** The least k with P(X ≤ k) ≥ probability, for X ~ Binomial(n, p). O(√n log n). */
export function binomialQuantile(probability: number, n: number, p: number): number {
  assertProbability(probability, 'probability');
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (binomialCdf(middle, n, p) >= probability) high = middle;
    else low = middle + 1;
  }
  return low;
}
