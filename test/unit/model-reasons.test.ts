import { describe, expect, it } from 'vitest';
import { explainAt } from '../../src/model/explain.ts';
import type { TaskReason } from '../../src/model/pending.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { watch } from '../support/model-replications.ts';
import { arriving, everybody, hours, platform, talking, value } from '../support/model-run.ts';
import {
  campaign,
  connection,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  number,
  scenario,
  US,
} from '../support/scenario-builder.ts';

/** The start is 14:00Z on a Monday. Reasons in their order of precedence, each with what brings it about. */
type Cause = Exclude<TaskReason, 'none' | 'waiting_retry'>;
const PRECEDENCE: readonly Cause[] = [
  'campaign_paused',
  'outside_window',
  'no_eligible_number',
  'provider_down',
  'at_capacity',
  'rate_limited',
];

/**
 * A second contact that falls due at 1 min, under every cause named at once. The first one talks, from
 * the start on, where the line shall be full or paced; everything else begins at 30 s.
 */
function under(causes: readonly Cause[]): Scenario {
  const has = (cause: Cause) => causes.includes(cause);
  const early = has('at_capacity') || has('rate_limited');
  const rows = [{ arrivesMs: early ? 0 : 2 * DAY_MS }, { arrivesMs: MINUTE_MS }];
  return scenario({
    numbers: [number('a')],
    connections: [
      connection({
        concurrency: has('at_capacity') ? 1 : 9,
        callsPerSecond: has('rate_limited') ? 1 / 7_200 : Number.POSITIVE_INFINITY,
      }),
    ],
    answer: everybody('answers'),
    provider: talking(has('at_capacity') ? 2 * HOUR_MS : 1),
    campaigns: [
      campaign(1, 0, {
        ...arriving(...rows),
        windows: has('outside_window') ? shutSoon() : hours(14, 24),
      }),
    ],
    interventions: [
      ...(has('campaign_paused')
        ? ([{ atMs: 30_000, verb: 'pause', target: { kind: 'campaign', campaign: 0 } }] as const)
        : []),
      ...(has('no_eligible_number')
        ? ([{ atMs: 30_000, verb: 'set_score', number: 0, score: 90 }] as const)
        : []),
    ],
    faults: has('provider_down')
      ? [{ kind: 'outage', connection: 0, fromMs: 30_000, toMs: 3 * HOUR_MS }]
      : [],
  });
}

const BOOKS = [
  'blocked.campaign_paused',
  'blocked.outside_window',
  'stall.contact_hours',
  'blocked.provider_down',
  'blocked.at_capacity',
  'blocked.rate_limited',
];

/** Open for the first half minute only. */
function shutSoon() {
  return { ...hours(14, 24), fromMinute: 13 * 60, toMinute: 14 * 60 + 0.5 };
}

const reasonOf = (plan: Scenario, atMs = 5 * MINUTE_MS) =>
  explainAt(plan, { replication: 0, campaign: 0, contact: 1, atMs }).reason;

describe('why a contact is not moving', () => {
  it.each(PRECEDENCE)('%s, alone', (cause) => {
    expect(reasonOf(under([cause]))).toBe(cause);
  });

  it.each(
    PRECEDENCE.flatMap((first, i) =>
      PRECEDENCE.slice(i + 1).map((second) => [first, second] as const),
    ),
  )('%s goes before %s', (first, second) => {
    expect(reasonOf(under([second, first]))).toBe(first);
  });

  it('names the first of all six at once', () => {
    expect(reasonOf(under(PRECEDENCE))).toBe('campaign_paused');
  });

  it('has nothing to say where nothing holds the contact', () => {
    const plan = under([]);
    const query = { replication: 0, campaign: 0, contact: 1 };
    expect(explainAt(plan, { ...query, atMs: 30_000 })).toMatchObject({
      state: 'pending',
      reason: 'not_arrived',
    });
    expect(explainAt(plan, { ...query, atMs: MINUTE_MS })).toMatchObject({
      state: 'calling',
      reason: 'none',
    });
    expect(explainAt(plan, { ...query, atMs: 5 * MINUTE_MS })).toMatchObject({
      state: 'completed',
      reason: 'none',
    });
  });

  it('says that a contact waits for its retry, even while the campaign is paused', () => {
    const plan = scenario({
      answer: everybody('is out'),
      campaigns: [campaign(2, 1, { retries: { max: 1, delaysMs: [HOUR_MS], onVoicemail: false } })],
    });
    const told = explainAt(plan, { replication: 0, campaign: 0, contact: 0, atMs: 5 * MINUTE_MS });
    expect(told).toMatchObject({ state: 'retry_pending', reason: 'waiting_retry', attempts: 1 });
  });

  it('is at capacity by tenant, campaign, connection or number alike', () => {
    const busy: Partial<Scenario>[] = [
      { platform: platform({ tenantConcurrency: 1 }) },
      { campaigns: [campaign(1, 2, { concurrency: 1 })] },
      { connections: [connection({ concurrency: 1 })] },
      { numbers: [number('a', { concurrentMax: 1 })] },
      { numbers: [number('a', { callsPerDayMax: 1 })] },
    ];
    for (const over of busy) {
      const plan = scenario({
        numbers: [number('a')],
        answer: everybody('answers'),
        provider: talking(HOUR_MS),
        campaigns: [campaign(1, 2)],
        ...over,
      });
      expect(reasonOf(plan)).toBe('at_capacity');
    }
  });
});

