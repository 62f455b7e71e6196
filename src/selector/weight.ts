import type { WeightSettings } from './types.ts';

/** Weights are whole multiples of this: 2^-24, about 6e-8. */
export const WEIGHT_UNIT = 2 ** -24;
const UNITS_PER_ONE = 2 ** 24;

/**
 * Rule 4, in units of `WEIGHT_UNIT`: `max(floor, (answered + k·p0) / (attempts + k))`, rounded to the
 * nearest unit and at least one unit, so that no weight is ever zero.
 *
 * Why rounded: sums of whole numbers below 2^53 are exact in Float64 whatever their order. The index
 * can therefore keep running sums, and the same pool gives the same pick for the same draw, however it
 * came to be as it is. The rounding moves a pick's probability by less than 1e-7 of one weight. With
 * weights of at most 1, sums stay exact up to 2^29 numbers.
 */
export function weightUnits(settings: WeightSettings, attempts: number, answered: number): number {
  const k = settings.priorStrength;
  const smoothed = (answered + k * settings.priorMean) / (attempts + k);
  // Rounds as `Math.round` does; cut in this way the engine knows it for a whole number, not a double.
  return Math.max(1, (Math.max(settings.floor, smoothed) * UNITS_PER_ONE + 0.5) | 0);
}

/** The weight as a share: whole units times `WEIGHT_UNIT`, exact. */
export function weightOf(units: number): number {
  return units * WEIGHT_UNIT;
}
