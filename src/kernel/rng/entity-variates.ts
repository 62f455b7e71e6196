import { entityUniform } from './entity-draw.ts';
import { betaVariate, logGammaVariate } from './log-gamma-variate.ts';
import type { StreamKey } from './streams.ts';

/** The uniforms behind one draw number lie this far apart in the draw word. */
const SUBDRAW_STRIDE = 0x10000;

/**
 * A Gamma(shape, scale) variate that belongs to (stream, entity, index, draw).
 * Rejection needs a varying count of uniforms; all of them are sub-draws of this one draw number,
 * so they touch no other draw below 65,536.
 */
export function entityGamma(
  key: StreamKey,
  entityLo: number,
  entityHi: number,
  index: number,
  draw: number,
  shape: number,
  scale: number,
): number {
  const next = subDraws(key, entityLo, entityHi, index, draw);
  return scale * Math.exp(logGammaVariate(next, shape));
}

/**
 * A Beta variate by mean and concentration that belongs to (stream, entity, index, draw).
 * @param mean ratio 0 … 1; at 0 and 1 it is the result
 * @param concentration a + b > 0; Infinity gives the mean
 */
export function entityBeta(
  key: StreamKey,
  entityLo: number,
  entityHi: number,
  index: number,
  draw: number,
  mean: number,
  concentration: number,
): number {
  if (concentration === Infinity || mean <= 0 || mean >= 1) return mean;
  const next = subDraws(key, entityLo, entityHi, index, draw);
  return betaVariate(next, mean * concentration, (1 - mean) * concentration);
}

function subDraws(
  key: StreamKey,
  entityLo: number,
  entityHi: number,
  index: number,
  draw: number,
): () => number {
  let word = draw;
  return () => {
    const u = entityUniform(key, entityLo, entityHi, index, word);
    word = (word + SUBDRAW_STRIDE) | 0;
    return u;
  };
}
