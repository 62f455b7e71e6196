import { entityKey } from '../../src/base/hash.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/base/units.ts';
import {
  answeredBy,
  plainCampaign,
  plainNumber,
  plainNumbers,
  plainScenario,
  stillDrift,
} from '../../src/experiment/verify/plain-scenario.ts';
import type {
  CampaignSpec,
  ConnectionSpec,
  ContactTable,
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

export { plainNumber as number, plainNumbers as numbers };

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
  return plainCampaign(poolSize, contactCount, { name: 'c', ...over });
}

/** The plain scenario of the laws with a fourth country, weights that move, and calls that take a while. */
export function scenario(over: Partial<Scenario> = {}): Scenario {
  return plainScenario('1', {
    name: 'test',
    why: 'a test',
    selector: {
      weight: { priorMean: 0.15, priorStrength: 20, floor: 0.02 },
      sticky: { on: 'answered', whenBusy: 'another' },
    },
    countries: [...COUNTRIES],
    campaigns: [campaign(2, 10)],
    answer: answeredBy(0.15, {
      meanByCountry: Float64Array.of(0.15, 0.15, 0.15, 0.15),
      unanswered: { voicemail: 0.3, noAnswer: 0.6, busy: 0.1, blocked: 0 },
    }),
    provider: {
      queueDelay: { law: 'constant', ms: 0 },
      ringAnswered: { law: 'constant', ms: 8_000 },
      ringVoicemail: { law: 'constant', ms: 20_000 },
      ringTimeoutMs: 30_000,
      failAfter: { law: 'constant', ms: 1_000 },
      talkAnswered: { law: 'constant', ms: 2 * MINUTE_MS },
      talkVoicemail: { law: 'constant', ms: 20_000 },
    },
    prices: {
      currency: 'USD',
      numberPerMonthByCountry: Float64Array.of(1, 1, 1, 1),
      minuteByCountry: Float64Array.of(0.01, 0.01, 0.01, 0.01),
      check: 0,
      purchaseByCountry: new Float64Array(4),
    },
    ...over,
  });
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
  return stillDrift({
    stepMs: HOUR_MS,
    recoveryPerDayMedian: 0.026,
    baselineByCountry: Float64Array.of(10, 10, 10, 10),
    ...over,
  });
}

export { DAY_MS, HOUR_MS, MINUTE_MS };
