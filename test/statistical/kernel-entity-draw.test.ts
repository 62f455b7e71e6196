import { describe, expect, it } from 'vitest';
import { entityKey } from '../../src/base/hash.ts';
import { entityNormal, entityUniform } from '../../src/kernel/rng/entity-draw.ts';
import { entityBeta, entityGamma } from '../../src/kernel/rng/entity-variates.ts';
import { streamKey } from '../../src/kernel/rng/streams.ts';
import { normalCdf } from '../../src/stats/normal.ts';
import {
  correlationZ,
  kolmogorov,
  meanZ,
  pairsP,
  serialZ,
  uniformP,
} from '../support/draw-statistics.ts';

const KEY = streamKey('entity', 0, 0, 'test');
const DRAWS = 60_000;
/** Below this a p-value counts as a failure: some hundred of them are looked at. */
const LEAST_P = 1e-5;
const STANDARD_ERRORS = 4.5;

/** The draw of the i-th neighbour along each thing that tells one draw from another. */
const AXES: Record<string, (i: number) => number> = {
  'entity, low word': (i) => entityUniform(KEY, i, 0, 0, 0),
  'entity, high word': (i) => entityUniform(KEY, 0, i, 0, 0),
  'entity, by its hashed name': (i) => {
    const { lo, hi } = entityKey(`+4420794${String(i).padStart(5, '0')}`);
    return entityUniform(KEY, lo, hi, 0, 0);
  },
  index: (i) => entityUniform(KEY, 5, 0, i, 0),
  draw: (i) => entityUniform(KEY, 5, 0, 0, i),
  'index and draw together': (i) => entityUniform(KEY, 5, 0, i >> 3, i & 7),
  'entity and index in step': (i) => entityUniform(KEY, i, 0, i, 0),
  'high bits of the index': (i) => entityUniform(KEY, 5, 0, i << 15, 0),
  seed: (i) => entityUniform(streamKey(`s${i}`, 0, 0, 'pick'), 1, 0, 0, 0),
  replication: (i) => entityUniform(streamKey('s', i, 0, 'pick'), 1, 0, 0, 0),
  branch: (i) => entityUniform(streamKey('s', 0, i, 'pick'), 1, 0, 0, 0),
  'stream name': (i) => entityUniform(streamKey('s', 0, 0, `p${i}`), 1, 0, 0, 0),
};

describe('entityUniform', () => {
  for (const [axis, drawOf] of Object.entries(AXES)) {
    it(`is uniform and independent between neighbours: ${axis}`, () => {
      const draws = Float64Array.from({ length: DRAWS }, (_, i) => drawOf(i));
      expect(Math.abs(meanZ(draws))).toBeLessThan(STANDARD_ERRORS);
      expect(Math.abs(serialZ(draws))).toBeLessThan(STANDARD_ERRORS);
      for (const lag of [2, 8, 64, 4_096]) {
        const z = correlationZ(draws.subarray(0, -lag), draws.subarray(lag));
        expect(Math.abs(z), `lag ${lag}`).toBeLessThan(STANDARD_ERRORS);
      }
      expect(uniformP(draws, 256)).toBeGreaterThan(LEAST_P);
      expect(pairsP(draws, 16)).toBeGreaterThan(LEAST_P);
      expect(kolmogorov(draws, (u) => u)).toBeLessThan(2.4);
      // The bits behind the first 16, and those behind the first 32.
      for (const shift of [2 ** 16, 2 ** 32]) {
        const lowBits = draws.map((u) => (u * shift) % 1);
        expect(uniformP(lowBits, 256)).toBeGreaterThan(LEAST_P);
        expect(Math.abs(serialZ(lowBits))).toBeLessThan(STANDARD_ERRORS);
      }
    });
  }

  it('changes each output bit half of the time when one input bit changes', () => {
    const input = new Int32Array(6);
    const drawOf = () =>
      entityUniform({ a: input[0], b: input[1] }, input[2], input[3], input[4], input[5]);
    let worst = 0;
    for (let bit = 0; bit < 192; bit++) {
      const word = bit >> 5;
      const mask = 1 << (bit & 31);
      const flips = new Float64Array(32);
      let pairs = 0;
      for (let i = 0; i < 4_000; i++) {
        input.set([KEY.a, KEY.b, i & 63, 0, i >> 6, 1]);
        // Where the inputs run through both values of the bit, each pair counts once.
        if ((word === 2 || word === 4) && (input[word] & mask) !== 0) continue;
        pairs++;
        const before = Math.floor(drawOf() * 2 ** 32);
        input[word] ^= mask;
        const changed = before ^ Math.floor(drawOf() * 2 ** 32);
        for (let out = 0; out < 32; out++) flips[out] += (changed >>> out) & 1;
      }
      for (const count of flips) {
        worst = Math.max(worst, Math.abs(count - pairs / 2) / Math.sqrt(pairs / 4));
      }
    }
    // The largest of 6,144 standard normals: above 5 one time in 300.
    expect(worst).toBeLessThan(5);
  });

  it('tells each of its arguments apart, and answers the same again', () => {
    const draws = new Set<number>();
    for (let i = 0; i < 6; i++) {
      const words = [0, 0, 0, 0];
      if (i < 4) words[i] = 1;
      const key = i === 4 ? { ...KEY, a: KEY.a ^ 1 } : i === 5 ? { ...KEY, b: KEY.b ^ 1 } : KEY;
      const draw = () => entityUniform(key, words[0], words[1], words[2], words[3]);
      expect(draw()).toBe(draw());
      draws.add(draw());
    }
    expect(draws.size).toBe(6);
  });
});

