import type { FigureDifference } from '../../experiment/compare/compare-figures.ts';
import type { Comparison } from '../../experiment/compare/comparison.ts';
import { jsonSeed } from '../../experiment/json-seed.ts';
import { type JsonNumber, jsonInterval } from '../../experiment/summary.ts';
import type { Interval } from '../../stats/interval.ts';
import { type Cell, column, type Table } from '../columns.ts';
import { comparisonAnswer } from './comparison-answer.ts';
import type { ComparedLabels } from './labels.ts';

/** One row of the CSV, and one object of the JSON document: the same columns. */
export const DIFFERENCE_COLUMNS = [
  text('key', 'the figure', (row) => row.spec.key),
  text('campaign', 'campaign, * over all', (row) => row.scope.campaign),
  text('country', 'contact country, * over all', (row) => row.scope.country),
  text('unit', 'unit of the values', (row) => row.spec.unit),
  text('good', 'what is better: low, high, neither', (row) => row.spec.good),
  ...ends('a', 'A: estimate and 95 % interval', (row) => row.a),
  ...ends('b', 'B: estimate and 95 % interval', (row) => row.b),
  ...ends('difference', 'B − A over the same replications', (row) => row.difference),
  column<FigureDifference>('horizon', 'by row', 'up to here they are the same', (row) => {
    return row.horizon;
  }),
  column<FigureDifference>('gain', 'ratio', 'variance of independent runs / of pairs', (row) => {
    return finite(row.gain?.gain);
  }),
  column<FigureDifference>('gain_possible', 'ratio', 'the most that any pairing could give', (r) =>
    finite(r.gain?.possible),
  ),
  column<FigureDifference>('identical', 'yes/no', 'equal in every replication', (row) => {
    return row.identical;
  }),
  column<FigureDifference>('skewed', 'yes/no', 'a few replications make most of it', (row) => {
    return row.skewed;
  }),
  text('verdict', 'better, worse, changed, same, unsure, no_data', (row) => row.verdict),
];

/** `compare --format csv`. */
export const DIFFERENCES_TABLE: Table<Comparison, FigureDifference> = {
  file: 'differences.csv',
  meaning: 'every compared figure of B against A',
  columns: DIFFERENCE_COLUMNS,
  rows: (comparison) => comparison.differences,
};

/** `compare --json`. */
export function comparisonDocument(
  comparison: Comparison,
  labels: ComparedLabels,
  version: string,
  exitCode: number,
): unknown {
  const { differences, verdict, partial, ...rest } = comparison;
  return {
    schemaVersion: 1,
    poolsim: version,
    a: labels.a,
    b: labels.b,
    seed: jsonSeed(labels.seed),
    verdict: partial ? null : verdict,
    exit: { code: exitCode, reason: comparisonAnswer(comparison).sentence },
    replications: rest.replications,
    budget: rest.budget,
    looks: rest.looks,
    partial,
    confidence: rest.confidence,
    comparisons: differences.length,
    level: rest.level,
    identical: rest.identical,
    figures: differences.map((row) =>
      Object.fromEntries(DIFFERENCE_COLUMNS.map(({ key, read }) => [camel(key), read(row)])),
    ),
  };
}

function text(key: string, meaning: string, read: (row: FigureDifference) => string) {
  return column<FigureDifference>(key, 'text', meaning, read);
}

/** Estimate, low, high, n; `never` where a time is never reached, empty where an end is open. */
function ends(key: string, meaning: string, read: (row: FigureDifference) => Interval | null) {
  const part = (of: (json: ReturnType<typeof jsonInterval>) => JsonNumber | undefined) => {
    return (row: FigureDifference): Cell => of(jsonInterval(read(row), read(row)?.n ?? 0)) ?? null;
  };
  return [
    column(
      `${key}_estimate`,
      'by row',
      meaning,
      part((json) => json.mean),
    ),
    column(
      `${key}_low`,
      'by row',
      `${meaning}: lower end`,
      part((json) => json.low),
    ),
    column(
      `${key}_high`,
      'by row',
      `${meaning}: upper end`,
      part((json) => json.high),
    ),
    column(
      `${key}_n`,
      'count',
      `${meaning}: replications with a value`,
      part((json) => json.n),
    ),
  ];
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** `a_low` as JSON calls it: `aLow`. */
export function camel(key: string): string {
  return key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
