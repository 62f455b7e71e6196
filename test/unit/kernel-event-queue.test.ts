import { describe, expect, it } from 'vitest';
import { EventQueue } from '../../src/kernel/event-queue.ts';
import { SequentialStream } from '../../src/kernel/rng/sequential.ts';
import { streamKey } from '../../src/kernel/rng/streams.ts';
import { SortedEvents } from '../support/sorted-events.ts';

type Horizon = (u: number, v: number) => number;

/** Increments that a calendar of fixed width would choke on, next to ordinary ones. */
const HORIZONS: Record<string, Horizon> = {
  exponential: (u) => -Math.log(u),
  'all at one instant': () => 0,
  'whole ticks': (u) => Math.floor(u * 4),
  'a few days ahead': (u, v) => (v < 0.01 ? 86_400_000 * u : u),
  'scales from micro to mega': (u) => 10 ** (u * 12 - 6),
  'mostly ties with rare gaps': (u, v) => (v < 0.9 ? 0 : u * 1_000),
  'nearly one instant': (u) => u * 1e-9,
};

describe('EventQueue', () => {
  for (const [name, horizon] of Object.entries(HORIZONS)) {
    it(`pops by time, phase, then first in first out: ${name}`, () => {
      const stream = new SequentialStream(streamKey(name, 0, 0, 'queue'));
      const queue = new EventQueue(16);
      const oracle = new SortedEvents();
      let pushed = 0;
      const push = (nowMs: number) => {
        const timeMs = nowMs + horizon(stream.next(), stream.next());
        const phase = Math.floor(stream.next() * 8);
        queue.push(timeMs, phase, pushed % 7, pushed, ~pushed);
        oracle.push({ timeMs, phase, type: pushed % 7, a: pushed, b: ~pushed });
        pushed++;
      };
      // Grow and shrink by waves, so that the queue passes through empty and through crowded.
      for (const [pushes, pops] of [
        [2, 1],
        [1, 1],
        [1, 2],
        [0, 1],
        [300, 1],
        [1, 1],
        [1, 2],
        [0, 1],
      ]) {
        for (let round = 0; round < (pushes === 300 ? 20 : 900); round++) {
          for (let i = 0; i < pushes; i++) push(queue.timeMs);
          for (let i = 0; i < pops; i++) {
            const expected = oracle.pop();
            expect(queue.peekTimeMs()).toBe(expected?.timeMs ?? Number.POSITIVE_INFINITY);
            expect(queue.pop()).toBe(expected !== undefined);
            if (expected === undefined) continue;
            const { timeMs, type, phase, a, b } = queue;
            expect({ timeMs, type, phase, a, b }).toEqual(expected);
          }
          expect(queue.size).toBe(oracle.size);
        }
      }
    });
  }

  it('takes events before the one last popped', () => {
    const queue = new EventQueue();
    for (let i = 0; i < 500; i++) queue.push(i, 0, 0, i, 0);
    for (let i = 0; i < 250; i++) queue.pop();
    queue.push(3, 0, 0, -1, 0);
    queue.push(-3, 0, 0, -2, 0);
    const seen: number[] = [];
    for (let i = 0; i < 3 && queue.pop(); i++) seen.push(queue.a);
    expect(seen).toEqual([-2, -1, 250]);
  });

  it('is empty again after clear, and usable', () => {
    const queue = new EventQueue();
    for (let i = 0; i < 1_000; i++) queue.push(i % 37, 0, 0, i, 0);
    for (let i = 0; i < 10; i++) queue.pop();
    queue.clear();
    for (let i = 30; i > 10; i--) queue.push(i, 0, 0, i, 0);
    for (let i = 11; i <= 30; i++) expect(queue.pop() && queue.a).toBe(i);
    expect(queue.size).toBe(0);
    expect(queue.pop()).toBe(false);
    queue.push(5, 3, 2, 1, 0);
    expect(queue.pop()).toBe(true);
    expect([queue.timeMs, queue.phase, queue.type, queue.a, queue.b]).toEqual([5, 3, 2, 1, 0]);
  });

  it('keeps int32 payload words whole', () => {
    const queue = new EventQueue();
    queue.push(0, 7, 2 ** 31 - 1, -(2 ** 31), -1);
    queue.pop();
    expect([queue.phase, queue.type, queue.a, queue.b]).toEqual([7, 2 ** 31 - 1, -(2 ** 31), -1]);
  });

  it('refuses a time that is not finite and a phase out of range, and keeps its content', () => {
    const queue = new EventQueue();
    for (const timeMs of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(() => queue.push(timeMs, 0, 0, 0, 0)).toThrow(/time must be finite/);
    }
    expect(() => queue.push(0, 8, 0, 0, 0)).toThrow(/phase/);
    expect(() => queue.push(0, -1, 0, 0, 0)).toThrow(/phase/);
    expect(queue.size).toBe(0);
  });
});
