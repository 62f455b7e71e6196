import type { Interval } from '../stats/interval.ts';

/** Every reported quantity is a count, a share, a time, a score or money spent: none is below zero. */
export function nonNegative(interval: Interval | null): Interval | null {
  if (interval === null || interval.low >= 0 || interval.low === -Infinity) return interval;
  return { ...interval, low: 0 };
}
