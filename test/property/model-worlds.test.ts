import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FIGURES,
  NUMBER_METRICS,
  POOL_STATUSES,
  ROW_METRICS,
  TIMELINE_COLUMNS,
} from '../../src/model/figures.ts';
import type { AttemptRecord } from '../../src/model/observer.ts';
import type { ReplicationResult } from '../../src/model/result.ts';
import { resultLayout, runReplication } from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { localHour } from '../../src/model/zone-clock.ts';
import { anyScenario } from '../support/model-arbitrary.ts';
import { figureOf, watch } from '../support/model-replications.ts';
import { digest } from '../support/model-rich.ts';
import { HOUR_MS } from '../support/scenario-builder.ts';

const RUNS = 150;
const ABSENT = [ROW_METRICS.indexOf('status_at_end'), ROW_METRICS.indexOf('weight')];

/** Runs any small world, with the auditor on, and asks something of its books. */
function always(
  name: string,
  holds: (plan: Scenario, result: ReplicationResult, calls: readonly AttemptRecord[]) => void,
  numRuns = RUNS,
): void {
  it(name, () => {
    fc.assert(
      fc.property(anyScenario, (plan) => {
        const { result, attempts } = watch(plan);
        holds(plan, result, attempts);
      }),
      { numRuns, seed: 20_260_302 },
    );
  });
}

const sum = (values: Iterable<number>) => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
const column = (table: Float64Array, width: number, at: number) =>
  Array.from({ length: table.length / width }, (_, i) => table[i * width + at]);
const rowColumn = (result: ReplicationResult, metric: (typeof ROW_METRICS)[number]) =>
  column(result.rows, ROW_METRICS.length, ROW_METRICS.indexOf(metric));
const numberColumn = (result: ReplicationResult, metric: (typeof NUMBER_METRICS)[number]) =>
  column(result.numbers, NUMBER_METRICS.length, NUMBER_METRICS.indexOf(metric));

/** Sum of one timeline column over all hours in a scope; stocks as value · hours. */
function timelineSum(plan: Scenario, result: ReplicationResult, name: string, scope: number) {
  const { scopes, hours } = resultLayout(plan);
  const width = TIMELINE_COLUMNS.length;
  const at = TIMELINE_COLUMNS.indexOf(name as (typeof TIMELINE_COLUMNS)[number]);
  const stock = name === 'in_flight' || name.startsWith('waiting_');
  let total = 0;
  for (let hour = 0; hour < hours; hour++) {
    const spanHours = Math.min(1, plan.durationMs / HOUR_MS - hour);
    const value = result.timeline[(hour * scopes.length + scope) * width + at];
    total += stock ? value * spanHours : value;
  }
  return total;
}

