import { checkParameter, type Sampler, type Source, sampler, uniformsOf } from './sampler.ts';

/** Uniform between `from` and `to`; one uniform a draw. */
export const uniform =
  (source: Source) =>
  ({ from, to }: { readonly from: number; readonly to: number }): Sampler => {
    checkParameter(Number.isFinite(from), 'uniform', 'from must be finite', from);
    checkParameter(to >= from && to < Infinity, 'uniform', 'to must be finite and ≥ from', to);
    const next = uniformsOf(source);
    const width = to - from;
    return sampler(() => from + width * next(), from + width / 2, (width * width) / 12);
  };
