import { assert } from '../../base/assert.ts';
import { capture } from '../../base/snapshot.ts';
import { enterBranch } from '../../model/branch.ts';
import { prepare } from '../../model/prepare.ts';
import { openWorld } from '../../model/run-replication.ts';
import type { Scenario } from '../../model/spec.ts';
import { mayStall } from '../../model/structural.ts';
import type { World } from '../../model/world.ts';

/** How trajectories are copied on their way to a stall. */
export interface SplittingPlan {
  /** Cells of the scope: (campaign, country) pairs of which any stall counts. */
  readonly cells: readonly number[];
  /** Descending counts of eligible numbers; a level is entered when the least count is at or under it. */
  readonly levels: readonly number[];
  /** Copies made when level i is entered, at least 1. */
  readonly copies: readonly number[];
}

/** What one root trajectory and all its copies gave. */
export interface RootResult {
  /** Σ over copies that stalled of 1/∏ copies: an unbiased estimate of the risk. */
  readonly risk: number;
  /** Events handled in the root and its copies: the work, free of clocks. */
  readonly events: number;
  /** Trajectories that started in each level (0 = the roots), and how many of them got to the next. */
  readonly started: Float64Array;
  readonly passed: Float64Array;
  /** Events of the root's own way up to its first level or the horizon. */
  readonly stalled: number;
}

/** A root that breeds more copies than this has a plan that cannot be meant. */
const MOST_COPIES = 1_000_000;

/**
 * Fixed splitting (Kahn & Harris 1951; Villén-Altamirano's RESTART without killing; Garvels 2000):
 * a trajectory that first enters a level is copied, each copy goes on with luck of its own (a
 * branch), and each stall counts 1/∏ copies. Unbiased whatever levels and copies are; they decide
 * the variance only.
 */
export function splitRoot(
  scenario: Scenario,
  plan: SplittingPlan,
  replication: number,
): RootResult {
  const world = openWorld(scenario, { replication });
  const depth = plan.levels.length;
  const started = new Float64Array(depth + 1);
  const passed = new Float64Array(depth + 1);
  let events = 0;
  let stalled = 0;
  let risk = 0;
  let branch = 0;

  const follow = (level: number, weight: number): void => {
    started[level]++;
    const before = world.engine.events;
    const end = runUntil(world, plan, level);
    events += world.engine.events - before;
    if (end === 'stalled') {
      stalled++;
      risk += weight;
      // A stall lies beyond every level that is left.
      for (let i = level; i <= depth; i++) {
        passed[i]++;
        if (i > level) started[i]++;
      }
      return;
    }
    if (end === 'over') return;
    passed[level]++;
    const copies = plan.copies[level];
    const crossing = copies > 1 ? capture(world) : null;
    for (let copy = 0; copy < copies; copy++) {
      if (copy > 0) crossing?.restore();
      branch++;
      assert(branch < MOST_COPIES, `more than ${MOST_COPIES} copies of one trajectory`);
      if (copies > 1) enterBranch(world, replication, branch);
      follow(level + 1, weight / copies);
    }
  };
  follow(0, 1);
  return { risk, events, started, passed, stalled };
}

/**
 * Runs on until the next level is entered, a stall begins, or neither can happen any more: the
 * horizon, an empty queue, or nobody left to call.
 */
function runUntil(
  world: World,
  plan: SplittingPlan,
  level: number,
): 'entered' | 'stalled' | 'over' {
  const next = level < plan.levels.length ? plan.levels[level] : -1;
  for (;;) {
    if (hasStalled(world, plan.cells)) return 'stalled';
    if (isInstantOver(world)) {
      const least = leastEligible(world, plan.cells);
      if (least <= next) return 'entered';
      if (least === Number.POSITIVE_INFINITY && allOpened(world, plan.cells)) return 'over';
    }
    // One event at a time: the horizon and an empty queue both end the trajectory.
    if (world.engine.run(world, world.horizonMs, 1) !== 'bound') {
      if (hasStalled(world, plan.cells)) return 'stalled';
      return leastEligible(world, plan.cells) <= next ? 'entered' : 'over';
    }
  }
}

/** Of several actions at one instant the first alone may leave few numbers for that instant: no level. */
function isInstantOver({ engine }: World): boolean {
  return engine.queue.peekTimeMs() > engine.nowMs;
}

function hasStalled(world: World, cells: readonly number[]): boolean {
  for (const cell of cells) {
    if (world.ledger.firstStallMs[cell] < Number.POSITIVE_INFINITY) return true;
  }
  return false;
}

/** True where no cell is left that an action could still open. */
function allOpened(world: World, cells: readonly number[]): boolean {
  return cells.every((cell) => world.structural[cell] === 0);
}

/** Least number of eligible numbers over the cells that still have contacts to call; ∞ where none has. */
export function leastEligible(world: World, cells: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const cell of cells) {
    if (world.ledger.unfinished[cell] > 0 && world.eligibleNow[cell] < least) {
      least = world.eligibleNow[cell];
    }
  }
  return least;
}

/** Cells of a scope whose stalls count: structural ones are kept apart, unless an action may open them. */
export function splittingCells(scenario: Scenario, campaign: string, country: string): number[] {
  return prepare(scenario).cells.flatMap((cell, i) => {
    const named =
      (campaign === '*' || scenario.campaigns[cell.campaign].name === campaign) &&
      (country === '*' || scenario.countries[cell.country] === country);
    return named && mayStall(scenario, cell) ? [i] : [];
  });
}
