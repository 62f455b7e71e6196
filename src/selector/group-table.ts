import { type AllowLists, UNRESTRICTED } from './allow-lists.ts';
import { roomFor } from './grow.ts';
import { isCountryMatched } from './preference.ts';
import type { CampaignIndex, ConnectionIndex, CountryIndex } from './types.ts';

/** Counts kept per column and cell: flagged, waiting and ready rows, in this order; one place is spare. */
export const COUNTS = 4;
/** Sums and counts of ready rows kept per cell, at these places; one is spare. */
export const SUMS = 4;
export const MATCHED_SUM = 0;
export const OTHER_SUM = 1;
export const OPEN_MATCHED_SUM = 2;
/**
 * The facts of a column, from which the lines of picks are made up (`pick-lines.ts`): its flagged, waiting
 * and ready rows, the turn of the rooms for which the next three places hold, and the ready rows on
 * connections with room (at READY_FACTS, in the order of the sums). An open column holds facts of its
 * whole campaign too: whether country preference is on, and the rows in each state, at
 * STATE_FACTS + state.
 */
export const FACTS = 16;
export const FLAGGED_FACT = 0;
export const WAITING_FACT = 1;
export const READY_FACT = 2;
export const ROOM_TURN_FACT = 3;
export const READY_FACTS = 4;
export const PREFER_FACT = 7;
export const STATE_FACTS = 8;
/** No turn of the rooms: the column's sums have to be added up first. */
const NEVER = -1;

const NO_GROUPS = new Int32Array(0);

/*
 * How the index is laid out.
 *
 * group   the rows of one campaign with the same connection, allow-list and home country. Whatever a
 *         contact's country is, they may all dial it or none may, and match it or not.
 * column  one campaign seen from one country: the rows whose allow-list names it. Rows without a
 *         restriction stand in one open column of the campaign, so that they are kept once and not
 *         once per country.
 * cell    one column on one connection: cell = column · stride + connection. It keeps sums of weights
 *         of ready rows: of groups whose home is the column's country (MATCHED_SUM), of the others
 *         (OTHER_SUM), and of the one open group at home in the column's country (OPEN_MATCHED_SUM),
 *         which the open column's cell has in its OTHER_SUM too. Beside them stands the number of ready
 *         rows (READY_COUNT), so that a pick reads one array. A place in `sums` is
 *         cell · SUMS + one of these.
 *
 * Groups lie in canonical order within their sum (allow-list by contents, then home country), rows in
 * a group by number: no trace of who came first. Group 0 is an empty stand-in.
 */
export class GroupTable {
  groupCount = 1;
  groupCampaign = new Int32Array(8);
  groupConnection = new Int32Array(8);
  groupList = new Int32Array(8);
  groupHome = new Int32Array(8);
  /** Sum of the ready rows' weights, in units; the root of the group's tree. */
  groupSum = new Float64Array(8);
  groupTree: Float64Array[] = [new Float64Array(2)];
  /** Rows by slot, ascending by number; as long as the tree's capacity. */
  groupRows: Int32Array[] = [new Int32Array(1)];
  groupSize = new Int32Array(8);
  /** The places in `sums` that a group's weight counts in. */
  groupSums: Int32Array[] = [NO_GROUPS];
  /** The places in `columnFacts` that its ready rows count in, in the same order. */
  groupColumnPlaces: Int32Array[] = [NO_GROUPS];
  /** The cells that a group's rows count in, one per country the list names. */
  groupCells: Int32Array[] = [NO_GROUPS];
  readonly groupByKey = new Map<string, number>();

  /** Connections that a column has cells for. */
  stride = 4;
  sums = new Float64Array(8 * SUMS);
  /** Ready rows, at the places of `sums`. */
  ready = new Int32Array(8 * SUMS);
  cellCounts = new Int32Array(8 * COUNTS);
  /** The groups behind each place in `sums`. */
  sumGroups: Int32Array[] = [];

  columnCount = 0;
  /** At column · FACTS. */
  columnFacts = new Int32Array(8 * FACTS);
  /** columnOf[campaign][country]. */
  columnOf: Int32Array[] = [];
  /** The column of a campaign's unrestricted rows. */
  openColumn: number[] = [];
  /** Connections that a campaign's groups use, ascending. */
  campaignConnections: Int32Array[] = [];

  /** Makes room for a connection; when the stride grows, every cell moves. */
  addConnection(connection: ConnectionIndex): void {
    if (connection < this.stride) return;
    const before = this.stride;
    const { sums, ready, cellCounts, sumGroups } = this;
    this.stride = 2 * before;
    this.sumGroups = [];
    this.sums = new Float64Array(this.columnCount * this.stride * SUMS);
    this.ready = new Int32Array(this.columnCount * this.stride * SUMS);
    this.cellCounts = new Int32Array(this.columnCount * this.stride * COUNTS);
    for (let column = 0; column < this.columnCount; column++) {
      const from = column * before;
      const to = column * this.stride;
      this.sums.set(sums.subarray(from * SUMS, (from + before) * SUMS), to * SUMS);
      this.ready.set(ready.subarray(from * SUMS, (from + before) * SUMS), to * SUMS);
      this.cellCounts.set(
        cellCounts.subarray(from * COUNTS, (from + before) * COUNTS),
        to * COUNTS,
      );
      for (let i = 0; i < this.stride * SUMS; i++) {
        this.sumGroups.push(i < before * SUMS ? sumGroups[from * SUMS + i] : NO_GROUPS);
      }
    }
    const moved = (cell: number) => Math.floor(cell / before) * this.stride + (cell % before);
    this.groupCells = this.groupCells.map((cells) => cells.map(moved));
    this.groupSums = this.groupSums.map((places) =>
      places.map((place) => moved(Math.floor(place / SUMS)) * SUMS + (place % SUMS)),
    );
  }

