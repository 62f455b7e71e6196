import type { ScenarioArguments } from '../commands/scenario-options.ts';

export const REPLAY_FORMATS = ['text', 'ndjson', 'json', 'csv'] as const;
export type ReplayFormat = (typeof REPLAY_FORMATS)[number];

/** What of a timeline was asked for, as it was typed. */
export interface TimelineRequest {
  readonly numbers: readonly string[];
  readonly contact: string | null;
  readonly countries: readonly string[];
  readonly campaign: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Kinds by name; null = all but the quiet ones. */
  readonly kinds: readonly string[] | null;
}

export interface ReplayArguments {
  /** A run's folder, or a scenario file. */
  readonly source: string;
  readonly replication: number;
  readonly request: TimelineRequest;
  /** Most events that are shown: the first ones, or the `last`; Infinity = all. */
  readonly limit: number;
  readonly last: boolean;
  readonly everyNumber: boolean;
  readonly load: ScenarioArguments;
  readonly selector: string | null;
  readonly format: ReplayFormat;
  readonly quiet: boolean;
  readonly color: boolean;
}
