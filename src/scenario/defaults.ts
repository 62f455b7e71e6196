/**
 * Every default of a scenario, in the notation of the file. Each says its grade:
 * *measured* (a published data set), *published* (documentation or one published case), or *assumed*
 * (no public source: belongs in a sweep), and where it comes from.
 */

/** Assumed: enough to put most intervals of a share within ±5 %. */
export const REPLICATIONS = 400;
/** Assumed: the sixth look of the doubling scheme 100·2^j. */
export const REPLICATION_BUDGET = 3_200;
export const SEED = 1;
/** A Monday. Fixed, so that a scenario without a start gives the same result tomorrow. */
export const START = '2026-03-02T00:00:00Z';
/** One working week. */
export const DURATION = '5d';

export const PLATFORM = {
  /** Assumed; others: Telnyx 75, Meetzy 50 and 70. Sweep 50–90. */
  spamThreshold: 70,
  /** Assumed. */
  warningBand: 10,
  /** Published: nightly to daily is common. https://help.convoso.com/hc/en-us/articles/115005120274 */
  scoreRefresh: '24h',
  /** Assumed; a label is noticed after 48–72 h where nobody monitors. Sweep 0–3 d. */
  scoreLag: '0h',
  /** Published, one platform: slots of calls never heard of came back with a 20-minute sweep. https://github.com/dograh-hq/dograh/issues/737 */
  sweepAfter: '20m',
  /** Assumed: providers state their limits per second. */
  throttleBackoff: '1s',
  /** Published: one platform holds a number for 30 days after its last call. https://help.convoso.com/hc/en-us/articles/115005120274 */
  releaseHold: '30d',
} as const;

export const FAULTS = {
  share: '100%',
  /** Assumed: a notice whose receipt was not confirmed is sent again. */
  againAfter: { law: 'constant', value: '1s' },
} as const;

/** Assumed: a Beta prior near the base answer rate. */
export const WEIGHT = { priorMean: 0.15, priorStrength: 20, floor: 0.02 } as const;

export const STICKY = { on: 'answered', whenBusy: 'another' } as const;

export const CONNECTION = {
  provider: 'twilio',
  /** Published: an individual business. https://support.twilio.com/hc/en-us/articles/223180028 */
  concurrency: 10,
  /** Published: the same page. */
  callsPerSecond: 1,
} as const;

export const CAMPAIGN = {
  /** Middle of 1–10. */
  priority: 5,
  /** Assumed: usual business hours, local to the contact. */
  windows: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' },
  /** Assumed; several attempts find most reachable people. https://velocify.com/blog/sales-process-pays-finding-the-right-level-of-persistence/ */
  retries: { max: 2, delays: ['60m', '4h'], onVoicemail: false },
  /** None, unless a share is given; then one each. */
  followUp: { share: 0, delay: '1d' },
} as const;

export const ANSWER = {
  /** Measured: 14–15 % of 11 million calls in working hours. https://www.phoneburner.com/blog/sales-stats-2-best-time-of-day-for-sales-calls/ */
  mean: '15%',
  /** Assumed shape: contacts differ, and who did not answer twice answers a third time less likely. */
  concentration: 4,
  /** Assumed shape; same source as the retries. */
  attemptFactor: 0.9,
  /** Published: a local caller ID gains 30–40 %. https://vicistack.com/glossary/cid */
  localFactor: 1.3,
  /** Assumed: the platform's threshold is taken to sit where carriers label. */
  labelMidpoint: 70,
  /** Assumed. */
  labelWidth: 5,
  /** Measured: 24 % answered when unidentified, 9 % when flagged. http://www.bizreport.com/2019/02/study-most-mobile-calls-arent-answered.html */
  labelMultiplier: 0.4,
  /** Published: list quality. https://verirouteintel.com/learn/improving-contact-rates */
  invalidShare: '7%',
  /** Assumed: the extra share that carriers block where everyone sees a label. */
  blockedAtLabel: '10%',
} as const;

/** Assumed mix, within measured ranges; weights, made to sum to 1. https://support.unicomsi.com/manuals/intelligence/75/DDL/InterviewServerArchitecture.08.133.html */
export const UNANSWERED = { voicemail: 30, noAnswer: 42, busy: 5, blocked: 1 } as const;

/**
 * Live answer share of 11 million calls by callee-local hour, 6 h to 21 h, in %. Measured:
 * https://www.phoneburner.com/blog/sales-stats-2-best-time-of-day-for-sales-calls/. A second study finds
 * that the hour matters little (https://velocify.com/newsroom/), so the curve is its square root (mild),
 * scaled to a mean of 1 over 9 h to 18 h. Nights are assumed to be as 6 h.
 */
const ANSWERED_BY_HOUR = [
  2.31, 3.73, 11.84, 14.09, 15.53, 14.95, 13.53, 14.41, 15.01, 14.44, 14.07, 12.58, 12.39, 12.59,
  11.81, 12.09,
];

/** Factor by local hour, 24 entries, mean 1 over 9 … 17 h. */
export const HOUR_CURVE: readonly number[] = Object.freeze(mildCurve());

function mildCurve(): number[] {
  const share = (hour: number) => ANSWERED_BY_HOUR[hour - 6] ?? ANSWERED_BY_HOUR[0];
  const roots = Array.from({ length: 24 }, (_, hour) => Math.sqrt(share(hour)));
  const mean = roots.slice(9, 18).reduce((sum, root) => sum + root, 0) / 9;
  return roots.map((root) => Math.round((root / mean) * 1000) / 1000);
}

/** Answering relative to the mean, by country; others 1. Assumed, from the shape of a survey: https://business.yougov.com/content/40740-global-consumers-reject-unknown-numbers-survey */
export const COUNTRY_FACTOR: Readonly<Record<string, number>> = {
  IN: 1.5,
  AE: 1.5,
  GB: 1,
  US: 0.85,
  AU: 0.85,
};

