import type { LoadOptions } from '../../scenario/loaded.ts';

/** `html`: the page goes to the folder of the run, its path to stdout. */
export type RunFormat = 'text' | 'json' | 'csv' | 'md' | 'html';

/** The options of `poolsim run`, read. */
export interface RunArguments {
  readonly scenarios: readonly string[];
  readonly load: Omit<LoadOptions, 'environment'>;
  readonly workers: number | 'auto';
  /** As typed; null for the real selector. */
  readonly selector: string | null;
  readonly out: string | null;
  readonly format: RunFormat;
  /** Writes report.html. */
  readonly page: boolean;
  readonly attempts: boolean;
  readonly dryRun: boolean;
  readonly onlyReplication: number | null;
  readonly quiet: boolean;
  readonly color: boolean;
}
