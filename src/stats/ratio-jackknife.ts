import { assert } from '../base/assert.ts';
import { assertLevel } from './check.ts';
import {
  DEFAULT_LEVEL,
  type Interval,
  type IntervalOptions,
  openInterval,
  symmetricInterval,
} from './interval.ts';
import { studentTQuantile } from './student-t.ts';
import { Tally } from './tally.ts';
import { wilsonInterval } from './wilson.ts';

/**
 * Ratio of sums R = Σ num / Σ den over replications, with a delete-one jackknife interval:
 * R₍ᵢ₎ without replication i, variance (n−1)/n · Σ (R₍ᵢ₎ − mean R₍·₎)², Student t around R.
 * Miller (1974), "The jackknife: a review"; Efron (1982), chapter 3. O(n).
 *
 * A replication with den = 0 counts in n but tells nothing of the ratio, so the t law has (number
 * of replications with den > 0) − 1 degrees of freedom: n − 1 as a rule.
 *
 * | input | answer |
 * | --- | --- |
 * | n = 0, or Σ den = 0 | null: no data, which is not zero |
 * | one replication with den > 0 | R, open on both sides ([0, 1] for a share) |
 * | a share of exactly 0 or 1 | the open end is Wilson's for 0 of m replications with den > 0: that nothing happened in m replications does not mean that nothing can |
 * | no variance otherwise | a point, to rounding: low = high = R |
 *
 * @param num finite numerators, one per replication; 0 ≤ num ≤ den for a share
 * @param den finite denominators ≥ 0, one per replication
 */
export function ratioInterval(
  num: ArrayLike<number>,
  den: ArrayLike<number>,
  options: IntervalOptions = {},
): Interval | null {
  const level = options.level ?? DEFAULT_LEVEL;
  const share = options.share ?? false;
  assertLevel(level);
  assert(num.length === den.length, 'a ratio needs as many numerators as denominators');
  const n = num.length;
  const sums = sumUp(num, den, share);
  if (sums.den === 0) return null;
  const ratio = sums.num / sums.den;
  if (sums.informative < 2) return openInterval(ratio, n, share);
  if (share && (sums.num === 0 || sums.num === sums.den)) {
    const bound = wilsonInterval(ratio * sums.informative, sums.informative, level)!;
    return { estimate: ratio, low: bound.low, high: bound.high, n };
  }
  const leftOut = new Tally();
  for (let i = 0; i < n; i++) {
    const rest = sums.den - den[i];
    // One replication outweighs all others beyond rounding: as good as a single one.
    if (rest <= 0) return openInterval(ratio, n, share);
    leftOut.add((sums.num - num[i]) / rest);
  }
  const standardError = Math.sqrt(((n - 1) / n) * leftOut.m2);
  const t = studentTQuantile(0.5 + level / 2, sums.informative - 1);
  return symmetricInterval(ratio, t * standardError, n, share);
}

interface Sums {
  num: number;
  den: number;
  /** Replications with den > 0. */
  informative: number;
}

function sumUp(num: ArrayLike<number>, den: ArrayLike<number>, share: boolean): Sums {
  const sums: Sums = { num: 0, den: 0, informative: 0 };
  for (let i = 0; i < num.length; i++) {
    assert(Number.isFinite(num[i]), `numerator ${i} is not finite: ${num[i]}`);
    assert(den[i] >= 0 && den[i] < Infinity, `denominator ${i} must be >= 0, got ${den[i]}`);
    // The margin forgives the rounding of integrals over time, nothing more.
    assert(
      !share || (num[i] >= 0 && num[i] <= den[i] * (1 + 1e-9)),
      `a share needs 0 <= num <= den; replication ${i} has ${num[i]} of ${den[i]}`,
    );
    sums.num += num[i];
    sums.den += den[i];
    if (den[i] > 0) sums.informative++;
  }
  return sums;
}
