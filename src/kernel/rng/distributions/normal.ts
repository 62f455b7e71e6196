import { normalQuantile } from '../normal-quantile.ts';
import { checkParameter, type Sampler, type Source, sampler, uniformsOf } from './sampler.ts';

export interface NormalParameters {
  readonly mean: number;
  /** ≥ 0, in the unit of the mean. */
  readonly standardDeviation: number;
}

/** Normal, by inversion: one uniform a draw. */
export const normal =
  (source: Source) =>
  ({ mean, standardDeviation: sigma }: NormalParameters): Sampler => {
    checkParameter(Number.isFinite(mean), 'normal', 'mean must be finite', mean);
    checkParameter(
      sigma >= 0 && sigma < Infinity,
      'normal',
      'standardDeviation must be ≥ 0 and finite',
      sigma,
    );
    const next = uniformsOf(source);
    return sampler(() => mean + sigma * normalQuantile(next()), mean, sigma * sigma);
  };
