import { TASK } from './contact.ts';
import { WAIT } from './ledger.ts';
import type { World } from './world.ts';

/** Why a contact is not moving, in order of precedence; `none` = it moves, or could be dialled now. */
export type TaskReason = 'none' | PendingReason;

/** The same in order of precedence; who has not arrived yet is held by nothing else. */
export const PENDING_REASONS = [
  'not_arrived',
  'campaign_paused',
  'outside_window',
  'waiting_retry',
  'no_eligible_number',
  'provider_down',
  'at_capacity',
  'rate_limited',
] as const;
export type PendingReason = (typeof PENDING_REASONS)[number];

/** Each reason as the end of the sentence "the contact waits because …". */
export const PENDING_WORDS: Readonly<Record<PendingReason, string>> = {
  not_arrived: 'it has not arrived yet',
  campaign_paused: 'its campaign is paused',
  outside_window: 'its calling window is closed',
  waiting_retry: 'its retry or follow-up is not due yet',
  no_eligible_number: 'no number of the pool may dial it',
  provider_down: 'the provider is down',
  at_capacity: 'every line, or every number that may dial it, is busy',
  rate_limited: 'calls per second, or a provider’s 429, hold the connection back',
};

const REASON_OF_WAIT: Readonly<Record<number, PendingReason>> = {
  [WAIT.paused]: 'campaign_paused',
  [WAIT.window]: 'outside_window',
  [WAIT.retry]: 'waiting_retry',
  [WAIT.stalled]: 'no_eligible_number',
  [WAIT.structural]: 'no_eligible_number',
  [WAIT.provider]: 'provider_down',
  [WAIT.tenant]: 'at_capacity',
  [WAIT.campaign]: 'at_capacity',
  [WAIT.connection]: 'at_capacity',
  [WAIT.number]: 'at_capacity',
  [WAIT.rate]: 'rate_limited',
};

/** Why a contact is not moving, as the world stands settled at this instant. */
export function pendingReason(world: World, contact: number): TaskReason {
  const { contacts, room } = world;
  const state = contacts.state[contact];
  if (state === TASK.pending) return 'not_arrived';
  if (state === TASK.retryPending) return 'waiting_retry';
  if (state !== TASK.queued) return 'none';
  const sticky = world.stickyWaits ? contacts.sticky[contact] : -1;
  return REASON_OF_WAIT[room.reason[room.lineOf(contacts.classOf[contact], sticky)]] ?? 'none';
}

/**
 * What holds each contact that is not done at the horizon, as `report(contact, reason)`. Where a window is
 * closed by then, what held the contact while it was last open says more, and is told instead.
 */
export function pendingAtEnd(
  world: World,
  report: (contact: number, reason: PendingReason) => void,
): void {
  const { contacts, room } = world;
  for (let contact = 0; contact < contacts.count; contact++) {
    const state = contacts.state[contact];
    if (state === TASK.pending) report(contact, 'not_arrived');
    else if (state === TASK.retryPending) report(contact, 'waiting_retry');
  }
  room.queues.forEach((queue, line) => {
    const reason = room.reason[line];
    for (let p = queue.head; p < queue.tail; p++) {
      const closed = reason === WAIT.window && p < room.judgedTo[line];
      report(queue.at(p), REASON_OF_WAIT[closed ? room.openReason[line] : reason]);
    }
  });
}
