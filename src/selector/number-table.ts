import { roomFor } from './grow.ts';
import type { NumberIndex, NumberStatus } from './types.ts';

const STATUSES: readonly NumberStatus[] = ['active', 'inactive', 'released'];
export const STATUS_ACTIVE = 0;
export const STATUS_INACTIVE = 1;
export const STATUS_RELEASED = 2;

export function statusCode(status: NumberStatus): number {
  return STATUSES.indexOf(status);
}

export function statusName(code: number): NumberStatus {
  return STATUSES[code];
}

/** What all campaigns share of each number, one flat array per fact, by number index. */
export class NumberTable {
  count = 0;
  homeCountry = new Int32Array(16);
  connection = new Int32Array(16);
  /** A status code. */
  status = new Uint8Array(16);
  /** An index into the allow-lists. */
  allowList = new Int32Array(16);
  /** Observed spam score, 0 … 100. */
  score = new Float64Array(16);
  /** 1 while the score is above the threshold. */
  flagged = new Uint8Array(16);
  /** 1 while the number's own cap leaves room. */
  room = new Uint8Array(16);
  /** The first of the number's pool rows, -1 for none; `PoolRows.nextOfNumber` leads on. */
  firstRow = new Int32Array(16);

  /** Appends a number of which nothing is known but that it is active, has room, and scores 0. */
  add(): NumberIndex {
    const number = this.count++;
    this.homeCountry = roomFor(this.homeCountry, this.count);
    this.connection = roomFor(this.connection, this.count);
    this.status = roomFor(this.status, this.count);
    this.allowList = roomFor(this.allowList, this.count);
    this.score = roomFor(this.score, this.count);
    this.flagged = roomFor(this.flagged, this.count);
    this.room = roomFor(this.room, this.count);
    this.firstRow = roomFor(this.firstRow, this.count);
    this.room[number] = 1;
    this.firstRow[number] = -1;
    return number;
  }
}
