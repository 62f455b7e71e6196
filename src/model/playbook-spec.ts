import type { DurationMs, Ratio, Score } from '../base/units.ts';
import type { PlaybookStep } from './operator/steps.ts';
import type { WindowSpec, ZoneSpec } from './spec.ts';

/** Where a pause or a cap is put: on the row, its number, its whole campaign or its connection. */
export type ActionLevel = 'row' | 'number' | 'campaign' | 'connection';

/** What makes a pool row a candidate, as the platform can see it. */
export type Signal = 'flagged' | 'degraded' | 'silent' | 'answer_rate';

/**
 * The operator as a policy: what is looked at, how often, and what follows from it. It sees what the
 * platform sees: observed scores, pool statuses, calls and answers; never a true score.
 */
export interface PlaybookSpec {
  /** Steps that are left out. */
  readonly without: readonly PlaybookStep[];
  /** The operator's working hours, on a clock of `zone`. */
  readonly hours: WindowSpec;
  readonly zone: ZoneSpec;
  /** Working time from one review to the next; the first is as long after the start. */
  readonly reviewMs: DurationMs;
  /** Working time from a review to the actions that it decides on. */
  readonly reactionMs: DurationMs;
  /** Numbers that should be eligible per campaign and audience country. */
  readonly eligibleMin: number;
  /** What to do before the start where fewer are. */
  readonly preflight: 'warn' | 'buy';
  readonly spot: {
    /** Reviews in a row without traffic, while others dial, that make a row silent. */
    readonly silentReviews: number;
    /** An answer rate below this share of the pool's has fallen. */
    readonly answerRateBelow: Ratio;
    /** Attempts since the last review before an answer rate says anything. */
    readonly attemptsMin: number;
  };
  readonly pause: {
    readonly level: ActionLevel;
    /** An observed score below it ends the rest … */
    readonly resumeBelow: Score;
    /** … once it has lasted so long. */
    readonly restMinMs: DurationMs;
    /** Most of a pool's active rows that may rest at once. */
    readonly restMax: Ratio;
  };
  readonly narrow: { readonly level: ActionLevel; readonly callsPerDay: number };
  readonly replace: {
    /** From order to delivery of a bought number. */
    readonly leadMs: DurationMs;
    /** Numbers that are owned and stand in no pool, in the order in which they are used. */
    readonly spares: readonly number[];
    /** Numbers that may be bought, in the order in which they are. */
    readonly purchasable: readonly number[];
  };
  readonly retire: {
    /** A number flagged so often … */
    readonly flags: number;
    /** … within so long is retired. */
    readonly windowMs: DurationMs;
  };
  /** From the decision to retire a number to its deactivation, and at the earliest to its release. */
  readonly signOffMs: DurationMs;
}
