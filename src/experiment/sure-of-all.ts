import type { Interval } from '../stats/interval.ts';
import { wilsonInterval } from '../stats/wilson.ts';

/**
 * What is the same in all replications seen has no spread to make an interval of, and may yet be another in
 * those not seen. It counts once it is sure that at least this share of all replications have it.
 */
const ALIKE_ENOUGH = 0.95;

/** Integrals over time round: ends this near to each other, beside the value, are one. */
const ROUNDING = 1e-9;

/** True when n replications alike are enough for that: 73 at 95 %. */
export function isSureOfAll(n: number, level: number): boolean {
  return otherShare(n, level) <= 1 - ALIKE_ENOUGH;
}

/**
 * The mean of what was the same in all n replications, where each of those that may be otherwise has anything
 * from nothing to twice the value. Still a point at 0, of which there is no twice.
 */
export function doubted({ estimate, n }: Interval, level: number): Interval {
  const half = Math.abs(estimate) * otherShare(n, level);
  return { estimate, low: estimate - half, high: estimate + half, n };
}

/** The most of all replications that may be otherwise, when none of n was. */
function otherShare(n: number, level: number): number {
  return wilsonInterval(0, n, level)?.high ?? 1;
}

/** The least replications that, alike, are enough. */
export function replicationsToBeSure(level: number): number {
  let n = 1;
  while (!isSureOfAll(n, level)) n++;
  return n;
}

/** A single value: no replication differed from another. */
export function isPoint({ low, high }: Interval): boolean {
  return Math.abs(high - low) <= ROUNDING * Math.max(Math.abs(low), Math.abs(high));
}
