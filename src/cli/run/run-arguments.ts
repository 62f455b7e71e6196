import type { LoadOptions } from '../../scenario/loaded.ts';

export type RunFormat = 'text' | 'json' | 'csv' | 'md';

/** The options of `poolsim run`, read. */
export interface RunArguments {
  readonly scenarios: readonly string[];
  readonly load: Omit<LoadOptions, 'environment'>;
  readonly workers: number | 'auto';
  /** As typed; null for the real selector. */
  readonly selector: string | null;
  readonly out: string | null;
  readonly format: RunFormat;
  readonly attempts: boolean;
  readonly dryRun: boolean;
  readonly onlyReplication: number | null;
  readonly quiet: boolean;
  readonly color: boolean;
}
