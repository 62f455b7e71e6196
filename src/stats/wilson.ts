import { assert } from '../base/assert.ts';
import { assertCount, assertLevel } from './check.ts';
import { DEFAULT_LEVEL, type Interval } from './interval.ts';
import { normalQuantile } from './normal.ts';

/**
 * Share of yes among n independent yes/no observations, with Wilson's score interval
 * (p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n).
 * Wilson (1927); recommended by Brown, Cai & DasGupta (2001), equation 4.
 *
 * It needs no estimate of a variance, so it is never degenerate: n = 1 follows the formula, no
 * success has `low` exactly 0, all successes have `high` exactly 1. n = 0 gives null.
 *
 * @throws {InvariantError} unless 0 ≤ successes ≤ n are whole
 */
export function wilsonInterval(
  successes: number,
  n: number,
  level: number = DEFAULT_LEVEL,
): Interval | null {
  assertCount(n, 'n');
  assertCount(successes, 'successes');
  assert(successes <= n, `${successes} successes in ${n} observations`);
  assertLevel(level);
  if (n === 0) return null;
  const z = normalQuantile(0.5 + level / 2);
  const share = successes / n;
  const zz = z * z;
  const centre = (share + zz / (2 * n)) / (1 + zz / n);
  const spread = Math.sqrt((share * (1 - share)) / n + zz / (4 * n * n));
  const half = (z * spread) / (1 + zz / n);
  return {
    estimate: share,
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === n ? 1 : Math.min(1, centre + half),
    n,
  };
}
