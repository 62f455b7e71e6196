import { openWorld } from '../../model/run-replication.ts';
import type { Scenario } from '../../model/spec.ts';
import type { World } from '../../model/world.ts';
import type { Interval } from '../../stats/interval.ts';
import { meanInterval } from '../../stats/mean-interval.ts';
import { leastEligible, type RootResult, type SplittingPlan, splitRoot } from './split-root.ts';

/** One level as the pilot left it. */
export interface LevelReport {
  /** Entered when at most this many numbers are eligible; -1 = the stall itself. */
  readonly eligible: number;
  /** Trajectories that were under way to it, and the share of them that got there. */
  readonly started: number;
  readonly passedShare: number;
  /** Copies made of each that got there. */
  readonly copies: number;
}

export interface RareRisk {
  /** Mean over independent roots, Student t. */
  readonly risk: Interval;
  readonly roots: number;
  /** Roots of which any copy stalled. */
  readonly rootsStalled: number;
  /** (Σ risk)² / Σ risk²: as many roots of equal weight would tell as much (Kish 1965). */
  readonly effectiveRoots: number;
  readonly levels: readonly LevelReport[];
  readonly events: number;
  /** Events of one plain replication, and how many plain replications the same work would buy. */
  readonly plainEvents: number;
  readonly plainReplications: number;
  /** (variance × work) of plain replications / that of splitting; null where nothing stalled. */
  readonly gain: number | null;
}

/** Replications from here on belong to the pilot, so that its luck is not used twice. */
const PILOT_FROM = 1_000_000_000;
const PILOT_ROOTS = 64;
const PILOT_ROUNDS = 10;
/** Trajectories that should have got to the end before the plan is good. */
const ENOUGH_AT_END = 16;
const MOST_COPIES_A_LEVEL = 40;
const MOST_LEVELS = 1_000;
/** For a level that the pilot has not seen passed yet. */
const FIRST_GUESS = 4;

/** Runs roots `from … from + count − 1` of a plan: a pure function, so that blocks may run anywhere. */
export type RunRoots = (
  plan: SplittingPlan,
  from: number,
  count: number,
) => Promise<readonly RootResult[]>;

/** Roots in this thread. */
export function rootsHere(scenario: Scenario): RunRoots {
  return async (plan, from, count) =>
    Array.from({ length: count }, (_, i) => splitRoot(scenario, plan, from + i));
}

/**
 * Chooses levels and copies: every count of eligible numbers below that of the start is a level (a
 * country that an action opens later may have any count then, up to all rows of its campaign), and
 * a pilot finds how often each is passed. As many copies as passing is rare keep the trajectories
 * about constant in number over the levels (Garvels 2000, ch. 3).
 */
export async function planSplitting(
  scenario: Scenario,
  cells: readonly number[],
  run: RunRoots,
): Promise<{ plan: SplittingPlan; plainEvents: number }> {
  const levels = levelsOf(openWorld(scenario, { replication: PILOT_FROM }), cells);
  let plan: SplittingPlan = { cells, levels, copies: levels.map(() => 1) };
  let plainEvents = 0;
  for (let round = 0; round < PILOT_ROUNDS; round++) {
    const roots = await run(plan, PILOT_FROM + round * PILOT_ROOTS, PILOT_ROOTS);
    if (round === 0) plainEvents = sum(roots, (root) => root.events) / PILOT_ROOTS;
    const started = levels.map((_, i) => sum(roots, (root) => root.started[i]));
    const passed = levels.map((_, i) => sum(roots, (root) => root.passed[i]));
    if (sum(roots, (root) => root.stalled) >= ENOUGH_AT_END) break;
    plan = { ...plan, copies: nextCopies(plan.copies, started, passed) };
  }
  return { plan, plainEvents };
}

/** Descending counts of eligible numbers, below what the scope has to begin with. */
function levelsOf(world: World, cells: readonly number[]): number[] {
  let start = leastEligible(world, cells);
  if (start === Number.POSITIVE_INFINITY) {
    // Nobody can be called yet: all that could ever join the pools.
    const { cells: all, rowsOfCampaign } = world.prepared;
    start = Math.max(...cells.map((cell) => rowsOfCampaign[all[cell].campaign].length));
  }
  return Array.from({ length: Math.min(start, MOST_LEVELS) }, (_, i) => start - 1 - i);
}

/** 1 / (share that passes), rounded; a guess for the first level that nobody passed. */
function nextCopies(
  copies: readonly number[],
  started: readonly number[],
  passed: readonly number[],
): number[] {
  let guessed = false;
  return copies.map((now, i) => {
    if (passed[i] > 0) {
      // Copies made on entering a level serve the way to the next one.
      const next = i + 1 < copies.length && started[i + 1] > 0 ? passed[i + 1] / started[i + 1] : 0;
      if (next > 0) return Math.min(MOST_COPIES_A_LEVEL, Math.max(1, Math.round(1 / next)));
      if (guessed) return now;
      guessed = true;
      return Math.min(MOST_COPIES_A_LEVEL, now * FIRST_GUESS);
    }
    return now;
  });
}

/** Estimates the risk of a rare stall and what splitting gained over plain replications. */
export async function estimateRareRisk(
  scenario: Scenario,
  cells: readonly number[],
  roots: number,
  run: RunRoots,
): Promise<RareRisk> {
  const { plan, plainEvents } = await planSplitting(scenario, cells, run);
  const results = await run(plan, 0, roots);
  const risks = results.map((root) => root.risk);
  const risk = meanInterval(risks, { share: true }) as Interval;
  const events = sum(results, (root) => root.events);
  const mean = risk.estimate;
  const variance = sum(results, (root) => (root.risk - mean) ** 2) / Math.max(1, roots - 1);
  const squares = sum(results, (root) => root.risk ** 2);
  const work = (variance * events) / roots;
  const levels = [...plan.levels, -1].map((eligible, i) => {
    const started = sum(results, (root) => root.started[i]);
    const passed = sum(results, (root) => root.passed[i]);
    return {
      eligible,
      started,
      passedShare: started > 0 ? passed / started : Number.NaN,
      copies: i < plan.copies.length ? plan.copies[i] : 1,
    };
  });
  return {
    risk,
    roots,
    rootsStalled: results.filter((root) => root.risk > 0).length,
    effectiveRoots: squares > 0 ? sum(results, (root) => root.risk) ** 2 / squares : 0,
    levels,
    events,
    plainEvents,
    plainReplications: events / plainEvents,
    gain: work > 0 ? (mean * (1 - mean) * plainEvents) / work : null,
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += of(item);
  return total;
}
