import { describe, expect, it } from 'vitest';
import { capture } from '../../src/base/snapshot.ts';
import { SequentialStream } from '../../src/kernel/rng/sequential.ts';
import { streamKey } from '../../src/kernel/rng/streams.ts';

describe('streamKey', () => {
  it('is the same for the same name, and another for each part that differs', () => {
    const parts: [string, number, number, string][] = [
      ['seed', 1, 0, 'pick'],
      ['seeds', 1, 0, 'pick'],
      ['seed', 2, 0, 'pick'],
      ['seed', 1, 1, 'pick'],
      ['seed', 1, 0, 'picks'],
      ['seed/1', 0, 0, 'pick'],
      ['seed', 1, 0, '0/pick'],
      ['seed/1/0', 0, 0, 'pick'],
      ['seed%2F1', 0, 0, 'pick'],
      ['', 1, 0, 'pick'],
    ];
    const keys = parts.map((part) => JSON.stringify(streamKey(...part)));
    expect(new Set(keys).size).toBe(parts.length);
    expect(keys).toEqual(parts.map((part) => JSON.stringify(streamKey(...part))));
  });

  it('consists of int32 words', () => {
    for (let i = 0; i < 100; i++) {
      const { a, b } = streamKey('words', i, 0, 'x');
      expect([a | 0, b | 0]).toEqual([a, b]);
    }
  });

  it('refuses a replication or branch that is no count, and a stream without a name', () => {
    for (const bad of [-1, 0.5, Number.NaN]) {
      expect(() => streamKey('s', bad, 0, 'x')).toThrow(/replication/);
      expect(() => streamKey('s', 0, bad, 'x')).toThrow(/branch/);
    }
    expect(() => streamKey('s', 0, 0, '')).toThrow(/name/);
  });

  it('has not changed: results of earlier runs depend on it', () => {
    expect(streamKey('poolsim', 1, 0, 'pick')).toEqual({ a: -1917888334, b: 15454991 });
  });
});

describe('SequentialStream', () => {
  const key = streamKey('poolsim', 1, 0, 'arrivals');

  it('repeats from its key, and from a snapshot', () => {
    const stream = new SequentialStream(key);
    const twin = new SequentialStream(key);
    const firstDraws = Array.from({ length: 50 }, () => stream.next());
    expect(Array.from({ length: 50 }, () => twin.next())).toEqual(firstDraws);
    const snapshot = capture(stream);
    const onwards = Array.from({ length: 50 }, () => stream.next());
    snapshot.restore();
    expect(Array.from({ length: 50 }, () => stream.next())).toEqual(onwards);
  });

  it('next takes the same two steps as nextInt32', () => {
    const stream = new SequentialStream(key);
    const twin = new SequentialStream(key);
    for (let i = 0; i < 1_000; i++) {
      const high = twin.nextInt32() >>> 6;
      const low = twin.nextInt32() >>> 6;
      expect(stream.next()).toBe((high * 2 ** 26 + low + 0.5) / 2 ** 52);
    }
    expect([...stream.state]).toEqual([...twin.state]);
  });

  it('stays inside the open interval', () => {
    const stream = new SequentialStream(key);
    for (let i = 0; i < 10_000; i++) {
      const u = stream.next();
      expect(u > 0 && u < 1).toBe(true);
    }
  });
});
