import type { AllowLists } from './allow-lists.ts';
import {
  ALLOWED_FACT,
  COUNTS,
  FACTS,
  FLAGGED_FACT,
  GroupTable,
  MATCHED_FACT,
  MATCHED_SUM,
  OPEN_MATCHED_SUM,
  OTHER_SUM,
  PREFER_FACT,
  READY_FACT,
  READY_FACTS,
  STATE_FACTS,
  SUMS,
  TURN_FACT,
  WAITING_FACT,
} from './group-table.ts';
import { roomFor } from './grow.ts';
import { Inversion } from './inversion.ts';
import type { NumberTable } from './number-table.ts';
import { FLAGGED, INACTIVE, NO_ROW, PAUSED, type PoolRows, READY, WAITING } from './pool-rows.ts';
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
const PREFER = PREFER_FACT;
const MATCHED_READY = READY_FACTS + MATCHED_SUM;
const OTHER_READY = READY_FACTS + OTHER_SUM;
const OPEN_MATCHED_READY = READY_FACTS + OPEN_MATCHED_SUM;
const ALLOWED_SLOTS = ALLOWED_FACT;
const MATCHED_SLOTS = MATCHED_FACT;
const ALL_INACTIVE = STATE_FACTS + INACTIVE;
const ALL_PAUSED = STATE_FACTS + PAUSED;
const ALL_FLAGGED = STATE_FACTS + FLAGGED;
const ALL_WAITING = STATE_FACTS + WAITING;
const ALL_READY = STATE_FACTS + READY;
const IS_WAITING = WAITING;
const IS_READY = READY;
const NOT_A_ROW = NO_ROW;
const NONE_ELIGIBLE = NO_ELIGIBLE;
const NO_CAPACITY = AT_CAPACITY;

/** A draw is thrown where no more tries than this are expected. */
const EXPECTED_TRIES = 8;
const MOST_TRIES = 64;
const TWO_32 = 2 ** 32;
const ONE_OF_2_32 = 2 ** -32;

/** Place of the draw in the scratch array. */
const DRAW = 0;

/**
 * The fast index as a pick reads it: skip counts in one line per column, and a draw that is thrown at the
 * column's slots. `PoolUpkeep` keeps both true; the layout is described in `group-table.ts`.
 *
 * The draw chooses a slot and a height under the bound of all weights; a row heavier than the height is
 * picked, else the next bits decide: exact in proportion to weight, and blind to how the pool came to be
 * so. Where too few would hit, `Inversion` finds the row in the running sum of weights instead.
 *
 * Cost of a pick: O(1) tries expected, or what `Inversion` costs; O(connections) after one's room changed.
 * Nothing is allocated: doubles travel between methods through `scratch`, because a double handed to a
 * call that is not inlined is put on the heap.
 *
 * Measured 2026-11-23 (Node 20.20, two shared virtual cores; reference workload of docs/BENCHMARKS.md,
 * draw included): pick 32, 34, 37, 50, 111 ns, outcome 24, 23, 26, 34, 126 ns, both 58, 59, 69, 89, 264 ns
 * at 10, 100, 1,000, 10,000, 100,000 numbers, 0 bytes; one draw of alea is 5.4 ns there.
 */
