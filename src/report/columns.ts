import type { Interval } from '../stats/interval.ts';

/** What a cell may hold; null is an empty cell: no data, or an open end. Infinity is written so: never. */
export type Cell = string | number | boolean | null;

/** One column of one file: its head, its unit, what it means, and how it is read from a row. */
export interface Column<Row> {
  readonly key: string;
  /** `text` where it is not a quantity. */
  readonly unit: string;
  readonly meaning: string;
  readonly read: (row: Row) => Cell;
}

/** A CSV file: its columns and where its rows come from. */
export interface Table<Source, Row> {
  readonly file: string;
  readonly meaning: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: (source: Source) => Iterable<Row>;
}

export function column<Row>(
  key: string,
  unit: string,
  meaning: string,
  read: (row: Row) => Cell,
): Column<Row> {
  return { key, unit, meaning, read };
}

/**
 * An estimate and the ends of its interval, as three columns `key_mean, key_low, key_high`. On no data
 * all three are empty; an end that the data cannot bound is empty too.
 *
 * @param suffix `mean`, or what else the estimate is
 */
export function intervalColumns<Row>(
  key: string,
  unit: string,
  meaning: string,
  read: (row: Row) => Interval | null,
  suffix = 'mean',
): Column<Row>[] {
  return [
    column(`${key}_${suffix}`, unit, meaning, (row) => read(row)?.estimate ?? null),
    column(`${key}_low`, unit, `${meaning}: lower end of the interval`, (row) => lowEnd(read(row))),
    column(`${key}_high`, unit, `${meaning}: upper end of the interval`, (row) =>
      highEnd(read(row)),
    ),
  ];
}

function lowEnd(interval: Interval | null): Cell {
  return interval === null || interval.low === -Infinity ? null : interval.low;
}

function highEnd(interval: Interval | null): Cell {
  if (interval === null) return null;
  const open = interval.high === Infinity && interval.low !== Infinity;
  return open ? null : interval.high;
}
