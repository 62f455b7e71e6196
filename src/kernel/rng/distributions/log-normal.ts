import { logNormalQuantile } from '../quantiles.ts';
import { checkParameter, type Sampler, type Source, sampler, uniformsOf } from './sampler.ts';

export interface LogNormalParameters {
  /** Half of the draws lie below; > 0. */
  readonly median: number;
  /** Standard deviation of the natural logarithm, ≥ 0. */
  readonly sigma: number;
}

export interface LogNormalByMeanParameters {
  /** The arithmetic mean, > 0. */
  readonly mean: number;
  /** Standard deviation of the natural logarithm, ≥ 0. */
  readonly sigma: number;
}

/** Lognormal by its median, by inversion: one uniform a draw. Mean = median · e^(σ²/2). */
export const logNormal =
  (source: Source) =>
  ({ median, sigma }: LogNormalParameters): Sampler => {
    checkParameter(median > 0 && median < Infinity, 'logNormal', 'median must be above 0', median);
    checkParameter(sigma >= 0 && sigma < Infinity, 'logNormal', 'sigma must be ≥ 0', sigma);
    const next = uniformsOf(source);
    const mean = median * Math.exp((sigma * sigma) / 2);
    const variance = Math.expm1(sigma * sigma) * mean * mean;
    return sampler(() => logNormalQuantile(next(), median, sigma), mean, variance);
  };

/** Lognormal by its arithmetic mean. */
export const logNormalByMean =
  (source: Source) =>
  ({ mean, sigma }: LogNormalByMeanParameters): Sampler => {
    checkParameter(mean > 0 && mean < Infinity, 'logNormalByMean', 'mean must be above 0', mean);
    return logNormal(source)({ median: mean * Math.exp((-sigma * sigma) / 2), sigma });
  };
