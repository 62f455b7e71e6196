/**
 * A figure that is never shown without its uncertainty.
 * `low` or `high` at ±Infinity means that side is open: the data cannot bound it.
 * "No data" is `null` in place of the whole interval, never a zero.
 */
export interface Interval {
  /** The point estimate, in the unit of the data. */
  readonly estimate: number;
  /** Lower end of the confidence interval; −Infinity where open. */
  readonly low: number;
  /** Upper end of the confidence interval; Infinity where open. */
  readonly high: number;
  /** Independent observations (replications) it rests on. */
  readonly n: number;
}

export interface IntervalOptions {
  /** Two-sided confidence level, inside 0 … 1; 0.95 when absent. */
  readonly level?: number;
  /** True when the quantity is a share: the interval is kept inside [0, 1]. */
  readonly share?: boolean;
}

export const DEFAULT_LEVEL = 0.95;

/** The interval that says nothing but the estimate: (−∞, ∞), or [0, 1] for a share. */
export function openInterval(estimate: number, n: number, share = false): Interval {
  return share ? { estimate, low: 0, high: 1, n } : { estimate, low: -Infinity, high: Infinity, n };
}

/** estimate ± halfWidth, cut to [0, 1] for a share. */
export function symmetricInterval(
  estimate: number,
  halfWidth: number,
  n: number,
  share = false,
): Interval {
  const low = estimate - halfWidth;
  const high = estimate + halfWidth;
  if (!share) return { estimate, low, high, n };
  return { estimate, low: Math.max(0, low), high: Math.min(1, high), n };
}
