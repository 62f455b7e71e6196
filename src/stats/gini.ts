import { assert } from '../base/assert.ts';

/**
 * Gini coefficient of an allocation: 0 when all get the same, (n − 1)/n when one gets all.
 *
 * G = Σ (2i − n − 1)·x₍ᵢ₎ / (n Σ x), x₍ᵢ₎ ascending, i from 1. Gini (1912); the ordered form is
 * equation 2 of Damgaard & Weiner (2000), without their small-sample factor n/(n − 1).
 *
 * @param values finite and ≥ 0, any order; left as they are
 * @returns null for no values or a sum of 0 (nothing was allocated); 0 for a single value
 */
export function gini(values: ArrayLike<number>): number | null {
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < n; i++) {
    const x = sorted[i];
    assert(x >= 0 && x < Infinity, `an allocation is finite and not negative, got ${x}`);
    sum += x;
    weighted += (2 * (i + 1) - n - 1) * x;
  }
  return sum === 0 ? null : Math.max(0, weighted / (n * sum));
}
