import type { AllowLists } from './allow-lists.ts';
import { COUNTS, GroupTable, LANE } from './group-table.ts';
import { roomFor } from './grow.ts';
import { type NumberTable, STATUS_ACTIVE, STATUS_RELEASED } from './number-table.ts';
import {
  FLAGGED,
  INACTIVE,
  NO_ROW,
  OUTSIDE,
  PAUSED,
  type PoolRows,
  READY,
  ROW_STATES,
  WAITING,
} from './pool-rows.ts';
import { drawWeight } from './preference.ts';
import { decideSticky } from './sticky.ts';
import { treeAdd, treeFind, treeGrown, treeRebuild } from './sum-tree.ts';
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

/** Places of the scratch array: the draw, then what `survey` and `pickDrawn` found. */
const DRAW = 0;
const MATCHED_WEIGHT = 1;
const ALL_WEIGHT = 2;
const REST = 3;

/**
 * The fast index: counts and sums of weights that follow every change, so that a pick looks at sums
 * and not at numbers. The layout is described in `group-table.ts`.
 *
 * Cost: pick O(connections + groups that may dial the country + log rows of one group); outcome
 * O(log rows of one group + countries of the number's allow-list); score that stays on its side of the
 * threshold, and connection room, O(1). Nothing is allocated in any of them: doubles travel between
 * methods through `scratch`, because a double handed to a call that is not inlined is put on the heap.
 */
export class PoolIndex {
  readonly groups = new GroupTable();
  readonly settings: SelectorSettings;
  readonly numbers: NumberTable;
  readonly rows: PoolRows;
  readonly lists: AllowLists;
  /** Rows in each state, by campaign · ROW_STATES + state. */
  campaignCounts = new Int32Array(ROW_STATES);
  prefer = new Uint8Array(1);
  connectionRoom = new Uint8Array(4);
  readonly scratch = new Float64Array(4);

  constructor(settings: SelectorSettings, numbers: NumberTable, rows: PoolRows, lists: AllowLists) {
    this.settings = settings;
    this.numbers = numbers;
    this.rows = rows;
    this.lists = lists;
  }

  addConnection(connection: ConnectionIndex): void {
    this.connectionRoom = roomFor(this.connectionRoom, connection + 1);
    this.connectionRoom[connection] = 1;
  }

  addCampaign(campaign: CampaignIndex, preferCountryMatched: boolean, countries: number): void {
    this.campaignCounts = roomFor(this.campaignCounts, (campaign + 1) * ROW_STATES);
    this.prefer = roomFor(this.prefer, campaign + 1);
    this.prefer[campaign] = preferCountryMatched ? 1 : 0;
    this.groups.addCampaign(countries);
  }

  /** Puts a row into the group that its number's facts call for, and counts it. O(group size). */
  insert(row: number): void {
    const g = this.groups;
    const number = this.rows.number[row];
    const group = g.groupFor(
      this.rows.campaign[row],
      this.numbers.connection[number],
      this.numbers.allowList[number],
      this.numbers.homeCountry[number],
      this.lists,
    );
    const size = g.groupSize[group];
    if (size === g.groupRows[group].length) {
      g.groupRows[group] = roomFor(g.groupRows[group], size + 1);
      g.groupTree[group] = treeGrown(g.groupTree[group]);
    }
    let slot = size;
    while (slot > 0 && this.rows.number[g.groupRows[group][slot - 1]] > number) slot--;
    this.shiftRows(group, slot, size, 1);
    g.groupRows[group][slot] = row;
    g.groupSize[group] = size + 1;
    this.rows.group[row] = group;
    this.rows.slot[row] = slot;
    this.enter(row, this.stateOf(row));
  }

  /** Takes a row out of its group and out of every count. O(group size). */
  extract(row: number): void {
    this.enter(row, OUTSIDE);
    const group = this.rows.group[row];
    const size = this.groups.groupSize[group];
    this.shiftRows(group, this.rows.slot[row] + 1, size, -1);
    this.groups.groupSize[group] = size - 1;
  }

  /** Counts a row again after its pause, status, score or own room changed. */
  refresh(row: number): void {
    const state = this.stateOf(row);
    if (state !== this.rows.state[row]) this.enter(row, state);
  }

  /** Gives a row another weight, in units, and carries the difference into every sum above it. */
  reweigh(row: number, units: number): void {
    const delta = units - this.rows.units[row];
    if (delta === 0) return;
    this.rows.units[row] = units;
    if (this.rows.state[row] === READY) this.addWeight(row, delta);
  }

  /** Eligible rows for a country, busy ones included. O(1). */
  eligibleCount(campaign: CampaignIndex, country: CountryIndex): number {
    const counts = this.groups.columnCounts;
    const named = this.groups.columnOf[campaign][country] * COUNTS;
    const open = this.groups.openColumn[campaign] * COUNTS;
    return counts[named + 1] + counts[named + 2] + counts[open + 1] + counts[open + 2];
  }

