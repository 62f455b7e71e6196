import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Aggregate } from '../../src/experiment/aggregate.ts';
import { runExperiment } from '../../src/experiment/run-experiment.ts';
import { summaryOf } from '../../src/experiment/summary.ts';
import { fakeAggregate } from '../support/fake-experiment.ts';
import { FAKE_LAYOUT, fakeGate, fakeLoaded, fakeResult } from '../support/fake-run.ts';

describe('the fold over replications', () => {
  it('does not depend on the order of arrival', () => {
    const inOrder = fakeAggregate(12);
    const order = fc.shuffledSubarray(
      Array.from({ length: 12 }, (_, i) => i),
      { minLength: 12 },
    );
    fc.assert(
      fc.property(order, (indices) => {
        const aggregate = new Aggregate(FAKE_LAYOUT);
        for (const index of indices) aggregate.add(fakeResult(index));
        expect(aggregate.resultHash()).toBe(inOrder.resultHash());
        expect(aggregate.timeline.mean).toEqual(inOrder.timeline.mean);
        expect(aggregate.timeline.m2).toEqual(inOrder.timeline.m2);
        expect(aggregate.episodes).toEqual(inOrder.episodes);
        expect(aggregate.cells).toEqual(inOrder.cells);
      }),
      { numRuns: 30 },
    );
  });

  it('gives the same summary for any block size, workers and delays', async () => {
    const loaded = fakeLoaded({ replications: 30, gates: [fakeGate()] });
    const summary = async (workers: number, blockSize: number, delays: number[]) => {
      let call = 0;
      const experiment = await runExperiment({
        loaded,
        layout: FAKE_LAYOUT,
        limits: { workers, blockSize },
        replicate: async (replications) => {
          for (let turn = delays[call++ % delays.length]; turn > 0; turn--) await Promise.resolve();
          return replications.map((r) => fakeResult(r));
        },
      });
      return JSON.stringify(summaryOf(experiment));
    };
    const reference = await summary(1, 30, [0]);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 31 }),
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 9 }),
        async (workers, blockSize, delays) => {
          expect(await summary(workers, blockSize, delays)).toBe(reference);
        },
      ),
      { numRuns: 25 },
    );
  });
});
