import { type AllowLists, UNRESTRICTED } from './allow-lists.ts';
import type { CampaignPool } from './campaign-pool.ts';
import type { ConnectionRooms } from './connection-rooms.ts';
import { COUNTS, FACTS, type GroupTable, STATE_FACTS, SUMS } from './group-table.ts';
import { roomFor } from './grow.ts';
import { type NumberTable, STATUS_ACTIVE, STATUS_RELEASED } from './number-table.ts';
import { FLAGGED, INACTIVE, OUTSIDE, PAUSED, type PoolRows, READY, WAITING } from './pool-rows.ts';
import { isCountryMatched } from './preference.ts';
import { allowedSide, matchedSide, OPEN_SIDE } from './slot-table.ts';
import { treeAdd, treeGrown, treeRebuild } from './sum-tree.ts';
import type { CampaignIndex, NumberIndex, SelectorSettings } from './types.ts';
import { weightUnits } from './weight.ts';

// Own names for imported constants; `pool-index.ts` says why.
const COUNT_STRIDE = COUNTS;
const SUM_STRIDE = SUMS;
const FACT_STRIDE = FACTS;
const IN_STATE = STATE_FACTS;
const IS_FLAGGED = FLAGGED;
const IS_WAITING = WAITING;
const IS_READY = READY;

/**
 * Keeps the counts, weights and sums of the index true to every change: of a pool, of a row's state, of
 * its weight. Sums are whole numbers, so it adds differences and never drifts.
 *
 * Cost: change of weight O(1), and of state O(countries of the number's allow-list); both O(log rows of
 * one group) more while sums are kept, which they are for a while after a pick asked for them; nothing is
 * allocated. Attaching and detaching O(rows of one column).
 */
export class PoolUpkeep {
  readonly settings: SelectorSettings;
  readonly groups: GroupTable;
  readonly rooms: ConnectionRooms;
  readonly numbers: NumberTable;
  readonly rows: PoolRows;
  readonly lists: AllowLists;

  constructor(
    settings: SelectorSettings,
    groups: GroupTable,
    rooms: ConnectionRooms,
    numbers: NumberTable,
    rows: PoolRows,
    lists: AllowLists,
  ) {
    this.settings = settings;
    this.groups = groups;
    this.rooms = rooms;
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
    const { slots } = this.rows.pools[this.rows.campaign[row]];
    for (const side of this.sidesOf(group)) slots.insert(side, number);
    this.enter(row, this.stateOf(row));
  }

  /** Takes a row out of its group and out of every count. O(group size). */
  extract(row: number): void {
    this.enter(row, OUTSIDE);
    const group = this.rows.group[row];
    const size = this.groups.groupSize[group];
    const pool = this.rows.pools[this.rows.campaign[row]];
    for (const side of this.sidesOf(group)) pool.slots.remove(side, this.rows.number[row]);
    this.shiftRows(group, this.rows.slot[row] + 1, size, -1);
    this.groups.groupSize[group] = size - 1;
    pool.turnOver();
  }

  /** Counts a row again after its pause, status, score or room changed. */
  refresh(row: number): void {
    const state = this.stateOf(row);
    if (state !== this.rows.state[row]) this.enter(row, state);
  }

  /** The weight of a campaign's number is another, in units; carries it into every sum. */
  reweigh(pool: CampaignPool, number: NumberIndex, units: number): void {
    const { standing } = pool;
    const before = standing[number];
    if (before > 0) {
      standing[number] = units;
      if (pool.bound.move(before, units)) pool.turnOver();
      if (pool.summed > 0) this.addWeight(pool, pool.rowOf[number], units - before);
    } else if (before < 0) {
      standing[number] = -units;
      if (pool.bound.move(-before, units)) pool.turnOver();
    }
  }

  /** The weight of a row, in units. */
  unitsOf(row: number): number {
    const { campaign, number, pools, tally } = this.rows;
    const units = pools[campaign[row]].standing[number[row]];
    if (units !== 0) return Math.abs(units);
    return weightUnits(this.settings.weight, tally[2 * row], tally[2 * row + 1]);
  }

  /** The sides of the slot table that a group's rows stand on. */
  private sidesOf(group: number): number[] {
    const { groupHome, groupList } = this.groups;
    const home = groupHome[group];
    const countries = this.lists.countries[groupList[group]];
    const isOpen = groupList[group] === UNRESTRICTED;
    const sides = isOpen ? [OPEN_SIDE] : Array.from(countries, (country) => allowedSide(country));
    const maySelf = isOpen || countries.includes(home);
    return maySelf && isCountryMatched(home, home) ? [...sides, matchedSide(home)] : sides;
  }

