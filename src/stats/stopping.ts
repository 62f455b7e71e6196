import { assert } from '../base/assert.ts';
import { assertLevel } from './check.ts';

/** One planned look at the data. */
export interface Look {
  /** Replications 0 … n − 1 are read, in the order of their index. */
  readonly n: number;
  /** Confidence level of every interval that is read at this look. */
  readonly level: number;
}

export const FIRST_LOOK = 100;

/**
 * When a run that stops by itself may look, and how sure each look must be.
 *
 * Looks are at n = 100·2^j up to the budget; a budget below 100 has one look, at its end. The error
 * probability α = 1 − level is split evenly over the K looks: each reads intervals of level
 * 1 − α/K. By Bonferroni's inequality (Bonferroni 1936) the chance that any of the looks misses
 * the truth is at most α whatever the data and however the looks depend on each other, so the run
 * may stop at any of them. Doubling keeps K small: 7 looks to 6,400 replications.
 *
 * The levels rest on the budget, so it has to be fixed before the first look.
 *
 * @param budget most replications that may be run, whole, at least 1
 */
export function stoppingLooks(budget: number, level = 0.95): Look[] {
  assert(Number.isSafeInteger(budget) && budget >= 1, `a budget is a count >= 1, got ${budget}`);
  assertLevel(level);
  const sizes: number[] = [];
  for (let n = FIRST_LOOK; n <= budget; n *= 2) sizes.push(n);
  if (sizes.length === 0) sizes.push(budget);
  const lookLevel = 1 - (1 - level) / sizes.length;
  return sizes.map((n) => ({ n, level: lookLevel }));
}
