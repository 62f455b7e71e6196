import type { AllowLists } from './allow-lists.ts';
import { COUNTS, type GroupTable, READY_COUNT, SUMS } from './group-table.ts';
import { roomFor } from './grow.ts';
import { type NumberTable, STATUS_ACTIVE, STATUS_RELEASED } from './number-table.ts';
import {
  FLAGGED,
  INACTIVE,
  OUTSIDE,
  PAUSED,
  type PoolRows,
  READY,
  ROW_STATES,
  WAITING,
} from './pool-rows.ts';
import { treeAdd, treeGrown, treeRebuild } from './sum-tree.ts';

// Own names for imported constants; `pool-index.ts` says why.
const COUNT_STRIDE = COUNTS;
const SUM_STRIDE = SUMS;
const READY_ROWS = READY_COUNT;
const STATE_STRIDE = ROW_STATES;
const IS_FLAGGED = FLAGGED;
const IS_READY = READY;

/**
 * Keeps the counts and sums of the index true to every change: of a pool, of a row's state, of its
 * weight. Sums are whole numbers, so it adds differences and never drifts.
 *
 * Cost: change of state or weight O(log rows of one group + countries of the number's allow-list), and
 * nothing is allocated; attaching and detaching O(rows of one group).
 */
export class PoolUpkeep {
  readonly groups: GroupTable;
  readonly numbers: NumberTable;
  readonly rows: PoolRows;
  readonly lists: AllowLists;

  constructor(groups: GroupTable, numbers: NumberTable, rows: PoolRows, lists: AllowLists) {
    this.groups = groups;
    this.numbers = numbers;
    this.rows = rows;
    this.lists = lists;
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
    if (this.rows.state[row] === IS_READY) this.addWeight(row, delta);
  }

  /** What the row is to a pick, from the facts. */
  private stateOf(row: number): number {
    const number = this.rows.number[row];
    const status = this.numbers.status[number];
    if (status === STATUS_RELEASED) return OUTSIDE;
    if (status !== STATUS_ACTIVE) return INACTIVE;
    if (this.rows.paused[row] === 1) return PAUSED;
    if (this.numbers.flagged[number] === 1) return IS_FLAGGED;
    return this.numbers.room[number] === 1 ? IS_READY : WAITING;
  }

  /** Moves a row from the state it is counted in to another. */
  private enter(row: number, state: number): void {
    const before = this.rows.state[row];
    this.rows.state[row] = state;
    this.count(row, before, -1);
    this.count(row, state, 1);
    if (before === IS_READY) this.addWeight(row, -this.rows.units[row]);
    if (state === IS_READY) this.addWeight(row, this.rows.units[row]);
  }

  private count(row: number, state: number, sign: number): void {
    this.groups.campaignCounts[this.rows.campaign[row] * STATE_STRIDE + state] += sign;
    if (state < IS_FLAGGED) return;
    const { groupCells, cellCounts, columnCounts, sums, stride } = this.groups;
    const cells = groupCells[this.rows.group[row]];
    for (let i = 0; i < cells.length; i++) {
      const column = (cells[i] / stride) | 0;
      cellCounts[cells[i] * COUNT_STRIDE + state - IS_FLAGGED] += sign;
      columnCounts[column * COUNT_STRIDE + state - IS_FLAGGED] += sign;
      if (state === IS_READY) sums[cells[i] * SUM_STRIDE + READY_ROWS] += sign;
    }
  }

  private addWeight(row: number, delta: number): void {
    const { groupSums, groupSum, groupTree, sums } = this.groups;
    const group = this.rows.group[row];
    treeAdd(groupTree[group], this.rows.slot[row], delta);
    groupSum[group] += delta;
    const places = groupSums[group];
    for (let i = 0; i < places.length; i++) sums[places[i]] += delta;
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
