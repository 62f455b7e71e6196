import { stringify } from 'csv-stringify/sync';
import { csvSafe } from '../../base/csv-safe.ts';
import type { CsvRows } from './contacts.ts';

const ROWS_PER_CHUNK = 1_000;

/** A generated CSV as text, in chunks of a thousand rows: head first, LF, formulas defused. */
export function* csvText(csv: CsvRows): Generator<string> {
  let batch: (readonly string[])[] = [csv.heads];
  for (const row of csv.rows) {
    batch.push(row.map(csvSafe));
    if (batch.length < ROWS_PER_CHUNK) continue;
    yield stringify(batch as string[][]);
    batch = [];
  }
  if (batch.length > 0) yield stringify(batch as string[][]);
}
