import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutIntoBlocks } from '../../src/experiment/blocks.ts';

const RANGE = fc.record({
  from: fc.nat(5_000),
  count: fc.nat(5_000),
  workers: fc.integer({ min: 1, max: 64 }),
});

describe('blocks of replications', () => {
  it('are the whole range in order, never grow, and end with one replication', () => {
    fc.assert(
      fc.property(RANGE, ({ from, count, workers }) => {
        const blocks = cutIntoBlocks(from, from + count, { workers });
        let next = from;
        let size = 32;
        for (const block of blocks) {
          expect(block.from).toBe(next);
          expect(block.to - block.from).toBeLessThanOrEqual(size);
          expect(block.to).toBeGreaterThan(block.from);
          size = block.to - block.from;
          next = block.to;
        }
        expect(next).toBe(from + count);
        if (count > 0) expect(size).toBe(1);
      }),
    );
  });

  it('are of the size asked for', () => {
    const blocks = cutIntoBlocks(3, 10, { workers: 2, blockSize: 3 });
    expect(blocks.map(({ from, to }) => `${from}–${to - 1}`)).toEqual(['3–5', '6–8', '9–9']);
  });

  it('leave no core a long way to go alone: each has at most an eighth of its share of what is left', () => {
    for (const { from, to } of cutIntoBlocks(0, 4_000, { workers: 2 })) {
      expect(to - from).toBeLessThanOrEqual(Math.max(1, Math.ceil((4_000 - from) / 16)));
    }
  });
});
