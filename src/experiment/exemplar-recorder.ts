import { HOUR_MS, MINUTE_MS } from '../base/units.ts';
import type { AttemptRecord, Observer } from '../model/observer.ts';
import type { Scenario } from '../model/spec.ts';
import { ExemplarFlow } from './exemplar-flow.ts';

/** Width of a bin of calls per number. */
export const CALL_BIN_MS = 15 * MINUTE_MS;

/** A pool row that changed its status: indices into the layout's rows and POOL_STATUSES. */
export interface StatusChange {
  readonly atMs: number;
  readonly row: number;
  readonly status: number;
}

/**
 * Watches one replication: hourly true and observed score per number, status changes, calls placed
 * and answered per number in bins of 15 minutes, and the flow of calls hour by hour. Memory: 16 bytes per
 * number and hour, 8 per number and bin.
 */
export class ExemplarRecorder implements Observer {
  readonly numbers: number;
  readonly hours: number;
  readonly bins: number;
  /** `[hour * numbers + number]`, hour 0 = the start; NaN where no score was seen. */
  readonly trueScores: Float64Array;
  readonly observedScores: Float64Array;
  /** Calls placed, `[bin * numbers + number]`. */
  readonly calls: Uint32Array;
  /** Those of them that were answered, in the bin in which they were placed. */
  readonly answered: Uint32Array;
  readonly flow: ExemplarFlow;
  readonly statusChanges: StatusChange[] = [];

  constructor(scenario: Scenario) {
    const { durationMs } = scenario;
    const numbers = scenario.numbers.length;
    this.numbers = numbers;
    this.hours = Math.ceil(durationMs / HOUR_MS) + 1;
    this.bins = Math.max(1, Math.ceil(durationMs / CALL_BIN_MS));
    this.trueScores = new Float64Array(this.hours * numbers).fill(Number.NaN);
    this.observedScores = new Float64Array(this.hours * numbers).fill(Number.NaN);
    this.calls = new Uint32Array(this.bins * numbers);
    this.answered = new Uint32Array(this.bins * numbers);
    this.flow = new ExemplarFlow(scenario);
  }

  onAttempt(record: AttemptRecord): void {
    const bin = Math.min(this.bins - 1, Math.floor(record.dialMs / CALL_BIN_MS));
    const at = bin * this.numbers + record.number;
    this.calls[at]++;
    if (record.outcome === 'answered') this.answered[at]++;
    this.flow.add(record);
  }

  onHour(atMs: number, trueScores: Float64Array, observedScores: Float64Array): void {
    const hour = Math.round(atMs / HOUR_MS);
    if (hour >= this.hours) return;
    this.trueScores.set(trueScores.subarray(0, this.numbers), hour * this.numbers);
    this.observedScores.set(observedScores.subarray(0, this.numbers), hour * this.numbers);
  }

  onStatus(atMs: number, row: number, status: number): void {
    this.statusChanges.push({ atMs, row, status });
  }
}
