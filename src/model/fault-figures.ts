import { figure } from './figure-spec.ts';
import { PENDING_REASONS, type PendingReason } from './pending.ts';

/** What faults of the provider did to calls and lines. */
export const FAULT_FIGURES = [
  figure(
    'fault.throttled_rate',
    'ratio',
    'ratio',
    'low',
    'calls refused as too many requests (429), which use up no attempt / dials',
  ),
  figure(
    'fault.lost_rate',
    'ratio',
    'ratio',
    'low',
    'calls never heard of, given up by the sweep / dials',
  ),
  figure(
    'fault.idle_line_hours',
    'hours',
    'mean',
    'low',
    'hours that lines were held after their calls were over, for want of the notice',
  ),
  figure(
    'fault.doubled_notices',
    'calls',
    'mean',
    'neither',
    'notices that came a second time, were recognised and changed nothing',
  ),
  figure(
    'fault.late_notices',
    'calls',
    'mean',
    'low',
    'notices that came after the sweep had given their call up, and changed nothing',
  ),
] as const;

const HELD: Readonly<Record<PendingReason, string>> = {
  not_arrived: 'because they had not arrived',
  campaign_paused: 'because their campaign was paused',
  outside_window: 'because their calling window had not opened since they were due',
  waiting_retry: 'waiting for a retry or follow-up delay',
  no_eligible_number: 'for want of an eligible number, while their window was last open',
  provider_down: 'by a provider that was down, while their window was last open',
  at_capacity: 'for want of a free line or number, while their window was last open',
  rate_limited: 'by calls per second or a 429, while their window was last open',
};

/** What held the contacts that were unfinished at the horizon: they sum to `finish.expired`. */
export const EXPIRED_FIGURES = PENDING_REASONS.map((reason) =>
  figure(
    `expired.${reason}`,
    'contacts',
    'mean',
    'low',
    `contacts unfinished at the horizon ${HELD[reason]}`,
  ),
);
