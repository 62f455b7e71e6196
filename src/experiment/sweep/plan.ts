import type { FigureUnit } from '../../model/figures.ts';
import type { GateSpec } from '../../model/gate-spec.ts';
import type { Scope } from '../../model/result.ts';
import type { Warning } from '../../model/warning.ts';
import type { InputRecord } from '../../scenario/loaded.ts';
import type { Design, PointValues } from './design.ts';
import type { FigureChoice } from './figure-choice.ts';

/**
 * A sweep before anything is simulated, as plain JSON: everything that its results are a function of, and
 * everything that its files say besides. Results of its blocks may be added in any order, on any machine.
 */
export interface SweepPlan {
  readonly schemaVersion: 1;
  /** 64 hex digits over all that results depend on: two plans with the same one give the same results. */
  readonly experiment: string;
  readonly poolsim: string;
  readonly node: string;
  readonly scenario: string;
  readonly why: string;
  /** Path of the scenario file as the user gave it. */
  readonly source: string;
  /** The command that gives the same results again. */
  readonly reproduce: string;
  readonly seed: string;
  /** `built-in`, or path and hash of the user's own. */
  readonly selector: string;
  readonly design: Design;
  readonly axes: readonly PlannedAxis[];
  readonly points: readonly PlannedPoint[];
  readonly layouts: readonly PlannedLayout[];
  /** Replications of every point. */
  readonly replications: number;
  /** Replications of a block; the last block of a point may be shorter. */
  readonly blockSize: number;
  /** Confidence level of every interval. */
  readonly confidence: number;
  /** What tables and plots show. */
  readonly figures: readonly FigureChoice[];
  /** Keys of the figures that are kept of every replication, in the registry's order. */
  readonly keys: readonly PlannedKey[];
  /** Gates of the scenario, judged at every point. */
  readonly gates: readonly GateSpec[];
  readonly inputs: readonly InputRecord[];
  readonly warnings: readonly Warning[];
  /** The scenario as it is, before anything is varied, and where its values came from. */
  readonly resolved: unknown;
  readonly origins: Readonly<Record<string, string>>;
}

export interface PlannedAxis {
  readonly path: string;
  /** Distinct values, as written, in the order in which the points come to them. */
  readonly values: readonly string[];
  /** The value of the scenario as it is; null where it has none. */
  readonly base: string | null;
}

export interface PlannedPoint {
  /** One per axis; null: as the scenario has it. */
  readonly values: PointValues;
  /** 64 hex digits over the point's scenario, its inputs, seed, selector and versions. */
  readonly scenarioHash: string;
  /** Index into `layouts`. */
  readonly layout: number;
}

/** Where a point's figures are kept: the same for most points, unless countries or campaigns are varied. */
export interface PlannedLayout {
  readonly campaigns: readonly string[];
  readonly scopes: readonly Scope[];
}

export interface PlannedKey {
  readonly key: string;
  readonly unit: FigureUnit;
}

const LARGEST_BLOCK = 16;
const BLOCKS_PER_POINT = 16;

/**
 * Replications of a block: by the number of replications alone, so that every machine cuts alike. Small
 * enough that a crash loses little, large enough that writing it down costs nothing.
 */
export function blockSizeOf(replications: number): number {
  return Math.max(1, Math.min(LARGEST_BLOCK, Math.ceil(replications / BLOCKS_PER_POINT)));
}

export function blocksPerPoint({ replications, blockSize }: SweepPlan): number {
  return Math.ceil(replications / blockSize);
}

/** Part i of n, 1-based: the share of one machine. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Replications from … to − 1 of a point: what is done, and written down, at once. */
export interface Block {
  readonly point: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The blocks of a sweep in order of point and replication; of a shard, every n-th of them, so that slow
 * points are spread over all machines.
 */
export function* plannedBlocks(plan: SweepPlan, shard: Shard | null): Generator<Block> {
  const perPoint = blocksPerPoint(plan);
  const every = shard?.count ?? 1;
  const total = plan.points.length * perPoint;
  for (let i = (shard?.index ?? 1) - 1; i < total; i += every) {
    const from = (i % perPoint) * plan.blockSize;
    const to = Math.min(plan.replications, from + plan.blockSize);
    yield { point: Math.floor(i / perPoint), from, to };
  }
}

/** The shard that a block belongs to, 1-based. */
export function shardOf(plan: SweepPlan, { point, from }: Block, count: number): number {
  return ((point * blocksPerPoint(plan) + from / plan.blockSize) % count) + 1;
}
