import { assertPositive } from './check.ts';

/** B₂ₖ / (2k(2k−1)), k = 1 … 8: the coefficients of Stirling's series. */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
] as const;

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** Above this the eighth term of the series is below 1e-16. */
const SERIES_FROM = 10;

/**
 * ln Γ(x) for x > 0.
 *
 * Stirling's series, after moving x up with Γ(x + 1) = x Γ(x) where it is small.
 * Abramowitz & Stegun (1964), 6.1.41 and 6.1.15. Relative error about 1e-15 away from the zeros at
 * x = 1 and x = 2, absolute error about 1e-15 near them. O(1).
 */
export function logGamma(x: number): number {
  assertPositive(x, 'the argument of log-gamma');
  if (x === 1 || x === 2) return 0;
  let shift = 1;
  let y = x;
  while (y < SERIES_FROM) {
    shift *= y;
    y += 1;
  }
  const inverse = 1 / y;
  const inverseSquare = inverse * inverse;
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * inverseSquare + STIRLING[k];
  return (y - 0.5) * Math.log(y) - y + HALF_LOG_TWO_PI + sum * inverse - Math.log(shift);
}

/** ln of the binomial coefficient C(n, k), 0 ≤ k ≤ n. */
export function logChoose(n: number, k: number): number {
  if (k === 0 || k === n) return 0;
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
