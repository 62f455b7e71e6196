import type { CampaignPool } from './campaign-pool.ts';
import type { PickRecord } from './types.ts';

/** No number is ready; one is at least, and the draw walks the sums, or is thrown at the slots. */
export const NONE_READY = 0;
export const WALKED = 1;
export const THROWN = 2;
export type Course = typeof NONE_READY | typeof WALKED | typeof THROWN;

/**
 * What a pick reads of a campaign and a country, made up once: the counts of a `PickRecord`, and the draw.
 * A plain object, because the engine copies a whole number from one object to another in two
 * instructions, and out of a typed array, with its checks, in nine.
 */
export class PickLine {
  readonly pool: CampaignPool;
  /** The turn of the pool for which the line holds. */
  turn = 0;
  inPool = 0;
  considered = 0;
  eligible = 0;
  inactive = 0;
  paused = 0;
  spam = 0;
  country = 0;
  spamAndCountry = 0;
  busy = 0;
  /** What becomes of a pick without a sticky number. */
  course: Course = NONE_READY;
  /** The height that the draw is thrown under, in units of weight. */
  height = 0;
  /** Slots that it is thrown at, in two stretches of the slot table: how many in both, in the first. */
  slots = 0;
  firstSlots = 0;
  /** Where the first stretch starts, and where the second would if it had the first one before it. */
  firstAt = 0;
  secondAt = 0;
  /** The arrays that the pool has them in. */
  numbers: Int32Array;
  standing: Int32Array;

  constructor(pool: CampaignPool) {
    this.pool = pool;
    this.numbers = pool.slots.numbers;
    this.standing = pool.standing;
  }

  /** Fills a record with the counts, and says that no sticky number was used. */
  copyTo(out: PickRecord): void {
    out.pool = this.inPool;
    out.considered = this.considered;
    out.eligible = this.eligible;
    out.inactive = this.inactive;
    out.paused = this.paused;
    out.spam = this.spam;
    out.country = this.country;
    out.spamAndCountry = this.spamAndCountry;
    out.busy = this.busy;
    out.usedSticky = 0;
  }
}
