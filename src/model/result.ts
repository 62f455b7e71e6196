import type { SimMs } from '../base/units.ts';
import type { ActedOn } from './operator/acted-on.ts';

/** A (campaign, country) over which figures are reported; `*` = over all. */
export interface Scope {
  /** Campaign name or `*`. */
  readonly campaign: string;
  /** Country code or `*`. */
  readonly country: string;
}

export type StallCause = 'structural' | 'spam' | 'paused' | 'mixed';

/** A maximal time in which a (campaign, country) had a stalled contact; a closed window pauses it. */
export interface StallEpisode {
  readonly campaign: number;
  readonly country: number;
  readonly startMs: SimMs;
  readonly endMs: SimMs;
  /** Time within it during which a contact was really stalled (windows open). */
  readonly activeMs: number;
  /** Most contacts stalled at once. */
  readonly contactsMax: number;
  readonly cause: StallCause;
  /** True when it had not ended at the horizon. */
  readonly open: boolean;
}

/** Something an operator or a timed intervention did, or was not let do. */
export interface ActionRow extends ActedOn {
  readonly atMs: SimMs;
  readonly by: 'intervention' | 'playbook';
  readonly verb: string;
  readonly reason: string;
  readonly outcome: 'done' | 'refused';
  /** Paid for it at once; rent and minutes are not in it. */
  readonly cost: number;
  /** What came of it; why it was refused. */
  readonly effect: string;
}

/**
 * What one replication leaves: a pure function of (scenario, seed, replication, branch).
 * Layouts: `cells[(figure * scopes + scope) * 2 + (0 numerator | 1 denominator)]` over FIGURES;
 * `rows[row * ROW_METRICS.length + metric]`, rows in (campaign, pool position) order;
 * `numbers[number * NUMBER_METRICS.length + metric]`;
 * `timeline[(hour * scopes + scope) * TIMELINE_COLUMNS.length + column]`.
 */
export interface ReplicationResult {
  readonly replication: number;
  readonly cells: Float64Array;
  readonly rows: Float64Array;
  readonly numbers: Float64Array;
  readonly timeline: Float64Array;
  readonly episodes: readonly StallEpisode[];
  readonly actions: readonly ActionRow[];
  /** Events handled and calls placed: for rates and estimates. */
  readonly events: number;
  readonly dials: number;
  /** Order-sensitive hash of (time, type, entity) over all events, hex: equal iff the runs were equal. */
  readonly fingerprint: string;
}

/** One pool row of the scenario. */
export interface RowRef {
  readonly campaign: number;
  readonly number: number;
  /** True for a row that is in no pool at the start: only an action attaches it. */
  readonly reserve: boolean;
}

/** What experiment and report need to read a ReplicationResult: the same for all replications. */
export interface ResultLayout {
  readonly scopes: readonly Scope[];
  readonly rows: readonly RowRef[];
  readonly hours: number;
}
