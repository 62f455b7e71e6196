import type { AllowLists } from './allow-lists.ts';
import { nextBits } from './draw-bits.ts';
import {
  COUNTS,
  FACTS,
  FLAGGED_FACT,
  GroupTable,
  MATCHED_SUM,
  OPEN_MATCHED_SUM,
  OTHER_SUM,
  READY_FACT,
  SUMS,
  TURN_FACT,
  WAITING_FACT,
} from './group-table.ts';
import { roomFor } from './grow.ts';
import { Inversion } from './inversion.ts';
import type { NumberTable } from './number-table.ts';
import {
  FLAGGED,
  INACTIVE,
  NO_ROW,
  PAUSED,
  type PoolRows,
  READY,
  ROW_STATES,
  WAITING,
} from './pool-rows.ts';
import { PoolUpkeep } from './pool-upkeep.ts';
import { decideSticky } from './sticky.ts';
import {
  AT_CAPACITY,
  type CampaignIndex,
  type ConnectionIndex,
  type CountryIndex,
  NO_ELIGIBLE,
  type NumberIndex,
  type PickRecord,
  type SelectorSettings,
} from './types.ts';

/*
 * Own names for imported constants. Measured on Node 20: a constant of another module is read from its
 * cell, checked and multiplied at every use, one of this module is folded into the machine code. It
 * halves the time of a pick.
 */
const COUNT_STRIDE = COUNTS;
const SUM_STRIDE = SUMS;
const MATCHED = MATCHED_SUM;
const OTHER = OTHER_SUM;
const OPEN_MATCHED = OPEN_MATCHED_SUM;
const FACT_STRIDE = FACTS;
const FLAGGED_ROWS = FLAGGED_FACT;
const WAITING_ROWS = WAITING_FACT;
const READY_ROWS_ALL = READY_FACT;
const TURN = TURN_FACT;
const STATE_STRIDE = ROW_STATES;
const IS_INACTIVE = INACTIVE;
const IS_PAUSED = PAUSED;
const IS_FLAGGED = FLAGGED;
const IS_WAITING = WAITING;
const IS_READY = READY;
const NOT_A_ROW = NO_ROW;
const NONE_ELIGIBLE = NO_ELIGIBLE;
const NO_CAPACITY = AT_CAPACITY;

/** A draw is thrown where at least one try in this many is expected to hit. */
const LEAST_SHARE_OF_8 = 8;
const MOST_TRIES = 64;
const TWO_32 = 2 ** 32;
const ONE_OF_2_32 = 2 ** -32;

/** Places of the scratch array: the draw, and what is left of it on the way down. */
const DRAW = 0;

/**
 * The fast index as a pick reads it: counts and sums of weights, so that a pick looks at sums and not at
 * numbers. `PoolUpkeep` keeps them true; the layout is described in `group-table.ts`.
 *
 * Cost of a pick: O(connections + groups of one sum + log rows of one group). Nothing is allocated:
 * doubles travel between methods through `scratch`, because a double handed to a call that is not
 * inlined is put on the heap.
 *
 * Measured (Node 20.20, two shared virtual cores; 4 connections, 12 allow-lists, 8 countries, 30 % sticky,
 * preference on, draw included): pick 77, 91, 109, 133 ns and pick with outcome 113, 127, 160, 192 ns at
 * 10, 100, 1,000 and 10,000 numbers, 0 bytes; one draw of alea is 5.6 ns there.
 */
export class PoolIndex {
  readonly groups = new GroupTable();
  readonly upkeep: PoolUpkeep;
  readonly settings: SelectorSettings;
  readonly numbers: NumberTable;
  readonly rows: PoolRows;
  readonly lists: AllowLists;
  prefer = new Uint8Array(1);
  /** Counts the changes of any connection's room. */
  roomTurn = 0;
  readonly inversion: Inversion;
  readonly scratch = new Float64Array(2);

  constructor(settings: SelectorSettings, numbers: NumberTable, rows: PoolRows, lists: AllowLists) {
    this.settings = settings;
    this.numbers = numbers;
    this.rows = rows;
    this.lists = lists;
    this.upkeep = new PoolUpkeep(this.groups, numbers, rows, lists);
    this.inversion = new Inversion(this.groups, this.upkeep, rows);
  }

  addConnection(connection: ConnectionIndex): void {
    this.upkeep.connectionRoom = roomFor(this.upkeep.connectionRoom, connection + 1);
    this.upkeep.connectionRoom[connection] = 1;
    this.groups.addConnection(connection);
  }

