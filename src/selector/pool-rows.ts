import { CampaignPool, NO_ROW } from './campaign-pool.ts';
import { roomFor } from './grow.ts';
import type { NumberTable } from './number-table.ts';
import type { CampaignIndex, NumberIndex } from './types.ts';

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
  /** Attempts and answered of each row side by side, at 2 · row. */
  tally = new Float64Array(32);
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

  readonly pools: CampaignPool[] = [];

  addCampaign(numbers: NumberTable): void {
    this.pools.push(new CampaignPool(numbers));
  }

  /** Makes every campaign hold `numbers` numbers. */
  resizeTo(numbers: number): void {
    for (const pool of this.pools) pool.resizeTo(numbers);
  }

  /** The row of a campaign's number, or `NO_ROW`. */
  find(campaign: CampaignIndex, number: NumberIndex): number {
    return this.pools[campaign].rowOf[number];
  }

  /** A fresh row: no attempts, unpaused, counted nowhere yet. O(pool size). */
  add(campaign: CampaignIndex, number: NumberIndex, numbers: NumberTable): number {
    const row = this.free.pop() ?? this.append();
    this.number[row] = number;
    this.campaign[row] = campaign;
    this.tally.fill(0, 2 * row, 2 * row + 2);
    this.paused[row] = 0;
    this.room[row] = 1;
    this.state[row] = OUTSIDE;
    this.nextOfNumber[row] = numbers.firstRow[number];
    numbers.firstRow[number] = row;
    const { rowOf, members } = this.pools[campaign];
    rowOf[number] = row;
    let place = members.length;
    while (place > 0 && members[place - 1] > number) place--;
    members.splice(place, 0, number);
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
    const { rowOf, members } = this.pools[campaign];
    rowOf[number] = NO_ROW;
    members.splice(members.indexOf(number), 1);
    this.free.push(row);
  }

  private append(): number {
    const row = this.count++;
    this.number = roomFor(this.number, this.count);
    this.campaign = roomFor(this.campaign, this.count);
    this.tally = roomFor(this.tally, 2 * this.count);
    this.paused = roomFor(this.paused, this.count);
    this.room = roomFor(this.room, this.count);
    this.state = roomFor(this.state, this.count);
    this.group = roomFor(this.group, this.count);
    this.slot = roomFor(this.slot, this.count);
    this.nextOfNumber = roomFor(this.nextOfNumber, this.count);
    return row;
  }
}
