import { describe, expect, it } from 'vitest';
import { runExperiment } from '../../src/experiment/run-experiment.ts';
import { FIGURES, figureIndex, ROW_METRICS } from '../../src/model/figures.ts';
import type { ReplicationResult, ResultLayout } from '../../src/model/result.ts';
import { fakeGate, fakeLoaded, noise } from '../support/fake-run.ts';

const layout: ResultLayout = {
  scopes: [{ campaign: '*', country: '*' }],
  rows: [{ campaign: 0, number: 0, reserve: false }],
  hours: 0,
};

/** A replication that says nothing but whether it stalled, with probability `risk`. */
function result(experiment: number, replication: number, risk: number): ReplicationResult {
  const cells = new Float64Array(FIGURES.length * 2);
  const at = figureIndex('stall.risk') * 2;
  cells[at] = noise(`auto/${experiment}/${replication}`) < risk ? 1 : 0;
  cells[at + 1] = 1;
  return {
    replication,
    cells,
    rows: new Float64Array(ROW_METRICS.length),
    numbers: new Float64Array(0),
    timeline: new Float64Array(0),
    episodes: [],
    actions: [],
    events: 0,
    dials: 0,
    fingerprint: '',
  };
}

async function decide(experiment: number, risk: number) {
  const { gates, replications } = await runExperiment({
    loaded: fakeLoaded({
      replications: 'auto',
      replicationBudget: 800,
      gates: [fakeGate({ key: 'stall.risk', op: '<=', bound: 0.05 })],
    }),
    layout,
    limits: { workers: 1, blockSize: 100 },
    replicate: async (indices) => indices.map((r) => result(experiment, r, risk)),
  });
  return { verdict: gates[0].verdict, replications };
}

describe('--reps auto', () => {
  it('seldom decides either way when the truth lies on the bound, for all its looks', async () => {
    const experiments = 300;
    let wrong = 0;
    for (let i = 0; i < experiments; i++) {
      const { verdict } = await decide(i, 0.05);
      if (verdict === 'breached' || verdict === 'held') wrong++;
    }
    // Bonferroni: at most 5 % over all four looks; looking at 95 % each time gives about 10 %.
    const standardError = Math.sqrt((0.05 * 0.95) / experiments);
    expect(wrong / experiments).toBeLessThanOrEqual(0.05 + 2 * standardError);
    expect(wrong).toBeGreaterThan(0);
  });

  it('stops early where the answer is clear', async () => {
    expect(await decide(1, 0.5)).toEqual({ verdict: 'breached', replications: 100 });
    expect(await decide(1, 0)).toEqual({ verdict: 'held', replications: 200 });
  });
});
