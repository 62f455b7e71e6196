import { jsonSeed } from '../../experiment/json-seed.ts';
import { SHOWN_LEVEL } from '../../experiment/verify/judge-law.ts';
import type { LawResult, Verification } from '../../experiment/verify/verify.ts';
import { type Cell, column, type Table } from '../columns.ts';

/** One row of the CSV, and one object of the JSON document: the same columns. */
const COLUMNS = [
  column<LawResult>('group', 'text', 'part of the simulator', (row) => row.group),
  column<LawResult>('experiment', 'text', 'what was simulated', (row) => row.experiment),
  column<LawResult>('id', 'text', 'the law', (row) => row.law.id),
  column<LawResult>('law', 'text', 'what it says', (row) => row.law.says),
  column<LawResult>('kind', 'text', 'mean, ratio, share, fit, exact', (row) => row.law.kind),
  column<LawResult>('unit', 'text', 'unit of theory and simulated', (row) => row.law.unit),
  column<LawResult>('seed', 'text', 'seed of the experiment', (row) => row.seed),
  column<LawResult>('replications', 'count', 'replications', (row) => row.replications),
  column<LawResult>('theory', 'by row', 'what the law gives', (row) => row.theory),
  column<LawResult>('simulated', 'by row', 'what was simulated', (row) => row.simulated),
  column<LawResult>('low', 'by row', 'lower end of its 95 % interval', (row) => end(row, 'low')),
  column<LawResult>('high', 'by row', 'upper end of its 95 % interval', (row) => end(row, 'high')),
  column<LawResult>('z', 'ratio', 'distance in standard errors', (row) => finite(row.z)),
  column<LawResult>('p_value', 'ratio', 'chance of so far or farther', (row) => row.pValue),
  column<LawResult>('p_value_holm', 'ratio', 'the same, adjusted for the number of laws', (row) => {
    return row.adjustedPValue;
  }),
  column<LawResult>('verdict', 'text', 'agrees, differs', (row) => row.verdict),
] as const;

/** `verify --format csv`. */
export const LAWS_TABLE: Table<Verification, LawResult> = {
  file: 'laws.csv',
  meaning: 'every law beside what was simulated',
  columns: COLUMNS,
  rows: (verification) => verification.results,
};

/** `verify --json`. */
export function verifyDocument(verification: Verification, version: string): unknown {
  const { seed, replications, familyError, judged, failed, partial, results } = verification;
  return {
    schemaVersion: 1,
    poolsim: version,
    seed: jsonSeed(seed),
    replications,
    intervalLevel: SHOWN_LEVEL,
    familyError,
    correction: 'holm',
    judged,
    failed,
    partial,
    laws: results.map((row) => Object.fromEntries(COLUMNS.map((c) => [camel(c.key), c.read(row)]))),
  };
}

function end({ interval }: LawResult, side: 'low' | 'high'): Cell {
  return interval === null ? null : finite(interval[side]);
}

/** JSON and CSV have no infinity here: an infinite deviate has the p-value 0 beside it. */
function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

function camel(key: string): string {
  return key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