describe('variates of an entity', () => {
  const count = 40_000;
  const sampleOf = (draw: (i: number) => number) =>
    Float64Array.from({ length: count }, (_, i) => draw(i));
  const meanOf = (sample: Float64Array) => sample.reduce((sum, x) => sum + x, 0) / count;

  it('entityNormal is standard normal and rises with its uniform', () => {
    const sample = sampleOf((i) => entityNormal(KEY, i, 0, 3, 1));
    expect(kolmogorov(sample, normalCdf)).toBeLessThan(2.23);
    const uniforms = sampleOf((i) => entityUniform(KEY, i, 0, 3, 1));
    for (let i = 1; i < 500; i++) {
      expect(sample[i] > sample[i - 1]).toBe(uniforms[i] > uniforms[i - 1]);
    }
  });

  it('entityGamma has its mean', () => {
    for (const [shape, scale] of [
      [0.3, 2],
      [1, 1],
      [7, 0.5],
    ]) {
      const z =
        (meanOf(sampleOf((i) => entityGamma(KEY, i, 0, 0, 0, shape, scale))) - shape * scale) /
        (scale * Math.sqrt(shape / count));
      expect(Math.abs(z), `shape ${shape}`).toBeLessThan(4);
    }
  });

  it('entityBeta has its mean, and is constant without spread', () => {
    for (const [mean, concentration] of [
      [0.3, 8],
      [0.02, 0.5],
      [0.9, 200],
    ]) {
      const sample = sampleOf((i) => entityBeta(KEY, i, 0, 0, 0, mean, concentration));
      const variance = (mean * (1 - mean)) / (concentration + 1);
      const z = (meanOf(sample) - mean) / Math.sqrt(variance / count);
      expect(Math.abs(z), `mean ${mean}`).toBeLessThan(4);
      for (const x of sample) expect(x >= 0 && x <= 1).toBe(true);
    }
    expect(entityBeta(KEY, 1, 0, 0, 0, 0.3, Number.POSITIVE_INFINITY)).toBe(0.3);
    expect(entityBeta(KEY, 1, 0, 0, 0, 0, 5)).toBe(0);
    expect(entityBeta(KEY, 1, 0, 0, 0, 1, 5)).toBe(1);
  });

  it('entityGamma of one draw number is independent of the next', () => {
    const first = sampleOf((i) => entityGamma(KEY, i, 0, 0, 0, 1, 1)).map((x) => Math.exp(-x));
    const second = sampleOf((i) => entityGamma(KEY, i, 0, 0, 1, 1, 1)).map((x) => Math.exp(-x));
    expect(Math.abs(correlationZ(first, second))).toBeLessThan(4);
  });
});
