import { assert } from '../base/assert.ts';
import { assertPositive } from './check.ts';
import { gammaLower, gammaUpper } from './incomplete-gamma.ts';

/** P(X ≤ x) of the chi-square law: P(df/2, x/2). Abramowitz & Stegun (1964), 26.4.19. */
export function chiSquareCdf(x: number, df: number): number {
  assertPositive(df, 'degrees of freedom');
  return x <= 0 ? 0 : gammaLower(df / 2, x / 2);
}

/** P(X > x) of the chi-square law: the p-value of an observed statistic x. */
export function chiSquareTail(x: number, df: number): number {
  assertPositive(df, 'degrees of freedom');
  return x <= 0 ? 1 : gammaUpper(df / 2, x / 2);
}

export interface GoodnessOfFit {
  /** Σ (O − E)²/E over the cells with a positive probability. */
  readonly statistic: number;
  /** Cells with a positive probability, less one. */
  readonly df: number;
  /** P(a statistic at least this large | the probabilities hold). */
  readonly pValue: number;
  /** The law is an approximation: below about 5 here, trust it little (Cochran 1954). */
  readonly smallestExpected: number;
}

/**
 * Pearson's test that counts are multinomial with the given probabilities (Pearson 1900).
 *
 * `weights` need not sum to 1 and may hold zeros; a count in a cell of weight zero is impossible
 * and gives the p-value 0. With one possible cell there is nothing to test: p-value 1 at df 0.
 * @returns null when nothing was counted
 */
export function multinomialFit(
  counts: ArrayLike<number>,
  weights: ArrayLike<number>,
): GoodnessOfFit | null {
  assert(counts.length === weights.length, 'counts and weights must be equally long');
  let total = 0;
  let weight = 0;
  for (let i = 0; i < counts.length; i++) {
    assert(counts[i] >= 0, `count ${i} is negative or missing`);
    assert(weights[i] >= 0 && weights[i] < Infinity, `weight ${i} must be finite and >= 0`);
    total += counts[i];
    weight += weights[i];
  }
  if (total === 0) return null;
  assert(weight > 0, 'at least one weight must be positive');
  let statistic = 0;
  let cells = 0;
  let smallestExpected = Infinity;
  for (let i = 0; i < counts.length; i++) {
    const expected = (total * weights[i]) / weight;
    if (expected === 0) {
      if (counts[i] > 0) statistic = Infinity;
      continue;
    }
    cells++;
    smallestExpected = Math.min(smallestExpected, expected);
    statistic += (counts[i] - expected) ** 2 / expected;
  }
  const df = cells - 1;
  const pValue = statistic === Infinity ? 0 : df === 0 ? 1 : chiSquareTail(statistic, df);
  return { statistic, df, pValue, smallestExpected };
}
