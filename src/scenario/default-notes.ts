/**
 * How well each default is founded, and on what: the one home of these facts. The documents and the page
 * of a run read them; the values themselves are in `defaults.ts`.
 */

/** How well a default is founded. */
export type Grade = 'measured' | 'published' | 'inferred' | 'assumed';

/** Keys that share a grade and its grounds. */
export interface DefaultNote {
  /** Paths of the scenario, `[]` for any entry of a list. */
  readonly keys: readonly string[];
  readonly grade: Grade;
  readonly note: string;
  /** Where the value is from; none where it is assumed. */
  readonly sources?: readonly string[];
}

const TWILIO_LIMITS = 'https://support.twilio.com/hc/en-us/articles/223180028';
const TWILIO_PRICES = 'https://support.twilio.com/hc/en-us/articles/223183328';
const CONVOSO = 'https://help.convoso.com/hc/en-us/articles/115005120274';
const PHONEBURNER =
  'https://www.phoneburner.com/blog/sales-stats-2-best-time-of-day-for-sales-calls/';
const VELOCIFY =
  'https://velocify.com/blog/sales-process-pays-finding-the-right-level-of-persistence/';
const INTELLIGENCE =
  'https://support.unicomsi.com/manuals/intelligence/75/DDL/InterviewServerArchitecture.08.133.html';

