import { assert } from '../base/assert.ts';
import { binomialCdf, binomialQuantile, binomialTail } from './binomial.ts';
import { assertCount, assertLevel } from './check.ts';
import { DEFAULT_LEVEL, type Interval } from './interval.ts';

/** Ranks (1 … n) of the order statistics that bound a quantile; 0 and n + 1 mean open. */
export interface QuantileRanks {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Ranks of the distribution-free interval for the p-quantile of n observations.
 *
 * With B ~ Binomial(n, p) observations below the quantile, X₍ₗ₎ lies above it with P(B < l) and
 * X₍ᵤ₎ below it with P(B ≥ u). The largest l and the least u that keep each at or under α/2, by
 * exact binomial sums. David & Nagaraja, "Order Statistics", 3rd ed. (2003), section 7.1.
 * At 95 %, the upper bound of a p95 exists from n = 72 on, since 0.95⁷² ≤ 0.025 < 0.95⁷¹.
 */
export function quantileRanks(n: number, p: number, level: number = DEFAULT_LEVEL): QuantileRanks {
  assertCount(n, 'n');
  assert(n > 0, 'a quantile needs an observation');
  assert(p > 0 && p < 1, `a quantile lies inside 0 … 1, got ${p}`);
  assertLevel(level);
  const half = (1 - level) / 2;
  // A shade of slack, so that n·p = 7.000000000000001 is the seventh and not the eighth.
  const estimate = Math.min(n, Math.max(1, Math.ceil(n * p - 1e-9)));
  const k = binomialQuantile(half, n, p);
  const low = binomialCdf(k, n, p) <= half ? k + 1 : k;
  let high = binomialQuantile(1 - half, n, p);
  while (high <= n && binomialTail(high, n, p) > half) high++;
  return { estimate, low, high };
}

/**
 * The p-quantile of independent observations, X₍⌈np⌉₎, with its distribution-free interval.
 *
 * Infinity is a value like any other ("never happened"), hence no interpolation between ranks.
 * n = 0 gives null; where n is too small for a bound, that side is open (n = 1: both sides); equal
 * values give a point, with the same caveat of open sides.
 *
 * @param values one per replication, ±Infinity allowed, not sorted; left as they are
 * @throws {InvariantError} on NaN
 */
export function quantileInterval(
  values: ArrayLike<number>,
  p: number,
  level: number = DEFAULT_LEVEL,
): Interval | null {
  const n = values.length;
  if (n === 0) return null;
  const sorted = Float64Array.from(values);
  for (let i = 0; i < n; i++) assert(!Number.isNaN(sorted[i]), `value ${i} is NaN`);
  sorted.sort();
  const ranks = quantileRanks(n, p, level);
  return {
    estimate: sorted[ranks.estimate - 1],
    low: ranks.low < 1 ? -Infinity : sorted[ranks.low - 1],
    high: ranks.high > n ? Infinity : sorted[ranks.high - 1],
    n,
  };
}
