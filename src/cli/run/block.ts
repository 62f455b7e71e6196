import type { SplittingPlan } from '../../experiment/splitting/split-root.ts';
import type { ReplicationResult } from '../../model/result.ts';
import type { Scenario } from '../../model/spec.ts';

/** What a thread gets once, before its first task. */
export interface BlockSetup {
  readonly kind: 'blocks';
  readonly scenario: Scenario;
  /** Absolute path of the user's selector module, or null for the real selector. */
  readonly selectorPath: string | null;
  /** Absolute path of another checkout of poolsim whose model runs, or null for this one's. */
  readonly checkout: string | null;
  /** One word of shared memory: not 0 once the run is being broken off. */
  readonly stop: Int32Array;
}

/** A scenario under a number by which a thread knows it again. */
export interface NumberedScenario {
  readonly id: number;
  readonly scenario: Scenario;
}

/**
 * What is asked of each replication of a task: its result, of the last one also every attempt; the cells
 * that stalled and nothing else; or, as the root of copies, what splitting got from it.
 */
export type BlockWork =
  | { readonly kind: 'results' }
  | { readonly kind: 'attempts' }
  | { readonly kind: 'stalls' }
  | { readonly kind: 'roots'; readonly plan: SplittingPlan };

/** Replications to be done one after another by one thread. */
export interface BlockTask {
  readonly replications: readonly number[];
  /** The scenario to replicate; the setup's where absent. */
  readonly of?: NumberedScenario;
  readonly work: BlockWork;
}

/** A law that the selector broke, as data: an exception would lose its fields between threads. */
export interface BreachReport {
  readonly law: number;
  readonly text: string;
  readonly replication: number;
  readonly event: number;
  readonly atMs: number;
}

/** An exception that nobody expected. */
export interface FaultReport {
  readonly message: string;
  readonly stack: string;
  readonly replication: number;
}

/** Answer to a task; `results` are those before the breach, the fault or the stop, if there was one. */
export interface BlockAnswer<T = ReplicationResult> {
  readonly results: readonly T[];
  readonly breach: BreachReport | null;
  readonly fault: FaultReport | null;
  /** Packed by the attempt collector where they were asked for. */
  readonly attempts: Float64Array | null;
}
