import type { SimMs } from '../base/units.ts';

/** Piecewise constant quantities (contacts waiting, calls in flight …) with their time integrals. */
export class Stock {
  readonly value: Float64Array;
  /** ∫ value dt, in value·ms, up to `sinceMs`. */
  readonly integral: Float64Array;
  readonly sinceMs: Float64Array;

  constructor(size: number) {
    this.value = new Float64Array(size);
    this.integral = new Float64Array(size);
    this.sinceMs = new Float64Array(size);
  }

  add(i: number, delta: number, nowMs: SimMs): void {
    const value = this.value[i];
    if (value !== 0) this.integral[i] += value * (nowMs - this.sinceMs[i]);
    this.sinceMs[i] = nowMs;
    this.value[i] = value + delta;
  }

  set(i: number, value: number, nowMs: SimMs): void {
    this.add(i, value - this.value[i], nowMs);
  }

  /** Brings all integrals up to now. */
  flush(nowMs: SimMs): void {
    for (let i = 0; i < this.value.length; i++) this.add(i, 0, nowMs);
  }
}
