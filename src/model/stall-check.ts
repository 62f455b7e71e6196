import { openWorld, type ReplicationOptions } from './run-replication.ts';
import type { Scenario } from './spec.ts';
import { mayStall } from './structural.ts';
import type { World } from './world.ts';

/** Events between two looks at whether everything is decided. */
const STRIDE = 64;
/** One replication in so many holds the laws: a plan simulates thousands of worlds that hardly differ. */
const AUDITED = 8;

/**
 * Which cells (campaign, country) stalled in a replication, as 1 and 0 in the order of the prepared
 * scenario: `stall.risk` and nothing else. The replication ends as soon as every cell has stalled that
 * may, and its books are not read, so that it costs less; the answer is that of the whole replication.
 * Cells that nobody may dial count as not stalled, as they do in the figure, until an action opens them.
 * @param options without `audit`, the laws are held in replications 0, 8, 16 …
 * @throws {LawBreach} when a law that is held is broken before that
 */
export function stalledCells(scenario: Scenario, options: ReplicationOptions): Uint8Array {
  const audit = options.audit ?? options.replication % AUDITED === 0;
  const world = openWorld(scenario, { ...options, audit });
  const able = world.prepared.cells.filter((cell) => mayStall(scenario, cell)).length;
  while (stalledOf(world) < able) {
    // A part of the events at a time: the horizon and an empty queue both end it.
    if (world.engine.run(world, world.horizonMs, STRIDE) !== 'bound') break;
  }
  return Uint8Array.from(world.ledger.firstStallMs, (ms) => (Number.isFinite(ms) ? 1 : 0));
}

function stalledOf({ ledger }: World): number {
  let stalled = 0;
  for (const ms of ledger.firstStallMs) if (ms < Number.POSITIVE_INFINITY) stalled++;
  return stalled;
}
