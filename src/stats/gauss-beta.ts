import { assert } from '../base/assert.ts';
import { assertPositive } from './check.ts';

/** Nodes inside 0 … 1 and weights that sum to 1. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

const MAX_SWEEPS = 60;

/**
 * Gauss' quadrature for the Beta(a, b) law: Σ w·f(x) = E f(X), exact where f is a polynomial of degree
 * 2·count − 1 or less. Golub & Welsch (1969): the nodes are the eigenvalues of the tridiagonal matrix of
 * the Jacobi polynomials' recurrence (DLMF 18.9.2), the weights the squares of the first components of its
 * eigenvectors. O(count²).
 *
 * @param count nodes, at least 1
 */
export function gaussBeta(count: number, a: number, b: number): Quadrature {
  assert(Number.isInteger(count) && count > 0, 'a quadrature needs a node');
  assertPositive(a, 'shape a');
  assertPositive(b, 'shape b');
  const diagonal = new Float64Array(count);
  const beside = new Float64Array(count);
  const sum = a + b - 2;
  diagonal[0] = (a - b) / (a + b);
  for (let n = 1; n < count; n++) {
    const s = 2 * n + sum;
    diagonal[n] = ((a - 1) ** 2 - (b - 1) ** 2) / (s * (s + 2));
    // At n = 1 the factor (n + sum) cancels with (s − 1), which may be 0.
    const tail = n === 1 ? 1 / (s + 1) : (n + sum) / ((s + 1) * (s - 1));
    beside[n - 1] = Math.sqrt((4 * n * (n + a - 1) * (n + b - 1) * tail) / (s * s));
  }
  const first = eigen(diagonal, beside);
  const order = Array.from(diagonal.keys()).sort((i, j) => diagonal[i] - diagonal[j]);
  const nodes = Float64Array.from(order, (i) => Math.min(1, Math.max(0, (1 + diagonal[i]) / 2)));
  return { nodes, weights: Float64Array.from(order, (i) => first[i] ** 2) };
}

/**
 * Eigenvalues of a symmetric tridiagonal matrix, in place of its diagonal, by the implicit QL method with
 * Wilkinson's shift (Golub & Van Loan, 8.3). @returns the first components of the eigenvectors
 */
function eigen(d: Float64Array, e: Float64Array): Float64Array {
  const n = d.length;
  const first = new Float64Array(n);
  first[0] = 1;
  for (let low = 0; low < n; low++) {
    for (let sweep = 0; ; sweep++) {
      let high = low;
      while (high < n - 1 && !isNegligible(e[high], d[high], d[high + 1])) high++;
      if (high === low) break;
      assert(sweep < MAX_SWEEPS, 'the eigenvalues of a quadrature did not settle');
      sweepOnce(d, e, first, low, high);
    }
  }
  return first;
}

function isNegligible(beside: number, a: number, b: number): boolean {
  return Math.abs(beside) <= 1e-16 * (Math.abs(a) + Math.abs(b)) || Math.abs(beside) < 1e-300;
}

/** One chase of the bulge from the bottom of an unreduced block to its top. */
function sweepOnce(
  d: Float64Array,
  e: Float64Array,
  first: Float64Array,
  low: number,
  high: number,
): void {
  const half = (d[low + 1] - d[low]) / (2 * e[low]);
  const root = Math.hypot(half, 1);
  let g = d[high] - d[low] + e[low] / (half + (half >= 0 ? root : -root));
  let [sine, cosine, p] = [1, 1, 0];
  for (let i = high - 1; i >= low; i--) {
    const f = sine * e[i];
    const b = cosine * e[i];
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1] -= p;
      e[high] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1] - p;
    const turned = (d[i] - g) * sine + 2 * cosine * b;
    p = sine * turned;
    d[i + 1] = g + p;
    g = cosine * turned - b;
    const z = first[i + 1];
    first[i + 1] = sine * first[i] + cosine * z;
    first[i] = cosine * first[i] - sine * z;
  }
  d[low] -= p;
  e[low] = g;
  e[high] = 0;
}
