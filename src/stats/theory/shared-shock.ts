import { assertCount, assertProbability } from '../check.ts';

/**
 * P(no number is eligible) just after a shock that flags each of n numbers independently with
 * probability h, each having been flagged before with probability p: (p + (1 − p)h)ⁿ.
 * The binomial failure-rate model of common causes: Vesely (1977).
 */
export function emptyAfterShock(flagged: number, hit: number, numbers: number): number {
  assertProbability(flagged, 'the flagged share');
  assertProbability(hit, 'the hit probability');
  assertCount(numbers, 'numbers');
  return (flagged + (1 - flagged) * hit) ** numbers;
}
