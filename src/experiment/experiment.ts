import type { ResultLayout } from '../model/result.ts';
import type { Warning } from '../model/warning.ts';
import type { LoadedScenario } from '../scenario/loaded.ts';
import type { Aggregate } from './aggregate.ts';
import type { ExitVerdict } from './exit-verdict.ts';
import type { Figure } from './figures-summary.ts';
import type { GateResult } from './gates.ts';
import type { IncidenceCurve } from './incidence-curves.ts';
import type { NumberHealth } from './number-health.ts';
import type { RowHealth } from './row-health.ts';

/** One scenario, replicated and judged: everything that reports are made of. Plain data but `aggregate`. */
export interface Experiment {
  readonly loaded: LoadedScenario;
  readonly layout: ResultLayout;
  readonly aggregate: Aggregate;
  /** Replications finished and folded: 0 … replications − 1. */
  readonly replications: number;
  /** Replications asked for; of `auto`, its budget. */
  readonly requested: number;
  readonly auto: boolean;
  /** True when the run was broken off: the finished prefix is here, no verdict is. */
  readonly partial: boolean;
  /** Confidence level of every interval. */
  readonly confidence: number;
  readonly figures: readonly Figure[];
  readonly incidence: readonly IncidenceCurve[];
  readonly rowHealth: readonly RowHealth[];
  readonly numberHealth: readonly NumberHealth[];
  readonly gates: readonly GateResult[];
  readonly warnings: readonly Warning[];
  readonly verdict: ExitVerdict;
  /** 32 hex digits over all results. */
  readonly resultHash: string;
}
