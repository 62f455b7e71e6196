import { assertPositive, assertProbability } from './check.ts';
import { logGamma } from './log-gamma.ts';

const EPSILON = 4e-16;
const TINY = 1e-300;
const MAX_TERMS = 1_000_000;

/**
 * Regularised incomplete beta I_x(a, b), for a, b > 0 and x in 0 … 1.
 *
 * Continued fraction DLMF 8.17.22, which settles fast below x = (a+1)/(a+b+2); above it the
 * reflection I_x(a, b) = 1 − I_{1−x}(b, a) is used (DLMF 8.17.4). O(√max(a, b)) terms.
 *
 * @param complement 1 − x, for callers that know it better than the subtraction does
 */
export function betaRegularised(x: number, a: number, b: number, complement = 1 - x): number {
  assertProbability(x, 'the argument of the incomplete beta');
  assertPositive(a, 'shape a');
  assertPositive(b, 'shape b');
  if (x === 0) return 0;
  if (complement === 0) return 1;
  const logX = x < 0.5 ? Math.log(x) : Math.log1p(-complement);
  const logComplement = complement < 0.5 ? Math.log(complement) : Math.log1p(-x);
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const front = Math.exp(a * logX + b * logComplement - logBeta);
  const value =
    x < (a + 1) / (a + b + 2)
      ? (front * fraction(x, a, b)) / a
      : 1 - (front * fraction(complement, b, a)) / b;
  return Math.min(1, Math.max(0, value));
}

/** Evaluated forward: Lentz (1976), modified by Thompson & Barnett (1986). */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < EPSILON) return h;
  }
  throw new RangeError(`incomplete beta did not settle at x = ${x}, a = ${a}, b = ${b}`);
}

function awayFromZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}
