import { logGammaVariate } from '../log-gamma-variate.ts';
import { checkParameter, type Sampler, type Source, sampler, uniformsOf } from './sampler.ts';

/** Gamma with shape > 0 and scale > 0: mean shape · scale. Two uniforms a try, mostly one try. */
export const gamma =
  (source: Source) =>
  ({ shape, scale }: { readonly shape: number; readonly scale: number }): Sampler => {
    checkParameter(shape > 0 && shape < Infinity, 'gamma', 'shape must be above 0', shape);
    checkParameter(scale > 0 && scale < Infinity, 'gamma', 'scale must be above 0', scale);
    const next = uniformsOf(source);
    const mean = shape * scale;
    return sampler(() => scale * Math.exp(logGammaVariate(next, shape)), mean, mean * scale);
  };
