import { assert } from '../../base/assert.ts';
import { assertCount, assertPositive } from '../check.ts';

/**
 * Contacts that differ: each answers every attempt with its own probability q, and q is
 * Beta(mean·c, (1 − mean)·c) over contacts. Attempts until an answer are then beta-geometric:
 * Johnson, Kemp & Kotz (2005), section 6.2.2.
 */
export interface BetaAnswers {
  /** Mean of q, inside 0 … 1. */
  readonly mean: number;
  /** c > 0: the larger, the more alike. */
  readonly concentration: number;
}

/** E[(1 − q)^misses] = Π (b + i)/(c + i), i < misses: share that answers none of so many attempts. */
export function missedShare(law: BetaAnswers, misses: number): number {
  check(law);
  assertCount(misses, 'misses');
  const b = (1 - law.mean) * law.concentration;
  let share = 1;
  for (let i = 0; i < misses; i++) share *= (b + i) / (law.concentration + i);
  return share;
}

/**
 * P(answers the next attempt | answered none of `misses`) = E[q(1 − q)ᵐ]/E[(1 − q)ᵐ] = a/(c + m):
 * who did not answer twice is less likely to answer a third time.
 */
export function answerAfterMisses(law: BetaAnswers, misses: number): number {
  check(law);
  assertCount(misses, 'misses');
  return (law.mean * law.concentration) / (law.concentration + misses);
}

/** Mean dials per contact with at most `attempts`, stopping at an answer: Σ_{k<m} E[(1 − q)^k]. */
export function betaDialsPerContact(law: BetaAnswers, attempts: number): number {
  let dials = 0;
  for (let k = 0; k < attempts; k++) dials += missedShare(law, k);
  return dials;
}

function check({ mean, concentration }: BetaAnswers): void {
  assert(mean > 0 && mean < 1, `a mean propensity lies inside 0 … 1, got ${mean}`);
  assertPositive(concentration, 'the concentration');
}
