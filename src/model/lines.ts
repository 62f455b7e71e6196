import type { SimMs } from '../base/units.ts';
import type { Selector } from '../selector/index.ts';
import { DayCaps } from './day-caps.ts';
import type { Prepared } from './prepare.ts';
import type { WarmUpStage } from './spec.ts';
import { warmUpMax } from './warm-up.ts';

/** The bit that all connections beyond the 31st share; it always says that there may be room. */
const SHARED_BIT = 1 << 31;

/** The place of a connection in a word of bits. */
export function connectionBit(connection: number): number {
  return connection < 31 ? 1 << connection : SHARED_BIT;
}

/**
 * Rule 7: who has room for another call. Counts calls in flight of the tenant, each campaign, each
 * connection and each number, paces calls per second, and tells the selector when a connection or a
 * number has room and when it has none. A number at a limit of its own is busy, never skipped.
 */
export class Lines {
  readonly selector: Selector;
  readonly warmUp: readonly (readonly WarmUpStage[])[];
  readonly tenantMax: number;
  readonly campaignMax: Float64Array;
  readonly connectionMax: Float64Array;
  /** Least time between two calls of a connection; 0 = no limit. */
  readonly connectionGapMs: Float64Array;
  readonly connectionOf: Int32Array;
  readonly numberMax: Float64Array;
  /** Calls a day of each number, its own cap; what warming it up allows today comes on top. */
  readonly numberDayMax: Float64Array;
  readonly numberWarmUpMax: Float64Array;
  /** Least time between the starts of two calls of a number; 0 = none. */
  readonly numberGapMs: Float64Array;

  tenant = 0;
  readonly campaign: Int32Array;
  readonly connection: Int32Array;
  readonly number: Int32Array;
  /** When a connection may start its next call. */
  readonly readyMs: Float64Array;
  /** 1 while a connection is down. */
  readonly down: Uint8Array;
  /** 1 when a wake-up for `readyMs` is in the event queue. */
  readonly wakeSet: Uint8Array;
  /** What the selector was last told. */
  readonly roomTold: Uint8Array;
  /** Connections that have room, and the same as bits (`connectionBit`). */
  withRoom: number;
  roomBits: number;
  readonly numberRoomTold: Uint8Array;
  /** When the cool-down of a number's last call ends. */
  readonly numberReadyMs: Float64Array;
  /** Daily caps that an action put on rows, numbers, campaigns or connections. */
  readonly caps: DayCaps;
  readonly rowRoomTold: Uint8Array;
  readonly callsToday: Int32Array;
  /** Most calls on one of the days that are over. */
  readonly callsPerDayMost: Int32Array;
  dayStartMs = 0;
  /** Grows whenever a connection or number gets room: a line blocked at an older state is tried again. */
  version = 0;

  constructor(prepared: Prepared, selector: Selector) {
    const { connections, numbers, campaigns, platform } = prepared.scenario;
    this.selector = selector;
    this.warmUp = Object.freeze(numbers.map((n) => n.warmUp));
    this.tenantMax = platform.tenantConcurrency;
    this.campaignMax = Float64Array.from(campaigns, (c) => c.concurrency);
    this.connectionMax = Float64Array.from(connections, (c) => c.concurrency);
    this.connectionGapMs = Float64Array.from(connections, (c) =>
      c.callsPerSecond === Number.POSITIVE_INFINITY ? 0 : 1_000 / c.callsPerSecond,
    );
    this.connectionOf = Int32Array.from(numbers, (n) => n.connection);
    this.numberMax = Float64Array.from(numbers, (n) => n.concurrentMax);
    this.numberDayMax = Float64Array.from(numbers, (n) => n.callsPerDayMax);
    this.numberWarmUpMax = Float64Array.from(numbers, (n) => warmUpMax(n.warmUp, n.firstUsedMs, 0));
    this.numberGapMs = Float64Array.from(numbers, (n) => n.coolDownMs);
    this.campaign = new Int32Array(campaigns.length);
    this.connection = new Int32Array(connections.length);
    this.number = new Int32Array(numbers.length);
    this.readyMs = new Float64Array(connections.length);
    this.down = new Uint8Array(connections.length);
    this.wakeSet = new Uint8Array(connections.length);
    this.roomTold = new Uint8Array(connections.length).fill(1);
    this.withRoom = connections.length;
    this.roomBits = SHARED_BIT;
    for (let k = 0; k < connections.length; k++) this.roomBits |= connectionBit(k);
    this.numberRoomTold = new Uint8Array(numbers.length).fill(1);
    this.numberReadyMs = new Float64Array(numbers.length);
    this.caps = new DayCaps(prepared);
    this.rowRoomTold = new Uint8Array(prepared.layout.rows.length).fill(1);
    this.callsToday = new Int32Array(numbers.length);
    this.callsPerDayMost = new Int32Array(numbers.length);
  }

  take(campaign: number, number: number, nowMs: SimMs): void {
    const connection = this.connectionOf[number];
    this.tenant++;
    this.campaign[campaign]++;
    this.connection[connection]++;
    this.number[number]++;
    this.callsToday[number]++;
    this.numberReadyMs[number] = nowMs + this.numberGapMs[number];
    const row = this.caps.count(campaign, number, connection);
    const gapMs = this.connectionGapMs[connection];
    if (gapMs > 0) this.readyMs[connection] = nowMs + gapMs;
    this.tellConnection(connection, nowMs);
    this.tellNumber(number, nowMs);
    this.tellRow(row);
  }

