import { assertCount, assertProbability } from '../check.ts';

/**
 * Mean dials per contact with completion probability q at each dial and at most m dials, alike and
 * independent: Σ_{k<m} (1 − q)^k = (1 − (1 − q)^m)/q; m at q = 0. Truncated geometric law: Johnson,
 * Kemp & Kotz (2005), chapter 5.
 */
export function dialsPerContact(completion: number, attempts: number): number {
  const share = reachedShare(completion, attempts);
  return completion === 0 ? attempts : share / completion;
}

/** Share of contacts completed within m dials: 1 − (1 − q)^m. */
export function reachedShare(completion: number, attempts: number): number {
  assertProbability(completion, 'the completion probability');
  assertCount(attempts, 'attempts');
  if (attempts === 0) return 0;
  // By way of logarithms, so that a tiny q keeps its digits.
  return completion === 1 ? 1 : -Math.expm1(attempts * Math.log1p(-completion));
}
