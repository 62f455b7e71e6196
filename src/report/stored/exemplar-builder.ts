import { FLOW_COUNTS } from '../../experiment/exemplar-flow.ts';
import { ROW_STATES } from '../../model/figures.ts';
import { DIAL_OUTCOMES } from '../../model/observer.ts';
import { EXEMPLAR_FLOW, EXEMPLAR_LINES } from '../exemplar-flow-tables.ts';
import { EXEMPLAR_CALLS, EXEMPLAR_SCORES, EXEMPLAR_STATUS } from '../exemplar-tables.ts';
import type {
  ExemplarDocument,
  StoredChange,
  StoredExemplar,
  StoredFlow,
  StoredLines,
} from './exemplar.ts';
import { CellProblem, type RowCells } from './row-cells.ts';

/** Puts an exemplar together from the rows of its tables. */
export class ExemplarBuilder {
  readonly meta: ExemplarDocument;
  readonly numbers: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly hours: number;
  readonly bins: number;
  readonly trueScores: Float64Array;
  readonly observedScores: Float64Array;
  readonly calls: Uint32Array;
  readonly answered: Uint32Array;
  readonly changes: StoredChange[] = [];
  readonly flow: StoredFlow[] = [];
  readonly lines: StoredLines[] = [];

  constructor(meta: ExemplarDocument, numbers: readonly string[]) {
    this.meta = meta;
    this.numbers = numbers;
    this.indexOf = new Map(numbers.map((number, index) => [number, index]));
    this.hours = Math.ceil(meta.durationHours) + 1;
    this.bins = Math.max(1, Math.ceil((meta.durationHours * 60) / meta.callBinMinutes));
    this.trueScores = new Float64Array(this.hours * numbers.length).fill(Number.NaN);
    this.observedScores = new Float64Array(this.hours * numbers.length).fill(Number.NaN);
    this.calls = new Uint32Array(this.bins * numbers.length);
    this.answered = new Uint32Array(this.bins * numbers.length);
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
    const at = bin * this.numbers.length + this.number(row);
    this.calls[at] = row.number('calls');
    this.answered[at] = row.number('answered_calls');
  };

  readonly change = (row: RowCells): void => {
    this.number(row);
    this.changes.push({
      atHours: row.number('at_hours'),
      campaign: row.text('campaign'),
      number: row.text('number'),
      status: row.word('status', ROW_STATES),
    });
  };

  readonly hourOfFlow = (row: RowCells): void => {
    this.flow.push({
      hour: row.number('hour'),
      campaign: row.text('campaign'),
      counts: byName(FLOW_COUNTS, (name) => row.number(`${name}_calls`)),
      outcomes: byName(DIAL_OUTCOMES, (name) => row.number(`${name}_calls`)),
    });
  };

  readonly hourOfLines = (row: RowCells): void => {
    this.lines.push({
      hour: row.number('hour'),
      connection: row.text('connection'),
      inFlight: row.number('in_flight_calls'),
    });
  };

  /** What takes the rows of each table, by its file. */
  readonly takers: ReadonlyMap<string, (row: RowCells) => void> = new Map([
    [EXEMPLAR_SCORES.file, this.score],
    [EXEMPLAR_CALLS.file, this.call],
    [EXEMPLAR_STATUS.file, this.change],
    [EXEMPLAR_FLOW.file, this.hourOfFlow],
    [EXEMPLAR_LINES.file, this.hourOfLines],
  ]);

  finish(): StoredExemplar {
    const { meta, numbers, hours, bins, trueScores, observedScores, calls, answered } = this;
    const { changes, flow, lines } = this;
    const series = { hours, trueScores, observedScores, bins, calls, answered };
    return { meta, numbers, ...series, changes, flow, lines };
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

function byName<K extends string>(
  names: readonly K[],
  read: (name: K) => number,
): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<K, number>;
}
