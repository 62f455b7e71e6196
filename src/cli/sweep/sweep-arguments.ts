import type { Design } from '../../experiment/sweep/design.ts';
import type { Shard } from '../../experiment/sweep/plan.ts';
import type { ScenarioArguments } from '../commands/scenario-options.ts';

export type SweepFormat = 'text' | 'json' | 'csv';

/** How the results of a sweep are shown and stored: the options that `sweep` and `merge` share. */
export interface OutputArguments {
  readonly out: string | null;
  readonly format: SweepFormat;
  /** Writes the tables as Parquet too. */
  readonly parquet: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

/** The options of `poolsim sweep`, read. */
export interface SweepArguments extends OutputArguments {
  readonly scenario: string;
  /** `path=values`, as typed. */
  readonly vary: readonly string[];
  readonly design: Design;
  /** Points of a Latin hypercube; null for other designs. */
  readonly points: number | null;
  readonly load: ScenarioArguments;
  /** Null: as many as the scenario asks for. */
  readonly replications: number | null;
  /** As typed; null for the short list. */
  readonly figures: string | null;
  readonly workers: number | 'auto';
  readonly selector: string | null;
  readonly shard: Shard | null;
  readonly resume: boolean;
}
