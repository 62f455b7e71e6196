import { describe, expect, it } from 'vitest';
import {
  PENDING_REASONS,
  PENDING_WORDS,
  type PendingReason,
  pendingReason,
} from '../../src/model/pending.ts';
import { advance, openWorld } from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { watch } from '../support/model-replications.ts';
import { arriving, everybody, hours, span, talking, value } from '../support/model-run.ts';
import {
  campaign,
  connection,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  number,
  numbers,
  scenario,
} from '../support/scenario-builder.ts';

const plain = (contacts: number, over: Partial<Scenario> = {}) =>
  scenario({
    numbers: numbers(1),
    campaigns: [campaign(1, contacts)],
    answer: everybody('answers'),
    provider: talking(MINUTE_MS),
    ...over,
  });

/** What held those who did not finish; reasons that held nobody are left out. */
function held(plan: Scenario): Partial<Record<PendingReason, number>> {
  const { result } = watch(plan);
  const counts = PENDING_REASONS.map(
    (reason) => [reason, value(plan, result, `expired.${reason}`)] as const,
  );
  expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBe(
    value(plan, result, 'finish.expired'),
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Why the first contact is not moving at an instant. */
function reasonAt(plan: Scenario, atMs: number): string {
  const world = openWorld(plan, { replication: 0 });
  advance(world, atMs);
  return pendingReason(world, 0);
}

const SLOW = { connections: [connection({ concurrency: 1 })], provider: talking(10 * HOUR_MS) };
const flagged = [number('n/0', { spamScore: 99 })];
const outage = { kind: 'outage', connection: -1, fromMs: 0, toMs: 2 * DAY_MS } as const;

describe('what holds a contact at the end', () => {
  it('is nothing where the list ended', () => {
    expect(held(plain(20))).toEqual({});
  });

  it.each<[PendingReason, Scenario]>([
    ['not_arrived', plain(1, { campaigns: [campaign(1, 0, arriving({ arrivesMs: 3 * DAY_MS }))] })],
    [
      'campaign_paused',
      plain(1, {
        interventions: [{ atMs: 0, verb: 'pause', target: { kind: 'campaign', campaign: 0 } }],
        campaigns: [campaign(1, 0, arriving({ arrivesMs: HOUR_MS }))],
      }),
    ],
    [
      'waiting_retry',
      plain(1, {
        answer: everybody('is out'),
        campaigns: [
          campaign(1, 1, { retries: { max: 1, delaysMs: [2 * DAY_MS], onVoicemail: false } }),
        ],
      }),
    ],
    ['no_eligible_number', plain(1, { numbers: flagged })],
    ['provider_down', plain(1, { faults: [outage] })],
    ['at_capacity', plain(4, SLOW)],
    ['rate_limited', plain(100, { connections: [connection({ callsPerSecond: 0.001 })] })],
  ])('%s', (reason, plan) => {
    expect(Object.keys(held(plan))).toEqual([reason]);
  });

  it('is what held it while its window was last open, for who was due by then', () => {
    // 9 to 18 h of a day: one of three talks until the evening, and the fourth is due at night.
    const plan = plain(0, {
      ...span('2026-03-02T08:00:00Z', 1, 'UTC'),
      ...SLOW,
      campaigns: [
        campaign(1, 0, {
          ...arriving({}, {}, {}, { arrivesMs: 12 * HOUR_MS }),
          windows: hours(9, 18),
        }),
      ],
    });
    expect(held(plan)).toEqual({ at_capacity: 2, outside_window: 1 });
    expect(held({ ...plan, faults: [outage] })).toEqual({ provider_down: 3, outside_window: 1 });
  });

  it('of a campaign paused in the end is the pause', () => {
    const plan = plain(4, {
      ...SLOW,
      interventions: [
        { atMs: 20 * HOUR_MS, verb: 'pause', target: { kind: 'campaign', campaign: 0 } },
      ],
    });
    expect(held(plan)).toEqual({ campaign_paused: 2 });
  });
});

describe('what holds a contact now', () => {
  it('follows its way through the campaign', () => {
    const plan = plain(0, {
      answer: everybody('is out'),
      faults: [{ ...outage, fromMs: 2 * HOUR_MS, toMs: 3 * HOUR_MS }],
      campaigns: [
        campaign(1, 0, {
          ...arriving({ arrivesMs: HOUR_MS }),
          retries: { max: 1, delaysMs: [90 * MINUTE_MS], onVoicemail: false },
        }),
      ],
    });
    const at = (minutes: number) => reasonAt(plan, minutes * MINUTE_MS);
    expect(at(30)).toBe('not_arrived');
    expect(at(60)).toBe('none');
    expect(at(100)).toBe('waiting_retry');
    expect(at(160)).toBe('provider_down');
    expect(at(180)).toBe('none');
    expect(at(200)).toBe('none');
  });

  it('can be said in words', () => {
    expect(Object.keys(PENDING_WORDS)).toEqual([...PENDING_REASONS]);
    expect(PENDING_WORDS.waiting_retry).toBe('its retry or follow-up is not due yet');
  });
});
