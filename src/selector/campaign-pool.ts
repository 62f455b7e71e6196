import { roomFor } from './grow.ts';
import type { NumberTable } from './number-table.ts';
import { SlotTable } from './slot-table.ts';
import type { NumberIndex } from './types.ts';
import { WeightBound } from './weight-bound.ts';

export const NO_ROW = -1;
/** Turns count from 1 and start again, so that a blank line, at 0, never holds. */
const LAST_TURN = 2 ** 30;

/** The numbers of one campaign as its picks and outcomes see them. */
export class CampaignPool {
  /** Counts the changes of rows, slots and rooms; a line with another turn is out of date. */
  turn = 1;
  /** The row of each number, or `NO_ROW`. */
  rowOf = new Int32Array(0);
  /**
   * What each number brings into a draw: its weight in whole units while it is ready, that weight below
   * zero while it is waiting, else 0. Weights are at most 2^24 units.
   */
  standing = new Int32Array(0);
  readonly slots: SlotTable;
  readonly bound = new WeightBound();
  /** Changes of weight for which the sums are still kept true; 0 = they are not. */
  summed = 0;
  /** The attached numbers, ascending. */
  members: NumberIndex[] = [];

  constructor(numbers: NumberTable) {
    this.slots = new SlotTable(numbers);
    this.resizeTo(numbers.count);
  }

  /** Makes room for `numbers` numbers. */
  resizeTo(numbers: number): void {
    const before = this.rowOf.length;
    this.rowOf = roomFor(this.rowOf, numbers);
    this.rowOf.fill(NO_ROW, before);
    this.standing = roomFor(this.standing, numbers);
    this.turnOver();
  }

  /** Something changed that lines show. O(1). */
  turnOver(): void {
    this.turn = this.turn === LAST_TURN ? 1 : this.turn + 1;
  }
}
