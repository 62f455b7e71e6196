import { assert } from '../base/assert.ts';
import { binomialCdf, binomialPmf, binomialTail } from './binomial.ts';
import { assertProbability } from './check.ts';

/** Probabilities below this are left out of a convolution: together they stay far below any error. */
const NEGLIGIBLE = 1e-18;

/** P(X = from + i) = mass[i]; what is left out is negligible. */
interface Masses {
  readonly from: number;
  readonly mass: Float64Array;
}

/**
 * How sure each look at a growing yes/no sample may be, so that over all looks the chance of a wrong
 * decision is `error` at most, exactly and not by Bonferroni's inequality: the looks share most of their
 * data, so that each may be several times surer than an equal part of the error. Group-sequential
 * boundaries with the error spent in equal parts (Lan & DeMets 1983), computed by recursion over the
 * looks on the binomial distribution itself (Jennison & Turnbull 2000, ch. 12).
 *
 * `few`: decides on few events, wrong where the share is p or more: a look decides where
 * P(X ≤ events) is at most its error. `many`: decides on many, wrong where it is p or less. An answer of
 * 0 means that this look cannot decide. O(looks × spread²), with the spread about 18 √(n p (1 − p)).
 *
 * @param sizes events are counted among this many, growing
 * @param decline each look's part of the error is so many times that of the look before; 1 = equal parts
 */
export function sequentialErrors(
  sizes: readonly number[],
  p: number,
  error: number,
  decidesOn: 'few' | 'many',
  decline = 1,
): number[] {
  assertProbability(p, 'p');
  assertProbability(error, 'error');
  assert(decline > 0 && decline <= 1, `decline must lie above 0 and up to 1, got ${decline}`);
  const whole = partsTo(sizes.length, decline);
  let undecided: Masses = { from: 0, mass: Float64Array.of(1) };
  let spent = 0;
  let before = 0;
  return sizes.map((n, j) => {
    assert(n > before, `sizes must grow, got ${before} and then ${n}`);
    const now = convolved(undecided, binomialMasses(n - before, p));
    before = n;
    const allowed = (error * partsTo(j + 1, decline)) / whole - spent;
    const cut = decidesOn === 'few' ? cutLow(now, allowed) : cutHigh(now, allowed);
    spent += cut.decided;
    undecided = cut.left;
    const { from, mass } = undecided;
    // Any error between that of the last deciding count and that of the next one decides alike.
    const [last, next] =
      decidesOn === 'few'
        ? [binomialCdf(from - 1, n, p), binomialCdf(from, n, p)]
        : [binomialTail(from + mass.length, n, p), binomialTail(from + mass.length - 1, n, p)];
    return last === 0 ? 0 : Math.min(last * (1 + 1e-6), (last + next) / 2);
  });
}

/** 1 + d + d² + … of so many looks. */
function partsTo(looks: number, decline: number): number {
  let sum = 0;
  for (let j = 0; j < looks; j++) sum += decline ** j;
  return sum;
}

/** Takes the lowest counts off, as many as the error allows. */
function cutLow({ from, mass }: Masses, allowed: number): { decided: number; left: Masses } {
  let decided = 0;
  let i = 0;
  while (i < mass.length - 1 && decided + mass[i] <= allowed) decided += mass[i++];
  return { decided, left: { from: from + i, mass: mass.subarray(i) } };
}

/** Takes the highest counts off, as many as the error allows. */
function cutHigh({ from, mass }: Masses, allowed: number): { decided: number; left: Masses } {
  let decided = 0;
  let i = mass.length;
  while (i > 1 && decided + mass[i - 1] <= allowed) decided += mass[--i];
  return { decided, left: { from, mass: mass.subarray(0, i) } };
}

function convolved(a: Masses, b: Masses): Masses {
  const out = new Float64Array(a.mass.length + b.mass.length - 1);
  for (let i = 0; i < a.mass.length; i++) {
    const weight = a.mass[i];
    if (weight < NEGLIGIBLE) continue;
    for (let k = 0; k < b.mass.length; k++) out[i + k] += weight * b.mass[k];
  }
  return { from: a.from + b.from, mass: out };
}

/** Binomial(n, p) where it is not negligible, from its mode outwards. */
function binomialMasses(n: number, p: number): Masses {
  const mode = Math.min(n, Math.floor((n + 1) * p));
  let [low, high] = [mode, mode];
  while (low > 0 && binomialPmf(low - 1, n, p) >= NEGLIGIBLE) low--;
  while (high < n && binomialPmf(high + 1, n, p) >= NEGLIGIBLE) high++;
  return {
    from: low,
    mass: Float64Array.from({ length: high - low + 1 }, (_, i) => binomialPmf(low + i, n, p)),
  };
}
