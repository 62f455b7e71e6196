import { assertProbability } from './check.ts';
import { gammaUpper } from './incomplete-gamma.ts';

const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Density of the standard normal law. */
export function normalPdf(z: number): number {
  return Math.exp(-0.5 * z * z) / SQRT_TWO_PI;
}

/**
 * P(Z > z), precise far into the tail.
 * Q(z) = ½ Q(½, z²/2) for z ≥ 0: Abramowitz & Stegun (1964), 7.1.22 and 6.5.17.
 */
export function normalTail(z: number): number {
  const half = 0.5 * gammaUpper(0.5, 0.5 * z * z);
  return z >= 0 ? half : 1 - half;
}

/** P(Z ≤ z) of the standard normal law. */
export function normalCdf(z: number): number {
  return normalTail(-z);
}

/**
 * The z with P(Z ≤ z) = p; ±Infinity at p = 1 and 0.
 *
 * Starts from Hastings' rational approximation (Abramowitz & Stegun 26.2.23, error < 4.5e-4) and
 * polishes it with Halley's method on the tail of the nearer side.
 */
export function normalQuantile(p: number): number {
  assertProbability(p, 'p');
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  let z = hastings(tail);
  for (let step = 0; step < 4; step++) {
    const error = (tail - normalTail(z)) / normalPdf(z);
    if (!Number.isFinite(error)) break;
    z -= error / (1 + 0.5 * z * error);
  }
  return p < 0.5 ? -z : z;
}

function hastings(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return t - top / bottom;
}

/**
 * Mills' ratio P(Z > z)/φ(z), for any z without underflow.
 * Beyond z = 6 by Laplace's continued fraction 1/(z + 1/(z + 2/(z + 3/(z + …)))), Abramowitz &
 * Stegun 26.2.14.
 */
export function millsRatio(z: number): number {
  if (z < 6) return normalTail(z) / normalPdf(z);
  let fraction = z;
  for (let k = 60; k >= 1; k--) fraction = z + k / fraction;
  return 1 / fraction;
}
