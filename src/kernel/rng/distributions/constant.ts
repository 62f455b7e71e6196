import { checkParameter, type Sampler, type Source, sampler } from './sampler.ts';

/** Always `value`. Takes a source like every law, and draws nothing from it. */
export const constant =
  (_source: Source) =>
  ({ value }: { readonly value: number }): Sampler => {
    checkParameter(Number.isFinite(value), 'constant', 'value must be finite', value);
    return sampler(() => value, value, 0);
  };
