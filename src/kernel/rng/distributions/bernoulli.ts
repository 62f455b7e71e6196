import { checkParameter, type Sampler, type Source, sampler, uniformsOf } from './sampler.ts';

/** 1 with probability p, else 0; one uniform a draw, 1 for the low uniforms. */
export const bernoulli =
  (source: Source) =>
  ({ p }: { readonly p: number }): Sampler => {
    checkParameter(p >= 0 && p <= 1, 'bernoulli', 'p must lie in 0 … 1', p);
    const next = uniformsOf(source);
    return sampler(() => (next() < p ? 1 : 0), p, p * (1 - p));
  };
