import type { GateSpec } from '../model/gate-spec.ts';
import type { Scenario } from '../model/spec.ts';
import type { Warning } from '../model/warning.ts';

/** Where a resolved value came from: `default`, `file:line`, `extends file:line`, `POOLSIM_X`, `--set`, `--seed`. */
export type Origins = ReadonlyMap<string, string>;

/** An input file as it was read: its hash names the run's folder. */
export interface InputRecord {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Data rows of a CSV, or 0 for a scenario file. */
  readonly rows: number;
  readonly skippedRows: number;
}

/** Everything a command needs from a scenario: the frozen world, what to ask of it, and where it came from. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  /** Fixed number of replications, or `auto` up to the budget. */
  readonly replications: number | 'auto';
  /** Most replications that `auto` may use. */
  readonly replicationBudget: number;
  readonly gates: readonly GateSpec[];
  /** The scenario as one JSON document with every default filled in; durations as text. For the manifest. */
  readonly resolved: unknown;
  readonly origins: Origins;
  readonly inputs: readonly InputRecord[];
  /** How they were read: `ours=theirs` pairs, and whether bad rows were passed over. */
  readonly reading: { readonly columnMap: readonly string[]; readonly skipBadRows: boolean };
  readonly warnings: readonly Warning[];
  /** Path of the scenario file as the user gave it. */
  readonly source: string;
}

/** What the command line adds to a scenario file. */
export interface LoadOptions {
  /** `path=value` pairs of `--set`, in order. */
  readonly set: readonly string[];
  /** Pairs laid over those, of an option with another name: problems and origins call it so. */
  readonly laterSet?: { readonly option: string; readonly pairs: readonly string[] };
  readonly seed: string | null;
  readonly replications: string | null;
  /** `ours=theirs` pairs of `--map`. */
  readonly columnMap: readonly string[];
  readonly skipBadRows: boolean;
  /** `POOLSIM_*` variables. */
  readonly environment: Readonly<Record<string, string>>;
}
