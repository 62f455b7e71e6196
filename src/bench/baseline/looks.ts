import { DEFAULT_LEVEL } from '../../stats/interval.ts';

/** A planned look at the pairs of one case. */
export interface PairLook {
  /** Pairs that must have been taken. */
  readonly pairs: number;
  /** Confidence level of the interval read at this look. */
  readonly level: number;
}

export const FIRST_LOOK_PAIRS = 12;
/** Bounds the sampling where no clock does: 12·2⁵ = 384 pairs. */
export const MOST_LOOKS = 6;

/**
 * When the comparison of one case may look at its pairs, and how sure each look must be.
 *
 * Looks are at 12·2^(j−1) pairs, j = 1, 2, …. The error probability α = 1 − level, divided by the number
 * of cases, is spent as α/(j(j+1)) at look j. These add up to α over however many looks there are, so by
 * Bonferroni's inequality (1936) the chance that any interval of any case misses its truth is at most α,
 * whatever the budget stops: a budget in seconds decides the number of looks only as it goes.
 *
 * @param cases cases compared together, at least 1
 */
export function pairLooks(cases: number, level = DEFAULT_LEVEL): PairLook[] {
  const perCase = (1 - level) / cases;
  return Array.from({ length: MOST_LOOKS }, (_, i) => {
    const j = i + 1;
    return { pairs: FIRST_LOOK_PAIRS * 2 ** i, level: 1 - perCase / (j * (j + 1)) };
  });
}
