import type { FigureDifference } from './compare-figures.ts';

/** B against A as a whole. */
export type ComparisonVerdict = 'better' | 'worse' | 'same' | 'unsure';

/** A finished comparison: everything that its report is made of. */
export interface Comparison {
  readonly differences: readonly FigureDifference[];
  /** Pairs of replications that were read. */
  readonly replications: number;
  /** Most that it might have used. */
  readonly budget: number;
  /** Looks that were planned, and the number of the one it ended at, from 1. */
  readonly looks: { readonly planned: number; readonly used: number };
  /** Confidence that no interval of any figure at any look misses its truth. */
  readonly confidence: number;
  /** Confidence of each difference alone, so that all together have `confidence` (Bonferroni). */
  readonly level: number;
  /** Every event of every replication was the same on both sides. */
  readonly identical: boolean;
  /** Broken off: the pairs that were finished, and no verdict. */
  readonly partial: boolean;
  readonly verdict: ComparisonVerdict;
}

/**
 * Worse when one figure is; else unsure when one is, or when a figure has lost its data, or was named and has
 * none; else better when one is; else the same. Of figures that have no good side, only doubt counts.
 */
export function verdictOfAll(differences: readonly FigureDifference[]): ComparisonVerdict {
  const has = (verdict: FigureDifference['verdict']) =>
    differences.some((difference) => difference.verdict === verdict);
  if (has('worse')) return 'worse';
  const known = differences.some((difference) => difference.verdict !== 'no_data');
  if (!known || has('unsure') || differences.some(isGap)) return 'unsure';
  return has('better') ? 'better' : 'same';
}

/** No data where there should be: on one side only, or in a figure that was named. */
export function isGap({ verdict, named, a, b }: FigureDifference): boolean {
  return verdict === 'no_data' && (named || (a === null) !== (b === null));
}
