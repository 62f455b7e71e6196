import { betaVariate } from '../log-gamma-variate.ts';
import { checkParameter, type Sampler, type Source, sampler, uniformsOf } from './sampler.ts';

export interface BetaParameters {
  /** Ratio 0 … 1; at 0 and at 1 the law is constant. */
  readonly mean: number;
  /** a + b > 0: how alike the draws are. Infinity makes every draw the mean. */
  readonly concentration: number;
}

/** Beta by its mean and concentration: a = mean · concentration, b = (1 − mean) · concentration. */
export const beta =
  (source: Source) =>
  ({ mean, concentration }: BetaParameters): Sampler => {
    checkParameter(mean >= 0 && mean <= 1, 'beta', 'mean must lie in 0 … 1', mean);
    checkParameter(concentration > 0, 'beta', 'concentration must be above 0', concentration);
    if (concentration === Infinity || mean === 0 || mean === 1) return sampler(() => mean, mean, 0);
    const next = uniformsOf(source);
    const a = mean * concentration;
    const b = (1 - mean) * concentration;
    return sampler(() => betaVariate(next, a, b), mean, (mean * (1 - mean)) / (concentration + 1));
  };
