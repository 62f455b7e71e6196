import { entityKey } from '../../src/base/hash.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/base/units.ts';
import type {
  CampaignSpec,
  ConnectionSpec,
  ContactTable,
  NumberSpec,
  Scenario,
  UsageDrift,
  ZoneSpec,
} from '../../src/model/spec.ts';

/** Plain scenarios for tests of the model: everything off that a test does not ask for. */

export const COUNTRIES = ['??', 'US', 'GB', 'DE'] as const;
export const US = 1;
export const GB = 2;
export const DE = 3;

export function utc(): ZoneSpec {
  return {
    name: 'UTC',
    fromMs: Float64Array.of(Number.NEGATIVE_INFINITY),
    offsetMs: Float64Array.of(0),
  };
}

export function number(id: string, over: Partial<NumberSpec> = {}): NumberSpec {
  return {
    id,
    key: entityKey(id),
    name: id,
    country: US,
    connection: 0,
    status: 'active',
    managed: 'byo',
    owned: true,
    allowedCountries: [],
    spamScore: 0,
    callsPerDayMax: Number.POSITIVE_INFINITY,
    concurrentMax: Number.POSITIVE_INFINITY,
    coolDownMs: 0,
    warmUp: [],
    firstUsedMs: Number.POSITIVE_INFINITY,
    ...over,
  };
}

export function numbers(count: number, over: Partial<NumberSpec> = {}): NumberSpec[] {
  return Array.from({ length: count }, (_, i) => number(`n/${i}`, over));
}

export function connection(over: Partial<ConnectionSpec> = {}): ConnectionSpec {
  return {
    id: 'line',
    provider: 'twilio',
    concurrency: Number.POSITIVE_INFINITY,
    callsPerSecond: Number.POSITIVE_INFINITY,
    ...over,
  };
}

/** A campaign of generated contacts in one country, 24/7, one attempt, pool = all of `poolSize` numbers. */
export function campaign(
  poolSize: number,
  contactCount: number,
  over: Partial<CampaignSpec> = {},
): CampaignSpec {
  return {
    name: 'c',
    priority: 5,
    primary: -1,
    pool: Array.from({ length: poolSize }, (_, i) => i),
    reserve: [],
    preferCountryMatched: false,
    concurrency: Number.POSITIVE_INFINITY,
    windows: {
      always: true,
      days: [true, true, true, true, true, true, true],
      fromMinute: 0,
      toMinute: 1_440,
    },
    retries: { max: 0, delaysMs: [], onVoicemail: false },
    followUp: { share: 0, delayMs: 0, max: 0 },
    whenFull: 'wait',
    arrivals: { kind: 'at_start' },
    contacts: {
      kind: 'generated',
      group: 'contacts',
      count: contactCount,
      mix: [{ share: 1, country: US, zone: 0 }],
    },
    ...over,
  };
}

export function scenario(over: Partial<Scenario> = {}): Scenario {
  return {
    name: 'test',
    why: 'a test',
    seed: '1',
    startEpochMs: Date.UTC(2026, 2, 2, 14),
    durationMs: DAY_MS,
    platform: {
      spamThreshold: 70,
      warningBand: 10,
      scoreRefreshMs: 0,
      scoreLagMs: 0,
      releaseHoldMs: 0,
      tenantConcurrency: Number.POSITIVE_INFINITY,
      sweepAfterMs: 20 * MINUTE_MS,
      throttleBackoffMs: 1_000,
    },
    selector: {
      weight: { priorMean: 0.15, priorStrength: 20, floor: 0.02 },
      sticky: { on: 'answered', whenBusy: 'another' },
    },
    countries: [...COUNTRIES],
    zones: [utc()],
    connections: [connection()],
    numbers: numbers(2),
    campaigns: [campaign(2, 10)],
    answer: {
      meanByCountry: Float64Array.of(0.15, 0.15, 0.15, 0.15),
      concentration: Number.POSITIVE_INFINITY,
      attemptFactor: 1,
      hourFactor: new Array(24).fill(1),
      localFactor: 1,
      labelMidpoint: 70,
      labelWidth: 5,
      labelMultiplier: 1,
      invalidShare: 0,
      unanswered: { voicemail: 0.3, noAnswer: 0.6, busy: 0.1, blocked: 0 },
      blockedAtLabel: 0,
    },
    provider: {
      queueDelay: { law: 'constant', ms: 0 },
      ringAnswered: { law: 'constant', ms: 8_000 },
      ringVoicemail: { law: 'constant', ms: 20_000 },
      ringTimeoutMs: 30_000,
      failAfter: { law: 'constant', ms: 1_000 },
      talkAnswered: { law: 'constant', ms: 2 * MINUTE_MS },
      talkVoicemail: { law: 'constant', ms: 20_000 },
    },
    drift: { model: 'none' },
    prices: {
      currency: 'USD',
      numberPerMonthByCountry: Float64Array.of(1, 1, 1, 1),
      minuteByCountry: Float64Array.of(0.01, 0.01, 0.01, 0.01),
      check: 0,
      purchaseByCountry: new Float64Array(4),
    },
    interventions: [],
    playbook: null,
    faults: [],
    ...over,
  };
}

/** Imported contacts `c/0` … in one country and zone 0, there from the start. */
export function contactTable(count: number, over: Partial<ContactTable> = {}): ContactTable {
  const keys = Array.from({ length: count }, (_, i) => entityKey(`c/${i}`));
  return {
    count,
    keyLo: Int32Array.from(keys, (key) => key.lo),
    keyHi: Int32Array.from(keys, (key) => key.hi),
    country: new Uint16Array(count).fill(US),
    zone: new Uint16Array(count),
    valid: new Uint8Array(count).fill(1),
    arrivesMs: null,
    sticky: null,
    attempts: null,
    e164: null,
    ...over,
  };
}

/** Scores that nothing moves: no growth, noise, complaints or shocks; rested numbers recover all alike. */
export function usageDrift(over: Partial<UsageDrift> = {}): UsageDrift {
  return {
    model: 'usage',
    stepMs: HOUR_MS,
    recoveryPerDayMedian: 0.026,
    recoverySigma: 0,
    restAfterMs: DAY_MS,
    baselineByCountry: Float64Array.of(10, 10, 10, 10),
    safeCallsPerDay: 75,
    growthPerDay: 0,
    noisePerSqrtDay: 0,
    complaintShare: 0,
    complaintPoints: 0,
    youngMs: 0,
    youngGrowthFactor: 1,
    youngComplaintFactor: 1,
    shockPerDay: 0,
    shockHitShare: 0,
    shockPoints: 0,
    ...over,
  };
}

export { DAY_MS, HOUR_MS, MINUTE_MS };
