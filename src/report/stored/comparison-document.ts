import type { FigureUnit } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import { figureUnit, intervalAt } from './figure-fields.ts';
import type { JsonField } from './json-fields.ts';

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

/** Reads what `compare --json` printed; throws a FieldProblem where it is none. */
export function readComparison(root: JsonField): StoredComparison {
  root.at('schemaVersion').one([1]);
  return {
    a: root.at('a').text(),
    b: root.at('b').text(),
    seed: root.at('seed').seed(),
    verdict: root.at('verdict').value === null ? null : root.at('verdict').text(),
    sentence: root.at('exit').at('reason').text(),
    replications: root.at('replications').count(),
    partial: root.at('partial').yes(),
    confidence: root.at('confidence').number(),
    figures: root
      .at('figures')
      .items()
      .map((row) => ({
        key: row.at('key').text(),
        campaign: row.at('campaign').text(),
        country: row.at('country').text(),
        unit: figureUnit(row.at('unit')),
        good: row.at('good').text(),
        a: intervalAt(row, 'a'),
        b: intervalAt(row, 'b'),
        difference: intervalAt(row, 'difference'),
        horizon: row.at('horizon').value === null ? null : row.at('horizon').number(),
        verdict: row.at('verdict').text(),
      })),
  };
}
