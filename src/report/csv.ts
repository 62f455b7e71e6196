import { stringify } from 'csv-stringify/sync';
import { csvSafe } from '../base/csv-safe.ts';
import type { Cell, Column, Table } from './columns.ts';

/** Rows that are turned into text at once: large enough to be fast, small enough for any memory. */
const CHUNK_ROWS = 1_000;

/** A table as CSV text in chunks: head first, `\n` at the end of each line, quoted where it must be. */
export function* renderCsv<Source, Row>(
  table: Table<Source, Row>,
  source: Source,
): Generator<string> {
  yield* csvLines(table.columns, table.rows(source));
}

/** The same from rows at hand. */
export function* csvLines<Row>(
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
): Generator<string> {
  let chunk: string[][] = [columns.map((column) => column.key)];
  for (const row of rows) {
    chunk.push(columns.map((column) => cellText(column.read(row))));
    if (chunk.length >= CHUNK_ROWS) {
      yield stringify(chunk);
      chunk = [];
    }
  }
  if (chunk.length > 0) yield stringify(chunk);
}

/** Numbers in full precision; only text can be taken for a formula. */
function cellText(cell: Cell): string {
  if (cell === null || Number.isNaN(cell)) return '';
  return typeof cell === 'string' ? csvSafe(cell) : String(cell);
}
