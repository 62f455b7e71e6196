import { checkParameter, type Sampler, type Source, sampler, uniformsOf } from './sampler.ts';

/**
 * Draws one of the observed values, each as often as it was observed. They are sorted once, so a
 * larger uniform never gives a smaller draw. One uniform a draw, O(1).
 */
export const empirical =
  (source: Source) =>
  ({ values }: { readonly values: readonly number[] }): Sampler => {
    const count = values.length;
    checkParameter(count > 0, 'empirical', 'needs at least one value', count);
    for (const value of values) {
      checkParameter(Number.isFinite(value), 'empirical', 'values must be finite', value);
    }
    const next = uniformsOf(source);
    const sorted = Float64Array.from(values).sort();
    const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
    const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
    return sampler(() => sorted[Math.floor(next() * count)], mean, variance);
  };