  addCampaign(campaign: CampaignIndex, preferCountryMatched: boolean, countries: number): void {
    this.prefer = roomFor(this.prefer, campaign + 1);
    this.prefer[campaign] = preferCountryMatched ? 1 : 0;
    this.upkeep.addCampaign(campaign);
    this.groups.addCampaign(countries);
  }

  /** Whether the connection has room; the sums of columns follow when they are read next. O(1). */
  setConnectionRoom(connection: ConnectionIndex, room: 0 | 1): void {
    if (this.upkeep.connectionRoom[connection] === room) return;
    this.upkeep.connectionRoom[connection] = room;
    this.roomTurn = (this.roomTurn + 1) & 0x3fffffff;
  }

  /** Eligible rows for a country, busy ones included. O(1). */
  eligibleCount(campaign: CampaignIndex, country: CountryIndex): number {
    const facts = this.groups.columnFacts;
    const named = this.groups.columnOf[campaign][country] * FACT_STRIDE;
    const open = this.groups.openColumn[campaign] * FACT_STRIDE;
    return facts[named + 1] + facts[named + 2] + facts[open + 1] + facts[open + 2];
  }

  /** Eligible rows for a country on one connection, busy ones included. O(1). */
  eligibleOn(campaign: CampaignIndex, country: CountryIndex, connection: ConnectionIndex): number {
    const { cellCounts, columnOf, openColumn, stride } = this.groups;
    const named = (columnOf[campaign][country] * stride + connection) * COUNT_STRIDE;
    const open = (openColumn[campaign] * stride + connection) * COUNT_STRIDE;
    return (
      cellCounts[named + 1] + cellCounts[named + 2] + cellCounts[open + 1] + cellCounts[open + 2]
    );
  }

  /** Rule 1 and 6 for one row. O(1). */
  isEligible(row: number, country: CountryIndex): boolean {
    return (
      this.rows.state[row] >= IS_WAITING &&
      this.lists.allows(this.numbers.allowList[this.rows.number[row]], country)
    );
  }

  /** Rule 7 for one number: room on its connection and under its own cap. O(1). */
  hasRoom(number: NumberIndex): boolean {
    return (
      this.numbers.room[number] === 1 &&
      this.upkeep.connectionRoom[this.numbers.connection[number]] === 1
    );
  }

  /**
   * One pick, in the order of the rules. Answers with the number, `NO_ELIGIBLE` or `AT_CAPACITY`, and
   * fills `out`. `u` is uniform in [0, 1); nothing is checked here.
   */
  pick(
    campaign: CampaignIndex,
    country: CountryIndex,
    sticky: NumberIndex,
    u: number,
    out: PickRecord,
  ): number {
    this.scratch[DRAW] = u;
    return this.pickDrawn(campaign, country, sticky, out);
  }

  /**
   * The pick for the draw in `scratch`. Kept longer than what V8 inlines (460 bytes of bytecode): so
   * `pick` stays small enough to be inlined into its callers, and `u` need not be put on the heap.
   */
  private pickDrawn(
    campaign: CampaignIndex,
    country: CountryIndex,
    sticky: NumberIndex,
    out: PickRecord,
  ): number {
    this.survey(campaign, country, out);
    if (out.eligible === 0) return NONE_ELIGIBLE;
    if (out.eligible === out.busy) return NO_CAPACITY;
    if (sticky >= 0) {
      const row = this.rows.byNumber[campaign][sticky];
      const eligible = row !== NOT_A_ROW && this.isEligible(row, country);
      const decision = decideSticky(eligible, this.hasRoom(sticky), this.settings.stickyWhenBusy);
      if (decision === 'wait') return NO_CAPACITY;
      if (decision === 'use') {
        out.usedSticky = 1;
        return sticky;
      }
    }
    const { columnOf, openColumn, columnReady, campaignCounts, slots } = this.groups;
    const column = columnOf[campaign][country];
    const openOne = openColumn[campaign];
    const matched =
      columnReady[column * SUM_STRIDE + MATCHED] + columnReady[column * SUM_STRIDE + OPEN_MATCHED];
    const prefer = this.prefer[campaign] === 1;
    const onlyMatched = prefer && matched > 0;
    const first = onlyMatched ? slots.matched[column] : slots.allowed[column];
    const second = slots.allowed[openOne];
    const firstSize = first.size;
    const size = onlyMatched ? firstSize : firstSize + second.size;
    const competing = onlyMatched ? matched : out.eligible - out.busy;
    const { bound, total } = this.upkeep.bounds;
    const inState = campaign * STATE_STRIDE;
    const passing = campaignCounts[inState + IS_WAITING] + campaignCounts[inState + IS_READY];
    if (LEAST_SHARE_OF_8 * competing * total[campaign] >= passing * size * bound[campaign]) {
      const { live, connection, number } = this.rows;
      const room = this.upkeep.connectionRoom;
      const firstRows = first.rows;
      const secondRows = second.rows;
      const height = bound[campaign];
      let u = this.scratch[DRAW];
      let bits = (u * TWO_32) | 0;
      for (let tries = 1; tries <= MOST_TRIES; tries++) {
        const x = u * size;
        const i = x | 0;
        const row = i < firstSize ? firstRows[i] : secondRows[i - firstSize];
        if ((x - i) * height < live[row] * room[connection[row]]) {
          out.work += tries;
          out.rejections += tries - 1;
          return number[row];
        }
        bits = nextBits(bits);
        u = (bits >>> 0) * ONE_OF_2_32;
      }
      out.work += MOST_TRIES;
      out.rejections += MOST_TRIES;
      this.scratch[DRAW] = u;
    }
    this.inversion.rest[0] = this.scratch[DRAW];
    return this.inversion.find(campaign, country, prefer, out);
  }

