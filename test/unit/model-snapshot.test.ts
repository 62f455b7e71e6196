import { describe, expect, it } from 'vitest';
import { capture } from '../../src/base/snapshot.ts';
import { enterBranch } from '../../src/model/branch.ts';
import { collectResult } from '../../src/model/collect.ts';
import type { ReplicationResult } from '../../src/model/result.ts';
import { advance, closeWorld, openWorld, runReplication } from '../../src/model/run-replication.ts';
import type { DriftSpec, Scenario } from '../../src/model/spec.ts';
import type { World } from '../../src/model/world.ts';
import { digest, richScenario } from '../support/model-rich.ts';
import { sticky } from '../support/model-run.ts';
import { campaign, HOUR_MS, numbers, scenario as plain } from '../support/scenario-builder.ts';

function toTheEnd(world: World): ReplicationResult {
  advance(world, world.horizonMs);
  closeWorld(world);
  // What is collected stays as it is when the world is put back and goes on.
  return structuredClone(collectResult(world, 3));
}

const DRIFTS: readonly DriftSpec[] = [
  richScenario().drift,
  { model: 'ou', stepMs: HOUR_MS, meanScore: 60, reversionPerDay: 1, noisePerSqrtDay: 20 },
  { model: 'two-state', flagPerDay: 2, clearPerDay: 2 },
  {
    model: 'trace',
    number: Int32Array.of(0, 1),
    atMs: Float64Array.of(30 * HOUR_MS, 40 * HOUR_MS),
    score: Float64Array.of(80, 90),
  },
  { model: 'none' },
];

/** The rich world; with waiting for sticky numbers, so that lines are made on the way. */
function plan(drift: DriftSpec): Scenario {
  return richScenario({ drift, selector: sticky({ whenBusy: 'wait' }) });
}

describe('a world that is put back', () => {
  it.each(DRIFTS)('goes the same way again, drift $model', (drift) => {
    const scenario = plan(drift);
    const plain = runReplication(scenario, { replication: 3 });
    expect(plain.dials).toBeGreaterThan(500);
    for (const hour of [0, 3.5, 23, 52.25]) {
      const world = openWorld(scenario, { replication: 3 });
      advance(world, hour * HOUR_MS);
      const snapshot = capture(world);
      for (const _ of ['first', 'again', 'and again']) {
        const result = toTheEnd(world);
        expect(result.fingerprint).toBe(plain.fingerprint);
        expect(digest(result)).toEqual(digest(plain));
        snapshot.restore();
      }
    }
  });

  it('stands where it stood: clock, events, calls and queues', () => {
    const world = openWorld(plan(DRIFTS[0]), { replication: 3 });
    advance(world, 3.5 * HOUR_MS);
    const look = () => ({
      nowMs: world.engine.nowMs,
      events: world.engine.events,
      inAir: world.calls.inAir,
      waiting: world.room.queues.map((queue) => queue.length),
      streams: world.streams,
      dials: world.ledger.count.dials.slice(),
    });
    const before = look();
    const snapshot = capture(world);
    toTheEnd(world);
    expect(look()).not.toEqual(before);
    snapshot.restore();
    expect(look()).toEqual(before);
  });

  it('is not held back by running in steps', () => {
    const scenario = plan(DRIFTS[0]);
    const world = openWorld(scenario, { replication: 3 });
    for (let hour = 0.3; hour < 96; hour += 0.7) advance(world, hour * HOUR_MS);
    expect(digest(toTheEnd(world))).toEqual(digest(runReplication(scenario, { replication: 3 })));
  });
});

describe('a branch', () => {
  const scenario = plan(DRIFTS[0]);
  const BRANCH_HOUR = 23;

  /** The future of one past under a branch; 0 = its own luck. */
  function futures(...branches: readonly number[]): ReplicationResult[] {
    const world = openWorld(scenario, { replication: 3 });
    advance(world, BRANCH_HOUR * HOUR_MS);
    const snapshot = capture(world);
    return branches.map((branch) => {
      snapshot.restore();
      if (branch > 0) enterBranch(world, 3, branch);
      return toTheEnd(world);
    });
  }

  it('has the same past and fresh luck after it', () => {
    const [own, one, two] = futures(0, 1, 2);
    const width = own.timeline.length / 96;
    for (const other of [one, two]) {
      const past = BRANCH_HOUR * width;
      expect([...other.timeline.slice(0, past)]).toEqual([...own.timeline.slice(0, past)]);
      expect([...other.timeline.slice(past)]).not.toEqual([...own.timeline.slice(past)]);
      expect(other.fingerprint).not.toBe(own.fingerprint);
    }
    expect(one.fingerprint).not.toBe(two.fingerprint);
  });

  it('brings fresh luck to calls alone, where nothing else is left to chance', () => {
    // One number, nobody's score moves, everybody retries for ever: only the provider draws.
    const retries = { max: 20, delaysMs: [HOUR_MS], onVoicemail: true };
    const calls = plain({ numbers: numbers(1), campaigns: [campaign(1, 50, { retries })] });
    const world = openWorld(calls, { replication: 0 });
    advance(world, 1.5 * HOUR_MS);
    const snapshot = capture(world);
    const own = toTheEnd(world);
    snapshot.restore();
    enterBranch(world, 0, 1);
    const other = toTheEnd(world);
    expect(other.timeline[0]).toBe(own.timeline[0]);
    expect(other.dials).not.toBe(own.dials);
  });

  it('is the same whenever and in whatever order it is entered', () => {
    const [one, two] = futures(1, 2).map(digest);
    const [twoAgain, own, oneAgain] = futures(2, 0, 1).map(digest);
    expect(oneAgain).toEqual(one);
    expect(twoAgain).toEqual(two);
    expect(own).toEqual(digest(runReplication(scenario, { replication: 3 })));
  });

  it('from the start is another replication’s luck altogether', () => {
    const plain = runReplication(scenario, { replication: 3 });
    const other = runReplication(scenario, { replication: 3, branch: 1 });
    expect(other.fingerprint).not.toBe(plain.fingerprint);
    const again = runReplication(scenario, { replication: 3, branch: 1 });
    expect(digest(again)).toEqual(digest(other));
  });
});
