import { EXPIRED_FIGURES, FAULT_FIGURES } from './fault-figures.ts';
import { type FigureSpec, figure } from './figure-spec.ts';

export type { Estimator, FigureSpec, FigureUnit } from './figure-spec.ts';
export {
  NUMBER_METRICS,
  POOL_STATUSES,
  type PoolStatus,
  ROW_METRICS,
  ROW_STATES,
  type RowState,
  TIMELINE_COLUMNS,
} from './metrics.ts';

/**
 * The one registry of reported figures. CSV heads, JSON Schema, gates, glossary, `poolsim metrics` and
 * the text report all read it, so that they cannot drift apart.
 *
 * Per replication and scope every figure is a pair (numerator, denominator):
 *
 * | estimator | pair | over replications |
 * | --- | --- | --- |
 * | `mean` | (value, 1), or (0, 0) when it has no value | mean of values, Student t |
 * | `share_of_runs` | (1 or 0, 1) | Wilson |
 * | `ratio` | (part, whole) | Σ part / Σ whole, jackknife |
 * | `median`, `p95` | (value, 1), value Infinity = never happened | order statistics |
 */
export const FIGURES = [
  figure('attempts', 'attempts', 'mean', 'neither', 'due attempts that reached a pick'),
  figure('dials', 'calls', 'mean', 'neither', 'calls placed'),
  figure(
    'skip.rate',
    'ratio',
    'ratio',
    'low',
    'pool rows left out for spam or country / active, unpaused pool rows, once per attempt at its first pick',
  ),
  figure(
    'skip.rate.spam',
    'ratio',
    'ratio',
    'low',
    'the same, left out only because the observed score is above the threshold',
  ),
  figure(
    'skip.rate.country',
    'ratio',
    'ratio',
    'neither',
    'the same, left out only because the number may not dial the contact’s country',
  ),
  figure(
    'skip.rate.spam_and_country',
    'ratio',
    'ratio',
    'low',
    'the same, left out for both reasons',
  ),
  figure(
    'skip.attempt_share',
    'ratio',
    'ratio',
    'low',
    'attempts with at least one skip / attempts',
  ),
  figure(
    'skip.sticky_broken',
    'ratio',
    'ratio',
    'low',
    'attempts whose sticky number was skipped / attempts with a sticky number',
  ),
  figure(
    'stall.risk',
    'ratio',
    'share_of_runs',
    'low',
    'replications with at least one non-structural stall episode / replications',
  ),
  figure('stall.episodes', 'episodes', 'mean', 'low', 'non-structural stall episodes'),
  figure(
    'stall.time_share',
    'ratio',
    'ratio',
    'low',
    'time with a stalled contact / time with an open window and unfinished contacts',
  ),
  figure(
    'stall.contact_hours',
    'contact_hours',
    'mean',
    'low',
    'stalled contacts integrated over time',
  ),
  figure(
    'stall.contact_hours.p95',
    'contact_hours',
    'p95',
    'low',
    'the same: the value that 95 % of replications stay at or under',
  ),
  figure(
    'stall.first',
    'hours',
    'median',
    'high',
    'time from the start to the first non-structural episode; never stalled counts as never',
  ),
  figure(
    'stall.lost_contacts',
    'contacts',
    'mean',
    'low',
    'contacts that ended with attempts left and no eligible number as the last reason',
  ),
  figure(
    'stall.structural_contacts',
    'contacts',
    'mean',
    'low',
    'contacts of a country that no active number may dial even with a score of 0, known before the start',
  ),
  figure(
    'pool.eligible_min',
    'numbers',
    'mean',
    'high',
    'least number of eligible numbers seen; over * the least over countries',
  ),
  figure(
    'pool.eligible_share',
    'ratio',
    'ratio',
    'high',
    'eligible share of active, unpaused rows, over time; over * summed over countries',
  ),
  figure(
    'pool.flag_episodes',
    'episodes',
    'mean',
    'low',
    'times an observed score crossed the threshold upwards',
    'campaign',
  ),
  figure(
    'pool.time_to_flag',
    'hours',
    'ratio',
    'high',
    'mean time from a number’s first dial to its first flag, over the numbers that were flagged',
    'campaign',
  ),
  figure(
    'pool.dialled_flagged',
    'ratio',
    'ratio',
    'low',
    'dials from a number whose true score was above the threshold while its observed one was not / dials',
  ),
  figure(
    'pool.load_gini',
    'index',
    'mean',
    'neither',
    'Gini index of dials over active rows: 0 all alike, 1 all from one',
    'campaign',
  ),
  figure(
    'reach.contact_rate',
    'ratio',
    'ratio',
    'high',
    'contacts answered at least once / contacts',
  ),
  figure('reach.contacts', 'contacts', 'mean', 'high', 'contacts answered'),
  figure('reach.answer_rate', 'ratio', 'ratio', 'high', 'answered calls / dials'),
  figure(
    'reach.voicemail_rate',
    'ratio',
    'ratio',
    'neither',
    'calls that ended in voicemail / dials',
  ),
  figure('reach.blocked_rate', 'ratio', 'ratio', 'low', 'calls blocked by the carrier / dials'),
  figure('reach.refused_rate', 'ratio', 'ratio', 'low', 'calls refused by the provider / dials'),
  figure(
    'blocked.campaign_paused',
    'contact_hours',
    'mean',
    'low',
    'due contacts waiting because the campaign is paused',
  ),
  figure(
    'blocked.outside_window',
    'contact_hours',
    'mean',
    'neither',
    'due contacts waiting for their calling window',
  ),
  figure(
    'blocked.waiting_retry',
    'contact_hours',
    'mean',
    'neither',
    'contacts waiting for a retry or follow-up delay',
  ),
  figure(
    'blocked.provider_down',
    'contact_hours',
    'mean',
    'low',
    'due contacts waiting for a provider that is down',
  ),
  figure(
    'blocked.at_capacity',
    'contact_hours',
    'mean',
    'low',
    'due contacts waiting for a free line of tenant, campaign, connection or number',
  ),
  figure(
    'blocked.rate_limited',
    'contact_hours',
    'mean',
    'low',
    'due contacts waiting for calls per second, or for a connection left alone after a 429',
  ),
  figure(
    'limit.tenant',
    'ratio',
    'ratio',
    'neither',
    'waiting time held by the tenant’s cap / waiting time inside the window, in contact-hours',
  ),
  figure(
    'limit.campaign',
    'ratio',
    'ratio',
    'neither',
    'waiting time held by the campaign’s limit / the same',
  ),
  figure(
    'limit.connection',
    'ratio',
    'ratio',
    'neither',
    'waiting time held by connections’ limits / the same',
  ),
  figure(
    'limit.number',
    'ratio',
    'ratio',
    'neither',
    'waiting time held by numbers’ own limits (calls at once, a day, cool-down) / the same',
  ),
  figure(
    'limit.rate',
    'ratio',
    'ratio',
    'neither',
    'waiting time held by calls per second, or left alone after a 429 / the same',
  ),
  figure(
    'limit.provider',
    'ratio',
    'ratio',
    'neither',
    'waiting time held by a provider that is down / the same',
  ),
  figure('limit.eligibility', 'ratio', 'ratio', 'low', 'waiting time held by stalls / the same'),
  figure(
    'finish.time',
    'hours',
    'mean',
    'low',
    'when the last contact ended, in replications that finished',
  ),
  figure(
    'finish.time.p95',
    'hours',
    'p95',
    'low',
    'time by which 95 % of replications had finished; unfinished counts as never',
  ),
  figure(
    'finish.share',
    'ratio',
    'share_of_runs',
    'high',
    'replications in which every dialable contact ended within the horizon / replications',
  ),
  figure(
    'finish.expired',
    'contacts',
    'mean',
    'low',
    'contacts that ended unfinished at the horizon, structural ones left out',
  ),
  ...EXPIRED_FIGURES,
  figure(
    'flow.dials_per_hour',
    'calls_per_hour',
    'ratio',
    'high',
    'dials / hours with an open window and unfinished contacts',
  ),
  figure(
    'flow.in_flight',
    'calls',
    'mean',
    'neither',
    'mean calls in flight from the start to the end of the scenario',
  ),
  figure('flow.in_flight_peak', 'calls', 'mean', 'neither', 'most calls in flight at once'),
  figure('flow.talk_hours', 'hours', 'mean', 'neither', 'billed time: answered and voicemail'),
  ...FAULT_FIGURES,
  figure('cost.total', 'money', 'mean', 'low', 'rent + minutes + checks + purchases', 'campaign'),
  figure('cost.per_reached', 'money', 'ratio', 'low', 'cost / contacts answered', 'campaign'),
  figure('cost.rent', 'money', 'mean', 'low', 'rent of numbers while they are kept', 'campaign'),
  figure('cost.minutes', 'money', 'mean', 'low', 'billed minutes', 'campaign'),
  figure('cost.checks', 'money', 'mean', 'low', 'fetches of scores', 'campaign'),
  figure('cost.purchases', 'money', 'mean', 'low', 'set-up of numbers that were added', 'campaign'),
] as const satisfies readonly FigureSpec[];

/** Position of a figure in FIGURES by its key; throws on a key that is not there. */
export function figureIndex(key: string): number {
  const index = FIGURES.findIndex((spec) => spec.key === key);
  if (index < 0) throw new RangeError(`no such figure: ${key}`);
  return index;
}
