import { assert } from '../base/assert.ts';
import type { SimMs } from '../base/units.ts';

/**
 * Integral, mean and peak over time of a value that changes in steps: calls in flight, eligible
 * numbers, stalled contacts (Law, "Simulation Modeling and Analysis", 5th ed. 2015, section 1.4).
 *
 * The value holds from the instant it is set until the next change. State lies in plain fields.
 */
export class TimeWeighted {
  startMs: SimMs;
  lastMs: SimMs;
  value: number;
  /** ∫ value dt from `startMs` to `lastMs`, in value × ms. */
  integralMs = 0;
  /** Largest value ever set, even for no time at all. */
  peak: number;
  /** Least value ever set, even for no time at all. */
  least: number;

  constructor(startMs: SimMs = 0, value = 0) {
    this.startMs = startMs;
    this.lastMs = startMs;
    this.value = value;
    this.peak = value;
    this.least = value;
  }

  /** The value becomes `value` at `nowMs`. Time never runs backwards. O(1), no allocation. */
  set(value: number, nowMs: SimMs): void {
    assert(nowMs >= this.lastMs, 'a time-weighted value was changed in the past');
    this.integralMs += this.value * (nowMs - this.lastMs);
    this.lastMs = nowMs;
    this.value = value;
    if (value > this.peak) this.peak = value;
    if (value < this.least) this.least = value;
  }

  /** The value changes by `delta` at `nowMs`. */
  add(delta: number, nowMs: SimMs): void {
    this.set(this.value + delta, nowMs);
  }

  /** ∫ value dt from the start until `nowMs`, in value × ms; changes nothing. */
  integralUntil(nowMs: SimMs): number {
    assert(nowMs >= this.lastMs, 'a time-weighted integral was asked for in the past');
    return this.integralMs + this.value * (nowMs - this.lastMs);
  }

  /** Time average from the start until `nowMs`; null when no time has passed. */
  meanUntil(nowMs: SimMs): number | null {
    const lengthMs = nowMs - this.startMs;
    return lengthMs > 0 ? this.integralUntil(nowMs) / lengthMs : null;
  }
}
