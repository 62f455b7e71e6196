import type { NumberFigures } from '../../experiment/number-health.ts';
import type { RowFigures } from '../../experiment/row-health.ts';
import { POOL_STATUSES, type PoolStatus, ROW_STATES, type RowState } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import type { RowCells } from './row-cells.ts';

/** number_pool_health.csv: one number in the pool of one campaign, in pool order. */
export interface StoredPoolRow extends RowFigures {
  readonly campaign: string;
  readonly number: string;
  /** Home country of the number. */
  readonly country: string;
  readonly connection: string;
  readonly primary: boolean;
  /** The status that most replications ended with, and the share of them that did. */
  readonly statusAtEnd: RowState;
  readonly statusShare: Interval | null;
  readonly replications: number;
  readonly everFlagged: Interval | null;
  /** Share of replications in which it was in the pool. */
  readonly attached: Interval | null;
  /** Share of time in each status. */
  readonly statusTime: Readonly<Record<PoolStatus, Interval | null>>;
}

/** campaign_health.csv: one campaign that a number is attached to, in the order of the numbers. */
export interface StoredCampaignRow extends RowFigures {
  readonly number: string;
  readonly campaign: string;
  readonly primary: boolean;
  /** Null where no pick ever considered the number: then it has no campaign health. */
  readonly poolStatus: RowState | null;
  readonly replications: number;
  /** Share of replications in which a pick considered it. */
  readonly considered: Interval | null;
}

/** numbers.csv: one number over all campaigns. */
export interface StoredNumber extends NumberFigures {
  readonly number: string;
  readonly name: string;
  readonly country: string;
  readonly connection: string;
  readonly managed: string;
  readonly statusAtStart: string;
  /** Country codes; empty: no restriction. */
  readonly allowedCountries: readonly string[];
  /** Null: nobody had scored it. */
  readonly scoreAtStart: number | null;
  readonly replications: number;
}

export function poolRow(row: RowCells): StoredPoolRow {
  const replications = row.number('replications');
  const of = (key: string) => row.interval(key, replications);
  return {
    campaign: row.text('campaign'),
    number: row.text('number'),
    country: row.text('country'),
    connection: row.text('connection'),
    primary: row.yes('primary'),
    statusAtEnd: row.word('status_at_end', ROW_STATES),
    statusShare: of('status_at_end_share'),
    replications,
    ...rowFigures(row, replications),
    everFlagged: of('ever_flagged_share'),
    attached: of('attached_share'),
    statusTime: byStatus((status) => of(`time_${status}_share`)),
  };
}

export function campaignRow(row: RowCells): StoredCampaignRow {
  const replications = row.number('replications');
  return {
    number: row.text('number'),
    campaign: row.text('campaign'),
    primary: row.yes('primary'),
    poolStatus: row.wordOrNone('pool_status', ROW_STATES),
    replications,
    considered: row.interval('considered_share', replications),
    ...rowFigures(row, replications),
  };
}

export function numberRow(row: RowCells): StoredNumber {
  const replications = row.number('replications');
  const of = (key: string) => row.interval(key, replications);
  const allowed = row.text('allowed_countries');
  return {
    number: row.text('number'),
    name: row.text('name'),
    country: row.text('country'),
    connection: row.text('connection'),
    managed: row.text('managed'),
    statusAtStart: row.text('status_at_start'),
    allowedCountries: allowed === '' ? [] : allowed.split('|'),
    scoreAtStart: row.numberOrNone('score_at_start_points'),
    replications,
    dials: of('dials'),
    answered: of('answered'),
    callsPerDayMax: of('calls_per_day_max'),
    trueScoreEnd: of('true_score_end_points'),
    observedScoreEnd: of('observed_score_end_points'),
    trueFlaggedHours: of('true_flagged_hours'),
    observedFlaggedHours: of('observed_flagged_hours'),
    flagEpisodes: of('flag_episodes'),
    complaints: of('complaints'),
    rentedDays: of('rented_days'),
    firstDialHours: row.interval('first_dial_hours', replications, 'median'),
    firstFlagHours: row.interval('first_flag_hours', replications, 'median'),
  };
}

function rowFigures(row: RowCells, replications: number): RowFigures {
  const of = (key: string) => row.interval(key, replications);
  return {
    dials: of('dials'),
    attempts: of('attempts'),
    answered: of('answered'),
    answerRate: of('answer_rate'),
    weight: of('weight'),
    callsPerDayMax: of('calls_per_day_max'),
  };
}

function byStatus<T>(read: (status: PoolStatus) => T): Record<PoolStatus, T> {
  return Object.fromEntries(POOL_STATUSES.map((status) => [status, read(status)])) as Record<
    PoolStatus,
    T
  >;
}
