import type { Estimator } from '../../model/figures.ts';
import { isTooSkewed } from '../../stats/skewness.ts';
import type { Pairs } from '../aggregate.ts';
import { deviations } from './gain.ts';

/**
 * Is a difference too skewed for Student's interval? The observations are the differences of a mean or a
 * ratio, replication by replication; other figures do not lean on that interval.
 */
export function isSkewed(estimator: Estimator, a: Pairs, b: Pairs): boolean {
  if (estimator !== 'mean' && estimator !== 'ratio') return false;
  const left = deviations(a);
  const right = deviations(b);
  if (left === null || right === null) return false;
  return isTooSkewed(right.map((value, i) => value - left[i]));
}
