import type { FigureUnit } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';

/** One figure of B against A over the same replications. */
export interface StoredDifference {
  readonly key: string;
  readonly campaign: string;
  readonly country: string;
  readonly unit: FigureUnit;
  /** What is better: `low`, `high`, `neither`. */
  readonly good: string;
  readonly a: Interval | null;
  readonly b: Interval | null;
  readonly difference: Interval | null;
  /** Up to here they are the same; null: unknown. */
  readonly horizon: number | null;
  /** `better`, `worse`, `changed`, `same`, `unsure`, `no_data`. */
  readonly verdict: string;
}

/** What `compare --json` prints, as values. */
export interface StoredComparison {
  /** The words that make the sides. */
  readonly a: string;
  readonly b: string;
  readonly seed: string;
  /** Null where it was broken off. */
  readonly verdict: string | null;
  readonly sentence: string;
  readonly replications: number;
  readonly partial: boolean;
  readonly confidence: number;
  readonly figures: readonly StoredDifference[];
}
