import { assert } from '../base/assert.ts';
import { assertPositive } from './check.ts';
import { logGamma } from './log-gamma.ts';

const EPSILON = 1e-16;
const TINY = 1e-300;
/** Terms grow like √a near x = a: this suffices beyond a = 1e9. */
const MAX_TERMS = 1_000_000;

/**
 * Lower regularised incomplete gamma P(a, x) = γ(a, x)/Γ(a), for a > 0, x ≥ 0.
 * Series below x = a + 1 (DLMF 8.7.1), else 1 − Q.
 */
export function gammaLower(a: number, x: number): number {
  assertPositive(a, 'shape a');
  assert(x >= 0, `incomplete gamma needs x >= 0, got ${x}`);
  if (x === 0) return 0;
  if (x === Infinity) return 1;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/**
 * Upper regularised incomplete gamma Q(a, x) = Γ(a, x)/Γ(a), for a > 0, x ≥ 0; keeps its relative
 * precision far out in the tail. Continued fraction from x = a + 1 (DLMF 8.9.2), else 1 − P.
 */
export function gammaUpper(a: number, x: number): number {
  assertPositive(a, 'shape a');
  assert(x >= 0, `incomplete gamma needs x >= 0, got ${x}`);
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

/** x^a e^(−x) / Γ(a), the factor before both expansions. */
function prefactor(a: number, x: number): number {
  return Math.exp(a * Math.log(x) - x - logGamma(a));
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; k < MAX_TERMS; k++) {
    term *= x / (a + k);
    sum += term;
    if (term < sum * EPSILON) return Math.min(1, sum * prefactor(a, x));
  }
  throw new RangeError(`incomplete gamma series did not settle at a = ${a}, x = ${x}`);
}

/** The fraction in its even form, evaluated forward: Lentz (1976), modified by Thompson & Barnett. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < MAX_TERMS; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = numerator * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + numerator / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const factor = c * d;
    h *= factor;
    if (Math.abs(factor - 1) < 4 * EPSILON) return Math.min(1, h * prefactor(a, x));
  }
  throw new RangeError(`incomplete gamma fraction did not settle at a = ${a}, x = ${x}`);
}
