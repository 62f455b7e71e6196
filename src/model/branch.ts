import { openStreams } from './random.ts';
import type { World } from './world.ts';

/**
 * Continues a world with fresh luck: every draw from here on belongs to another branch. What was drawn
 * before (contacts, calls in the air) stays; random times without memory (flags, sweeps) are drawn anew.
 * Together with `capture(world)` it makes copies of one past with independent futures.
 * @param branch > 0; 0 is the plain run's own luck
 */
export function enterBranch(world: World, replication: number, branch: number): void {
  world.streams = openStreams(world.scenario.seed, replication, branch);
  world.provider.streams = world.streams;
  world.drift.drawAnew(world, world.engine.nowMs);
}
