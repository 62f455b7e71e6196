import { roomFor } from './grow.ts';
import type { NumberTable } from './number-table.ts';
import type { CampaignIndex, NumberIndex } from './types.ts';

export const NO_ROW = -1;

/*
 * What a row is to a pick, whatever the contact's country. The order matters: from FLAGGED on a row is
 * considered, from WAITING on the score lets it pass.
 */
/** The number is released: no member of the pool. */
export const OUTSIDE = 0;
export const INACTIVE = 1;
export const PAUSED = 2;
export const FLAGGED = 3;
/** Passes the score, and its own cap or its number's has no room. */
export const WAITING = 4;
/** Passes the score, and both caps have room. */
export const READY = 5;
export const ROW_STATES = 6;

/** Pool rows, one per (campaign, number), in flat arrays; a detached row's place is used again. */
export class PoolRows {
  count = 0;
  free: number[] = [];
  number = new Int32Array(16);
  campaign = new Int32Array(16);
  attempts = new Float64Array(16);
  answered = new Float64Array(16);
  /** Weight in whole units. */
  units = new Float64Array(16);
  /** The weight of a ready row, else 0: what the row brings into a draw. */
  live = new Float64Array(16);
  /** Number and connection of each row side by side, at 2 · row: what a pick reads of the row it tries. */
  spot = new Int32Array(32);
  /** The number's allow-list. */
  list = new Int32Array(16);
  paused = new Uint8Array(16);
  /** 1 while a cap of the row itself leaves room for one more call. */
  room = new Uint8Array(16);
  /** One of the states above, as the index last counted it. */
  state = new Uint8Array(16);
  /** The group of the index that holds the row, and its place there. */
  group = new Int32Array(16);
  slot = new Int32Array(16);
  /** The next row of the same number in another campaign, or `NO_ROW`. */
  nextOfNumber = new Int32Array(16);
  /** byNumber[campaign][number] is the row, or `NO_ROW`. */
  byNumber: Int32Array[] = [];
  /** pool[campaign] lists the attached numbers, ascending. */
  pool: NumberIndex[][] = [];

  addCampaign(numbers: number): void {
    this.byNumber.push(new Int32Array(numbers).fill(NO_ROW));
    this.pool.push([]);
  }

  /** Makes every campaign's lookup hold `numbers` numbers. */
  resizeTo(numbers: number): void {
    for (let campaign = 0; campaign < this.byNumber.length; campaign++) {
      const before = this.byNumber[campaign];
      const grown = roomFor(before, numbers);
      if (grown !== before) grown.fill(NO_ROW, before.length);
      this.byNumber[campaign] = grown;
    }
  }

  /** A fresh row: no attempts, unpaused, counted nowhere yet. O(pool size). */
  add(campaign: CampaignIndex, number: NumberIndex, numbers: NumberTable): number {
    const row = this.free.pop() ?? this.append();
    this.number[row] = number;
    this.campaign[row] = campaign;
    this.attempts[row] = 0;
    this.answered[row] = 0;
    this.paused[row] = 0;
    this.room[row] = 1;
    this.state[row] = OUTSIDE;
    this.live[row] = 0;
    this.spot[2 * row] = number;
    this.spot[2 * row + 1] = numbers.connection[number];
    this.nextOfNumber[row] = numbers.firstRow[number];
    numbers.firstRow[number] = row;
    this.byNumber[campaign][number] = row;
    const pool = this.pool[campaign];
    let place = pool.length;
    while (place > 0 && pool[place - 1] > number) place--;
    pool.splice(place, 0, number);
    return row;
  }

  /** Takes a row out; the index must have let go of it before. O(pool size). */
  remove(row: number, numbers: NumberTable): void {
    const number = this.number[row];
    const campaign = this.campaign[row];
    if (numbers.firstRow[number] === row) {
      numbers.firstRow[number] = this.nextOfNumber[row];
    } else {
      let before = numbers.firstRow[number];
      while (this.nextOfNumber[before] !== row) before = this.nextOfNumber[before];
      this.nextOfNumber[before] = this.nextOfNumber[row];
    }
    this.byNumber[campaign][number] = NO_ROW;
    this.pool[campaign].splice(this.pool[campaign].indexOf(number), 1);
    this.free.push(row);
  }

  private append(): number {
    const row = this.count++;
    this.number = roomFor(this.number, this.count);
    this.campaign = roomFor(this.campaign, this.count);
    this.attempts = roomFor(this.attempts, this.count);
    this.answered = roomFor(this.answered, this.count);
    this.units = roomFor(this.units, this.count);
    this.live = roomFor(this.live, this.count);
    this.spot = roomFor(this.spot, 2 * this.count);
    this.list = roomFor(this.list, this.count);
    this.paused = roomFor(this.paused, this.count);
    this.room = roomFor(this.room, this.count);
    this.state = roomFor(this.state, this.count);
    this.group = roomFor(this.group, this.count);
    this.slot = roomFor(this.slot, this.count);
    this.nextOfNumber = roomFor(this.nextOfNumber, this.count);
    return row;
  }
}