  give(campaign: number, number: number, nowMs: SimMs): void {
    const connection = this.connectionOf[number];
    this.tenant--;
    this.campaign[campaign]--;
    this.connection[connection]--;
    this.number[number]--;
    this.tellConnection(connection, nowMs);
    this.tellNumber(number, nowMs);
  }

  /** The call started at `dialMs` was refused at dial: it uses up none of the limits of a day. */
  refund(campaign: number, number: number, dialMs: SimMs, nowMs: SimMs): void {
    if (dialMs >= this.dayStartMs) {
      this.callsToday[number]--;
      const connection = this.connectionOf[number];
      const row = this.caps.refund(campaign, number, connection);
      this.tellRow(row);
      this.tellConnection(connection, nowMs);
    }
    if (this.numberReadyMs[number] === dialMs + this.numberGapMs[number]) {
      this.numberReadyMs[number] = nowMs;
    }
    this.tellNumber(number, nowMs);
  }

  /** The provider had too many calls of a connection: none before `untilMs`. */
  holdOff(connection: number, untilMs: SimMs, nowMs: SimMs): void {
    if (untilMs > this.readyMs[connection]) this.readyMs[connection] = untilMs;
    this.tellConnection(connection, nowMs);
  }

  /** Counts of the day start anew. @param firstUsedMs first use of each number, for warming up */
  newDay(firstUsedMs: Float64Array, nowMs: SimMs): void {
    this.dayStartMs = nowMs;
    this.caps.newDay();
    for (let n = 0; n < this.number.length; n++) {
      this.callsPerDayMost[n] = this.mostCallsADay(n);
      this.callsToday[n] = 0;
      this.numberWarmUpMax[n] = warmUpMax(this.warmUp[n], firstUsedMs[n], nowMs);
      this.tellNumber(n, nowMs);
    }
    this.tellCapped(nowMs);
  }

  mostCallsADay(number: number): number {
    return Math.max(this.callsPerDayMost[number], this.callsToday[number]);
  }

  /** Tells the selector again whoever may have a daily cap: a cap, or the day, has changed. */
  tellCapped(nowMs: SimMs): void {
    if (!this.caps.inUse) return;
    this.version++;
    for (let n = 0; n < this.number.length; n++) this.tellNumber(n, nowMs);
    for (let k = 0; k < this.connection.length; k++) this.tellConnection(k, nowMs);
    for (let row = 0; row < this.rowRoomTold.length; row++) this.tellRow(row);
  }

  isFull(connection: number): boolean {
    return (
      this.connection[connection] >= this.connectionMax[connection] ||
      this.caps.isConnectionCapped(connection)
    );
  }

  isCampaignFull(campaign: number): boolean {
    return (
      this.campaign[campaign] >= this.campaignMax[campaign] || this.caps.isCampaignCapped(campaign)
    );
  }

  isCapped(number: number): boolean {
    const today = this.callsToday[number];
    return (
      today >= this.numberDayMax[number] ||
      today >= this.numberWarmUpMax[number] ||
      today >= this.caps.number[number]
    );
  }

  /** Is some connection able to take a call now? */
  anyRoom(): boolean {
    return this.withRoom > 0;
  }

  tellConnection(connection: number, nowMs: SimMs): void {
    const room =
      this.down[connection] === 0 && !this.isFull(connection) && nowMs >= this.readyMs[connection]
        ? 1
        : 0;
    if (room === this.roomTold[connection]) return;
    this.roomTold[connection] = room;
    this.withRoom += room === 1 ? 1 : -1;
    const bit = connectionBit(connection);
    this.roomBits = room === 1 ? this.roomBits | bit : (this.roomBits & ~bit) | SHARED_BIT;
    if (room === 1) this.version++;
    this.selector.setConnectionRoom(connection, room === 1);
  }

  tellNumber(number: number, nowMs: SimMs): void {
    const room =
      this.number[number] < this.numberMax[number] &&
      !this.isCapped(number) &&
      nowMs >= this.numberReadyMs[number]
        ? 1
        : 0;
    if (room === this.numberRoomTold[number]) return;
    this.numberRoomTold[number] = room;
    if (room === 1) this.version++;
    this.selector.setNumberRoom(number, room === 1);
  }

  /** Only rows in a pool have a selector that listens. */
  tellRow(row: number): void {
    const room = this.caps.isRowCapped(row) ? 0 : 1;
    if (room === this.rowRoomTold[row]) return;
    const { campaign, number } = this.caps.rows[row];
    if (!this.selector.isAttached(campaign, number)) return;
    this.rowRoomTold[row] = room;
    if (room === 1) this.version++;
    this.selector.setRowRoom(campaign, number, room === 1);
  }

  /** A row was put into its pool: the selector takes it to have room. */
  rowAttached(row: number): void {
    this.rowRoomTold[row] = 1;
    this.tellRow(row);
  }
}
