import { TIMELINE_COLUMNS } from '../../model/figures.ts';
import type { ActedOn } from '../../model/operator/acted-on.ts';
import type { StallCause } from '../../model/result.ts';
import type { Interval } from '../../stats/interval.ts';
import { timelineKey } from '../run-tables.ts';
import type { RowCells } from './row-cells.ts';

export type TimelineColumn = (typeof TIMELINE_COLUMNS)[number];

/** timeline.csv: one hour of one scope; means over replications. */
export interface StoredHour {
  /** Hours since the start at which it begins. */
  readonly hour: number;
  /** The same as an instant, ISO 8601 in UTC. */
  readonly at: string;
  /** Campaign, or `*` over all. */
  readonly campaign: string;
  /** Contact country, or `*` over all. */
  readonly country: string;
  readonly replications: number;
  readonly values: Readonly<Record<TimelineColumn, Interval | null>>;
}

export const SKIP_REASONS = ['spam', 'country', 'spam_and_country'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** skips.csv: how often rows of the pool were left out for one reason. */
export interface StoredSkip {
  readonly campaign: string;
  readonly country: string;
  readonly reason: SkipReason;
  readonly replications: number;
  /** Rows left out for it, per replication; null: no data. */
  readonly pairsMean: number | null;
  /** Of the rows considered. */
  readonly share: Interval | null;
}

export const STALL_CAUSES: readonly StallCause[] = ['structural', 'spam', 'paused', 'mixed'];

/** stalls.csv: one stall episode of one replication. */
export interface StoredStall {
  readonly replication: number;
  readonly campaign: string;
  readonly country: string;
  readonly cause: StallCause;
  readonly startHours: number;
  readonly endHours: number;
  readonly startAt: string;
  /** Hours in it with an open window and a stalled contact. */
  readonly activeHours: number;
  readonly contactsMax: number;
  /** True: it had not ended at the end. */
  readonly openAtEnd: boolean;
}

/** actions.csv: something that the operator or a timed intervention did. */
export interface StoredAction extends ActedOn {
  readonly replication: number;
  readonly atHours: number;
  readonly at: string;
  readonly by: string;
  readonly verb: string;
  readonly reason: string;
  /** `done` or `refused`. */
  readonly outcome: string;
  readonly costMoney: number;
  readonly effect: string;
}

export function hourRow(row: RowCells): StoredHour {
  const replications = row.number('replications');
  const values = TIMELINE_COLUMNS.map((name) => {
    return [name, row.interval(timelineKey(name), replications)] as const;
  });
  return {
    hour: row.number('hour'),
    at: row.text('at'),
    campaign: row.text('campaign'),
    country: row.text('country'),
    replications,
    values: Object.fromEntries(values) as StoredHour['values'],
  };
}

export function skipRow(row: RowCells): StoredSkip {
  const replications = row.number('replications');
  return {
    campaign: row.text('campaign'),
    country: row.text('country'),
    reason: row.word('reason', SKIP_REASONS),
    replications,
    pairsMean: row.numberOrNone('skipped_pairs_mean'),
    share: row.interval('share', replications),
  };
}

export function stallRow(row: RowCells): StoredStall {
  return {
    replication: row.number('replication'),
    campaign: row.text('campaign'),
    country: row.text('country'),
    cause: row.word('cause', STALL_CAUSES),
    startHours: row.number('start_hours'),
    endHours: row.number('end_hours'),
    startAt: row.text('start_at'),
    activeHours: row.number('active_hours'),
    contactsMax: row.number('contacts_max'),
    openAtEnd: row.yes('open_at_end'),
  };
}

export function actionRow(row: RowCells): StoredAction {
  return {
    replication: row.number('replication'),
    atHours: row.number('at_hours'),
    at: row.text('at'),
    by: row.text('by'),
    verb: row.text('verb'),
    number: row.text('number'),
    replacement: row.text('replacement'),
    campaign: row.text('campaign'),
    connection: row.text('connection'),
    reason: row.text('reason'),
    outcome: row.text('outcome'),
    costMoney: row.number('cost_money'),
    effect: row.text('effect'),
  };
}
