import type { AllowLists } from './allow-lists.ts';
import {
  COUNTS,
  GroupTable,
  MATCHED_SUM,
  OPEN_MATCHED_SUM,
  OTHER_SUM,
  READY_COUNT,
  SUMS,
} from './group-table.ts';
import { roomFor } from './grow.ts';
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
import { drawWeight } from './preference.ts';
import { decideSticky } from './sticky.ts';
import { treeFind } from './sum-tree.ts';
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
const READY_ROWS = READY_COUNT;
const STATE_STRIDE = ROW_STATES;
const IS_INACTIVE = INACTIVE;
const IS_PAUSED = PAUSED;
const IS_FLAGGED = FLAGGED;
const IS_WAITING = WAITING;
const IS_READY = READY;
const NOT_A_ROW = NO_ROW;
const NONE_ELIGIBLE = NO_ELIGIBLE;
const NO_CAPACITY = AT_CAPACITY;

/** Groups looked at between two looks at whether the target was passed. */
const GROUP_RUN = 16;

/** Places of the scratch array: the draw, and what is left of it on the way down. */
const DRAW = 0;
const REST = 1;

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
  connectionRoom = new Uint8Array(4);
  readonly scratch = new Float64Array(2);

  constructor(settings: SelectorSettings, numbers: NumberTable, rows: PoolRows, lists: AllowLists) {
    this.settings = settings;
    this.numbers = numbers;
    this.rows = rows;
    this.lists = lists;
    this.upkeep = new PoolUpkeep(this.groups, numbers, rows, lists);
  }

  addConnection(connection: ConnectionIndex): void {
    this.connectionRoom = roomFor(this.connectionRoom, connection + 1);
    this.connectionRoom[connection] = 1;
    this.groups.addConnection(connection);
  }

  addCampaign(campaign: CampaignIndex, preferCountryMatched: boolean, countries: number): void {
    this.prefer = roomFor(this.prefer, campaign + 1);
    this.prefer[campaign] = preferCountryMatched ? 1 : 0;
    this.groups.addCampaign(countries);
  }

  /** Eligible rows for a country, busy ones included. O(1). */
  eligibleCount(campaign: CampaignIndex, country: CountryIndex): number {
    const counts = this.groups.columnCounts;
    const named = this.groups.columnOf[campaign][country] * COUNT_STRIDE;
    const open = this.groups.openColumn[campaign] * COUNT_STRIDE;
    return counts[named + 1] + counts[named + 2] + counts[open + 1] + counts[open + 2];
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
      this.numbers.room[number] === 1 && this.connectionRoom[this.numbers.connection[number]] === 1
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
    const { columnOf, openColumn, campaignConnections, sums, stride } = this.groups;
    const room = this.connectionRoom;
    const connections = campaignConnections[campaign];
    const cells = columnOf[campaign][country] * stride;
    const toOpen = (openColumn[campaign] * stride - cells) * SUM_STRIDE;
    let matched = 0;
    let all = 0;
    for (let i = 0; i < connections.length; i++) {
      if (room[connections[i]] === 0) continue;
      const place = (cells + connections[i]) * SUM_STRIDE;
      const own = sums[place + MATCHED];
      matched += own + sums[place + OPEN_MATCHED];
      all += own + sums[place + OTHER] + sums[place + toOpen + OTHER];
    }
    const total = drawWeight(this.prefer[campaign] === 1, matched, all);
    // A rounded product stays below `total`, because u ≤ 1 - 2^-53 and total < 2^53; subtracting whole
    // numbers from it is exact. So the target always falls on a row, the same in any implementation.
    const target = this.scratch[DRAW] * total;
    if (target < matched) {
      this.scratch[REST] = target;
      return this.findMatched(campaign, country, out);
    }
    this.scratch[REST] = target - matched;
    return this.findOther(campaign, country, out);
  }

  /** Fills the skip counts of a pick. O(connections). */
  survey(campaign: CampaignIndex, country: CountryIndex, out: PickRecord): void {
    const {
      columnOf,
      openColumn,
      columnCounts,
      campaignConnections,
      campaignCounts,
      sums,
      stride,
    } = this.groups;
    const room = this.connectionRoom;
    const column = columnOf[campaign][country];
    const openOne = openColumn[campaign];
    const connections = campaignConnections[campaign];
    const cells = column * stride;
    const toOpen = (openOne * stride - cells) * SUM_STRIDE;
    let withRoom = 0;
    for (let i = 0; i < connections.length; i++) {
      if (room[connections[i]] === 0) continue;
      const place = (cells + connections[i]) * SUM_STRIDE + READY_ROWS;
      withRoom += sums[place] + sums[place + toOpen];
    }
    const named = column * COUNT_STRIDE;
    const open = openOne * COUNT_STRIDE;
    const inState = campaign * STATE_STRIDE;
    const counts = campaignCounts;
    const flagged = counts[inState + IS_FLAGGED];
    const unflagged = counts[inState + IS_WAITING] + counts[inState + IS_READY];
    const spam = columnCounts[named] + columnCounts[open];
    const eligible =
      columnCounts[named + 1] +
      columnCounts[named + 2] +
      columnCounts[open + 1] +
      columnCounts[open + 2];
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
    out.busy = (eligible - withRoom) | 0;
    out.usedSticky = 0;
    out.work = connections.length;
  }

  /**
   * The country-matched row at `scratch[REST]`, which lies below their total weight. Each connection
   * has two stretches, of restricted rows and of open ones; the number of stretches that end at or
   * before the target is found without branching on it, as in `treeFind`.
   */
  private findMatched(campaign: CampaignIndex, country: CountryIndex, out: PickRecord): number {
    const { columnOf, campaignConnections, sums, stride } = this.groups;
    const room = this.connectionRoom;
    const connections = campaignConnections[campaign];
    const cells = columnOf[campaign][country] * stride;
    const target = this.scratch[REST];
    let end = 0;
    let before = 0;
    let passed = 0;
    for (let i = 0; i < connections.length; i++) {
      const place = (cells + connections[i]) * SUM_STRIDE;
      const open = room[connections[i]];
      const named = sums[place + MATCHED] * open;
      const unrestricted = sums[place + OPEN_MATCHED] * open;
      end += named;
      const pastNamed = Number(target >= end);
      end += unrestricted;
      const pastBoth = Number(target >= end);
      before += named * pastNamed + unrestricted * pastBoth;
      passed += pastNamed + pastBoth;
    }
    const place = (cells + connections[passed >> 1]) * SUM_STRIDE;
    this.scratch[REST] = target - before;
    return this.findInSum(place + MATCHED + (passed & 1) * (OPEN_MATCHED - MATCHED), 0, out);
  }

  /** The row at `scratch[REST]` among those that are not country-matched; otherwise the same. */
  private findOther(campaign: CampaignIndex, country: CountryIndex, out: PickRecord): number {
    const { columnOf, openColumn, campaignConnections, sums, sumGroups, stride } = this.groups;
    const room = this.connectionRoom;
    const connections = campaignConnections[campaign];
    const cells = columnOf[campaign][country] * stride;
    const openCells = openColumn[campaign] * stride;
    const target = this.scratch[REST];
    let end = 0;
    let before = 0;
    let passed = 0;
    for (let i = 0; i < connections.length; i++) {
      const place = (cells + connections[i]) * SUM_STRIDE;
      const openPlace = (openCells + connections[i]) * SUM_STRIDE;
      const open = room[connections[i]];
      const named = sums[place + OTHER] * open;
      const unrestricted = (sums[openPlace + OTHER] - sums[place + OPEN_MATCHED]) * open;
      end += named;
      const pastNamed = Number(target >= end);
      end += unrestricted;
      const pastBoth = Number(target >= end);
      before += named * pastNamed + unrestricted * pastBoth;
      passed += pastNamed + pastBoth;
    }
    this.scratch[REST] = target - before;
    const connection = connections[passed >> 1];
    const place = (cells + connection) * SUM_STRIDE;
    if ((passed & 1) === 0) return this.findInSum(place + OTHER, 0, out);
    const matched = sumGroups[place + OPEN_MATCHED];
    const leftOut = matched.length === 0 ? 0 : matched[0];
    return this.findInSum((openCells + connection) * SUM_STRIDE + OTHER, leftOut, out);
  }

  /** The row at `scratch[REST]` among a sum's groups, one group left out (0 leaves out none). */
  private findInSum(place: number, leftOut: number, out: PickRecord): number {
    const { sumGroups, groupSum } = this.groups;
    const groups = sumGroups[place];
    const target = this.scratch[REST];
    let end = 0;
    let before = 0;
    let passed = 0;
    // Whole runs of groups without a branch on the target, then one branch on whether it was passed.
    for (let from = 0; passed === from && from < groups.length; from += GROUP_RUN) {
      const to = Math.min(from + GROUP_RUN, groups.length);
      for (let i = from; i < to; i++) {
        const weight = groupSum[groups[i]] * Number(groups[i] !== leftOut);
        end += weight;
        const past = Number(target >= end);
        before += weight * past;
        passed += past;
      }
    }
    this.scratch[REST] = target - before;
    out.work += passed + 1;
    return this.findInGroup(groups[passed], out);
  }

  private findInGroup(group: number, out: PickRecord): number {
    const tree = this.groups.groupTree[group];
    out.work += 32 - Math.clz32(tree.length >>> 1);
    const slot = treeFind(tree, this.scratch[REST]);
    return this.rows.number[this.groups.groupRows[group][slot]];
  }
}