export const DEFAULT_NOTES: readonly DefaultNote[] = [
  {
    keys: ['platform.spamThreshold', 'platform.warningBand'],
    grade: 'assumed',
    note: 'other platforms use 50 to 75',
  },
  {
    keys: ['platform.scoreRefresh'],
    grade: 'published',
    note: 'nightly to daily is common',
    sources: [CONVOSO],
  },
  {
    keys: ['platform.releaseHold'],
    grade: 'published',
    note: 'one platform holds a number for 30 days after its last call',
    sources: [CONVOSO],
  },
  {
    keys: ['platform.scoreLag'],
    grade: 'assumed',
    note: 'without monitoring a label is noticed after two or three days',
  },
  {
    keys: ['platform.sweepAfter'],
    grade: 'published',
    note: 'one platform: the slots of calls never heard of came back with a 20-minute sweep',
    sources: ['https://github.com/dograh-hq/dograh/issues/737'],
  },
  {
    keys: ['platform.throttleBackoff'],
    grade: 'assumed',
    note: 'providers state their limits per second',
  },
  {
    keys: ['selector.weight.priorMean', 'selector.weight.priorStrength', 'selector.weight.floor'],
    grade: 'assumed',
    note: 'a prior near the base answer rate',
  },
  {
    keys: ['connections[].concurrency', 'connections[].callsPerSecond'],
    grade: 'published',
    note: 'an individual business account',
    sources: [TWILIO_LIMITS],
  },
  {
    keys: ['campaigns[].retries.max', 'campaigns[].retries.delays'],
    grade: 'assumed',
    note: 'several attempts find most of the people who can be reached',
    sources: [VELOCIFY],
  },
  {
    keys: ['answer.mean'],
    grade: 'measured',
    note: '14 to 15 % of 11 million calls in working hours',
    sources: [PHONEBURNER],
  },
  {
    keys: ['answer.concentration', 'answer.attemptFactor'],
    grade: 'assumed',
    note: 'the shape is published: who did not answer twice answers a third time less likely',
    sources: [VELOCIFY],
  },
  {
    keys: ['answer.hourCurve'],
    grade: 'measured',
    note: 'square root of the measured share by local hour, because a second study finds that the hour matters little',
    sources: [PHONEBURNER, 'https://velocify.com/newsroom/'],
  },
  {
    keys: ['answer.countryFactor'],
    grade: 'assumed',
    note: 'IN and AE 1.5, GB 1, US and AU 0.85, others 1, from the shape of a survey',
    sources: [
      'https://business.yougov.com/content/40740-global-consumers-reject-unknown-numbers-survey',
    ],
  },
  {
    keys: ['answer.localFactor'],
    grade: 'published',
    note: 'a local caller ID gains 30 to 40 %',
    sources: ['https://vicistack.com/glossary/cid'],
  },
  {
    keys: ['answer.labelMidpoint', 'answer.labelWidth', 'answer.blockedAtLabel'],
    grade: 'assumed',
    note: 'the threshold is taken to sit where carriers label',
  },
  {
    keys: ['answer.labelMultiplier'],
    grade: 'measured',
    note: '24 % answered when unidentified, 9 % when flagged',
    sources: ['http://www.bizreport.com/2019/02/study-most-mobile-calls-arent-answered.html'],
  },
  {
    keys: ['answer.invalidShare'],
    grade: 'published',
    note: 'quality of lists',
    sources: ['https://verirouteintel.com/learn/improving-contact-rates'],
  },
  {
    keys: [
      'answer.unanswered.voicemail',
      'answer.unanswered.noAnswer',
      'answer.unanswered.busy',
      'answer.unanswered.blocked',
    ],
    grade: 'assumed',
    note: 'a mix within measured ranges, as weights',
    sources: [INTELLIGENCE],
  },
  {
    keys: ['provider.ringAnswered', 'provider.ringVoicemail'],
    grade: 'measured',
    note: 'people take 6 to 10 s, machines 18 to 22 s',
    sources: [INTELLIGENCE],
  },
  {
    keys: ['provider.ringTimeout'],
    grade: 'published',
    note: '30 s (Dial), 60 s (API)',
    sources: ['https://support.twilio.com/hc/en-us/articles/223132547'],
  },
  {
    keys: ['provider.talkAnswered'],
    grade: 'measured',
    note: 'mean 2:03 min (PhoneBurner, 2022), with a quarter under 10 s: mean 121 s',
  },
  {
    keys: ['provider.talkVoicemail'],
    grade: 'published',
    note: 'a greeting costs 15 to 30 s',
    sources: ['https://vida.io/blog/voicemail-detection'],
  },
  { keys: ['provider.queueDelay', 'provider.failAfter'], grade: 'assumed', note: '' },
  {
    keys: ['drift.recovery.perDay', 'drift.recovery.sigma', 'drift.recovery.restAfter'],
    grade: 'inferred',
    note: 'from vendors’ removal times: 85 to 70 in a median of 10 days, nine in ten within 30',
    sources: ['https://unlimcall.com/blog/repairing-a-flagged-caller-id-reputation/'],
  },
  {
    keys: ['drift.baseline.base', 'drift.baseline.perFlaggedPercent'],
    grade: 'assumed',
    note: 'the share of flagged unknown calls by country behind it is measured',
    sources: [
      'https://blog.hiya.com/q3-report-in-some-countries-more-than-half-the-calls-are-spam',
      'https://www.hiya.com/press-releases/hiya-report-a-quarter-of-all-unknown-calls-in-the-world-are-spam-and-fraud',
    ],
  },
  {
    keys: ['drift.safeCallsPerDay'],
    grade: 'published',
    note: 'vendors agree on 75 to 100',
    sources: [
      'https://lineshield.theidudes.com/blog/carrier-call-velocity-limits-outbound-dialers',
    ],
  },
  {
    keys: ['drift.growthPerDay'],
    grade: 'published',
    note: 'one case: 340 calls a day flag a fresh number in about 4 days',
    sources: ['https://quantumautomations.ai/blog/phone-number-warmup-spam-flag-recovery-uk.html'],
  },
  {
    keys: [
      'drift.noisePerSqrtDay',
      'drift.complaints.share',
      'drift.complaints.points',
      'drift.shocks.perDay',
      'drift.shocks.hitShare',
      'drift.shocks.points',
    ],
    grade: 'assumed',
    note: '',
  },
  {
    keys: ['drift.young.for', 'drift.young.growthFactor', 'drift.young.complaintFactor'],
    grade: 'inferred',
    note: 'from warm-up advice of three weeks',
    sources: [
      'https://help.affordablecare.ai/docs/phone-number-warm-up-stages-in-outgoing-ai-campaigns',
    ],
  },
  {
    keys: ['prices.numberPerMonth', 'prices.minute'],
    grade: 'published',
    note: 'US local; assumed elsewhere',
    sources: [TWILIO_PRICES],
  },
  {
    keys: ['prices.check'],
    grade: 'published',
    note: '21 to 100 numbers',
    sources: [CONVOSO],
  },
  {
    keys: ['prices.purchase'],
    grade: 'published',
    note: 'a number costs its rent and no set-up; assumed elsewhere',
    sources: [TWILIO_PRICES],
  },
  {
    keys: ['playbook.review'],
    grade: 'published',
    note: 'daily checks; without any, a label is noticed after 48 to 72 hours',
    sources: ['https://unlimcall.com/blog/monitoring-caller-id-reputation-outbound/'],
  },
  {
    keys: ['playbook.spot.answerRateBelow'],
    grade: 'published',
    note: 'a label costs 40 to 70 % of the answers',
    sources: ['https://unlimcall.com/blog/reducing-scam-likely-labels-outbound/'],
  },
  {
    keys: ['playbook.pause.restMin'],
    grade: 'published',
    note: 'advice goes from 15 to 180 days; 30 is common',
    sources: ['https://support.callhub.io/hc/en-us/articles/8378997135001'],
  },
  {
    keys: ['playbook.narrow.callsPerDay'],
    grade: 'published',
    note: 'the lower end of what vendors call safe for calls to consumers',
    sources: [
      'https://lineshield.theidudes.com/blog/carrier-call-velocity-limits-outbound-dialers',
    ],
  },
  {
    keys: [
      'playbook.reaction',
      'playbook.eligibleMin',
      'playbook.spot.silentReviews',
      'playbook.spot.attemptsMin',
      'playbook.pause.resumeBelow',
      'playbook.pause.restMax',
    ],
    grade: 'assumed',
    note: 'more than one number, so that a skip stalls nobody; the rest belongs in a sweep',
  },
  {
    keys: [
      'playbook.replace.lead',
      'playbook.replace.max',
      'playbook.retire.flags',
      'playbook.retire.window',
      'playbook.signOff',
    ],
    grade: 'assumed',
    note: 'belongs in a sweep',
  },
];
