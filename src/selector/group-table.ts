import { type AllowLists, UNRESTRICTED } from './allow-lists.ts';
import { roomFor } from './grow.ts';
import { isCountryMatched } from './preference.ts';
import type { CampaignIndex, ConnectionIndex, CountryIndex } from './types.ts';

/** Counts kept per column and cell: flagged, waiting and ready rows, in this order. */
export const COUNTS = 3;
/** Places of a lane: connection, restricted cell, open cell, matched group of the open cell. */
export const LANE = 4;
const MAX_CONNECTIONS = 2 ** 20;

/*
 * How the index is laid out.
 *
 * group   the rows of one campaign with the same connection, allow-list and home country. Whatever a
 *         contact's country is, they may all dial it or none may, and match it or not.
 * column  one campaign seen from one country: the rows whose allow-list names it. Rows without a
 *         restriction stand in one open column of the campaign, so that they are kept once and not
 *         once per country.
 * cell    one column on one connection. It has two slots, sums of weights of ready rows: 2·cell for
 *         groups whose home is the column's country, 2·cell + 1 for the others.
 * lane    what one connection offers to one column: its restricted cell, its open cell, and the open
 *         cell's group at home in the column's country. Cell 0 and group 0 are empty stand-ins.
 *
 * Groups lie in canonical order within their slot (allow-list by contents, then home country), lanes
 * by connection, rows in a group by number: no trace of who came first.
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
  /** The sum slots that a group's weight counts in, one per country it may dial. */
  groupSlots: Int32Array[] = [new Int32Array(0)];
  readonly groupByKey = new Map<string, number>();

  cellCount = 1;
  cellColumn = new Int32Array(8);
  cellCounts = new Int32Array(8 * COUNTS);
  slotSum = new Float64Array(16);
  slotGroups: Int32Array[] = [new Int32Array(0), new Int32Array(0)];
  readonly cellByKey = new Map<number, number>();

  columnCount = 0;
  columnCounts = new Int32Array(8 * COUNTS);
  columnLanes: Int32Array[] = [];
  /** columnOf[campaign][country]. */
  columnOf: Int32Array[] = [];
  /** The column of a campaign's unrestricted rows. */
  openColumn: number[] = [];
  /** Connections that a campaign's groups use, ascending. */
  campaignConnections: ConnectionIndex[][] = [];

  addCampaign(countries: number): void {
    const campaign = this.columnOf.length;
    this.openColumn.push(this.addColumn());
    this.columnOf.push(new Int32Array(0));
    this.campaignConnections.push([]);
    this.addCountries(campaign, countries);
  }

  /** Gives the campaign a column for every country up to `countries` - 1. */
  addCountries(campaign: CampaignIndex, countries: number): void {
    const before = this.columnOf[campaign];
    if (before.length >= countries) return;
    const columns = new Int32Array(countries);
    columns.set(before);
    this.columnOf[campaign] = columns;
    for (let country = before.length; country < countries; country++) {
      columns[country] = this.addColumn();
      this.refreshLanes(campaign, country);
    }
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
    const countries = lists.countries[list];
    if (list === UNRESTRICTED) {
      const cell = this.cellFor(this.openColumn[campaign], connection);
      this.groupSlots.push(Int32Array.of(2 * cell + 1));
    } else {
      const slots = new Int32Array(countries.length);
      for (let i = 0; i < countries.length; i++) {
        const cell = this.cellFor(this.columnOf[campaign][countries[i]], connection);
        slots[i] = 2 * cell + (isCountryMatched(home, countries[i]) ? 0 : 1);
      }
      this.groupSlots.push(slots);
    }
    for (const slot of this.groupSlots[group]) this.insertGroup(slot, group, lists);
    const touched = list === UNRESTRICTED ? this.columnOf[campaign].keys() : countries;
    for (const country of touched) this.refreshLanes(campaign, country);
    return group;
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
    this.columnCounts = roomFor(this.columnCounts, this.columnCount * COUNTS);
    this.columnLanes.push(new Int32Array(0));
    return column;
  }

  private cellFor(column: number, connection: ConnectionIndex): number {
    const key = column * MAX_CONNECTIONS + connection;
    const known = this.cellByKey.get(key);
    if (known !== undefined) return known;
    const cell = this.cellCount++;
    this.cellByKey.set(key, cell);
    this.cellColumn = roomFor(this.cellColumn, this.cellCount);
    this.cellCounts = roomFor(this.cellCounts, this.cellCount * COUNTS);
    this.slotSum = roomFor(this.slotSum, this.cellCount * 2);
    this.slotGroups.push(new Int32Array(0), new Int32Array(0));
    this.cellColumn[cell] = column;
    return cell;
  }

  private noteConnection(campaign: CampaignIndex, connection: ConnectionIndex): void {
    const connections = this.campaignConnections[campaign];
    if (connections.includes(connection)) return;
    connections.push(connection);
    connections.sort((a, b) => a - b);
  }

  private insertGroup(slot: number, group: number, lists: AllowLists): void {
    const groups = [...this.slotGroups[slot], group];
    groups.sort(
      (a, b) =>
        lists.compare(this.groupList[a], this.groupList[b]) ||
        this.groupHome[a] - this.groupHome[b],
    );
    this.slotGroups[slot] = Int32Array.from(groups);
  }

  /** Looks up anew what each connection offers to one column. */
  private refreshLanes(campaign: CampaignIndex, country: CountryIndex): void {
    const column = this.columnOf[campaign][country];
    const lanes: number[] = [];
    for (const connection of this.campaignConnections[campaign]) {
      const restricted = this.cellByKey.get(column * MAX_CONNECTIONS + connection) ?? 0;
      const open =
        this.cellByKey.get(this.openColumn[campaign] * MAX_CONNECTIONS + connection) ?? 0;
      if (restricted === 0 && open === 0) continue;
      const matched = isCountryMatched(country, country)
        ? this.groupByKey.get(`${campaign}/${connection}/${UNRESTRICTED}/${country}`)
        : undefined;
      lanes.push(connection, restricted, open, matched ?? 0);
    }
    this.columnLanes[column] = Int32Array.from(lanes);
  }
}