export class PoolIndex {
  readonly groups = new GroupTable();
  readonly upkeep: PoolUpkeep;
  readonly settings: SelectorSettings;
  readonly numbers: NumberTable;
  readonly rows: PoolRows;
  readonly lists: AllowLists;
  /** Counts the changes of any connection's room. */
  roomTurn = 0;
  readonly inversion: Inversion;
  readonly scratch = new Float64Array(1);

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
    this.upkeep.addCampaign(campaign);
    this.groups.addCampaign(countries, preferCountryMatched);
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
    const rows = this.rows;
    const room = this.upkeep.connectionRoom;
    const spot = rows.spot;
    if (sticky >= 0) {
      const row = rows.byNumber[campaign][sticky];
      if (row !== NOT_A_ROW) {
        const state = rows.state[row];
        const eligible = state >= IS_WAITING && this.lists.allows(rows.list[row], country);
        const hasRoom = state === IS_READY && room[spot[2 * row + 1]] === 1;
        const decision = decideSticky(eligible, hasRoom, this.settings.stickyWhenBusy);
        if (decision === 'wait') return NO_CAPACITY;
        if (decision === 'use') {
          out.usedSticky = 1;
          return sticky;
        }
      }
    }
    const { columnOf, openColumn, columnFacts, slots } = this.groups;
    const column = columnOf[campaign][country];
    const openOne = openColumn[campaign];
    const named = column * FACT_STRIDE;
    const open = openOne * FACT_STRIDE;
    const matched = columnFacts[named + MATCHED_READY] + columnFacts[named + OPEN_MATCHED_READY];
    const prefer = columnFacts[open + PREFER] === 1;
    const onlyMatched = prefer && matched > 0;
    const firstRows = onlyMatched ? slots.matched[column] : slots.allowed[column];
    const secondRows = slots.allowed[openOne];
    const firstSize = columnFacts[named + (onlyMatched ? MATCHED_SLOTS : ALLOWED_SLOTS)];
    const size = onlyMatched ? firstSize : firstSize + columnFacts[open + ALLOWED_SLOTS];
    const competing = onlyMatched ? matched : out.eligible - out.busy;
    const bounds = this.upkeep.bounds.ofCampaign;
    const height = bounds[2 * campaign];
    const total = bounds[2 * campaign + 1];
    const passing = columnFacts[open + ALL_WAITING] + columnFacts[open + ALL_READY];
    if (EXPECTED_TRIES * competing * total >= passing * size * height) {
      const live = rows.live;
      let u = this.scratch[DRAW];
      let bits = (u * TWO_32) | 0;
      for (let tries = 1; tries <= MOST_TRIES; tries++) {
        const x = u * size;
        const i = x | 0;
        const row = i < firstSize ? firstRows[i] : secondRows[i - firstSize];
        if ((x - i) * height < live[row] * room[spot[2 * row + 1]]) {
          out.work += tries;
          out.rejections += tries - 1;
          return spot[2 * row];
        }
        // The next 32 bits: a step of the golden ratio, then "lowbias32" (Wellons 2018), a permutation.
        // Written out, because a call costs as much again.
        bits = (bits + 0x9e3779b9) | 0;
        bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
        bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
        bits ^= bits >>> 15;
        u = (bits >>> 0) * ONE_OF_2_32;
      }
      out.work += MOST_TRIES;
      out.rejections += MOST_TRIES;
      this.scratch[DRAW] = u;
    }
    this.inversion.rest[0] = this.scratch[DRAW];
    return this.inversion.find(campaign, country, prefer, out);
  }

  /** Rule 5 is switched on for the campaign. */
  prefersMatched(campaign: CampaignIndex): boolean {
    return this.groups.columnFacts[this.groups.openColumn[campaign] * FACT_STRIDE + PREFER] === 1;
  }

  /** Fills the skip counts of a pick. O(connections). */
  survey(campaign: CampaignIndex, country: CountryIndex, out: PickRecord): void {
    const { columnOf, openColumn, columnFacts } = this.groups;
    const column = columnOf[campaign][country];
    const openOne = openColumn[campaign];
    const named = column * FACT_STRIDE;
    const open = openOne * FACT_STRIDE;
    if (columnFacts[named + TURN] !== this.roomTurn) this.addUp(campaign, column);
    if (columnFacts[open + TURN] !== this.roomTurn) this.addUp(campaign, openOne);
    const flagged = columnFacts[open + ALL_FLAGGED];
    const unflagged = (columnFacts[open + ALL_WAITING] + columnFacts[open + ALL_READY]) | 0;
    const withRoom =
      columnFacts[named + MATCHED_READY] +
      columnFacts[named + OTHER_READY] +
      columnFacts[open + OTHER_READY];
    const spam = (columnFacts[named + FLAGGED_ROWS] + columnFacts[open + FLAGGED_ROWS]) | 0;
    const eligible =
      (columnFacts[named + WAITING_ROWS] +
        columnFacts[named + READY_ROWS_ALL] +
        columnFacts[open + WAITING_ROWS] +
        columnFacts[open + READY_ROWS_ALL]) |
      0;
    const considered = (flagged + unflagged) | 0;
    const inactive = columnFacts[open + ALL_INACTIVE];
    const paused = columnFacts[open + ALL_PAUSED];
    out.inactive = inactive;
    out.paused = paused;
    out.considered = considered;
    out.pool = (considered + inactive + paused) | 0;
    out.eligible = eligible;
    out.spam = spam;
    out.country = (unflagged - eligible) | 0;
    out.spamAndCountry = (flagged - spam) | 0;
    out.busy = (eligible - withRoom) | 0;
    out.usedSticky = 0;
    out.work = 1;
  }

  /** Adds a column's ready rows up over the connections with room. O(connections). */
  private addUp(campaign: CampaignIndex, column: number): void {
    const { campaignConnections, columnFacts, ready, stride } = this.groups;
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
    const facts = column * FACT_STRIDE;
    columnFacts[facts + MATCHED_READY] = matched;
    columnFacts[facts + OTHER_READY] = other;
    columnFacts[facts + OPEN_MATCHED_READY] = openMatched;
    columnFacts[facts + TURN] = this.roomTurn;
  }
}
