import type { PoolView } from './pool-view.ts';
import type { CampaignIndex, CountryIndex, NumberIndex } from './types.ts';

/** One attempt that needs a number. */
export interface PickRequest {
  readonly campaign: CampaignIndex;
  /** The contact's country; 0 when it cannot be told. */
  readonly country: CountryIndex;
  /** The contact's sticky number, or `NO_NUMBER`. */
  readonly sticky: NumberIndex;
  /** One uniform draw in [0, 1), the only randomness of a pick. */
  readonly u: number;
  /** The contact's attempt, from 1. */
  readonly attempt: number;
}

/**
 * The seam for a selector of the user's own. It must answer with a number of the pool that the rules
 * allow and that has room, with `NO_ELIGIBLE`, or with `AT_CAPACITY`, and must depend on nothing but
 * its two arguments and on what it was told before.
 */
export interface CustomSelector {
  pick(request: PickRequest, pool: PoolView): number;
}
