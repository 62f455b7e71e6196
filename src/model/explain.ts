import type { SimMs } from '../base/units.ts';
import type { TraceRow } from '../selector/index.ts';
import { TASK } from './contact.ts';
import { pendingReason, type TaskReason } from './pending.ts';
import { prepare } from './prepare.ts';
import { advance, openWorld } from './run-replication.ts';
import type { Scenario } from './spec.ts';
import { localHour } from './zone-clock.ts';

export interface ExplainQuery {
  readonly replication: number;
  /** Index into the scenario's campaigns. */
  readonly campaign: number;
  /** Place in the campaign's contact list, from 0. */
  readonly contact: number;
  readonly atMs: SimMs;
}

export interface Explanation {
  /** `pending, queued, calling, retry_pending, completed, failed, expired`. */
  readonly state: string;
  readonly reason: TaskReason;
  /** Country index of the contact. */
  readonly country: number;
  readonly localHour: number;
  readonly attempts: number;
  /** Number index, or -1. */
  readonly sticky: number;
  /** Every number of the pool with what became of it, had the contact been dialled at this instant. */
  readonly rows: readonly TraceRow[];
  readonly considered: number;
  readonly eligible: number;
}

const STATE_NAMES = Object.fromEntries(
  Object.entries(TASK).map(([name, value]) => [
    value,
    name === 'retryPending' ? 'retry_pending' : name,
  ]),
);

/** Runs one replication up to an instant and asks the selector about one contact there. */
export function explainAt(scenario: Scenario, query: ExplainQuery): Explanation {
  const world = openWorld(scenario, { replication: query.replication });
  advance(world, query.atMs);
  const prepared = prepare(scenario);
  const { contacts, selector, record } = world;
  const contact = prepared.contactFrom[query.campaign] + query.contact;
  const classIndex = contacts.classOf[contact];
  const { country, zone } = prepared.classes[classIndex];
  const sticky = contacts.sticky[contact];
  const state = contacts.state[contact];
  selector.counts(query.campaign, country, record);
  return {
    state: STATE_NAMES[state],
    reason: pendingReason(world, contact),
    country,
    localHour: localHour(scenario.zones[zone], scenario.startEpochMs, query.atMs),
    attempts: contacts.attempts[contact],
    sticky,
    rows: selector.trace(query.campaign, country, sticky),
    considered: record.considered,
    eligible: record.eligible,
  };
}