export const PROVIDER = {
  /** Assumed. */
  queueDelay: { law: 'constant', value: '500ms' },
  /** Measured: people answer after 6–10 s. https://support.unicomsi.com/manuals/intelligence/75/DDL/InterviewServerArchitecture.08.133.html */
  ringAnswered: { law: 'lognormal', median: '8s', sigma: 0.5 },
  /** Measured: machines answer after 18–22 s; same source. */
  ringVoicemail: { law: 'constant', value: '22s' },
  /** Published: 30 s (Dial), 60 s (API). https://support.twilio.com/hc/en-us/articles/223132547 */
  ringTimeout: '30s',
  /** Assumed. */
  failAfter: { law: 'constant', value: '2s' },
  /** Measured mean 2:03 min (PhoneBurner, 2022), with a quarter under 10 s: mean 121 s. */
  talkAnswered: { law: 'lognormal', median: '31s', sigma: 1.65 },
  /** Published: a greeting costs 15–30 s. https://vida.io/blog/voicemail-detection */
  talkVoicemail: { law: 'constant', value: '25s' },
} as const;

export const USAGE = {
  step: '1h',
  /** Inferred from vendors' removal times: 85 to 70 in a median of 10 days, p90 30. https://unlimcall.com/blog/repairing-a-flagged-caller-id-reputation/ */
  recovery: { perDay: 0.026, sigma: 0.86, restAfter: '24h' },
  /** Assumed: 10 points and 0.4 per percent of the country's flagged unknown calls. */
  baseline: { base: 10, perFlaggedPercent: 0.4 },
  /** Published: vendors agree on 75–100 a day. https://lineshield.theidudes.com/blog/carrier-call-velocity-limits-outbound-dialers */
  safeCallsPerDay: 75,
  /** Published, one case: 340 calls a day flag in about 4 days. https://quantumautomations.ai/blog/phone-number-warmup-spam-flag-recovery-uk.html */
  growthPerDay: 4,
  /** Assumed. */
  noisePerSqrtDay: 2,
  /** Assumed. */
  complaints: { share: '0.2%', points: 6 },
  /** Inferred from warm-up advice of three weeks. https://help.affordablecare.ai/docs/phone-number-warm-up-stages-in-outgoing-ai-campaigns */
  young: { for: '21d', growthFactor: 1.5, complaintFactor: 2 },
  /** Assumed: a carrier that labels many numbers of a country at once. */
  shocks: { perDay: 0.02, hitShare: '50%', points: 40 },
} as const;

/** Assumed: what a theory run starts from. */
export const OU = { step: '1h', mean: 40, reversionPerDay: 0.2, noisePerSqrtDay: 8 } as const;
/** Assumed. */
export const TWO_STATE = { flagPerDay: 0.01, clearPerDay: 0.1 } as const;

/** Share of unknown calls that are flagged, in %, by country; others 25. Measured: https://blog.hiya.com/q3-report-in-some-countries-more-than-half-the-calls-are-spam and https://www.hiya.com/press-releases/hiya-report-a-quarter-of-all-unknown-calls-in-the-world-are-spam-and-fraud */
export const FLAGGED_PERCENT: Readonly<Record<string, number>> = {
  CL: 57,
  ID: 56.5,
  AR: 56,
  HK: 56,
  BR: 46,
  FR: 44,
  ES: 42,
  IT: 32,
  GB: 29,
  US: 23.5,
  CA: 20,
};
export const FLAGGED_PERCENT_ELSEWHERE = 25;

export const PRICES = {
  currency: 'USD',
  /** Published, US local; assumed elsewhere. https://support.twilio.com/hc/en-us/articles/223183328 */
  numberPerMonth: 1.15,
  /** Published, US; assumed elsewhere. The same page. */
  minute: 0.013,
  /** Published, 21 to 100 numbers. https://help.convoso.com/hc/en-us/articles/115005120274 */
  check: 0.04,
  /** Published, the same page as the rent: a number costs its rent and no set-up. Assumed elsewhere. */
  purchase: 0,
} as const;

/** Assumed: from ordering a number until it is configured. Sweep 0–5 d. */
export const PURCHASE = { lead: '1d' } as const;

/** What an operator does who follows the usual advice. Assumed where nothing else is said. */
export const PLAYBOOK = {
  /** A working day: daily checks. Without any, a label is noticed after 48–72 h: https://unlimcall.com/blog/monitoring-caller-id-reputation-outbound/ */
  review: '8h',
  reaction: '1h',
  hours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00', timezone: 'UTC' },
  /** More than one, so that a skip does not stall a country. */
  eligibleMin: 2,
  preflight: 'warn',
  /** Published: a label costs 40–70 % of answers; half is where a row also counts as degraded. https://unlimcall.com/blog/reducing-scam-likely-labels-outbound/ */
  spot: { silentReviews: 2, answerRateBelow: '50%', attemptsMin: 50 },
  pause: {
    level: 'number',
    /** The lower end of the default warning band. */
    resumeBelow: 60,
    /** Published: 30 days; other advice is 15 to 180. https://support.callhub.io/hc/en-us/articles/8378997135001 */
    restMin: '30d',
    restMax: '50%',
  },
  /** Published range for calls to consumers: 50–100 a day. https://lineshield.theidudes.com/blog/carrier-call-velocity-limits-outbound-dialers */
  narrow: { level: 'number', callsPerDay: 50 },
  replace: { lead: PURCHASE.lead, max: 5, allowed: 'any' },
  retire: { flags: 3, window: '30d' },
  signOff: '1d',
} as const;
