import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { entityUniform } from '../../src/kernel/rng/entity-draw.ts';
import { SequentialStream } from '../../src/kernel/rng/sequential.ts';
import { streamKey } from '../../src/kernel/rng/streams.ts';
import {
  correlationZ,
  kolmogorov,
  meanZ,
  pairsP,
  serialZ,
  uniformP,
} from '../support/draw-statistics.ts';

const STREAMS = 20_000;
const FIRST_DRAWS = 8;

type Generator = (replication: number) => () => number;

/**
 * The largest |z| among: the mean of the k-th draw over many neighbouring streams, and the
 * correlation of the k-th draw between neighbours, k = 1 … 8. That is 16 z-scores.
 */
function worstZOverNeighbours(open: Generator): number {
  const rows = Array.from({ length: FIRST_DRAWS }, () => new Float64Array(STREAMS));
  for (let i = 0; i < STREAMS; i++) {
    const draw = open(i);
    for (const row of rows) row[i] = draw();
  }
  return Math.max(...rows.flatMap((row) => [Math.abs(meanZ(row)), Math.abs(serialZ(row))]));
}

const keyOf = (i: number) => `run:${i}:arrivals`;

describe('streams whose names differ in a digit', () => {
  it.each<[string, Generator]>([
    [
      'SequentialStream',
      (i) => {
        const stream = new SequentialStream(streamKey('run', i, 0, 'arrivals'));
        return () => stream.next();
      },
    ],
    [
      'entityUniform',
      (i) => {
        const key = streamKey('run', i, 0, 'arrivals');
        let index = 0;
        return () => entityUniform(key, 0, 0, index++, 0);
      },
    ],
    ['seedrandom.alea', (i) => seedrandom.alea(keyOf(i))],
  ])('%s: first draws are uniform and independent', (_, open) => {
    expect(worstZOverNeighbours(open)).toBeLessThan(4.5);
  });

  // Why no other family of seedrandom is used: the same test finds these broken at once.
  it.each<[string, Generator]>([
    ['xorshift7', (i) => seedrandom.xorshift7(keyOf(i))],
    ['xor128', (i) => seedrandom.xor128(keyOf(i))],
    ['xorwow', (i) => seedrandom.xorwow(keyOf(i))],
  ])('seedrandom.%s fails the same test grossly', (_, open) => {
    expect(worstZOverNeighbours(open)).toBeGreaterThan(20);
  });

  it('draws of streams with different purposes are uncorrelated', () => {
    const draws = ['pick', 'pick2', 'call.outcome', 'call.ring', 'Pick'].map((name) => {
      const stream = new SequentialStream(streamKey('seed', 3, 0, name));
      return Float64Array.from({ length: 50_000 }, () => stream.next());
    });
    for (let i = 0; i < draws.length; i++) {
      for (let j = 0; j < i; j++) {
        expect(Math.abs(correlationZ(draws[i], draws[j]))).toBeLessThan(4);
      }
    }
  });
});

describe('SequentialStream', () => {
  const stream = new SequentialStream(streamKey('long', 0, 0, 'run'));
  const draws = Float64Array.from({ length: 400_000 }, () => stream.next());

  it('is uniform, in its high bits and in its low ones', () => {
    expect(Math.abs(meanZ(draws))).toBeLessThan(4);
    expect(uniformP(draws, 1_000)).toBeGreaterThan(1e-4);
    expect(kolmogorov(draws, (u) => u)).toBeLessThan(2.23);
    expect(
      uniformP(
        draws.map((u) => (u * 2 ** 32) % 1),
        256,
      ),
    ).toBeGreaterThan(1e-4);
  });

  it('has independent neighbours', () => {
    expect(Math.abs(serialZ(draws))).toBeLessThan(4);
    expect(pairsP(draws, 32)).toBeGreaterThan(1e-4);
  });
});
