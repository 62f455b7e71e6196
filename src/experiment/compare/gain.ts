import type { Estimator } from '../../model/figures.ts';
import type { Pairs } from '../aggregate.ts';

/** What pairing by seed and replication was worth. */
export interface Gain {
  /**
   * (Var A + Var B) / Var (B − A): how many times as many replications independent runs would need for the
   * same interval. Infinity where the difference does not vary.
   */
  readonly gain: number;
  /**
   * The most that any pairing of the same two sets of values could give: both in order of size, which makes
   * their covariance largest (Hoeffding 1940; Fréchet 1951). Yes-or-no figures allow little, since a
   * replication that only one side has is a whole difference.
   */
  readonly possible: number;
}

/**
 * Variances of means and of ratios of sums, the latter by their linear part: replication i contributes
 * (num − R·den)/mean den. Null for quantiles, without data, and where neither side varies.
 */
export function pairingGain(estimator: Estimator, a: Pairs, b: Pairs): Gain | null {
  if (estimator === 'median' || estimator === 'p95') return null;
  const left = deviations(a);
  const right = deviations(b);
  if (left === null || right === null || left.length < 2) return null;
  const independent = squares(left) + squares(right);
  if (independent === 0) return null;
  const gain = independent / squaresOfDifference(left, right);
  left.sort();
  right.sort();
  // Rounding of the sort's order of summation must not put the possible under the actual.
  return { gain, possible: Math.max(gain, independent / squaresOfDifference(left, right)) };
}

/** Integrals over time round: what varies by less than this share of the figure does not vary. */
const ROUNDING = 1e-9;

/** What each replication adds to a ratio of sums, times n, less its mean; null without data. */
export function deviations({ numerators, denominators }: Pairs): Float64Array | null {
  let numerator = 0;
  let denominator = 0;
  for (let i = 0; i < numerators.length; i++) {
    numerator += numerators[i];
    denominator += denominators[i];
  }
  if (denominator === 0) return null;
  const ratio = numerator / denominator;
  const scale = numerators.length / denominator;
  const least = ROUNDING * Math.abs(ratio);
  return numerators.map((value, i) => {
    const deviation = (value - ratio * denominators[i]) * scale;
    return Math.abs(deviation) <= least ? 0 : deviation;
  });
}

function squares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

function squaresOfDifference(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += (right[i] - left[i]) ** 2;
  return sum;
}