describe('any small world', () => {
  always(
    'runs to its end without a law being broken, and every call ends',
    (plan, result, calls) => {
      expect(calls).toHaveLength(result.dials);
      for (const call of calls) expect(call.endMs).toBeGreaterThanOrEqual(call.dialMs);
      expect(result.dials).toBe(figureOf(plan, result, 'dials').num);
    },
  );

  always(
    'starts no call at or after the horizon, before its contact is due, or out of hours',
    (plan, _, calls) => {
      for (const call of calls) {
        expect(call.dialMs).toBeLessThan(plan.durationMs);
        expect(call.dialMs).toBeGreaterThanOrEqual(call.dueMs);
        const { windows, contacts } = plan.campaigns[call.campaign];
        if (windows.always || contacts.kind !== 'generated') continue;
        // A contact's zone is not in the record: it must be inside in one of those of its country.
        const zones = contacts.mix.filter((part) => part.country === call.country);
        const open = zones.some(({ zone }) => {
          const hour = localHour(plan.zones[zone], plan.startEpochMs, call.dialMs);
          return hour * 60 >= windows.fromMinute && hour * 60 < windows.toMinute;
        });
        expect(open).toBe(true);
      }
    },
  );

  always('has no NaN, nothing negative, and no share above 1', (plan, result) => {
    const { scopes } = resultLayout(plan);
    FIGURES.forEach((spec, f) => {
      for (let scope = 0; scope < scopes.length; scope++) {
        const num = result.cells[(f * scopes.length + scope) * 2];
        const den = result.cells[(f * scopes.length + scope) * 2 + 1];
        const what = `${spec.key} of ${scopes[scope].campaign}, ${scopes[scope].country}`;
        expect(num >= 0 && den >= 0 && Number.isFinite(den), `${what}: ${num}/${den}`).toBe(true);
        if (spec.bounded01) expect(num, what).toBeLessThanOrEqual(den * (1 + 1e-9));
        if (spec.estimator === 'mean') expect(num, what).toBeLessThan(Number.POSITIVE_INFINITY);
      }
    });
    // A row that is in no pool at the end has no status then, and one that never was has no weight.
    const rows = result.rows.filter((_, i) => !ABSENT.includes(i % ROW_METRICS.length));
    for (const table of [rows, result.numbers, result.timeline]) {
      expect(table.every((value) => value >= -1e-6)).toBe(true);
    }
  });

  always(
    'keeps one set of books: rows, numbers, cells and timeline agree',
    (plan, result, calls) => {
      const { rows, scopes } = resultLayout(plan);
      const { dials } = result;
      expect(sum(rowColumn(result, 'dials'))).toBe(dials);
      expect(sum(numberColumn(result, 'dials'))).toBe(dials);
      expect(sum(rowColumn(result, 'answered'))).toBe(sum(numberColumn(result, 'answered')));
      const answered = calls.filter((call) => call.outcome === 'answered');
      expect(sum(rowColumn(result, 'answered'))).toBe(answered.length);
      expect(figureOf(plan, result, 'reach.answer_rate').num).toBe(answered.length);
      rows.forEach((row, r) => {
        const mine = calls.filter((c) => c.campaign === row.campaign && c.number === row.number);
        expect(rowColumn(result, 'dials')[r]).toBe(mine.length);
        const counting = mine.filter((c) => !['failed', 'refused', 'lost'].includes(c.outcome));
        expect(rowColumn(result, 'attempts')[r]).toBe(counting.length);
      });
      const pairs: readonly [string, string][] = [
        ['waiting_stalled', 'stall.contact_hours'],
        ['waiting_paused', 'blocked.campaign_paused'],
        ['waiting_window', 'blocked.outside_window'],
        ['waiting_retry', 'blocked.waiting_retry'],
        ['waiting_provider', 'blocked.provider_down'],
        ['waiting_capacity', 'blocked.at_capacity'],
        ['waiting_rate', 'blocked.rate_limited'],
        ['dials', 'dials'],
      ];
      scopes.forEach(({ campaign, country }, scope) => {
        const scoped = (key: string) => figureOf(plan, result, key, campaign, country).num;
        for (const [name, key] of pairs) {
          expect(timelineSum(plan, result, name, scope), name).toBeCloseTo(scoped(key), 6);
        }
        const held = ['waiting_tenant', 'waiting_campaign', 'waiting_connection'];
        const capacity = sum(held.map((name) => timelineSum(plan, result, name, scope)));
        expect(capacity).toBeCloseTo(scoped('blocked.at_capacity'), 6);
        const { den } = figureOf(plan, result, 'skip.rate', campaign, country);
        expect(timelineSum(plan, result, 'considered', scope)).toBe(den);
        const ended = timelineSum(plan, result, 'ended', scope);
        const expired = scoped('finish.expired');
        const contacts = figureOf(plan, result, 'reach.contact_rate', campaign, country).den;
        const structural = scoped('stall.structural_contacts');
        expect(ended + expired).toBeLessThanOrEqual(contacts - structural);
        // What is still on the line at the end neither ended in an hour nor expired.
        const late = calls.filter((call) => call.endMs > plan.durationMs).length;
        expect(ended + expired).toBeGreaterThanOrEqual(contacts - structural - late);
        expect(timelineSum(plan, result, 'skips_spam', scope)).toBe(scoped('skip.rate.spam'));
        expect(timelineSum(plan, result, 'skips_country', scope)).toBe(scoped('skip.rate.country'));
        expect(timelineSum(plan, result, 'skips_spam_and_country', scope)).toBe(
          scoped('skip.rate.spam_and_country'),
        );
        expect(timelineSum(plan, result, 'in_flight', scope)).toBeCloseTo(
          (scoped('flow.in_flight') * plan.durationMs) / HOUR_MS,
          6,
        );
        // Calls that end after the horizon count in the cells, and in no hour.
        const inside = calls.filter(
          (call) =>
            call.outcome === 'answered' &&
            call.endMs <= plan.durationMs &&
            (campaign === '*' || plan.campaigns[call.campaign].name === campaign) &&
            (country === '*' || plan.countries[call.country] === country),
        );
        expect(timelineSum(plan, result, 'answered', scope)).toBe(inside.length);
      });
    },
  );

  always('sums over campaigns and countries to what stands under *', (plan, result) => {
    const { scopes } = resultLayout(plan);
    const parts = scopes.filter((s) => s.campaign !== '*' && s.country !== '*');
    for (const key of [
      'attempts',
      'dials',
      'skip.rate',
      'stall.contact_hours',
      'stall.episodes',
      'stall.lost_contacts',
      'stall.structural_contacts',
      'finish.expired',
      'reach.contact_rate',
      'blocked.outside_window',
    ]) {
      const total = sum(parts.map((s) => figureOf(plan, result, key, s.campaign, s.country).num));
      expect(total, key).toBeCloseTo(figureOf(plan, result, key).num, 6);
    }
    const shares = parts.map((s) =>
      figureOf(plan, result, 'stall.time_share', s.campaign, s.country),
    );
    const union = figureOf(plan, result, 'stall.time_share');
    expect(union.num).toBeLessThanOrEqual(sum(shares.map((s) => s.num)) + 1e-3);
    for (const share of shares) expect(share.num).toBeLessThanOrEqual(union.num + 1e-3);
  });

  always(
    'spends all of the time of each row in its pool in one status or another',
    (plan, result) => {
      const { rows } = resultLayout(plan);
      rows.forEach((_, r) => {
        const spent = sum(POOL_STATUSES.map((s) => rowColumn(result, `status_${s}_ms`)[r]));
        const attached = rowColumn(result, 'attached_ms')[r];
        expect(spent).toBeCloseTo(attached, 3);
        expect(attached).toBeLessThanOrEqual(plan.durationMs);
      });
    },
  );

  always(
    'has episodes that lie in the run, one after another, and agree with the figures',
    (plan, result) => {
      const own = result.episodes.filter((e) => e.cause !== 'structural');
      expect(figureOf(plan, result, 'stall.episodes').num).toBe(own.length);
      expect(figureOf(plan, result, 'stall.risk').num).toBe(own.length > 0 ? 1 : 0);
      const first = figureOf(plan, result, 'stall.first').num * HOUR_MS;
      if (own.length > 0) expect(first).toBeCloseTo(Math.min(...own.map((e) => e.startMs)), 3);
      else expect(first).toBe(Number.POSITIVE_INFINITY);
      const places = new Map<string, typeof own>();
      for (const e of result.episodes) {
        expect(e.startMs).toBeLessThan(plan.durationMs);
        expect(e.endMs).toBeLessThanOrEqual(plan.durationMs);
        expect(e.activeMs).toBeGreaterThan(0);
        expect(e.activeMs).toBeLessThanOrEqual(e.endMs - e.startMs + 1e-6);
        expect(e.contactsMax).toBeGreaterThan(0);
        const key = `${e.campaign}/${e.country}`;
        places.set(key, [...(places.get(key) ?? []), e]);
      }
      for (const list of places.values()) {
        for (let i = 1; i < list.length; i++) {
          expect(list[i].startMs).toBeGreaterThanOrEqual(list[i - 1].endMs);
        }
      }
    },
  );

  always('gives each contact no more attempts than it may have', (plan, _, calls) => {
    const made = new Map<string, number>();
    for (const call of calls) {
      // Too many requests say nothing about the contact, and use up no attempt.
      if (call.throttled) continue;
      const { retries, followUp } = plan.campaigns[call.campaign];
      const key = `${call.campaign}/${call.contact}`;
      const count = (made.get(key) ?? 0) + 1;
      made.set(key, count);
      expect(count).toBeLessThanOrEqual((retries.max + 1) * (followUp.max + 1));
      expect(call.attempt).toBeLessThanOrEqual(retries.max + 1);
    }
  });

  always(
    'runs the same twice, watched or not',
    (plan, result) => {
      expect(digest(runReplication(plan, { replication: 0 }))).toEqual(digest(result));
    },
    50,
  );
});
