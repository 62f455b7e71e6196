import { stringify } from 'csv-stringify/sync';
import { csvSafe } from '../base/csv-safe.ts';
import type { Cell, Column, Table } from './columns.ts';

/** Rows that are turned into text at once: large enough to be fast, small enough for any memory. */
const CHUNK_ROWS = 1_000;
/** Texts whose cells are remembered: far more than a table has names that come again row after row. */
const MOST_REMEMBERED = 10_000;

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
  const texts = new TextCells();
  let lines = [stringify([columns.map((column) => column.key)])];
  for (const row of rows) {
    let line = '';
    for (let i = 0; i < columns.length; i++) {
      if (i > 0) line += ',';
      line += texts.cell(columns[i].read(row));
    }
    lines.push(`${line}\n`);
    if (lines.length >= CHUNK_ROWS) {
      yield lines.join('');
      lines = [];
    }
  }
  if (lines.length > 0) yield lines.join('');
}

/**
 * Cells as they stand in a line. Numbers, in full precision, never need a quote; whether a text does is
 * asked once for each, since most of a large table are the same few names again.
 */
class TextCells {
  readonly known = new Map<string, string>();

  cell(cell: Cell): string {
    if (typeof cell === 'string') return this.text(cell);
    return cell === null || Number.isNaN(cell) ? '' : String(cell);
  }

  text(text: string): string {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    if (this.known.size >= MOST_REMEMBERED) this.known.clear();
    // Only text can be taken for a formula. The line's end is cut off.
    const cell = text === '' ? '' : stringify([[csvSafe(text)]]).slice(0, -1);
    this.known.set(text, cell);
    return cell;
  }
}
