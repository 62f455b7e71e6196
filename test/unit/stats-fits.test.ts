import { describe, expect, it } from 'vitest';
import { gaussBeta } from '../../src/stats/gauss-beta.ts';
import { fitLogNormal } from '../../src/stats/log-normal-fit.ts';
import { normalQuantile } from '../../src/stats/normal.ts';
import { inverseOf } from '../../src/stats/positive-definite.ts';
import { missedShare } from '../../src/stats/theory/beta-answers.ts';

describe('quadrature for the Beta law', () => {
  it.each([
    [0.15, 4],
    [0.5, 2],
    [0.15, 0.05],
    [0.7, 1],
    [0.01, 1000],
    [0.3, 1e5],
  ])(
    'mean %f, concentration %f: exact for every polynomial it should be',
    (mean, concentration) => {
      const { nodes, weights } = gaussBeta(8, mean * concentration, (1 - mean) * concentration);
      for (let degree = 0; degree <= 15; degree++) {
        const sum = nodes.reduce((total, x, i) => total + weights[i] * (1 - x) ** degree, 0);
        expect(sum).toBeCloseTo(missedShare({ mean, concentration }, degree), 11);
      }
    },
  );

  it('is the mean with one node, and lies inside 0 … 1 in order', () => {
    expect(gaussBeta(1, 2, 6).nodes[0]).toBeCloseTo(0.25, 14);
    const { nodes } = gaussBeta(16, 0.01, 0.02);
    expect([...nodes]).toEqual([...nodes].sort((a, b) => a - b));
    expect(nodes[0]).toBeGreaterThanOrEqual(0);
    expect(nodes[15]).toBeLessThanOrEqual(1);
  });

  it('refuses shapes that are none', () => {
    expect(() => gaussBeta(4, 0, 1)).toThrow('shape a');
    expect(() => gaussBeta(0, 1, 1)).toThrow('node');
  });
});

describe('inverse of a positive definite matrix', () => {
  it('times the matrix is one', () => {
    const matrix = Float64Array.of(4, 1, 0.5, 1, 3, -1, 0.5, -1, 2);
    const inverse = inverseOf(matrix, 3)!;
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        let sum = 0;
        for (let k = 0; k < 3; k++) sum += matrix[i * 3 + k] * inverse[k * 3 + j];
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 14);
      }
    }
  });

  it('is null where there is none', () => {
    expect(inverseOf(Float64Array.of(1, 1, 1, 1), 2)).toBeNull();
    expect(inverseOf(Float64Array.of(0), 1)).toBeNull();
    expect(inverseOf(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
  });
});

/** Values at the middles of equal shares: a sample without chance. */
function ideal(n: number, median: number, sigma: number): Float64Array {
  return Float64Array.from(
    { length: n },
    (_, i) => median * Math.exp(sigma * normalQuantile((i + 0.5) / n)),
  );
}

describe('log-normal law from rounded times', () => {
  it('of fine values has the moments of their logarithms', () => {
    const values = ideal(4_000, 31, 1.65);
    const logs = Array.from(values, Math.log);
    const mu = logs.reduce((sum, x) => sum + x, 0) / logs.length;
    const fit = fitLogNormal(values, 1e-6)!;
    expect(fit.median.estimate).toBeCloseTo(Math.exp(mu), 3);
    expect(fit.sigma.estimate).toBeCloseTo(1.65, 2);
    // Fisher's information of the normal law: σ/√n for the mean, σ/√2n for the deviation.
    const z = normalQuantile(0.975);
    expect(Math.log(fit.median.high / fit.median.estimate)).toBeCloseTo(
      (z * 1.65) / 4_000 ** 0.5,
      3,
    );
    expect(Math.log(fit.sigma.high / fit.sigma.estimate)).toBeCloseTo(z / 8_000 ** 0.5, 3);
    expect(fit.pValue).toBeGreaterThan(0.9);
  });

  it('of whole seconds is that of the seconds before they were rounded, zeros and all', () => {
    const values = ideal(4_000, 3, 1.2).map(Math.round);
    expect(values[0]).toBe(0);
    const fit = fitLogNormal(values, 1)!;
    expect(fit.median.estimate).toBeCloseTo(3, 1);
    expect(fit.sigma.estimate).toBeCloseTo(1.2, 1);
    expect(fit.pValue).toBeGreaterThan(0.9);
  });

  it('is refused by times of another law', () => {
    const exponential = Float64Array.from(
      { length: 4_000 },
      (_, i) => -30 * Math.log(1 - (i + 0.5) / 4_000),
    );
    expect(fitLogNormal(exponential, 0.001)!.pValue).toBeLessThan(1e-6);
  });

  it('needs a spread', () => {
    expect(fitLogNormal([], 1)).toBeNull();
    expect(fitLogNormal([30, 30, 30], 1)).toBeNull();
    expect(fitLogNormal([30, 31], 1)?.pValue).toBeNull();
    expect(() => fitLogNormal([-1, 2], 1)).toThrow('not negative');
  });
});
