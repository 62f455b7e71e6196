import { assert } from '../../base/assert.ts';
import { assertCount } from '../check.ts';
import { logChoose } from '../log-gamma.ts';

/**
 * P(k marked among g drawn without replacement from N of which b are marked):
 * C(b, k) C(N − b, g − k)/C(N, g). Feller (1968), section II.6.
 */
export function hypergeometricPmf(k: number, total: number, marked: number, drawn: number): number {
  assertCount(total, 'total');
  assertCount(marked, 'marked');
  assertCount(drawn, 'drawn');
  assert(marked <= total && drawn <= total, 'marked and drawn cannot exceed the total');
  if (!Number.isInteger(k)) return 0;
  if (k < Math.max(0, drawn + marked - total) || k > Math.min(marked, drawn)) return 0;
  return Math.exp(
    logChoose(marked, k) + logChoose(total - marked, drawn - k) - logChoose(total, drawn),
  );
}

/**
 * P(a country is left without a number) when `blocked` of all `total` numbers, drawn at random, are
 * blocked and `serving` of them may dial it: C(N − g, b − g)/C(N, b).
 */
export function allBlockedProbability(total: number, blocked: number, serving: number): number {
  return hypergeometricPmf(serving, total, blocked, serving);
}
