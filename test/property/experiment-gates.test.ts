import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../src/experiment/gates.ts';
import type { GateSpec } from '../../src/model/gate-spec.ts';

const holds: Record<GateSpec['op'], (value: number, bound: number) => boolean> = {
  '<=': (value, bound) => value <= bound,
  '<': (value, bound) => value < bound,
  '>=': (value, bound) => value >= bound,
  '>': (value, bound) => value > bound,
};
const op = fc.constantFrom<GateSpec['op']>('<=', '<', '>=', '>');
const bound = fc.integer({ min: -5, max: 5 });
const end = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(-Infinity, Infinity));

describe('a gate’s verdict', () => {
  it('is held iff every value of the interval is good, breached iff every value is bad', () => {
    fc.assert(
      fc.property(op, bound, end, end, (operator, limit, a, b) => {
        const low = Math.min(a, b);
        const high = Math.max(a, b);
        const grid = [low, high];
        for (let value = -6; value <= 6; value += 0.5) {
          if (value >= low && value <= high) grid.push(value);
        }
        const good = grid.filter((value) => holds[operator](value, limit)).length;
        const expected = good === grid.length ? 'held' : good === 0 ? 'breached' : 'unsure';
        const verdict = verdictOf(operator, limit, { estimate: low, low, high, n: 5 });
        expect(verdict).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('never decides on an interval that is open on both sides, or on nothing', () => {
    fc.assert(
      fc.property(op, bound, (operator, limit) => {
        const open = { estimate: 0, low: -Infinity, high: Infinity, n: 1 };
        expect(verdictOf(operator, limit, open)).toBe('unsure');
        expect(verdictOf(operator, limit, null)).toBe('no_data');
      }),
    );
  });
});
