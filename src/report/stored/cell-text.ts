import { csvRaw } from '../../base/csv-safe.ts';
import type { Cell, Column } from '../columns.ts';

/** What the cells of a column are, as its unit tells. */
export type CellKind = 'text' | 'yes/no' | 'number';

type AnyColumn = Pick<Column<never>, 'key' | 'unit'>;

export function cellKind({ unit }: AnyColumn): CellKind {
  if (unit === 'text' || unit === 'instant') return 'text';
  return unit === 'yes/no' ? 'yes/no' : 'number';
}

/**
 * The value that a cell of a file was written from. Text that is absent and text that is empty are written
 * alike, and are both read as `''`.
 * @returns undefined where the text is no value of that kind
 */
export function readCell(kind: CellKind, text: string): Cell | undefined {
  switch (kind) {
    case 'text':
      return csvRaw(text);
    case 'yes/no':
      return text === 'true' ? true : text === 'false' ? false : text === '' ? null : undefined;
    case 'number': {
      if (text === '') return null;
      const value = Number(text);
      return Number.isNaN(value) || text.trim() !== text ? undefined : value;
    }
  }
}

/** The same value without the way through a file: what {@link readCell} would give of its text. */
export function asStored(kind: CellKind, cell: Cell): Cell {
  if (kind === 'text') return cell === null ? '' : String(cell);
  if (typeof cell !== 'number') return cell;
  // The text of minus zero is that of zero.
  return Number.isNaN(cell) ? null : cell === 0 ? 0 : cell;
}
