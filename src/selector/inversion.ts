import { type GroupTable, MATCHED_SUM, OPEN_MATCHED_SUM, OTHER_SUM, SUMS } from './group-table.ts';
import type { PoolRows } from './pool-rows.ts';
import type { PoolUpkeep } from './pool-upkeep.ts';
import { drawWeight } from './preference.ts';
import { treeFind } from './sum-tree.ts';
import type { CampaignIndex, CountryIndex, PickRecord } from './types.ts';

// Own names for imported constants; `pool-index.ts` says why.
const SUM_STRIDE = SUMS;
const MATCHED = MATCHED_SUM;
const OTHER = OTHER_SUM;
const OPEN_MATCHED = OPEN_MATCHED_SUM;

/** Groups looked at between two looks at whether the target was passed. */
const GROUP_RUN = 16;

/** Finds the row on which a point of the running sum of weights falls. */
export class Inversion {
  readonly groups: GroupTable;
  readonly upkeep: PoolUpkeep;
  readonly rows: PoolRows;
  /** The point: the weight that lies before it among the rows looked at. */
  readonly rest = new Float64Array(1);

  constructor(groups: GroupTable, upkeep: PoolUpkeep, rows: PoolRows) {
    this.groups = groups;
    this.upkeep = upkeep;
    this.rows = rows;
  }

  /**
   * The country-matched row at `rest`, which lies below their total weight. Each connection
   * has two stretches, of restricted rows and of open ones; the number of stretches that end at or
   * before the target is found without branching on it, as in `treeFind`.
   */
  /** The row on which `u` of the weight of all that compete falls. O(connections + groups + log rows). */
  find(campaign: CampaignIndex, country: CountryIndex, prefer: boolean, out: PickRecord): number {
    this.upkeep.sum(campaign);
    const { columnOf, openColumn, campaignConnections, sums, stride } = this.groups;
    const room = this.upkeep.rooms.open;
    const connections = campaignConnections[campaign];
    const cells = columnOf[campaign][country] * stride;
    const openCells = openColumn[campaign] * stride;
    let matched = 0;
    let all = 0;
    for (let i = 0; i < connections.length; i++) {
      if (room[connections[i]] === 0) continue;
      const place = (cells + connections[i]) * SUM_STRIDE;
      const own = sums[place + MATCHED];
      matched += own + sums[place + OPEN_MATCHED];
      all += own + sums[place + OTHER] + sums[(openCells + connections[i]) * SUM_STRIDE + OTHER];
    }
    const total = drawWeight(prefer, matched, all);
    // A rounded product stays below `total`, because u ≤ 1 - 2^-53 and total < 2^53; subtracting whole
    // numbers from it is exact. So the target always falls on a row, the same in any implementation.
    const target = this.rest[0] * total;
    if (target < matched) {
      this.rest[0] = target;
      return this.findMatched(campaign, country, out);
    }
    this.rest[0] = target - matched;
    return this.findOther(campaign, country, out);
  }

  private findMatched(campaign: CampaignIndex, country: CountryIndex, out: PickRecord): number {
    const { columnOf, campaignConnections, sums, stride } = this.groups;
    const room = this.upkeep.rooms.open;
    const connections = campaignConnections[campaign];
    const cells = columnOf[campaign][country] * stride;
    const target = this.rest[0];
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
    this.rest[0] = target - before;
    return this.findInSum(place + MATCHED + (passed & 1) * (OPEN_MATCHED - MATCHED), 0, out);
  }

  /** The row at `rest` among those that are not country-matched; otherwise the same. */
  private findOther(campaign: CampaignIndex, country: CountryIndex, out: PickRecord): number {
    const { columnOf, openColumn, campaignConnections, sums, sumGroups, stride } = this.groups;
    const room = this.upkeep.rooms.open;
    const connections = campaignConnections[campaign];
    const cells = columnOf[campaign][country] * stride;
    const openCells = openColumn[campaign] * stride;
    const target = this.rest[0];
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
    this.rest[0] = target - before;
    const connection = connections[passed >> 1];
    const place = (cells + connection) * SUM_STRIDE;
    if ((passed & 1) === 0) return this.findInSum(place + OTHER, 0, out);
    const matched = sumGroups[place + OPEN_MATCHED];
    const leftOut = matched.length === 0 ? 0 : matched[0];
    return this.findInSum((openCells + connection) * SUM_STRIDE + OTHER, leftOut, out);
  }

  /** The row at `rest` among a sum's groups, one group left out (0 leaves out none). */
  private findInSum(place: number, leftOut: number, out: PickRecord): number {
    const { sumGroups, groupSum } = this.groups;
    const groups = sumGroups[place];
    const target = this.rest[0];
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
    this.rest[0] = target - before;
    out.work += passed + 1;
    return this.findInGroup(groups[passed], out);
  }

  private findInGroup(group: number, out: PickRecord): number {
    const tree = this.groups.groupTree[group];
    out.work += 32 - Math.clz32(tree.length >>> 1);
    const slot = treeFind(tree, this.rest[0]);
    return this.rows.number[this.groups.groupRows[group][slot]];
  }
}
