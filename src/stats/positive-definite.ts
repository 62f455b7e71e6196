import { assert } from '../base/assert.ts';

/**
 * Inverse of a symmetric positive definite matrix by Cholesky's factorisation (Golub & Van Loan, 4.2), or
 * null where it is none: a direction about which the data say nothing. O(n³).
 *
 * @param matrix [row * n + column]
 */
export function inverseOf(matrix: Float64Array, n: number): Float64Array | null {
  assert(matrix.length === n * n, 'a matrix needs n · n entries');
  const lower = factor(matrix, n);
  if (lower === null) return null;
  const inverse = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    column.fill(0);
    column[j] = 1;
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) column[i] -= lower[i * n + k] * column[k];
      column[i] /= lower[i * n + i];
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) column[i] -= lower[k * n + i] * column[k];
      column[i] /= lower[i * n + i];
    }
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i];
  }
  return inverse;
}

/** A pivot this small beside its diagonal entry is rounding: the matrix is singular. */
const SINGULAR = 1e-12;

function factor(matrix: Float64Array, n: number): Float64Array | null {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j];
      for (let k = 0; k < j; k++) sum -= lower[i * n + k] * lower[j * n + k];
      if (i !== j) lower[i * n + j] = sum / lower[j * n + j];
      else if (!(sum > SINGULAR * matrix[i * n + i])) return null;
      else lower[i * n + i] = Math.sqrt(sum);
    }
  }
  return lower;
}
