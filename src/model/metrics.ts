/** Per pool row and replication, in this order; what Number Pool Health and Campaign Health are made of. */
export const ROW_METRICS = [
  'dials',
  'attempts',
  'answered',
  'weight',
  'calls_per_day_max',
  'considered_picks',
  'first_flag_ms',
  'attached_ms',
  'status_released_ms',
  'status_inactive_ms',
  'status_paused_ms',
  'status_resting_ms',
  'status_flagged_ms',
  'status_capped_ms',
  'status_degraded_ms',
  'status_healthy_ms',
  'status_at_end',
] as const;

/** Per number and replication, in this order: numbers.csv. */
export const NUMBER_METRICS = [
  'dials',
  'answered',
  'calls_per_day_max',
  'true_score_end',
  'observed_score_end',
  'true_flagged_ms',
  'observed_flagged_ms',
  'flag_episodes',
  'first_dial_ms',
  'first_flag_ms',
  'complaints',
  'rented_ms',
] as const;

/** Pool statuses in order of precedence; `status_at_end` is an index into it. */
export const POOL_STATUSES = [
  'released',
  'inactive',
  'paused',
  'resting',
  'flagged',
  'capped',
  'degraded',
  'healthy',
] as const;
export type PoolStatus = (typeof POOL_STATUSES)[number];

/** What a row may be told to be: its pool status, or that an action took it out of the pool. */
export const ROW_STATES = [...POOL_STATUSES, 'detached'] as const;
export type RowState = (typeof ROW_STATES)[number];

/** Per hour and scope, in this order: timeline.csv. Stocks are time means over the hour, flows are counts. */
export const TIMELINE_COLUMNS = [
  'eligible',
  'skips_spam',
  'skips_country',
  'skips_spam_and_country',
  'waiting_stalled',
  'waiting_paused',
  'waiting_window',
  'waiting_retry',
  'waiting_provider',
  'waiting_capacity',
  'waiting_rate',
  'in_flight',
  'dials',
  'answered',
  'considered',
  'waiting_tenant',
  'waiting_campaign',
  'waiting_connection',
  'ended',
] as const;
