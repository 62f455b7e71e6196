import { assert } from '../base/assert.ts';
import { DEFAULT_LEVEL, type Interval } from './interval.ts';
import { meanInterval } from './mean-interval.ts';
import { tallyOf } from './tally.ts';

export interface PairedDifference {
  /** Mean of b − a over the pairs, with the paired Student interval. */
  readonly difference: Interval;
  /**
   * (Var a + Var b) / Var(b − a): how many times fewer replications than independent runs would
   * need for the same interval. Infinity when the difference is constant; null when there is
   * nothing to reduce (fewer than two pairs, or neither side varies).
   */
  readonly varianceReduction: number | null;
}

/**
 * Difference of two policies that met the same luck, pair by pair.
 *
 * Paired-t interval with common random numbers: Law (2015), sections 10.2.1 and 11.2.
 * Degenerate inputs as in the mean: no pairs → null, one pair → open, constant difference → a point.
 *
 * @param a figure of the base, one per replication, finite
 * @param b figure of the alternative in the same replications, same order
 */
export function pairedDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  level: number = DEFAULT_LEVEL,
): PairedDifference | null {
  assert(a.length === b.length, 'pairs need two arrays of the same length');
  const differences = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) differences[i] = b[i] - a[i];
  const difference = meanInterval(differences, { level });
  if (difference === null) return null;
  return { difference, varianceReduction: varianceReduction(a, b, differences) };
}

function varianceReduction(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  differences: ArrayLike<number>,
): number | null {
  const varianceA = tallyOf(a).variance();
  const varianceB = tallyOf(b).variance();
  const varianceOfDifference = tallyOf(differences).variance();
  if (varianceA === null || varianceB === null || varianceOfDifference === null) return null;
  const independent = varianceA + varianceB;
  return independent === 0 ? null : independent / varianceOfDifference;
}
