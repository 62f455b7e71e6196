import { checkParameter, type Sampler, type Source, sampler, uniformsOf } from './sampler.ts';

/**
 * Draws an index 0 … n − 1 with probability proportional to its weight, by inversion: one uniform a
 * draw, O(log n). An index of weight 0 is never drawn.
 */
export const discrete =
  (source: Source) =>
  ({ weights }: { readonly weights: readonly number[] }): Sampler => {
    const upTo = new Float64Array(weights.length);
    let total = 0;
    weights.forEach((weight, index) => {
      checkParameter(weight >= 0 && weight < Infinity, 'discrete', 'weights must be ≥ 0', weight);
      total += weight;
      upTo[index] = total;
    });
    checkParameter(total > 0 && total < Infinity, 'discrete', 'weights must sum above 0', total);
    const mean = weights.reduce((sum, weight, index) => sum + weight * index, 0) / total;
    const variance =
      weights.reduce((sum, weight, index) => sum + weight * (index - mean) ** 2, 0) / total;
    const next = uniformsOf(source);
    return sampler(() => firstAbove(upTo, next() * total), mean, variance);
  };

/** The first index whose running total lies above x; the last total does. */
function firstAbove(upTo: Float64Array, x: number): number {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upTo[middle] > x) high = middle;
    else low = middle + 1;
  }
  return low;
}
