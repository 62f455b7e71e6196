import { normalQuantile } from './normal-quantile.ts';

/**
 * Quantile functions: one uniform gives one draw, and a larger uniform never a smaller draw, so
 * that common random numbers stay monotone across policies. `u` lies in the open interval (0, 1).
 */

/** Exponential: −mean · ln(1 − u). The result has the unit of `mean`. */
export function exponentialQuantile(u: number, mean: number): number {
  return -mean * Math.log(1 - u);
}

/** Lognormal by its median and the standard deviation of its logarithm: median · e^(σ·Φ⁻¹(u)). */
export function logNormalQuantile(u: number, medianMs: number, sigma: number): number {
  return medianMs * Math.exp(sigma * normalQuantile(u));
}
