import type { EntityKey } from '../base/hash.ts';
import type { DurationMs, Ratio, Score, SimMs } from '../base/units.ts';
import type { InterventionSpec } from './action-spec.ts';
import type { FaultSpec } from './fault-spec.ts';
import type { PlaybookSpec } from './playbook-spec.ts';

export type { InterventionSpec } from './action-spec.ts';
export type { FaultKind, FaultSpec } from './fault-spec.ts';

/**
 * One resolved, checked, frozen scenario: plain data (structured-cloneable), every unit fixed, every
 * default filled in, every reference an index. `scenario/` makes it; `model/` runs it; nobody changes it.
 * `Infinity` stands for "no limit" and for "never".
 */
export interface Scenario {
  readonly name: string;
  readonly why: string;
  readonly seed: string;
  /** The real instant at which simulated time is 0, in Unix milliseconds. */
  readonly startEpochMs: number;
  readonly durationMs: DurationMs;
  readonly platform: PlatformSpec;
  readonly selector: SelectorSpec;
  /** ISO 3166-1 alpha-2, upper case. Index 0 is `??`, the country that cannot be told. */
  readonly countries: readonly string[];
  readonly zones: readonly ZoneSpec[];
  readonly connections: readonly ConnectionSpec[];
  readonly numbers: readonly NumberSpec[];
  readonly campaigns: readonly CampaignSpec[];
  readonly answer: AnswerSpec;
  readonly provider: ProviderSpec;
  readonly drift: DriftSpec;
  readonly prices: PriceSpec;
  /** In order of time, then of the document. */
  readonly interventions: readonly InterventionSpec[];
  /** Null: nobody reviews anything. */
  readonly playbook: PlaybookSpec | null;
  readonly faults: readonly FaultSpec[];
}

export interface PlatformSpec {
  /** A score strictly above it is skipped. */
  readonly spamThreshold: Score;
  /** Width of the band below the threshold in which a row is `degraded`, in points. */
  readonly warningBand: Score;
  /** Time between two fetches of a number's score; 0 = observed follows true. */
  readonly scoreRefreshMs: DurationMs;
  /** Age of the score that a fetch returns. */
  readonly scoreLagMs: DurationMs;
  /** A number may be released this long after its last call at the earliest. */
  readonly releaseHoldMs: DurationMs;
  /** Calls in flight of the whole tenant. */
  readonly tenantConcurrency: number;
  /** A call that is over and of which nothing was heard for so long is given up: its lines are free. */
  readonly sweepAfterMs: DurationMs;
  /** No call on a connection for so long after the provider refused one there as too many. Above 0. */
  readonly throttleBackoffMs: DurationMs;
}

export interface SelectorSpec {
  readonly weight: {
    readonly priorMean: Ratio;
    readonly priorStrength: number;
    readonly floor: number;
  };
  readonly sticky: {
    readonly on: 'answered' | 'answered_or_voicemail' | 'first_attempt';
    readonly whenBusy: 'another' | 'wait';
  };
}

/**
 * A time zone over the horizon: from simulated time `fromMs[i]` on, its offset is `offsetMs[i]`;
 * `fromMs[0]` = −Infinity.
 */
export interface ZoneSpec {
  /** IANA name. */
  readonly name: string;
  readonly fromMs: Float64Array;
  /** Local time minus UTC, in milliseconds. */
  readonly offsetMs: Float64Array;
}

export interface ConnectionSpec {
  readonly id: string;
  readonly provider: string;
  readonly concurrency: number;
  readonly callsPerSecond: number;
}

