import { multinomialFit } from '../../src/stats/chi-square.ts';

/** The z-score of the mean of uniforms against ½. */
export function meanZ(uniforms: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < uniforms.length; i++) sum += uniforms[i] - 0.5;
  return sum / Math.sqrt(uniforms.length / 12);
}

/** The z-score of the correlation of two rows of uniforms: under independence its variance is 1/n. */
export function correlationZ(us: ArrayLike<number>, vs: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < us.length; i++) sum += (us[i] - 0.5) * (vs[i] - 0.5);
  return (sum * 12) / Math.sqrt(us.length);
}

/** The correlation's z-score of each uniform with the next. */
export function serialZ(uniforms: Float64Array): number {
  return correlationZ(uniforms.subarray(0, -1), uniforms.subarray(1));
}

/** The p-value of equal counts in `cells` equal parts of [0, 1). */
export function uniformP(uniforms: ArrayLike<number>, cells: number): number {
  const counts = new Float64Array(cells);
  for (let i = 0; i < uniforms.length; i++) counts[Math.floor(uniforms[i] * cells)]++;
  return multinomialFit(counts, new Float64Array(cells).fill(1))!.pValue;
}

/** The p-value of equal counts of disjoint pairs (u₀,u₁), (u₂,u₃) … in side × side squares. */
export function pairsP(uniforms: ArrayLike<number>, side: number): number {
  const counts = new Float64Array(side * side);
  for (let i = 0; i + 1 < uniforms.length; i += 2) {
    counts[Math.floor(uniforms[i] * side) * side + Math.floor(uniforms[i + 1] * side)]++;
  }
  return multinomialFit(counts, new Float64Array(side * side).fill(1))!.pValue;
}

/** √n times the Kolmogorov-Smirnov distance from a continuous law: above 2.23 one time in 10,000. */
export function kolmogorov(sample: ArrayLike<number>, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  let distance = 0;
  for (let i = 0; i < n; i++) {
    const p = cdf(sorted[i]);
    distance = Math.max(distance, p - i / n, (i + 1) / n - p);
  }
  return distance * Math.sqrt(n);
}
