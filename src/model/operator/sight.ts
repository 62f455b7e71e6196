import type { Score, SimMs } from '../../base/units.ts';
import type { ActionTarget } from '../action-spec.ts';
import type { PoolStatus } from '../figures.ts';

/**
 * What the operator sees at a review: plain data, of which every piece is on the platform's screens. There
 * is no true score in it. Numbers and campaigns are the scenario's indices.
 */
export interface Sight {
  readonly nowMs: SimMs;
  readonly rows: readonly RowSight[];
  /** By number; those that are there and were not released. */
  readonly numbers: ReadonlyMap<number, NumberSight>;
  readonly cells: readonly CellSight[];
  /** What rests by the playbook's doing. */
  readonly rests: readonly RestSight[];
  /** What the playbook has capped. */
  readonly caps: readonly CapSight[];
  /** Spares in no pool, and numbers to be bought, not yet used; in the order of use. */
  readonly spares: readonly SupplySight[];
  readonly purchasable: readonly SupplySight[];
}

/** A row that stands in a pool. */
export interface RowSight {
  readonly campaign: number;
  readonly number: number;
  readonly status: PoolStatus;
  readonly primary: boolean;
  /** Since the last review. */
  readonly dials: number;
  readonly attempts: number;
  readonly answered: number;
  /** Reviews in a row before this one in which it was silent. */
  readonly silentBefore: number;
  /** It could be dialled for some country that has unfinished contacts. */
  readonly wanted: boolean;
}

/** A number, whatever its pools. */
export interface NumberSight {
  readonly number: number;
  readonly country: number;
  readonly connection: number;
  /** The observed score. */
  readonly score: Score;
  readonly managed: 'twilio' | 'byo';
  readonly allowedCountries: readonly number[];
  /** When it was flagged, as far as a review noticed. */
  readonly flaggedAtMs: readonly SimMs[];
  /** Its retirement has been decided. */
  readonly retired: boolean;
  /** When it may be released at the earliest. */
  readonly heldUntilMs: SimMs;
}

/** A campaign's contacts of one country. */
export interface CellSight {
  readonly campaign: number;
  readonly country: number;
  readonly unfinished: number;
  /** Numbers eligible now, and those on the way. */
  readonly eligible: number;
  readonly onOrder: number;
  /** Some active number of the pool may dial the country, were its score 0. */
  readonly dialable: boolean;
}

export interface RestSight {
  readonly target: ActionTarget;
  readonly sinceMs: SimMs;
  /** The numbers for whose sake it rests. */
  readonly numbers: readonly number[];
}

export interface CapSight {
  readonly target: ActionTarget;
  readonly numbers: readonly number[];
}

export interface SupplySight {
  readonly number: number;
  readonly country: number;
  readonly allowedCountries: readonly number[];
  /** The campaigns whose pools it may join. */
  readonly campaigns: readonly number[];
}
