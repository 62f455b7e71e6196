import type { Prepared } from './prepare.ts';
import type { RowRef } from './result.ts';

const NO_CAP = Number.POSITIVE_INFINITY;

/**
 * Calls a day that an action allows: to a pool row, a number, a campaign or a connection. A cap leaves
 * its target busy for the rest of the day; it skips nobody. Days are those of the platform.
 */
export class DayCaps {
  readonly rows: readonly RowRef[];
  readonly rowOf: readonly Int32Array[];
  readonly row: Float64Array;
  readonly number: Float64Array;
  readonly campaign: Float64Array;
  readonly connection: Float64Array;
  readonly rowToday: Int32Array;
  readonly campaignToday: Int32Array;
  readonly connectionToday: Int32Array;
  /** False until the first cap: then nothing has to be told anew. */
  inUse = false;

  constructor({ scenario, layout, rowOf }: Prepared) {
    const { numbers, campaigns, connections } = scenario;
    this.rows = Object.freeze(layout.rows);
    this.rowOf = Object.freeze(rowOf);
    this.row = new Float64Array(layout.rows.length).fill(NO_CAP);
    this.number = new Float64Array(numbers.length).fill(NO_CAP);
    this.campaign = new Float64Array(campaigns.length).fill(NO_CAP);
    this.connection = new Float64Array(connections.length).fill(NO_CAP);
    this.rowToday = new Int32Array(layout.rows.length);
    this.campaignToday = new Int32Array(campaigns.length);
    this.connectionToday = new Int32Array(connections.length);
  }

  /** Counts a call that starts. Answers with its row. */
  count(campaign: number, number: number, connection: number): number {
    const row = this.rowOf[campaign][number];
    this.rowToday[row]++;
    this.campaignToday[campaign]++;
    this.connectionToday[connection]++;
    return row;
  }

  /** A call of the day was refused at dial: it was none. Answers with its row. */
  refund(campaign: number, number: number, connection: number): number {
    const row = this.rowOf[campaign][number];
    this.rowToday[row]--;
    this.campaignToday[campaign]--;
    this.connectionToday[connection]--;
    return row;
  }

  newDay(): void {
    this.rowToday.fill(0);
    this.campaignToday.fill(0);
    this.connectionToday.fill(0);
  }

  isRowCapped(row: number): boolean {
    return this.rowToday[row] >= this.row[row];
  }

  isCampaignCapped(campaign: number): boolean {
    return this.campaignToday[campaign] >= this.campaign[campaign];
  }

  isConnectionCapped(connection: number): boolean {
    return this.connectionToday[connection] >= this.connection[connection];
  }
}
