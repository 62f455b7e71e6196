import { POOL_STATUSES, ROW_METRICS, type RowState } from '../model/figures.ts';
import type { Scenario } from '../model/spec.ts';
import type { Interval } from '../stats/interval.ts';
import { meanInterval } from '../stats/mean-interval.ts';
import { ratioInterval } from '../stats/ratio-jackknife.ts';
import { wilsonInterval } from '../stats/wilson.ts';
import type { Aggregate } from './aggregate.ts';
import { nonNegative } from './non-negative.ts';

/** What a row of a pool did; null is no data. */
export interface RowFigures {
  readonly dials: Interval | null;
  /** Outcomes that count for the answer rate: refusals and invalid contacts do not. */
  readonly attempts: Interval | null;
  readonly answered: Interval | null;
  readonly answerRate: Interval | null;
  readonly weight: Interval | null;
  readonly callsPerDayMax: Interval | null;
}

/** One pool row (campaign, number) over replications: Number Pool Health and Campaign Health. */
export interface RowHealth extends RowFigures {
  readonly row: number;
  /** Indices into the scenario's campaigns and numbers. */
  readonly campaign: number;
  readonly number: number;
  readonly n: number;
  /** Share of replications in which the row stood in its pool at any time. */
  readonly attached: Interval | null;
  /** What most replications ended with; of equals the one that goes first. */
  readonly statusAtEnd: RowState;
  /** Share of replications that ended with it. */
  readonly statusShare: Interval | null;
  /** Share of time in each status, in the order of POOL_STATUSES. */
  readonly statusTime: readonly (Interval | null)[];
  /** Share of replications in which the row took part in a pick at all. */
  readonly considered: Interval | null;
  readonly flagged: Interval | null;
}

const at = (metric: (typeof ROW_METRICS)[number]) => ROW_METRICS.indexOf(metric);
const FIRST_STATUS = at('status_released_ms');

/**
 * Health of every pool row in the layout's order. A row of the reserve that no replication ever put into
 * its pool is left out: it is none. O(rows · replications).
 */
export function rowHealth(aggregate: Aggregate, level: number): RowHealth[] {
  return aggregate.layout.rows.flatMap(({ campaign, number, reserve }, row) => {
    if (reserve && !aggregate.rowMetric(row, at('attached_ms')).some((ms) => ms > 0)) return [];
    return [healthOf(aggregate, row, campaign, number, level)];
  });
}

function healthOf(
  aggregate: Aggregate,
  row: number,
  campaign: number,
  number: number,
  level: number,
): RowHealth {
  const metric = (name: (typeof ROW_METRICS)[number]) => aggregate.rowMetric(row, at(name));
  const mean = (values: Float64Array) =>
    nonNegative(meanInterval(values.filter(Number.isFinite), { level }));
  const n = aggregate.replications;
  const attempts = metric('attempts');
  const answered = metric('answered');
  const ends = commonest(metric('status_at_end'));
  return {
    row,
    campaign,
    number,
    n,
    attached: wilsonInterval(
      count(metric('attached_ms'), (x) => x > 0),
      n,
      level,
    ),
    statusAtEnd: ends.value < 0 ? 'detached' : POOL_STATUSES[ends.value],
    statusShare: wilsonInterval(ends.count, n, level),
    statusTime: statusTime(aggregate, row, level),
    considered: wilsonInterval(
      count(metric('considered_picks'), (x) => x > 0),
      n,
      level,
    ),
    flagged: wilsonInterval(count(metric('first_flag_ms'), Number.isFinite), n, level),
    dials: mean(metric('dials')),
    attempts: mean(attempts),
    answered: mean(answered),
    answerRate: ratioInterval(answered, attempts, { level, share: true }),
    weight: mean(metric('weight')),
    callsPerDayMax: mean(metric('calls_per_day_max')),
  };
}

/** True when no replication ever considered the row: it then has no campaign health. */
export function neverConsidered(health: RowHealth): boolean {
  return health.considered === null || health.considered.estimate === 0;
}

/** True for the row of the campaign's primary number. */
export function isPrimary(scenario: Scenario, health: RowHealth): boolean {
  return scenario.campaigns[health.campaign].primary === health.number;
}

function statusTime(aggregate: Aggregate, row: number, level: number): (Interval | null)[] {
  const parts = POOL_STATUSES.map((_, i) => aggregate.rowMetric(row, FIRST_STATUS + i));
  const whole = parts[0].map((_, r) => parts.reduce((sum, part) => sum + part[r], 0));
  return parts.map((part) => ratioInterval(part, whole, { level, share: true }));
}

/** The commonest status; -1 stands for a row that ended outside its pool. */
function commonest(values: Float64Array): { value: number; count: number } {
  const counts = POOL_STATUSES.map((_, status) => count(values, (value) => value === status));
  const outside = count(values, (value) => value < 0);
  const most = Math.max(...counts);
  if (outside > most) return { value: -1, count: outside };
  return { value: counts.indexOf(most), count: most };
}

function count(values: Float64Array, test: (value: number) => boolean): number {
  let n = 0;
  for (const value of values) n += test(value) ? 1 : 0;
  return n;
}
