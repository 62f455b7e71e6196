import type { Shard, SweepPlan } from '../../src/experiment/sweep/plan.ts';
import { plannedBlocks } from '../../src/experiment/sweep/plan.ts';
import { type SweepRecord, SweepRecords } from '../../src/experiment/sweep/records.ts';

/** A plan of two scopes and two figures; points vary a threshold one at a time. */
export function fakePlan(changes: Partial<SweepPlan> = {}): SweepPlan {
  const figure = { campaign: '*', country: '*' };
  return {
    schemaVersion: 1,
    experiment: 'e'.repeat(64),
    poolsim: '0.0.0',
    node: 'v20',
    scenario: 'fake',
    why: 'Is it put together right?',
    source: 'fake.yaml',
    reproduce: 'poolsim sweep fake.yaml',
    seed: '1',
    selector: 'built-in',
    design: 'grid',
    axes: [{ path: 'platform.spamThreshold', values: ['60', '80'], base: '70' }],
    points: ['60', '80'].map((value) => ({ values: [value], scenarioHash: value, layout: 0 })),
    layouts: [
      {
        campaigns: ['one'],
        scopes: [
          { campaign: '*', country: '*' },
          { campaign: '*', country: 'GB' },
        ],
      },
    ],
    replications: 20,
    blockSize: 3,
    confidence: 0.95,
    figures: [
      { text: 'dials', key: 'dials', ...figure },
      { text: 'skip.rate', key: 'skip.rate', ...figure },
    ],
    keys: [
      { key: 'dials', unit: 'calls' },
      { key: 'skip.rate', unit: 'ratio' },
    ],
    gates: [],
    inputs: [],
    warnings: [],
    resolved: {},
    origins: {},
    ...changes,
  };
}

/** A record that depends on its point and replication alone. */
export function fakeRecord(point: number, replication: number): SweepRecord {
  const dials = 100 + 50 * point + (replication % 7);
  const skips = 10 + point + (replication % 3);
  return {
    cells: Float64Array.of(dials, 1, dials / 3, 1, skips, 100, 0, 0),
    fingerprint: `${point}-${replication}`,
  };
}

/** Records of a whole plan, or of one shard. */
export function fakeRecords(plan: SweepPlan, shard: Shard | null = null): SweepRecords {
  const records = new SweepRecords(plan);
  for (const { point, from, to } of plannedBlocks(plan, shard)) {
    for (let i = from; i < to; i++) records.add(point, i, fakeRecord(point, i));
  }
  return records;
}
