import { normalQuantile } from './normal-quantile.ts';
import type { StreamKey } from './streams.ts';

/**
 * The uniform that belongs to (stream, entity, index, draw): always the same, whoever asks, in
 * whatever order. No state, no allocation, O(1).
 *
 * The 64-bit key is mixed with the entity's 64 bits, then again with index and draw, by rounds of
 * multiply, shift and cross-add on two 32-bit lanes. Each round is a bijection of 64 bits, so two
 * (index, draw) pairs of one entity never share a state. The key enters twice, so that no change of
 * the entity can undo a change of the stream. The shape is this project's own; the
 * multipliers are those of MurmurHash3 (Appleby) and of Fibonacci hashing (Knuth).
 *
 * @param entityLo low word of the entity's id, int32
 * @param entityHi high word of the entity's id, int32
 * @param index which of the entity's occasions (attempt, hour …), int32
 * @param draw which draw within the occasion, int32
 * @returns a uniform in the open interval (0, 1), 52 bits
 */
export function entityUniform(
  key: StreamKey,
  entityLo: number,
  entityHi: number,
  index: number,
  draw: number,
): number {
  const high = mixedWord(key, entityLo, entityHi, index, draw);
  return ((high >>> 6) * 0x4000000 + (otherWord[0] >>> 6) + 0.5) / 0x10000000000000;
}

/** The second word of the last mix: read at once by the only caller, so it is no state. */
const otherWord = new Int32Array(1);

/**
 * The mix of `entityUniform`. It answers in int32 words, because a function too large to be inlined
 * would have to put a double that it returns on the heap, for each draw of a simulation.
 */
function mixedWord(
  key: StreamKey,
  entityLo: number,
  entityHi: number,
  index: number,
  draw: number,
): number {
  let x = key.a ^ entityLo;
  let y = key.b ^ entityHi;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  y = Math.imul(y ^ (y >>> 15), 0x9e3779b1);
  x = (x + y) | 0;
  y = (y + ((x << 13) | (x >>> 19))) | 0;
  x = Math.imul(x ^ (x >>> 15), 0xc2b2ae35);
  y = Math.imul(y ^ (y >>> 16), 0x27d4eb2f);
  x = (x + y) | 0;
  y = (y + ((x << 17) | (x >>> 15))) | 0;
  x = ((x ^ index) + key.b) | 0;
  y = ((y ^ draw) + key.a) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  y = Math.imul(y ^ (y >>> 15), 0x9e3779b1);
  x = (x + y) | 0;
  y = (y + ((x << 13) | (x >>> 19))) | 0;
  x = Math.imul(x ^ (x >>> 15), 0xc2b2ae35);
  y = Math.imul(y ^ (y >>> 16), 0x27d4eb2f);
  x = (x + y) | 0;
  y = (y + ((x << 17) | (x >>> 15))) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  y = Math.imul(y ^ (y >>> 15), 0x9e3779b1);
  x = (x + y) | 0;
  y = (y + ((x << 13) | (x >>> 19))) | 0;
  x ^= x >>> 16;
  otherWord[0] = y ^ (y >>> 16);
  return x;
}

/** The standard normal that belongs to (stream, entity, index, draw): one uniform, by inversion. */
export function entityNormal(
  key: StreamKey,
  entityLo: number,
  entityHi: number,
  index: number,
  draw: number,
): number {
  return normalQuantile(entityUniform(key, entityLo, entityHi, index, draw));
}
