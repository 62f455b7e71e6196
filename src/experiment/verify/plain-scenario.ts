import { entityKey } from '../../base/hash.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../base/units.ts';
import type {
  AnswerSpec,
  CampaignSpec,
  DurationLaw,
  NumberSpec,
  ProviderSpec,
  Scenario,
  UsageDrift,
} from '../../model/spec.ts';

/** Worlds with everything off that a law does not ask for: what is left is the law. */

export const US = 1;
export const GB = 2;

const ANY = Number.POSITIVE_INFINITY;
const NOTHING: DurationLaw = { law: 'constant', ms: 0 };

/** `count` numbers without limits, restrictions or scores. */
export function plainNumbers(count: number, over: Partial<NumberSpec> = {}): NumberSpec[] {
  return Array.from({ length: count }, (_, i) => plainNumber(`n/${i}`, over));
}

export function plainNumber(id: string, over: Partial<NumberSpec> = {}): NumberSpec {
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
    callsPerDayMax: ANY,
    concurrentMax: ANY,
    coolDownMs: 0,
    warmUp: [],
    firstUsedMs: ANY,
    ...over,
  };
}

/** Contacts in one country, open day and night, one attempt each, from a pool of all numbers. */
export function plainCampaign(
  poolSize: number,
  contacts: number,
  over: Partial<CampaignSpec> = {},
): CampaignSpec {
  return {
    name: 'campaign',
    priority: 5,
    primary: -1,
    pool: Array.from({ length: poolSize }, (_, i) => i),
    reserve: [],
    preferCountryMatched: false,
    concurrency: ANY,
    windows: { always: true, days: new Array(7).fill(true), fromMinute: 0, toMinute: 1_440 },
    retries: { max: 0, delaysMs: [], onVoicemail: false },
    followUp: { share: 0, delayMs: 0, max: 0 },
    whenFull: 'wait',
    arrivals: { kind: 'at_start' },
    contacts: {
      kind: 'generated',
      group: 'contacts',
      count: contacts,
      mix: [{ share: 1, country: US, zone: 0 }],
    },
    ...over,
  };
}

/** Two numbers that call nobody in particular for a day. */
export function plainScenario(seed: string, over: Partial<Scenario> = {}): Scenario {
  return {
    name: 'law',
    why: 'a closed form is known for it',
    seed,
    startEpochMs: Date.UTC(2026, 2, 2, 14),
    durationMs: DAY_MS,
    platform: {
      spamThreshold: 70,
      warningBand: 10,
      scoreRefreshMs: 0,
      scoreLagMs: 0,
      releaseHoldMs: 0,
      tenantConcurrency: ANY,
      sweepAfterMs: 20 * MINUTE_MS,
      throttleBackoffMs: SECOND_MS,
    },
    selector: fixedWeights(),
    countries: ['??', 'US', 'GB'],
    zones: [
      {
        name: 'UTC',
        fromMs: Float64Array.of(Number.NEGATIVE_INFINITY),
        offsetMs: Float64Array.of(0),
      },
    ],
    connections: [{ id: 'line', provider: 'twilio', concurrency: ANY, callsPerSecond: ANY }],
    numbers: plainNumbers(2),
    campaigns: [plainCampaign(2, 1)],
    answer: answeredBy(1),
    provider: holding({ law: 'constant', ms: 1_000 }),
    drift: { model: 'none' },
    prices: {
      currency: 'USD',
      numberPerMonthByCountry: new Float64Array(3),
      minuteByCountry: new Float64Array(3),
      check: 0,
      purchaseByCountry: new Float64Array(3),
    },
    interventions: [],
    playbook: null,
    faults: [],
    ...over,
  };
}

/** A prior so strong that no outcome moves a weight. */
export function fixedWeights(): Scenario['selector'] {
  return {
    weight: { priorMean: 0.15, priorStrength: 1e9, floor: 0.02 },
    sticky: { on: 'answered', whenBusy: 'another' },
  };
}

/** Everybody answers with share `live`; who does not lets it ring. */
export function answeredBy(live: number, over: Partial<AnswerSpec> = {}): AnswerSpec {
  return {
    meanByCountry: new Float64Array(3).fill(live),
    concentration: ANY,
    attemptFactor: 1,
    hourFactor: new Array(24).fill(1),
    localFactor: 1,
    labelMidpoint: 70,
    labelWidth: 5,
    labelMultiplier: 1,
    invalidShare: 0,
    unanswered: { voicemail: 0, noAnswer: 1, busy: 0, blocked: 0 },
    blockedAtLabel: 0,
    ...over,
  };
}

/** An answered call holds its lines for one law; nothing else takes time. */
export function holding(law: DurationLaw, over: Partial<ProviderSpec> = {}): ProviderSpec {
  return {
    queueDelay: NOTHING,
    ringAnswered: NOTHING,
    ringVoicemail: NOTHING,
    ringTimeoutMs: 0,
    failAfter: NOTHING,
    talkAnswered: law,
    talkVoicemail: NOTHING,
    ...over,
  };
}

/** Scores that nothing moves: no growth, noise, complaints, shocks; rest heals all alike. */
export function stillDrift(over: Partial<UsageDrift> = {}): UsageDrift {
  return {
    model: 'usage',
    stepMs: DAY_MS,
    recoveryPerDayMedian: 0,
    recoverySigma: 0,
    restAfterMs: DAY_MS,
    baselineByCountry: Float64Array.of(10, 10, 10),
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