export interface NumberSpec {
  /** E.164, or `group/ordinal` where generated. Unique. */
  readonly id: string;
  readonly key: EntityKey;
  readonly name: string;
  /** Index into `countries`. */
  readonly country: number;
  /** Index into `connections`. */
  readonly connection: number;
  readonly status: 'active' | 'inactive' | 'released';
  readonly managed: 'twilio' | 'byo';
  /** False: not there at the start; an action may buy it or bring it along. */
  readonly owned: boolean;
  /** Indices into `countries`; empty = no restriction. */
  readonly allowedCountries: readonly number[];
  /** Score at the start; null = nobody has scored it. */
  readonly spamScore: Score | null;
  readonly callsPerDayMax: number;
  readonly concurrentMax: number;
  /** Least time between the starts of two of its calls; 0 = none. */
  readonly coolDownMs: DurationMs;
  /** Caps of its first days in use, one stage after another; empty = none. */
  readonly warmUp: readonly WarmUpStage[];
  /** First use, before (negative) the start; Infinity = not yet used. */
  readonly firstUsedMs: SimMs;
}

/** A stage of warming a number up: it holds from the end of the one before it, for so long. */
export interface WarmUpStage {
  /** Above 0. */
  readonly forMs: DurationMs;
  readonly callsPerDayMax: number;
}

export interface CampaignSpec {
  readonly name: string;
  /** 1 … 10; higher is served first. */
  readonly priority: number;
  /** Index into `numbers`, or -1. */
  readonly primary: number;
  /** Indices into `numbers`; the primary is always among them. */
  readonly pool: readonly number[];
  /** Numbers outside the pool at the start that an action may attach; a row is kept for each. */
  readonly reserve: readonly number[];
  readonly preferCountryMatched: boolean;
  readonly concurrency: number;
  readonly windows: WindowSpec;
  readonly retries: {
    readonly max: number;
    /** Delay before retry i; the last one repeats. At least one entry when max > 0. */
    readonly delaysMs: readonly DurationMs[];
    readonly onVoicemail: boolean;
  };
  readonly followUp: { readonly share: Ratio; readonly delayMs: DurationMs; readonly max: number };
  readonly whenFull: 'wait' | 'drop';
  readonly arrivals:
    | { readonly kind: 'at_start' }
    | { readonly kind: 'poisson'; readonly perMs: number }
    | { readonly kind: 'column' };
  readonly contacts: ContactSource;
}

/** Contact-local calling hours. `always` = 24/7, the other fields then do not matter. */
export interface WindowSpec {
  readonly always: boolean;
  /** Sunday = 0 … Saturday = 6. */
  readonly days: readonly boolean[];
  /** Minutes after local midnight, half open: from ≤ t < to. to ≤ 1440; from < to. */
  readonly fromMinute: number;
  readonly toMinute: number;
}

export type ContactSource =
  | { readonly kind: 'table'; readonly table: ContactTable }
  | {
      readonly kind: 'generated';
      readonly group: string;
      readonly count: number;
      readonly mix: readonly ContactMix[];
    };

/** Share of generated contacts in one (country, zone). Shares sum to 1 over the mix. */
export interface ContactMix {
  readonly share: Ratio;
  readonly country: number;
  readonly zone: number;
}

/** Imported contacts as columns, one entry per contact, in file order. */
export interface ContactTable {
  readonly count: number;
  readonly keyLo: Int32Array;
  readonly keyHi: Int32Array;
  readonly country: Uint16Array;
  readonly zone: Uint16Array;
  /** 0 = the number cannot exist (always fails), 1 = plausible. */
  readonly valid: Uint8Array;
  /** Simulated ms at which the contact becomes due; null when the file has no `arrives`. */
  readonly arrivesMs: Float64Array | null;
  /** Index into `numbers`, or -1. */
  readonly sticky: Int32Array | null;
  /** Attempts already made in an earlier campaign. */
  readonly attempts: Uint8Array | null;
  /** E.164 as given; kept for labels (explain, attempts), absent in workers. */
  readonly e164: readonly string[] | null;
}

