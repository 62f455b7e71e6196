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
import { tallyOf } from './tally.ts';
import { wilsonInterval } from './wilson.ts';

/**
 * Mean of independent observations with Student's interval x̄ ± t(n−1, 1−α/2)·s/√n
 * (Student 1908; Law 2015, equation 4.12).
 *
 * | input | answer |
 * | --- | --- |
 * | n = 0 | null |
 * | n = 1 | the value, open on both sides ([0, 1] for a share) |
 * | a share of 0, or of 1, every time | the open end is Wilson's for 0 of n: rare is not impossible |
 * | no variance otherwise | a point: low = high = estimate |
 *
 * @param values finite numbers, one per replication
 * @throws {InvariantError} on a value that is not finite: such data wants a quantile, not a mean
 */
export function meanInterval(
  values: ArrayLike<number>,
  options: IntervalOptions = {},
): Interval | null {
  const level = options.level ?? DEFAULT_LEVEL;
  assertLevel(level);
  const n = values.length;
  if (n === 0) return null;
  for (let i = 0; i < n; i++) {
    assert(Number.isFinite(values[i]), `a mean needs finite values; value ${i} is ${values[i]}`);
  }
  const tally = tallyOf(values);
  const standardError = tally.standardError();
  if (standardError === null) return openInterval(tally.mean, n, options.share);
  if (tally.min === tally.max) return constant(tally.min, n, level, options.share ?? false);
  const halfWidth = studentTQuantile(0.5 + level / 2, n - 1) * standardError;
  return symmetricInterval(tally.mean, halfWidth, n, options.share);
}

function constant(value: number, n: number, level: number, share: boolean): Interval {
  if (share && (value === 0 || value === 1)) return wilsonInterval(value * n, n, level)!;
  return { estimate: value, low: value, high: value, n };
}
