import type { InputFiles } from '../input-files.ts';
import { PRICE_COLUMNS } from './columns.ts';
import type { ReadOptions, ReadResult } from './numbers.ts';
import { ProblemList } from './problem-list.ts';
import { readRows } from './read-rows.ts';
import type { RowCells } from './row-cells.ts';

/** Prices of one country, in the user's currency. */
export interface PriceRow {
  /** ISO 3166-1 alpha-2, or `*` for every country that has no row of its own. */
  readonly country: string;
  /** Rent of a number per 30 days. */
  readonly numberPerMonth: number;
  /** One minute of an answered or voicemail call to that country. */
  readonly minute: number;
  /** One score fetch of one number; null where the file does not say. */
  readonly check: number | null;
  /** Set-up of a number that is bought there; null where the file does not say. */
  readonly purchase: number | null;
  readonly line: number;
}

const PRICE = { min: 0, max: 1_000_000, whole: false };

/** Reads `prices.csv`. */
export async function readPrices(
  path: string,
  files: InputFiles,
  options: ReadOptions,
): Promise<ReadResult & { rows: PriceRow[] }> {
  const problems = new ProblemList(files.display(path), options.skipBadRows);
  const rows: PriceRow[] = [];
  const lines = new Map<string, number>();
  const read = await readRows(
    path,
    files,
    {
      columns: PRICE_COLUMNS,
      columnMap: options.columnMap,
      row(cells) {
        const row = priceRow(cells, lines);
        if (row !== null) rows.push(row);
      },
    },
    problems,
  );
  return { ...read, rows, problems: problems.finish() };
}

function priceRow(cells: RowCells, lines: Map<string, number>): PriceRow | null {
  const country = cells.text('country') === '*' ? '*' : cells.country('country');
  const numberPerMonth = requiredPrice(cells, 'number_per_month');
  const minute = requiredPrice(cells, 'minute');
  const check = cells.number('check', PRICE);
  const purchase = cells.number('purchase', PRICE);
  if (country === null) {
    cells.problem('country', 'the cell is empty', 'write a country code, or * for all others');
  }
  if (typeof country !== 'string' || check === undefined || purchase === undefined) return null;
  const earlier = lines.get(country);
  if (earlier !== undefined) {
    cells.problem(
      'country',
      `${country} has its prices already on line ${earlier}`,
      'delete one of the two rows',
    );
    return null;
  }
  lines.set(country, cells.line);
  if (numberPerMonth === undefined || minute === undefined) return null;
  return { country, numberPerMonth, minute, check, purchase, line: cells.line };
}

function requiredPrice(cells: RowCells, column: string): number | undefined {
  const price = cells.number(column, PRICE);
  if (price !== null) return price;
  return cells.problem(column, 'the cell is empty', 'write a price, 0 where it costs nothing');
}