/** How a call ends, given who was called from where and when. */
export interface AnswerSpec {
  /** Mean share of attempts answered live, per country index. */
  readonly meanByCountry: Float64Array;
  /** Beta concentration of a contact's propensity around the mean; Infinity = all alike. */
  readonly concentration: number;
  /** Factor per further attempt of the same task. */
  readonly attemptFactor: number;
  /** Factor by the contact's local hour, 24 entries. */
  readonly hourFactor: readonly number[];
  /** Factor when the caller ID is from the contact's own country. */
  readonly localFactor: number;
  readonly labelMidpoint: Score;
  readonly labelWidth: Score;
  /** Factor on answering where the callee sees a label. */
  readonly labelMultiplier: number;
  /** Share of contacts whose line does not exist, besides those known to be invalid. */
  readonly invalidShare: Ratio;
  /** How calls that nobody answers end; sums to 1. */
  readonly unanswered: {
    readonly voicemail: Ratio;
    readonly noAnswer: Ratio;
    readonly busy: Ratio;
    readonly blocked: Ratio;
  };
  /** Extra share of unanswered calls that the carrier blocks where every callee sees a label. */
  readonly blockedAtLabel: Ratio;
}

export type DurationLaw =
  | { readonly law: 'lognormal'; readonly medianMs: DurationMs; readonly sigma: number }
  | { readonly law: 'exponential'; readonly meanMs: DurationMs }
  | { readonly law: 'constant'; readonly ms: DurationMs }
  | { readonly law: 'empirical'; readonly valuesMs: readonly DurationMs[] };

/** The mock provider: how long each stage of a call takes. */
export interface ProviderSpec {
  readonly queueDelay: DurationLaw;
  readonly ringAnswered: DurationLaw;
  readonly ringVoicemail: DurationLaw;
  /** Ring time of a call that nobody takes: the ring timeout. */
  readonly ringTimeoutMs: DurationMs;
  /** Time until busy, failed, blocked or refused is known. */
  readonly failAfter: DurationLaw;
  readonly talkAnswered: DurationLaw;
  readonly talkVoicemail: DurationLaw;
}

export type DriftSpec = UsageDrift | OuDrift | TwoStateDrift | TraceDrift | NoDrift;

export interface UsageDrift {
  readonly model: 'usage';
  readonly stepMs: DurationMs;
  /** Recovery rate of a rested number, per day: log-normal over numbers. */
  readonly recoveryPerDayMedian: number;
  readonly recoverySigma: number;
  /** Resting begins when the number was not dialled for this long. */
  readonly restAfterMs: DurationMs;
  /** Resting level b, per country index. */
  readonly baselineByCountry: Float64Array;
  readonly safeCallsPerDay: number;
  /** Points a day per unit of overload. */
  readonly growthPerDay: number;
  /** Points per square root of a day. */
  readonly noisePerSqrtDay: number;
  readonly complaintShare: Ratio;
  readonly complaintPoints: number;
  readonly youngMs: DurationMs;
  readonly youngGrowthFactor: number;
  readonly youngComplaintFactor: number;
  readonly shockPerDay: number;
  readonly shockHitShare: Ratio;
  readonly shockPoints: number;
}

export interface OuDrift {
  readonly model: 'ou';
  readonly stepMs: DurationMs;
  readonly meanScore: number;
  readonly reversionPerDay: number;
  readonly noisePerSqrtDay: number;
}

export interface TwoStateDrift {
  readonly model: 'two-state';
  /** Rate clean → flagged, per day. */
  readonly flagPerDay: number;
  /** Rate flagged → clean, per day. */
  readonly clearPerDay: number;
}

export interface TraceDrift {
  readonly model: 'trace';
  /** Sorted by time, then by file order. */
  readonly number: Int32Array;
  readonly atMs: Float64Array;
  readonly score: Float64Array;
}

export interface NoDrift {
  readonly model: 'none';
}

/** Money, in one currency of the user's choice. */
export interface PriceSpec {
  readonly currency: string;
  /** Rent of a number per 30 days, per country index. */
  readonly numberPerMonthByCountry: Float64Array;
  /** Per started-to-be-billed minute of answered or voicemail time, per country index of the contact. */
  readonly minuteByCountry: Float64Array;
  /** One score fetch of one number. */
  readonly check: number;
  /** Set-up of a number that is bought, per country index. */
  readonly purchaseByCountry: Float64Array;
}
