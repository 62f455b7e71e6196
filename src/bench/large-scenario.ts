import { entityKey } from '../base/hash.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../base/units.ts';
import type { NumberSpec, Scenario } from '../model/spec.ts';

const NUMBERS = 500;
const COUNTRIES = ['??', 'US', 'GB', 'DE', 'FR', 'ES', 'IT', 'CA', 'AU'] as const;
/** Offsets from UTC of the countries' contacts, hours: one zone each, no daylight saving. */
const OFFSET_HOURS = [0, -5, 0, 1, 1, 1, 1, -5, 10] as const;

/**
 * The reference workload of the whole simulation: a month of 500 numbers in eight countries on four
 * connections, with everything on (windows, retries, follow-ups, sticky, preference, allow-lists, usage
 * drift, daily refresh). Contacts are generated in-process; lines grow with them, so that 30 days are
 * enough and a number's load stays near its safe level.
 * @param contactCount contacts in all
 */
export function largeScenario(contactCount: number): Scenario {
  const scale = contactCount / 1e6;
  const countries = COUNTRIES.length;
  const all = (value: number) => new Float64Array(countries).fill(value);
  return {
    name: 'large',
    why: 'How fast is the whole simulation, and does its cost grow in proportion?',
    seed: 'bench',
    startEpochMs: Date.UTC(2026, 2, 2),
    durationMs: 30 * DAY_MS,
    platform: {
      spamThreshold: 70,
      warningBand: 10,
      scoreRefreshMs: DAY_MS,
      scoreLagMs: 0,
      releaseHoldMs: 0,
      tenantConcurrency: Math.ceil(600 * scale) + 8,
      sweepAfterMs: 20 * MINUTE_MS,
      throttleBackoffMs: SECOND_MS,
    },
    selector: {
      weight: { priorMean: 0.15, priorStrength: 20, floor: 0.02 },
      sticky: { on: 'answered', whenBusy: 'another' },
    },
    countries: COUNTRIES,
    zones: OFFSET_HOURS.map((hours) => ({
      name: `UTC${hours}`,
      fromMs: Float64Array.of(Number.NEGATIVE_INFINITY),
      offsetMs: Float64Array.of(hours * HOUR_MS),
    })),
    connections: ['a', 'b', 'c', 'd'].map((id) => ({
      id,
      provider: 'twilio',
      concurrency: Math.ceil(150 * scale) + 2,
      callsPerSecond: 20,
    })),
    numbers: Array.from({ length: NUMBERS }, (_, i) => poolNumber(i)),
    campaigns: [
      {
        name: 'month',
        priority: 5,
        primary: 0,
        pool: Array.from({ length: NUMBERS }, (_, i) => i),
        reserve: [],
        preferCountryMatched: true,
        concurrency: Number.POSITIVE_INFINITY,
        windows: {
          always: false,
          days: [false, true, true, true, true, true, false],
          fromMinute: 9 * 60,
          toMinute: 18 * 60,
        },
        retries: { max: 2, delaysMs: [HOUR_MS, 4 * HOUR_MS], onVoicemail: true },
        followUp: { share: 0.3, delayMs: 2 * DAY_MS, max: 1 },
        whenFull: 'wait',
        arrivals: { kind: 'at_start' },
        contacts: {
          kind: 'generated',
          group: 'contacts',
          count: contactCount,
          mix: COUNTRIES.slice(1).map((_, i) => ({ share: 1 / 8, country: i + 1, zone: i + 1 })),
        },
      },
    ],
    answer: {
      meanByCountry: all(0.15),
      concentration: 4,
      attemptFactor: 0.9,
      hourFactor: Array.from({ length: 24 }, (_, hour) => (hour >= 9 && hour < 18 ? 1 : 0.8)),
      localFactor: 1.3,
      labelMidpoint: 70,
      labelWidth: 5,
      labelMultiplier: 0.4,
      invalidShare: 0.07,
      unanswered: { voicemail: 0.38, noAnswer: 0.54, busy: 0.07, blocked: 0.01 },
      blockedAtLabel: 0.2,
    },
    provider: {
      queueDelay: { law: 'constant', ms: 300 },
      ringAnswered: { law: 'lognormal', medianMs: 8_000, sigma: 0.5 },
      ringVoicemail: { law: 'lognormal', medianMs: 22_000, sigma: 0.1 },
      ringTimeoutMs: 30_000,
      failAfter: { law: 'constant', ms: 2_000 },
      talkAnswered: { law: 'lognormal', medianMs: MINUTE_MS, sigma: 1.18 },
      talkVoicemail: { law: 'constant', ms: 25_000 },
    },
    drift: {
      model: 'usage',
      stepMs: HOUR_MS,
      recoveryPerDayMedian: 0.026,
      recoverySigma: 0.86,
      restAfterMs: DAY_MS,
      baselineByCountry: all(20),
      safeCallsPerDay: 400,
      growthPerDay: 4,
      noisePerSqrtDay: 2,
      complaintShare: 0.000_2,
      complaintPoints: 6,
      youngMs: 21 * DAY_MS,
      youngGrowthFactor: 1.5,
      youngComplaintFactor: 2,
      shockPerDay: 0.002,
      shockHitShare: 0.5,
      shockPoints: 40,
    },
    prices: {
      currency: 'USD',
      numberPerMonthByCountry: all(1.15),
      minuteByCountry: all(0.013),
      check: 0.04,
      purchaseByCountry: all(0),
    },
    interventions: [],
    playbook: null,
    faults: [],
  };
}

/** Numbers over the countries and connections in turn; every fourth may dial anywhere. */
function poolNumber(i: number): NumberSpec {
  const country = 1 + (i % (COUNTRIES.length - 1));
  const id = `pool/${i}`;
  return {
    id,
    key: entityKey(id),
    name: id,
    country,
    connection: i % 4,
    status: 'active',
    managed: i % 2 === 0 ? 'twilio' : 'byo',
    owned: true,
    allowedCountries: i % 4 === 0 ? [] : [country],
    spamScore: 10,
    callsPerDayMax: Number.POSITIVE_INFINITY,
    concurrentMax: Number.POSITIVE_INFINITY,
    coolDownMs: 0,
    warmUp: [],
    firstUsedMs: Number.POSITIVE_INFINITY,
  };
}
