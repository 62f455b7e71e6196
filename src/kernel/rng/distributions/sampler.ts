import { InvariantError } from '../../../base/assert.ts';

/** Where uniforms in [0, 1) come from: a function, or a stream such as `SequentialStream`. */
export type Source = (() => number) | { next(): number };

/**
 * Draws one variate a call, and knows its law's moments. Its parameters were checked when it was
 * made. All its mutable state is the source's, so to rewind a sampler is to rewind its source.
 */
export interface Sampler {
  (): number;
  readonly mean: number;
  readonly variance: number;
}

/** Stands for a source's rare exact 0, whose logarithm or quantile would be infinite. */
const LEAST_UNIFORM = 2 ** -54;

/** The source as a function into the open interval (0, 1). */
export function uniformsOf(source: Source): () => number {
  if (typeof source === 'function') return () => source() || LEAST_UNIFORM;
  return () => source.next() || LEAST_UNIFORM;
}

/** Joins a draw and its moments. */
export function sampler(draw: () => number, mean: number, variance: number): Sampler {
  return Object.assign(draw, { mean, variance });
}

/** @throws {InvariantError} naming the law and the parameter that breaks its bounds */
export function checkParameter(holds: boolean, law: string, demand: string, given: number): void {
  if (!holds) throw new InvariantError(`${law}: ${demand}, got ${given}`);
}
