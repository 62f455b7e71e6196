import { assert } from '../../base/assert.ts';
import { assertNonNegative } from '../check.ts';

/** A number that is flagged at one rate and cleared at another, both exponential. */
export interface TwoState {
  /** λ: clean → flagged, per unit of time. */
  readonly flagRate: number;
  /** μ: flagged → clean, per unit of time. */
  readonly clearRate: number;
}

/** p = λ/(λ + μ): share of time flagged. Ross, "Introduction to Probability Models", section 6.5. */
export function flaggedShare(rates: TwoState): number {
  const total = totalRate(rates);
  return rates.flagRate / total;
}

/** A = μ/(λ + μ) = E[up]/(E[up] + E[down]): share of time clean; the last form for any laws. */
export function availability(rates: TwoState): number {
  const total = totalRate(rates);
  return rates.clearRate / total;
}

/**
 * P(clean at t | clean at 0) = A + (1 − A) e^(−(λ+μ)t): Ross, section 6.4.
 * Check: λ = 0.05, μ = 0.2 → A = 0.8, at t = 3 0.8945.
 */
export function cleanProbability(rates: TwoState, t: number): number {
  assertNonNegative(t, 't');
  const up = availability(rates);
  return up + (1 - up) * Math.exp(-totalRate(rates) * t);
}

/** The rates whose flagged share is p (inside 0 … 1) at the given clear rate: λ = μp/(1 − p). */
export function twoStateOf(flagged: number, clearRate: number): TwoState {
  assert(flagged > 0 && flagged < 1, `a flagged share lies inside 0 … 1, got ${flagged}`);
  return { flagRate: (clearRate * flagged) / (1 - flagged), clearRate };
}

function totalRate(rates: TwoState): number {
  assertNonNegative(rates.flagRate, 'the flag rate');
  assertNonNegative(rates.clearRate, 'the clear rate');
  const total = rates.flagRate + rates.clearRate;
  assert(total > 0, 'at least one of the two rates must be positive');
  return total;
}
