import { describe, expect, it } from 'vitest';
import { advance, openWorld, runReplication } from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { digest } from '../support/model-rich.ts';
import { everybody, talking } from '../support/model-run.ts';
import {
  campaign,
  connection,
  DE,
  GB,
  MINUTE_MS,
  number,
  scenario,
  US,
} from '../support/scenario-builder.ts';

const COUNTRIES = [US, GB, DE];
const CALLS_PER_SECOND = [0.2, 1, 2];
const CONTACTS = 900;

/**
 * Three countries, each to be reached over one connection alone, all paced; at times two of them may dial
 * at the same instant. One of the US numbers is flagged on the way.
 */
function apart(connections: readonly number[]): Scenario {
  const last = Math.max(...connections);
  const own = (country: number, connection: number) => ({
    connection,
    allowedCountries: [country],
  });
  return scenario({
    numbers: [
      ...COUNTRIES.map((country, i) => number(`n/${i}`, own(country, connections[i]))),
      number('flagged later', own(US, connections[0])),
    ],
    connections: Array.from({ length: last + 1 }, (_, k) =>
      connection({ id: `k/${k}`, callsPerSecond: CALLS_PER_SECOND[connections.indexOf(k)] ?? 1 }),
    ),
    answer: everybody('answers'),
    provider: talking(MINUTE_MS),
    interventions: [{ atMs: 61_001, verb: 'set_score', number: 3, score: 90 }],
    campaigns: [
      campaign(4, 0, {
        contacts: {
          kind: 'generated',
          group: 'all',
          count: CONTACTS,
          mix: COUNTRIES.map((country) => ({ share: 1 / 3, country, zone: 0 })),
        },
      }),
    ],
  });
}

describe('a contact whom no connection with room can reach', () => {
  // The first 31 connections have a bit each; those beyond share one.
  it.each([[[0, 1, 2]], [[30, 31, 32]], [[0, 32, 64]], [[64, 32, 0]]])(
    'is passed over without a pick: nothing else changes, connections %j',
    (connections) => {
      const plan = apart(connections);
      const plain = runReplication(plan, { replication: 0 });
      // Whoever hears of every pick makes all of them.
      const onHappening = () => {};
      const watched = runReplication(plan, { replication: 0, observer: { onHappening } });
      expect(plain.dials).toBe(CONTACTS);
      expect(digest(plain)).toEqual(digest(watched));
    },
  );

  it('costs no picks while it waits', () => {
    const world = openWorld(apart([0, 1, 2]), { replication: 0 });
    const pick = world.selector.pick.bind(world.selector);
    let picks = 0;
    world.selector.pick = (...asked) => {
      picks++;
      return pick(...asked);
    };
    const before = world.lines.tenant;
    advance(world, world.horizonMs);
    // One pick that finds a number for each call, and one in vain for each contact at the head of its line.
    expect(picks).toBeLessThanOrEqual(2 * (CONTACTS - before));
  });
});
