import type { Cell, Table } from '../columns.ts';

/** A column for a Parquet writer: a head, one type, and a value or null for every row. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: 'STRING' | 'DOUBLE' | 'INT32' | 'BOOLEAN';
  readonly data: readonly Cell[];
}

/** A table by columns. Numbers are doubles, Infinity for never; counts and indices are whole. */
export function parquetColumns<Source, Row>(
  table: Table<Source, Row>,
  source: Source,
): ParquetColumn[] {
  const rows = [...table.rows(source)];
  return table.columns.map(({ key, unit, read }) => {
    const data = rows.map(read);
    return { name: key, type: typeOf(unit, data), data };
  });
}

function typeOf(unit: string, data: readonly Cell[]): ParquetColumn['type'] {
  if (unit === 'count' || unit === 'index') return 'INT32';
  if (data.some((cell) => typeof cell === 'boolean')) return 'BOOLEAN';
  return unit === 'text' ? 'STRING' : 'DOUBLE';
}
