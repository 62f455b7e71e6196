import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capture } from '../../src/base/snapshot.ts';
import { EventQueue } from '../../src/kernel/event-queue.ts';
import { type PlainEvent, SortedEvents } from '../support/sorted-events.ts';

type Step =
  | { readonly kind: 'push'; readonly delayMs: number; readonly phase: number }
  | { readonly kind: 'burst'; readonly count: number; readonly delayMs: number }
  | { readonly kind: 'spread'; readonly count: number; readonly gapMs: number }
  | { readonly kind: 'pop'; readonly count: number }
  | { readonly kind: 'clear' };

const delays = fc.oneof(
  fc.constantFrom(0, 1, 1_000, 86_400_000, 1e12, Number.MIN_VALUE, 1e-9),
  fc.double({ min: 0, max: 1_000, noNaN: true }),
  fc.double({ min: -50, max: 0, noNaN: true }),
);

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('push'), delayMs: delays, phase: fc.nat(7) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('burst'), count: fc.nat(120), delayMs: delays }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('spread'), count: fc.nat(200), gapMs: delays }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('pop'), count: fc.nat(150) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear') }) },
) as fc.Arbitrary<Step>;

class Pair {
  readonly queue = new EventQueue(16);
  oracle = new SortedEvents();
  pushed = 0;

  take(step: Step): void {
    if (step.kind === 'push') this.push(step.delayMs, step.phase);
    else if (step.kind === 'burst') {
      for (let i = 0; i < step.count; i++) this.push(step.delayMs, i % 3);
    } else if (step.kind === 'spread') {
      for (let i = 0; i < step.count; i++) this.push(step.gapMs * ((i * 37) % step.count), 0);
    } else if (step.kind === 'pop') {
      for (let i = 0; i < step.count; i++) expect(this.popped()).toEqual(this.oracle.pop());
    } else {
      this.queue.clear();
      this.oracle = new SortedEvents();
    }
    expect(this.queue.size).toBe(this.oracle.size);
    expect(this.queue.peekTimeMs()).toBe(this.oracle.events[0]?.timeMs ?? Infinity);
  }

  push(delayMs: number, phase: number): void {
    const timeMs = this.queue.timeMs + delayMs;
    const [type, a, b] = [this.pushed % 5, this.pushed, ~this.pushed];
    this.queue.push(timeMs, phase, type, a, b);
    this.oracle.push({ timeMs, phase, type, a, b });
    this.pushed++;
  }

  popped(): PlainEvent | undefined {
    if (!this.queue.pop()) return undefined;
    const { timeMs, phase, type, a, b } = this.queue;
    return { timeMs, phase, type, a, b };
  }
}

describe('EventQueue', () => {
  it('agrees with a sorted list after any steps', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 40 }), (taken) => {
        const pair = new Pair();
        for (const step of taken) pair.take(step);
        pair.take({ kind: 'pop', count: pair.oracle.size + 1 });
      }),
      { seed: 20_261, numRuns: 300 },
    );
  });

  it('runs on after a restored snapshot as it did before', () => {
    const some = fc.array(steps, { maxLength: 20 });
    fc.assert(
      fc.property(some, some, (before, after) => {
        const pair = new Pair();
        for (const step of before) pair.take(step);
        const snapshot = capture(pair);
        const runOn = () => {
          for (const step of after) pair.take(step);
          const rest: PlainEvent[] = [];
          for (let event = pair.popped(); event !== undefined; event = pair.popped())
            rest.push(event);
          return rest;
        };
        const first = runOn();
        snapshot.restore();
        const second = runOn();
        expect(second).toEqual(first);
      }),
      { seed: 20_262, numRuns: 200 },
    );
  });
});
