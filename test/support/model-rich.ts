import { createHash } from 'node:crypto';
import { HOUR_MS, MINUTE_MS } from '../../src/base/units.ts';
import type { ReplicationResult } from '../../src/model/result.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { hours, platform, span } from './model-run.ts';
import { campaign, connection, DE, GB, number, scenario, US } from './scenario-builder.ts';

/** A small world in which everything happens: for snapshots and determinism. */
export function richScenario(over: Partial<Scenario> = {}): Scenario {
  const mix = [
    { share: 0.5, country: US, zone: 1 },
    { share: 0.3, country: GB, zone: 0 },
    { share: 0.2, country: DE, zone: 0 },
  ];
  const plain = scenario();
  return {
    ...plain,
    ...span('2026-03-06T12:00:00Z', 4, 'Europe/London', 'America/New_York'),
    platform: platform({ scoreRefreshMs: 5 * HOUR_MS, scoreLagMs: HOUR_MS, tenantConcurrency: 6 }),
    connections: [
      connection({ concurrency: 4, callsPerSecond: 0.2 }),
      connection({ id: 'b', concurrency: 4 }),
    ],
    numbers: Array.from({ length: 9 }, (_, i) =>
      number(`n/${i}`, {
        country: 1 + (i % 3),
        connection: i % 2,
        allowedCountries: i < 3 ? [] : [1 + (i % 3)],
        callsPerDayMax: i === 0 ? 20 : 60,
        spamScore: 10 * i,
      }),
    ),
    campaigns: [
      campaign(9, 250, {
        name: 'a',
        windows: hours(9, 18, [1, 2, 3, 4, 5]),
        preferCountryMatched: true,
        retries: { max: 2, delaysMs: [HOUR_MS, 3 * HOUR_MS], onVoicemail: true },
        followUp: { share: 0.5, delayMs: 6 * HOUR_MS, max: 2 },
        contacts: { kind: 'generated', group: 'a', count: 250, mix },
      }),
      campaign(6, 150, {
        name: 'b',
        priority: 8,
        windows: hours(8, 20),
        concurrency: 3,
        arrivals: { kind: 'poisson', perMs: 8 / HOUR_MS },
        contacts: { kind: 'generated', group: 'b', count: 150, mix },
      }),
    ],
    answer: {
      ...plain.answer,
      meanByCountry: Float64Array.of(0.2, 0.3, 0.2, 0.2),
      concentration: 4,
      attemptFactor: 0.9,
      localFactor: 1.3,
      labelMultiplier: 0.4,
      invalidShare: 0.05,
      unanswered: { voicemail: 0.3, noAnswer: 0.5, busy: 0.1, blocked: 0.1 },
      blockedAtLabel: 0.3,
    },
    provider: {
      queueDelay: { law: 'exponential', meanMs: 2_000 },
      ringAnswered: { law: 'lognormal', medianMs: 8_000, sigma: 0.5 },
      ringVoicemail: { law: 'constant', ms: 20_000 },
      ringTimeoutMs: 30_000,
      failAfter: { law: 'empirical', valuesMs: [500, 1_000, 4_000] },
      talkAnswered: { law: 'lognormal', medianMs: 3 * MINUTE_MS, sigma: 1 },
      talkVoicemail: { law: 'exponential', meanMs: 20_000 },
    },
    drift: {
      model: 'usage',
      stepMs: HOUR_MS,
      recoveryPerDayMedian: 0.5,
      recoverySigma: 0.8,
      restAfterMs: 24 * HOUR_MS,
      baselineByCountry: Float64Array.of(10, 20, 20, 20),
      safeCallsPerDay: 10,
      growthPerDay: 10,
      noisePerSqrtDay: 12,
      complaintShare: 0.05,
      complaintPoints: 10,
      youngMs: 21 * 24 * HOUR_MS,
      youngGrowthFactor: 1.5,
      youngComplaintFactor: 2,
      shockPerDay: 0.3,
      shockHitShare: 0.5,
      shockPoints: 40,
    },
    interventions: [
      { atMs: 30 * HOUR_MS, verb: 'pause', target: { kind: 'row', campaign: 0, number: 1 } },
      { atMs: 50 * HOUR_MS, verb: 'resume', target: { kind: 'row', campaign: 0, number: 1 } },
      { atMs: 55 * HOUR_MS, verb: 'allow', number: 2, countries: [GB] },
      { atMs: 60 * HOUR_MS, verb: 'set_score', number: 0, score: 95 },
    ],
    faults: [
      { kind: 'outage', connection: 0, fromMs: 3 * HOUR_MS, toMs: 4 * HOUR_MS },
      { kind: 'refusal', connection: 1, country: GB, fromMs: 22 * HOUR_MS, toMs: 30 * HOUR_MS },
    ],
    ...over,
  };
}

/** A result with its arrays hashed, byte for byte: equal results are equal here, and quickly compared. */
export function digest(result: ReplicationResult): Record<keyof ReplicationResult, unknown> {
  const hash = (values: Float64Array) =>
    createHash('sha256')
      .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
      .digest('hex');
  return {
    ...result,
    episodes: structuredClone(result.episodes),
    actions: structuredClone(result.actions),
    cells: hash(result.cells),
    rows: hash(result.rows),
    numbers: hash(result.numbers),
    timeline: hash(result.timeline),
  };
}
