import { HOUR_MS, MINUTE_MS } from '../base/units.ts';
import type { AttemptRecord, Observer } from '../model/observer.ts';

/** Width of a bin of calls per number. */
export const CALL_BIN_MS = 15 * MINUTE_MS;

/** A pool row that changed its status: indices into the layout's rows and POOL_STATUSES. */
export interface StatusChange {
  readonly atMs: number;
  readonly row: number;
  readonly status: number;
}

/**
 * Watches one replication: hourly true and observed score per number, status changes, calls per number
 * in bins of 15 minutes. Memory: 16 bytes per number and hour, 4 per number and bin.
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
  readonly statusChanges: StatusChange[] = [];

  constructor(numbers: number, durationMs: number) {
    this.numbers = numbers;
    this.hours = Math.ceil(durationMs / HOUR_MS) + 1;
    this.bins = Math.max(1, Math.ceil(durationMs / CALL_BIN_MS));
    this.trueScores = new Float64Array(this.hours * numbers).fill(Number.NaN);
    this.observedScores = new Float64Array(this.hours * numbers).fill(Number.NaN);
    this.calls = new Uint32Array(this.bins * numbers);
  }

  onAttempt(record: AttemptRecord): void {
    const bin = Math.min(this.bins - 1, Math.floor(record.dialMs / CALL_BIN_MS));
    this.calls[bin * this.numbers + record.number]++;
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