  /** What the row is to a pick, from the facts. */
  private stateOf(row: number): number {
    const number = this.rows.number[row];
    const status = this.numbers.status[number];
    if (status === STATUS_RELEASED) return OUTSIDE;
    if (status !== STATUS_ACTIVE) return INACTIVE;
    if (this.rows.paused[row] === 1) return PAUSED;
    if (this.numbers.flagged[number] === 1) return IS_FLAGGED;
    return this.numbers.room[number] === 1 && this.rows.room[row] === 1 ? IS_READY : IS_WAITING;
  }

  /** Moves a row from the state it is counted in to another. */
  private enter(row: number, state: number): void {
    const { rows } = this;
    const pool = rows.pools[rows.campaign[row]];
    const number = rows.number[row];
    const before = pool.standing[number];
    const units = state >= IS_WAITING ? this.unitsOf(row) : 0;
    this.count(row, rows.state[row], -1);
    this.count(row, state, 1);
    pool.bound.move(Math.abs(before), units);
    if (before > 0) this.countReady(row, -1);
    if (state === IS_READY) this.countReady(row, 1);
    const now = state === IS_READY ? units : -units;
    rows.state[row] = state;
    pool.standing[number] = now;
    const delta = Math.max(0, now) - Math.max(0, before);
    if (delta !== 0 && pool.summed > 0) this.addWeight(pool, row, delta);
    pool.turnOver();
  }

  private count(row: number, state: number, sign: number): void {
    const { openColumn, groupCells, cellCounts, columnFacts, stride } = this.groups;
    columnFacts[openColumn[this.rows.campaign[row]] * FACT_STRIDE + IN_STATE + state] += sign;
    if (state < IS_FLAGGED) return;
    const cells = groupCells[this.rows.group[row]];
    for (let i = 0; i < cells.length; i++) {
      const facts = ((cells[i] / stride) | 0) * FACT_STRIDE;
      cellCounts[cells[i] * COUNT_STRIDE + state - IS_FLAGGED] += sign;
      columnFacts[facts + state - IS_FLAGGED] += sign;
    }
  }

  /** Counts a row in (1) or out (-1) among those that a pick can fall on. */
  private countReady(row: number, sign: 1 | -1): void {
    const { groupSums, groupColumnPlaces, groupConnection, ready, columnFacts } = this.groups;
    const group = this.rows.group[row];
    const places = groupSums[group];
    const columnPlaces = groupColumnPlaces[group];
    const withRoom = sign * this.rooms.open[groupConnection[group]];
    for (let i = 0; i < places.length; i++) {
      ready[places[i]] += sign;
      columnFacts[columnPlaces[i]] += withRoom;
    }
  }

  private addWeight(pool: CampaignPool, row: number, delta: number): void {
    const { groupSums, groupSum, groupTree, sums } = this.groups;
    const group = this.rows.group[row];
    treeAdd(groupTree[group], this.rows.slot[row], delta);
    groupSum[group] += delta;
    const places = groupSums[group];
    for (let i = 0; i < places.length; i++) sums[places[i]] += delta;
    pool.summed--;
  }

  /**
   * Makes a campaign's sums true, if they are not, and keeps them so for as many changes of weight as
   * its pool has rows. Adding them up costs O(pool), so that it costs O(1) for each of these changes.
   */
  sum(campaign: CampaignIndex): void {
    const g = this.groups;
    const pool = this.rows.pools[campaign];
    if (pool.summed === 0) {
      this.clearSums(campaign);
      for (let group = 1; group < g.groupCount; group++) {
        if (g.groupCampaign[group] === campaign) this.sumGroup(group);
      }
    }
    pool.summed = pool.members.length;
  }

  private clearSums(campaign: CampaignIndex): void {
    const { sums, stride, columnOf, openColumn } = this.groups;
    const cells = stride * SUM_STRIDE;
    const columns = columnOf[campaign];
    sums.fill(0, openColumn[campaign] * cells, (openColumn[campaign] + 1) * cells);
    for (let i = 0; i < columns.length; i++) {
      sums.fill(0, columns[i] * cells, (columns[i] + 1) * cells);
    }
  }

  private sumGroup(group: number): void {
    const { groupRows, groupSize, groupTree, groupSum, groupSums, sums } = this.groups;
    const tree = groupTree[group];
    const rows = groupRows[group];
    const capacity = tree.length >>> 1;
    for (let slot = 0; slot < capacity; slot++) {
      tree[capacity + slot] = slot < groupSize[group] ? this.liveUnits(rows[slot]) : 0;
    }
    treeRebuild(tree);
    // A tree of one leaf has its total at place 1, where the leaf is.
    groupSum[group] = tree[1];
    const places = groupSums[group];
    for (let i = 0; i < places.length; i++) sums[places[i]] += tree[1];
  }

  /** The weight that a row brings into a draw, in units; 0 for none. */
  private liveUnits(row: number): number {
    return this.rows.state[row] === IS_READY ? this.unitsOf(row) : 0;
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
