import type { DriftSpec } from '../../model/spec.ts';
import { readPrices } from '../csv/prices.ts';
import { readScores } from '../csv/scores.ts';
import type { Context } from './context.ts';
import type { Inventory } from './numbers.ts';

/** A price file as tables; `*` is every country without a row of its own. */
export interface FilePrices {
  readonly byCountry: ReadonlyMap<
    string,
    { numberPerMonth: number; minute: number; purchase: number | null }
  >;
  /** Price of a score fetch; null where the file does not say. */
  readonly check: number | null;
}

/** Reads a price table; empty where there is none. */
export async function readPriceFile(
  file: string | undefined,
  context: Context,
): Promise<FilePrices> {
  if (file === undefined) return { byCountry: new Map(), check: null };
  const path = ['prices', 'file'];
  const read = await readPrices(context.open(file, path), context.files, context.options);
  context.took(read, path);
  const byCountry = new Map(read.rows.map((row) => [row.country, row]));
  const check = byCountry.get('*')?.check ?? read.rows.find((row) => row.check !== null)?.check;
  return { byCountry, check: check ?? null };
}

/** Reads a trace of scores: the true scores of the inventory's numbers, by time. */
export async function readTrace(
  file: string,
  inventory: Inventory,
  context: Context,
): Promise<DriftSpec> {
  const path = ['drift', 'file'];
  const read = await readScores(context.open(file, path), context.files, context.options);
  context.took(read, path);
  const indices = read.numbers.map((e164) => inventory.find(e164));
  const unknown = read.numbers.filter((_, i) => indices[i] < 0);
  if (unknown.length > 0 && !inventory.incomplete) {
    context.warn(
      'trace-of-unknown-numbers',
      `${file} has scores of ${unknown.length} numbers that are not in the inventory: ${unknown.slice(0, 3).join(', ')}`,
      'they are left out',
    );
  }
  const rows = read.rows
    .filter((row) => indices[row.number] >= 0)
    .sort((a, b) => a.atEpochMs - b.atEpochMs || a.line - b.line);
  return {
    model: 'trace',
    number: Int32Array.from(rows, (row) => indices[row.number]),
    atMs: Float64Array.from(rows, (row) => row.atEpochMs - context.startEpochMs),
    score: Float64Array.from(rows, (row) => row.score),
  };
}