  /** Eligible rows for a country on one connection, busy ones included. O(connections). */
  eligibleOn(campaign: CampaignIndex, country: CountryIndex, connection: ConnectionIndex): number {
    const counts = this.groups.cellCounts;
    const lanes = this.groups.columnLanes[this.groups.columnOf[campaign][country]];
    for (let i = 0; i < lanes.length; i += LANE) {
      if (lanes[i] !== connection) continue;
      const named = lanes[i + 1] * COUNTS;
      const open = lanes[i + 2] * COUNTS;
      return counts[named + 1] + counts[named + 2] + counts[open + 1] + counts[open + 2];
    }
    return 0;
  }

  /** Rule 1 and 6 for one row. O(1). */
  isEligible(row: number, country: CountryIndex): boolean {
    return (
      this.rows.state[row] >= WAITING &&
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

  private pickDrawn(
    campaign: CampaignIndex,
    country: CountryIndex,
    sticky: NumberIndex,
    out: PickRecord,
  ): number {
    this.survey(campaign, country, out);
    if (out.eligible === 0) return NO_ELIGIBLE;
    if (out.eligible === out.busy) return AT_CAPACITY;
    if (sticky >= 0) {
      const row = this.rows.byNumber[campaign][sticky];
      const eligible = row !== NO_ROW && this.isEligible(row, country);
      const decision = decideSticky(eligible, this.hasRoom(sticky), this.settings.stickyWhenBusy);
      if (decision === 'wait') return AT_CAPACITY;
      if (decision === 'use') {
        out.usedSticky = 1;
        return sticky;
      }
    }
    const matched = this.scratch[MATCHED_WEIGHT];
    const total = drawWeight(this.prefer[campaign] === 1, matched, this.scratch[ALL_WEIGHT]);
    // A rounded product stays below `total`, because u ≤ 1 - 2^-53 and total < 2^53; subtracting whole
    // numbers from it is exact. So the target always falls on a row, the same in any implementation.
    const target = this.scratch[DRAW] * total;
    const lanes = this.groups.columnLanes[this.groups.columnOf[campaign][country]];
    if (target < matched) {
      this.scratch[REST] = target;
      return this.findMatched(lanes, out);
    }
    this.scratch[REST] = target - matched;
    return this.findOther(lanes, out);
  }

  /**
   * Fills the skip counts of a pick and, in `scratch`, the weight with room: of country-matched rows,
   * and of all. O(connections).
   */
  survey(campaign: CampaignIndex, country: CountryIndex, out: PickRecord): void {
    const { columnOf, openColumn, columnCounts, columnLanes, cellCounts, slotSum, groupSum } =
      this.groups;
    const column = columnOf[campaign][country];
    const named = column * COUNTS;
    const open = openColumn[campaign] * COUNTS;
    const inState = campaign * ROW_STATES;
    const lanes = columnLanes[column];
    let matched = 0;
    let all = 0;
    let withRoom = 0;
    for (let i = 0; i < lanes.length; i += LANE) {
      if (this.connectionRoom[lanes[i]] === 0) continue;
      const cell = lanes[i + 1];
      const openCell = lanes[i + 2];
      const named = slotSum[2 * cell];
      matched += named + groupSum[lanes[i + 3]];
      all += named + slotSum[2 * cell + 1] + slotSum[2 * openCell + 1];
      withRoom += cellCounts[cell * COUNTS + 2] + cellCounts[openCell * COUNTS + 2];
    }
    this.scratch[MATCHED_WEIGHT] = matched;
    this.scratch[ALL_WEIGHT] = all;
    const counts = this.campaignCounts;
    const flagged = counts[inState + FLAGGED];
    const unflagged = counts[inState + WAITING] + counts[inState + READY];
    const spam = columnCounts[named] + columnCounts[open];
    const eligible =
      columnCounts[named + 1] +
      columnCounts[named + 2] +
      columnCounts[open + 1] +
      columnCounts[open + 2];
    out.inactive = counts[inState + INACTIVE];
    out.paused = counts[inState + PAUSED];
    out.considered = flagged + unflagged;
    out.pool = out.considered + out.inactive + out.paused;
    out.eligible = eligible;
    out.spam = spam;
    out.country = unflagged - eligible;
    out.spamAndCountry = flagged - spam;
    out.busy = eligible - withRoom;
    out.usedSticky = 0;
    out.work = lanes.length / LANE;
  }

  /** The country-matched row at `scratch[REST]`, which lies below their total weight. */
  private findMatched(lanes: Int32Array, out: PickRecord): number {
    const { slotSum, groupSum } = this.groups;
    let rest = this.scratch[REST];
    for (let i = 0; i < lanes.length; i += LANE) {
      if (this.connectionRoom[lanes[i]] === 0) continue;
      const slot = 2 * lanes[i + 1];
      this.scratch[REST] = rest;
      if (rest < slotSum[slot]) return this.findInSlot(slot, 0, out);
      rest -= slotSum[slot];
      this.scratch[REST] = rest;
      if (rest < groupSum[lanes[i + 3]]) return this.findInGroup(lanes[i + 3], out);
      rest -= groupSum[lanes[i + 3]];
    }
    throw new Error('selector: the draw fell beyond the country-matched weight; sums are broken');
  }

  /** The row at `scratch[REST]` among those that are not country-matched. */
  private findOther(lanes: Int32Array, out: PickRecord): number {
    const { slotSum, groupSum } = this.groups;
    let rest = this.scratch[REST];
    for (let i = 0; i < lanes.length; i += LANE) {
      if (this.connectionRoom[lanes[i]] === 0) continue;
      const slot = 2 * lanes[i + 1] + 1;
      this.scratch[REST] = rest;
      if (rest < slotSum[slot]) return this.findInSlot(slot, 0, out);
      rest -= slotSum[slot];
      const openSlot = 2 * lanes[i + 2] + 1;
      const matchedGroup = lanes[i + 3];
      const openSum = slotSum[openSlot] - groupSum[matchedGroup];
      this.scratch[REST] = rest;
      if (rest < openSum) return this.findInSlot(openSlot, matchedGroup, out);
      rest -= openSum;
    }
    throw new Error('selector: the draw fell beyond the weight with room; sums are broken');
  }

  /** The row at `scratch[REST]` among a slot's groups, one group left out (0 leaves out none). */
  private findInSlot(slot: number, leftOut: number, out: PickRecord): number {
    const { slotGroups, groupSum } = this.groups;
    const groups = slotGroups[slot];
    let rest = this.scratch[REST];
    for (let i = 0; i < groups.length; i++) {
      const group = groups[i];
      if (group === leftOut) continue;
      if (rest < groupSum[group]) {
        this.scratch[REST] = rest;
        out.work += i + 1;
        return this.findInGroup(group, out);
      }
      rest -= groupSum[group];
    }
    throw new Error('selector: the draw fell beyond the weight of a slot; sums are broken');
  }

  private findInGroup(group: number, out: PickRecord): number {
    const tree = this.groups.groupTree[group];
    out.work += 32 - Math.clz32(tree.length >>> 1);
    const slot = treeFind(tree, this.scratch[REST]);
    return this.rows.number[this.groups.groupRows[group][slot]];
  }

  /** What the row is to a pick, from the facts. */
  private stateOf(row: number): number {
    const number = this.rows.number[row];
    const status = this.numbers.status[number];
    if (status === STATUS_RELEASED) return OUTSIDE;
    if (status !== STATUS_ACTIVE) return INACTIVE;
    if (this.rows.paused[row] === 1) return PAUSED;
    if (this.numbers.flagged[number] === 1) return FLAGGED;
    return this.numbers.room[number] === 1 ? READY : WAITING;
  }

  /** Moves a row from the state it is counted in to another. */
  private enter(row: number, state: number): void {
    const before = this.rows.state[row];
    this.rows.state[row] = state;
    this.count(row, before, -1);
    this.count(row, state, 1);
    if (before === READY) this.addWeight(row, -this.rows.units[row]);
    if (state === READY) this.addWeight(row, this.rows.units[row]);
  }

  private count(row: number, state: number, sign: number): void {
    this.campaignCounts[this.rows.campaign[row] * ROW_STATES + state] += sign;
    if (state < FLAGGED) return;
    const { groupSlots, cellColumn, cellCounts, columnCounts } = this.groups;
    const slots = groupSlots[this.rows.group[row]];
    for (let i = 0; i < slots.length; i++) {
      const cell = slots[i] >> 1;
      cellCounts[cell * COUNTS + state - FLAGGED] += sign;
      columnCounts[cellColumn[cell] * COUNTS + state - FLAGGED] += sign;
    }
  }

  private addWeight(row: number, delta: number): void {
    const { groupSlots, groupSum, groupTree, slotSum } = this.groups;
    const group = this.rows.group[row];
    treeAdd(groupTree[group], this.rows.slot[row], delta);
    groupSum[group] += delta;
    const slots = groupSlots[group];
    for (let i = 0; i < slots.length; i++) slotSum[slots[i]] += delta;
  }

  /** Moves the rows from slot `from` to the end of the group by one place, up (1) or down (-1). */
  private shiftRows(group: number, from: number, size: number, by: 1 | -1): void {
    if (from < size) {
      const rows = this.groups.groupRows[group];
      const tree = this.groups.groupTree[group];
      const capacity = tree.length >>> 1;
      rows.copyWithin(from + by, from, size);
      tree.copyWithin(capacity + from + by, capacity + from, capacity + size);
      for (let slot = from + by; slot < size + by; slot++) this.rows.slot[rows[slot]] = slot;
      tree[capacity + (by === 1 ? from : size - 1)] = 0;
      treeRebuild(tree);
    }
  }
}