  addCampaign(countries: number, preferCountryMatched: boolean): void {
    const campaign = this.columnOf.length;
    const open = this.addColumn();
    this.columnFacts[open * FACTS + PREFER_FACT] = preferCountryMatched ? 1 : 0;
    this.openColumn.push(open);
    this.columnOf.push(new Int32Array(0));
    this.campaignConnections.push(new Int32Array(0));
    this.addCountries(campaign, countries);
  }

  /** Gives the campaign a column for every country up to `countries` - 1. */
  addCountries(campaign: CampaignIndex, countries: number): void {
    const before = this.columnOf[campaign];
    if (before.length >= countries) return;
    const columns = new Int32Array(countries);
    columns.set(before);
    for (let country = before.length; country < countries; country++) {
      columns[country] = this.addColumn();
    }
    this.columnOf[campaign] = columns;
  }

  /** The group of these rows, made when it is the first of its kind. */
  groupFor(
    campaign: CampaignIndex,
    connection: ConnectionIndex,
    list: number,
    home: CountryIndex,
    lists: AllowLists,
  ): number {
    const key = `${campaign}/${connection}/${list}/${home}`;
    const known = this.groupByKey.get(key);
    if (known !== undefined) return known;
    const group = this.addGroup(campaign, connection, list, home);
    this.groupByKey.set(key, group);
    this.noteConnection(campaign, connection);
    if (list === UNRESTRICTED) this.placeOpen(group);
    else this.placeRestricted(group, lists.countries[list]);
    this.groupColumnPlaces.push(this.groupSums[group].map((place) => this.columnPlace(place)));
    for (const place of this.groupSums[group]) this.insertGroup(place, group, lists);
    return group;
  }

  private placeOpen(group: number): void {
    const campaign = this.groupCampaign[group];
    const home = this.groupHome[group];
    const open = this.cellOf(this.openColumn[campaign], group);
    this.groupCells.push(Int32Array.of(open));
    const places = [open * SUMS + OTHER_SUM];
    if (isCountryMatched(home, home)) {
      const cell = this.cellOf(this.columnOf[campaign][home], group);
      places.push(cell * SUMS + OPEN_MATCHED_SUM);
    }
    this.groupSums.push(Int32Array.from(places));
  }

  private placeRestricted(group: number, countries: Int32Array): void {
    const columns = this.columnOf[this.groupCampaign[group]];
    const home = this.groupHome[group];
    const cells = countries.map((country) => this.cellOf(columns[country], group));
    this.groupCells.push(cells);
    this.groupSums.push(
      cells.map(
        (cell, i) => cell * SUMS + (isCountryMatched(home, countries[i]) ? MATCHED_SUM : OTHER_SUM),
      ),
    );
  }

  private cellOf(column: number, group: number): number {
    return column * this.stride + this.groupConnection[group];
  }

  private columnPlace(place: number): number {
    const column = Math.floor(place / (SUMS * this.stride));
    return column * FACTS + READY_FACTS + (place % SUMS);
  }

  private addGroup(
    campaign: CampaignIndex,
    connection: ConnectionIndex,
    list: number,
    home: CountryIndex,
  ): number {
    const group = this.groupCount++;
    this.groupCampaign = roomFor(this.groupCampaign, this.groupCount);
    this.groupConnection = roomFor(this.groupConnection, this.groupCount);
    this.groupList = roomFor(this.groupList, this.groupCount);
    this.groupHome = roomFor(this.groupHome, this.groupCount);
    this.groupSum = roomFor(this.groupSum, this.groupCount);
    this.groupSize = roomFor(this.groupSize, this.groupCount);
    this.groupCampaign[group] = campaign;
    this.groupConnection[group] = connection;
    this.groupList[group] = list;
    this.groupHome[group] = home;
    this.groupTree.push(new Float64Array(2));
    this.groupRows.push(new Int32Array(1));
    return group;
  }

  private addColumn(): number {
    const column = this.columnCount++;
    const cells = this.columnCount * this.stride;
    this.columnFacts = roomFor(this.columnFacts, this.columnCount * FACTS);
    this.columnFacts[column * FACTS + ROOM_TURN_FACT] = NEVER;
    this.cellCounts = roomFor(this.cellCounts, cells * COUNTS);
    this.sums = roomFor(this.sums, cells * SUMS);
    this.ready = roomFor(this.ready, cells * SUMS);
    while (this.sumGroups.length < cells * SUMS) this.sumGroups.push(NO_GROUPS);
    return column;
  }

  private noteConnection(campaign: CampaignIndex, connection: ConnectionIndex): void {
    const connections = this.campaignConnections[campaign];
    if (connections.includes(connection)) return;
    this.campaignConnections[campaign] = Int32Array.of(...connections, connection).sort();
  }

  private insertGroup(place: number, group: number, lists: AllowLists): void {
    this.sumGroups[place] = Int32Array.of(...this.sumGroups[place], group).sort(
      (a, b) =>
        lists.compare(this.groupList[a], this.groupList[b]) ||
        this.groupHome[a] - this.groupHome[b],
    );
  }
}
