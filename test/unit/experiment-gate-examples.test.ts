import { describe, expect, it } from 'vitest';
import { gateExamples } from '../../src/experiment/gate-examples.ts';
import { figureIndex } from '../../src/model/figures.ts';
import { fakeExperiment } from '../support/fake-experiment.ts';
import { fakeGate, stalls } from '../support/fake-run.ts';

const examplesOf = (...gates: Parameters<typeof fakeGate>[0][]) =>
  gateExamples(fakeExperiment(40, { gates: gates.map(fakeGate) }));

describe('the example of a gate that did not hold', () => {
  it('is the first replication that stalled there, with the time of its first stall', () => {
    const [example] = examplesOf({ country: 'GB', bound: 0 });
    expect(stalls(example.replication)).toBe(true);
    expect(example).toMatchObject({ replication: 3, country: 'GB', value: 1 });
    expect(example.stalledAtMs).toBeGreaterThan(0);
  });

  it('is the one farthest on the bad side, below as above', () => {
    const low = { key: 'dials', country: 'GB', op: '>=', bound: 1e6 } as const;
    const high = { key: 'dials', country: 'GB', op: '<=', bound: 0 } as const;
    const [least, most] = examplesOf(low, high);
    const { aggregate, layout } = fakeExperiment(40);
    const scope = layout.scopes.findIndex(({ country }) => country === 'GB');
    const dials = aggregate.pairs(figureIndex('dials'), scope).numerators;
    expect(least.value).toBe(Math.min(...dials));
    expect(least.replication).toBe(dials.indexOf(least.value));
    expect(most.value).toBe(Math.max(...dials));
    expect(most.replication).toBe(dials.indexOf(most.value));
    expect([least.stalledAtMs, most.stalledAtMs]).toEqual([null, null]);
  });

  it('is none where the gate held, where nothing is bad, and where there is no data', () => {
    expect(examplesOf({ bound: 1 })).toEqual([]);
    expect(examplesOf({ country: 'US', bound: 0.001 })).toEqual([]);
    expect(examplesOf({ country: 'FR', bound: 0 })).toEqual([]);
  });
});