  /** Fills the skip counts of a pick. O(connections). */
  survey(campaign: CampaignIndex, country: CountryIndex, out: PickRecord): void {
    const { columnOf, openColumn, columnFacts, columnReady, campaignCounts } = this.groups;
    const column = columnOf[campaign][country];
    const openOne = openColumn[campaign];
    const named = column * FACT_STRIDE;
    const open = openOne * FACT_STRIDE;
    if (columnFacts[named + TURN] !== this.roomTurn) this.addUp(campaign, column);
    if (columnFacts[open + TURN] !== this.roomTurn) this.addUp(campaign, openOne);
    const inState = campaign * STATE_STRIDE;
    const counts = campaignCounts;
    const flagged = counts[inState + IS_FLAGGED];
    const unflagged = counts[inState + IS_WAITING] + counts[inState + IS_READY];
    const withRoom =
      columnReady[column * SUM_STRIDE + MATCHED] +
      columnReady[column * SUM_STRIDE + OTHER] +
      columnReady[openOne * SUM_STRIDE + OTHER];
    const spam = columnFacts[named + FLAGGED_ROWS] + columnFacts[open + FLAGGED_ROWS];
    const eligible =
      columnFacts[named + WAITING_ROWS] +
      columnFacts[named + READY_ROWS_ALL] +
      columnFacts[open + WAITING_ROWS] +
      columnFacts[open + READY_ROWS_ALL];
    const considered = flagged + unflagged;
    const inactive = counts[inState + IS_INACTIVE];
    const paused = counts[inState + IS_PAUSED];
    out.inactive = inactive;
    out.paused = paused;
    out.considered = considered;
    out.pool = considered + inactive + paused;
    out.eligible = eligible;
    out.spam = spam;
    out.country = unflagged - eligible;
    out.spamAndCountry = flagged - spam;
    out.busy = eligible - withRoom;
    out.usedSticky = 0;
    out.work = 1;
  }

  /** Adds a column's ready rows up over the connections with room. O(connections). */
  private addUp(campaign: CampaignIndex, column: number): void {
    const { campaignConnections, columnFacts, columnReady, ready, stride } = this.groups;
    const room = this.upkeep.connectionRoom;
    const connections = campaignConnections[campaign];
    let matched = 0;
    let other = 0;
    let openMatched = 0;
    for (let i = 0; i < connections.length; i++) {
      if (room[connections[i]] === 0) continue;
      const place = (column * stride + connections[i]) * SUM_STRIDE;
      matched += ready[place + MATCHED];
      other += ready[place + OTHER];
      openMatched += ready[place + OPEN_MATCHED];
    }
    columnReady[column * SUM_STRIDE + MATCHED] = matched;
    columnReady[column * SUM_STRIDE + OTHER] = other;
    columnReady[column * SUM_STRIDE + OPEN_MATCHED] = openMatched;
    columnFacts[column * FACT_STRIDE + TURN] = this.roomTurn;
  }
}
