import type { Estimator } from '../../model/figures.ts';
import type { Pairs } from '../aggregate.ts';
import { deviations } from './gain.ts';

/**
 * Student's interval leans on a nearly normal mean: Cochran's rule asks for n > 25·g₁², g₁ the skewness of
 * the observations (Cochran, "Sampling Techniques", 3rd ed. 1977, section 2.15). Here the observations are
 * the differences of a mean or a ratio, replication by replication; other figures do not lean on it.
 */
export function isSkewed(estimator: Estimator, a: Pairs, b: Pairs): boolean {
  if (estimator !== 'mean' && estimator !== 'ratio') return false;
  const left = deviations(a);
  const right = deviations(b);
  if (left === null || right === null) return false;
  const differences = right.map((value, i) => value - left[i]);
  return 25 * skewness(differences) ** 2 > differences.length;
}

/** Fisher's g₁ = m₃ / m₂^1.5; 0 for a constant. */
function skewness(values: Float64Array): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  let m2 = 0;
  let m3 = 0;
  for (const value of values) {
    m2 += (value - mean) ** 2 / n;
    m3 += (value - mean) ** 3 / n;
  }
  return m2 > 0 ? m3 / m2 ** 1.5 : 0;
}
