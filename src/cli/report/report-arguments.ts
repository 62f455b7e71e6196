export type ReportFormat = 'text' | 'md' | 'csv' | 'json' | 'html';

/** The options of `poolsim report`, read. */
export interface ReportArguments {
  /** Folders of runs and sweeps, and documents of `plan --json` and `compare --json`, in any order. */
  readonly sources: readonly string[];
  readonly format: ReportFormat;
  /** A file in place of stdout, `-` for stdout; null: stdout, and for html report.html in the run's folder. */
  readonly out: string | null;
  /** Whether a file of `out` that is there already is overwritten. */
  readonly force: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}
