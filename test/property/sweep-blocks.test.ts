import fc from 'fast-check';
import { expect, it } from 'vitest';
import { axisValues, parseAxes } from '../../src/experiment/sweep/axis.ts';
import { headLine, linesOf, readHead, readLine } from '../../src/experiment/sweep/journal.ts';
import { blockSizeOf, plannedBlocks, shardOf } from '../../src/experiment/sweep/plan.ts';
import { fakePlan, fakeRecords } from '../support/sweep-plan.ts';

it('every replication is in one block, and every block in one shard', () => {
  const size = fc.record({
    points: fc.integer({ min: 1, max: 9 }),
    replications: fc.integer({ min: 1, max: 120 }),
    count: fc.integer({ min: 1, max: 40 }),
  });
  fc.assert(
    fc.property(size, ({ points, replications, count }) => {
      const values = Array.from({ length: points }, (_, i) => ({
        values: [String(i)],
        scenarioHash: String(i),
        layout: 0,
      }));
      const blockSize = blockSizeOf(replications);
      const plan = fakePlan({ points: values, replications, blockSize });
      const done = new Set<string>();
      for (let index = 1; index <= count; index++) {
        for (const block of plannedBlocks(plan, { index, count })) {
          expect(shardOf(plan, block, count)).toBe(index);
          expect(block.to - block.from).toBeLessThanOrEqual(blockSize);
          for (let i = block.from; i < block.to; i++) {
            const name = `${block.point}/${i}`;
            expect(done.has(name)).toBe(false);
            done.add(name);
          }
        }
      }
      expect(done.size).toBe(points * replications);
    }),
    { seed: 1, numRuns: 200 },
  );
});

it('a journal cut anywhere loses nothing but its last line', () => {
  const plan = fakePlan();
  const records = fakeRecords(plan);
  const lines = [...plannedBlocks(plan, null)].flatMap(({ point, from, to }) => {
    return linesOf(
      records,
      point,
      Array.from({ length: to - from }, (_, i) => from + i),
    );
  });
  const text = headLine(plan, null) + lines.join('');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: text.length }), (cut) => {
      const pieces = text.slice(0, cut).split('\n');
      const whole = pieces.slice(0, -1);
      if (whole.length > 0) expect(readHead(whole[0])).not.toBeNull();
      expect(whole.slice(1).every((line) => readLine(plan.experiment, line) !== null)).toBe(true);
      const torn = pieces.at(-1)!;
      // Torn between the last brace and the end of the line, nothing of it is lost.
      if (!torn.endsWith('"}')) expect(readLine(plan.experiment, torn)).toBeNull();
    }),
    { seed: 1, numRuns: 500 },
  );
});

it('a range in decimals has the values that one would write by hand', () => {
  const range = fc.record({
    from: fc.integer({ min: -500, max: 500 }),
    step: fc.integer({ min: 1, max: 50 }),
    steps: fc.integer({ min: 1, max: 40 }),
    decimals: fc.integer({ min: 0, max: 3 }),
    unit: fc.constantFrom('', '%', 'h', '/h'),
  });
  fc.assert(
    fc.property(range, ({ from, step, steps, decimals, unit }) => {
      const told = (whole: number) => (whole / 10 ** decimals).toFixed(decimals) + unit;
      const text = `x=${told(from)}..${told(from + steps * step)}:${told(step)}`;
      const { axes, problems } = parseAxes([text]);
      expect(problems).toEqual([]);
      const { values } = axisValues(axes[0]);
      const wanted = Array.from(
        { length: steps + 1 },
        (_, i) => (from + i * step) / 10 ** decimals,
      );
      expect(values.map((value) => Number(value.replace(unit, '')))).toEqual(
        wanted.map((x) => x + 0),
      );
      expect(values.every((value) => value.endsWith(unit) && value.length < 12)).toBe(true);
    }),
    { seed: 1, numRuns: 300 },
  );
});
