import { entityKey } from '../../src/base/hash.ts';
import { DAY_MS, HOUR_MS } from '../../src/base/units.ts';
import { type POOL_STATUSES, ROW_METRICS } from '../../src/model/figures.ts';
import type { ReplicationResult } from '../../src/model/result.ts';
import { resultLayout } from '../../src/model/run-replication.ts';
import type {
  CampaignSpec,
  ContactSource,
  ContactTable,
  Scenario,
  WindowSpec,
} from '../../src/model/spec.ts';
import { zoneSpec } from '../../src/scenario/zones.ts';
import { figureOf } from './model-replications.ts';
import { scenario, US } from './scenario-builder.ts';

/** Worlds in which a test knows every call beforehand, and the reading of their books. */

/** One imported contact; what is left out is a plain one in the US, zone 0, due at the start. */
export interface ContactRow {
  readonly id?: string;
  readonly country?: number;
  readonly zone?: number;
  readonly valid?: boolean;
  readonly arrivesMs?: number;
  readonly sticky?: number;
  readonly attempts?: number;
}

/** Imported contacts, one entry each. */
export function contacts(rows: readonly ContactRow[]): ContactSource {
  const keys = rows.map((row, i) => entityKey(row.id ?? `contact/${i}`));
  const table: ContactTable = {
    count: rows.length,
    keyLo: Int32Array.from(keys, (key) => key.lo),
    keyHi: Int32Array.from(keys, (key) => key.hi),
    country: Uint16Array.from(rows, (row) => row.country ?? US),
    zone: Uint16Array.from(rows, (row) => row.zone ?? 0),
    valid: Uint8Array.from(rows, (row) => (row.valid === false ? 0 : 1)),
    arrivesMs: rows.some((row) => row.arrivesMs !== undefined)
      ? Float64Array.from(rows, (row) => row.arrivesMs ?? 0)
      : null,
    sticky: Int32Array.from(rows, (row) => row.sticky ?? -1),
    attempts: Uint8Array.from(rows, (row) => row.attempts ?? 0),
    e164: null,
  };
  return { kind: 'table', table };
}

/** Contacts that arrive at given instants. */
export function arriving(...rows: readonly ContactRow[]): Partial<CampaignSpec> {
  return { arrivals: { kind: 'column' }, contacts: contacts(rows) };
}

/** Every call ends alike: nobody answers, everybody does, or a machine does. */
export function everybody(does: 'answers' | 'is out' | 'has voicemail'): Scenario['answer'] {
  const out = { voicemail: 0, noAnswer: 1, busy: 0, blocked: 0 };
  const machine = { voicemail: 1, noAnswer: 0, busy: 0, blocked: 0 };
  return {
    ...scenario().answer,
    meanByCountry: new Float64Array(4).fill(does === 'answers' ? 1 : 0),
    unanswered: does === 'has voicemail' ? machine : out,
  };
}

/** An answered call of exactly this length; one that nobody answers takes 30 s. */
export function talking(ms: number): Scenario['provider'] {
  const none = { law: 'constant', ms: 0 } as const;
  return { ...scenario().provider, ringAnswered: none, talkAnswered: { law: 'constant', ms } };
}

/** A platform with everything off that is not asked for. */
export function platform(over: Partial<Scenario['platform']>): Scenario['platform'] {
  return { ...scenario().platform, ...over };
}

export function sticky(
  over: Partial<Scenario['selector']['sticky']>,
  base = scenario().selector,
): Scenario['selector'] {
  return { ...base, sticky: { ...base.sticky, ...over } };
}

/** Calling hours in whole hours of the contact's clock; days from Sunday = 0, all by default. */
export function hours(from: number, to: number, days = [0, 1, 2, 3, 4, 5, 6]): WindowSpec {
  return {
    always: false,
    days: [0, 1, 2, 3, 4, 5, 6].map((day) => days.includes(day)),
    fromMinute: from * 60,
    toMinute: to * 60,
  };
}

/** Start, length and zones of a scenario in real time. */
export function span(startIso: string, days: number, ...zones: readonly string[]) {
  const startEpochMs = Date.parse(startIso);
  const durationMs = days * DAY_MS;
  return {
    startEpochMs,
    durationMs,
    zones: zones.map((name) => zoneSpec(name, startEpochMs, durationMs)),
  };
}

/** Value of a figure: numerator over denominator. */
export function value(
  plan: Scenario,
  result: ReplicationResult,
  key: string,
  campaign = '*',
  country = '*',
): number {
  const { num, den } = figureOf(plan, result, key, campaign, country);
  return num / den;
}

export function rowMetric(
  plan: Scenario,
  result: ReplicationResult,
  campaign: number,
  number: number,
  metric: (typeof ROW_METRICS)[number],
): number {
  const row = resultLayout(plan).rows.findIndex(
    (r) => r.campaign === campaign && r.number === number,
  );
  return result.rows[row * ROW_METRICS.length + ROW_METRICS.indexOf(metric)];
}

/** Hours that a pool row spent in a status. */
export function statusHours(
  plan: Scenario,
  result: ReplicationResult,
  campaign: number,
  number: number,
  status: (typeof POOL_STATUSES)[number],
): number {
  return rowMetric(plan, result, campaign, number, `status_${status}_ms`) / HOUR_MS;
}
