import type { Interval } from '../../stats/interval.ts';
import type { Cell } from '../columns.ts';

/** A cell that does not hold what its column must: which one, what was found, what is allowed. */
export class CellProblem extends Error {
  override name = 'CellProblem';
  readonly key: string;
  readonly remedy: string;

  constructor(key: string, message: string, remedy: string) {
    super(message);
    this.key = key;
    this.remedy = remedy;
  }
}

/** One row of a table by the keys of its columns. Each getter throws a {@link CellProblem}. */
export class RowCells {
  /** Place of each column by its key; one map for all rows of a table. */
  readonly places: ReadonlyMap<string, number>;
  values: readonly Cell[] = [];

  constructor(places: ReadonlyMap<string, number>) {
    this.places = places;
  }

  text(key: string): string {
    return String(this.cell(key));
  }

  /** One of a few words. */
  word<T extends string>(key: string, allowed: readonly T[]): T {
    const found = this.text(key);
    const word = allowed.find((each) => each === found);
    if (word !== undefined) return word;
    throw new CellProblem(key, `"${found}" is not known`, `one of ${allowed.join(', ')}`);
  }

  /** The same, or null on an empty cell. */
  wordOrNone<T extends string>(key: string, allowed: readonly T[]): T | null {
    return this.text(key) === '' ? null : this.word(key, allowed);
  }

  number(key: string): number {
    const value = this.numberOrNone(key);
    if (value === null) throw new CellProblem(key, 'the cell is empty', 'a number');
    return value;
  }

  numberOrNone(key: string): number | null {
    return this.cell(key) as number | null;
  }

  yes(key: string): boolean {
    const value = this.cell(key);
    if (value === null) throw new CellProblem(key, 'the cell is empty', 'true or false');
    return value === true;
  }

  /**
   * An estimate with its ends, as `intervalColumns` wrote them; null on no data.
   * @param n replications it rests on
   */
  interval(key: string, n: number, suffix = 'mean'): Interval | null {
    const estimate = this.numberOrNone(`${key}_${suffix}`);
    const low = this.numberOrNone(`${key}_low`);
    const high = this.numberOrNone(`${key}_high`);
    if (estimate === null) return null;
    return { estimate, low: low ?? -Infinity, high: high ?? Infinity, n };
  }

  cell(key: string): Cell {
    const place = this.places.get(key);
    if (place === undefined) throw new CellProblem(key, 'there is no such column', '');
    return this.values[place];
  }
}
