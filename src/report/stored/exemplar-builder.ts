import { POOL_STATUSES } from '../../model/figures.ts';
import type { ExemplarDocument, StoredChange, StoredExemplar } from './exemplar.ts';
import { CellProblem, type RowCells } from './row-cells.ts';

/** Puts an exemplar together from the rows of its three tables, in any order. */
export class ExemplarBuilder {
  readonly meta: ExemplarDocument;
  readonly numbers: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly hours: number;
  readonly bins: number;
  readonly trueScores: Float64Array;
  readonly observedScores: Float64Array;
  readonly calls: Uint32Array;
  readonly changes: StoredChange[] = [];

  constructor(meta: ExemplarDocument, numbers: readonly string[]) {
    this.meta = meta;
    this.numbers = numbers;
    this.indexOf = new Map(numbers.map((number, index) => [number, index]));
    this.hours = Math.ceil(meta.durationHours) + 1;
    this.bins = Math.max(1, Math.ceil((meta.durationHours * 60) / meta.callBinMinutes));
    this.trueScores = new Float64Array(this.hours * numbers.length).fill(Number.NaN);
    this.observedScores = new Float64Array(this.hours * numbers.length).fill(Number.NaN);
    this.calls = new Uint32Array(this.bins * numbers.length);
  }

  readonly score = (row: RowCells): void => {
    const hour = within(row, 'hour', row.number('hour'), this.hours);
    const at = hour * this.numbers.length + this.number(row);
    this.trueScores[at] = row.numberOrNone('true_score_points') ?? Number.NaN;
    this.observedScores[at] = row.numberOrNone('observed_score_points') ?? Number.NaN;
  };

  readonly call = (row: RowCells): void => {
    const minute = row.number('from_minute');
    const bin = within(row, 'from_minute', minute / this.meta.callBinMinutes, this.bins);
    this.calls[bin * this.numbers.length + this.number(row)] = row.number('calls');
  };

  readonly change = (row: RowCells): void => {
    this.number(row);
    this.changes.push({
      atHours: row.number('at_hours'),
      campaign: row.text('campaign'),
      number: row.text('number'),
      status: row.word('status', POOL_STATUSES),
    });
  };

  finish(): StoredExemplar {
    const { meta, numbers, hours, bins, trueScores, observedScores, calls, changes } = this;
    return { meta, numbers, hours, bins, trueScores, observedScores, calls, changes };
  }

  number(row: RowCells): number {
    const number = row.text('number');
    const index = this.indexOf.get(number);
    if (index !== undefined) return index;
    throw new CellProblem('number', `"${number}" is no number of this run`, 'those of numbers.csv');
  }
}

function within(row: RowCells, key: string, slot: number, slots: number): number {
  if (Number.isInteger(slot) && slot >= 0 && slot < slots) return slot;
  throw new CellProblem(key, `${row.number(key)} lies outside of the run`, 'a time within it');
}
