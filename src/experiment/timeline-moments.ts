import { DEFAULT_LEVEL, type Interval, openInterval } from '../stats/interval.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import { nonNegative } from './non-negative.ts';

/**
 * Running mean and variance of every timeline cell over replications, so that no replication's timeline
 * has to be kept. Welford (1962), "Note on a method for calculating corrected sums of squares".
 * Memory: 20 bytes a cell, whatever the number of replications.
 */
export class TimelineMoments {
  readonly count: Uint32Array;
  readonly mean: Float64Array;
  readonly m2: Float64Array;

  /** @param cells length of one replication's timeline */
  constructor(cells: number) {
    this.count = new Uint32Array(cells);
    this.mean = new Float64Array(cells);
    this.m2 = new Float64Array(cells);
  }

  /** Folds one replication; a cell that is not finite has no value and is left out. O(cells). */
  add(timeline: Float64Array): void {
    const { count, mean, m2 } = this;
    for (let i = 0; i < timeline.length; i++) {
      const value = timeline[i];
      if (!Number.isFinite(value)) continue;
      const n = ++count[i];
      const delta = value - mean[i];
      // Most cells are 0 in each replication: neither moment moves, and a division is saved.
      if (delta === 0) continue;
      mean[i] += delta / n;
      m2[i] += delta * (value - mean[i]);
    }
  }

  /** Mean of one cell with Student's interval; null where no replication had a value. */
  interval(cell: number, level: number = DEFAULT_LEVEL): Interval | null {
    const n = this.count[cell];
    const estimate = this.mean[cell];
    if (n === 0) return null;
    if (n === 1) return openInterval(estimate, n);
    const half = this.halfWidthFactor(n, level) * Math.sqrt(this.m2[cell] / (n - 1) / n);
    return nonNegative({ estimate, low: estimate - half, high: estimate + half, n });
  }

  /** Student's t is dear and most cells share one n: the last answer is kept. */
  lastN = 0;
  lastLevel = 0;
  lastFactor = 0;
  halfWidthFactor(n: number, level: number): number {
    if (n !== this.lastN || level !== this.lastLevel) {
      this.lastFactor = studentTQuantile(0.5 + level / 2, n - 1);
      this.lastN = n;
      this.lastLevel = level;
    }
    return this.lastFactor;
  }
}
