import { normalQuantile } from './normal-quantile.ts';

/** A try is accepted with probability above 0.95, so no run ever reaches this bound. */
const MOST_TRIES = 64;

/**
 * The logarithm of a Gamma(shape, scale 1) variate: kept as a logarithm because for a small shape
 * most variates underflow.
 *
 * G. Marsaglia & W. W. Tsang, "A simple method for generating gamma variables", ACM TOMS 26(3),
 * 2000: with d = shape − 1/3 and c = 1/√(9d), d·(1 + c·Z)³ is accepted by a squeeze on its density.
 * A shape below 1 uses Gamma(shape) = Gamma(shape + 1) · U^(1/shape).
 *
 * @param next uniforms in the open interval (0, 1); two a try, one more for a shape below 1
 * @param shape > 0
 */
export function logGammaVariate(next: () => number, shape: number): number {
  if (shape < 1) {
    const boost = Math.log(next()) / shape;
    return boost + logGammaVariate(next, shape + 1);
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const z = normalQuantile(next());
    const logU = Math.log(next());
    const root = 1 + c * z;
    if (root <= 0) continue;
    const v = root * root * root;
    const logV = Math.log(v);
    if (logU < 0.5 * z * z + d * (1 - v + logV)) return Math.log(d) + logV;
  }
  return Math.log(d);
}

/**
 * A Beta(a, b) variate as G₁ / (G₁ + G₂) of two gamma variates, formed from their logarithms, so
 * that it stays defined for shapes of any size.
 * @param next uniforms in the open interval (0, 1)
 * @returns a ratio in 0 … 1
 */
export function betaVariate(next: () => number, a: number, b: number): number {
  const logA = logGammaVariate(next, a);
  const logB = logGammaVariate(next, b);
  return 1 / (1 + Math.exp(logB - logA));
}
