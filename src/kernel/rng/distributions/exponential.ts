import { exponentialQuantile } from '../quantiles.ts';
import { checkParameter, type Sampler, type Source, sampler, uniformsOf } from './sampler.ts';

/** Exponential with the given mean > 0, by inversion: one uniform a draw. */
export const exponential =
  (source: Source) =>
  ({ mean }: { readonly mean: number }): Sampler => {
    checkParameter(mean > 0 && mean < Infinity, 'exponential', 'mean must be above 0', mean);
    const next = uniformsOf(source);
    return sampler(() => exponentialQuantile(next(), mean), mean, mean * mean);
  };