describe('what an explanation shows', () => {
  it('names every number of the pool with what became of it, and the contact’s clock', () => {
    const plan = scenario({
      connections: [connection(), connection({ id: 'down' })],
      numbers: [
        number('free'),
        number('flagged', { spamScore: 80 }),
        number('abroad', { allowedCountries: [2] }),
        number('both', { spamScore: 80, allowedCountries: [2] }),
        number('off', { status: 'inactive' }),
        number('paused'),
        number('busy', { connection: 1 }),
      ],
      campaigns: [campaign(7, 1)],
      interventions: [{ atMs: 0, verb: 'pause', target: { kind: 'row', campaign: 0, number: 5 } }],
      faults: [{ kind: 'outage', connection: 1, fromMs: 0, toMs: HOUR_MS }],
    });
    const told = explainAt(plan, { replication: 0, campaign: 0, contact: 0, atMs: HOUR_MS / 2 });
    expect(told.rows.map((row) => row.verdict)).toEqual([
      'candidate',
      'spam',
      'country',
      'spam_and_country',
      'inactive',
      'paused',
      'busy',
    ]);
    expect(told).toMatchObject({ country: US, localHour: 14, considered: 5, eligible: 2 });
  });
});

describe('the books of waiting', () => {
  /** Until when each cause holds the contact that fell due at 1 min, of ten hours. */
  it.each([
    ['campaign_paused', 'blocked.campaign_paused', 10],
    ['outside_window', 'blocked.outside_window', 10],
    ['no_eligible_number', 'stall.contact_hours', 10],
    ['provider_down', 'blocked.provider_down', 3],
    ['at_capacity', 'blocked.at_capacity', 2],
    ['rate_limited', 'blocked.rate_limited', 2],
  ] as const)('count a contact under %s in %s, and nowhere else', (cause, figure, untilHour) => {
    const plan = { ...under([cause]), durationMs: 10 * HOUR_MS };
    const { result } = watch(plan);
    expect(value(plan, result, figure)).toBeCloseTo(untilHour - 1 / 60, 9);
    const all = BOOKS.reduce((sum, key) => sum + value(plan, result, key), 0);
    expect(all).toBeCloseTo(untilHour - 1 / 60, 9);
  });

  it('add up to the time from falling due to the call, whatever held it', () => {
    const plan = under(['at_capacity', 'provider_down', 'no_eligible_number']);
    const again = {
      ...plan,
      interventions: [
        ...plan.interventions,
        { atMs: HOUR_MS, verb: 'set_score', number: 0, score: 0 } as const,
      ],
    };
    const { result, attempts } = watch(again);
    const call = attempts.find((record) => record.contact === 1);
    expect(call?.dialMs).toBe(3 * HOUR_MS);
    expect(value(again, result, 'stall.contact_hours')).toBeCloseTo(59 / 60, 9);
    expect(value(again, result, 'blocked.provider_down')).toBeCloseTo(2, 9);
    expect(value(again, result, 'limit.provider')).toBeCloseTo(2 / (2 + 59 / 60), 9);
    expect(value(again, result, 'limit.eligibility')).toBeCloseTo(59 / 60 / (2 + 59 / 60), 9);
  });
});
