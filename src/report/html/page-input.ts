import type { StoredComparison } from '../stored/comparison-document.ts';
import type { StoredPlan } from '../stored/plan-document.ts';
import type { StoredRun } from '../stored/stored-run.ts';
import type { StoredSweep } from '../stored/sweep-document.ts';

/** Everything that a page is drawn from: stored results, and nothing else. */
export interface PageInput {
  /** The run that the page is about. */
  readonly run: StoredRun;
  /** Runs that were named beside it: shown side by side with it, in a section of their own. */
  readonly others: readonly StoredRun[];
  /** What `plan --json`, sweep folders and `compare --json` left; mostly none. */
  readonly plans: readonly StoredPlan[];
  readonly sweeps: readonly StoredSweep[];
  readonly comparisons: readonly StoredComparison[];
  /** Version of poolsim that draws. */
  readonly version: string;
}

/** A parameter that a sweep varied, and how much a figure moves with it: "which assumptions matter most". */
export interface Influence {
  /** As in `--set`: `drift.growthPerDay`. */
  readonly path: string;
  /** The figure that moves, such as `stall.risk` or `dials{country=GB}`. */
  readonly figure: string;
  /** Largest difference to the scenario as it is, over the values that were tried, as text with its interval. */
  readonly change: string;
  /** The value that made it, as written. */
  readonly value: string;
  /** |difference| / the largest |difference| of that figure over all axes: 0 … 1. */
  readonly share: number;
  /** True when the interval of the difference leaves zero out. */
  readonly sure: boolean;
}
