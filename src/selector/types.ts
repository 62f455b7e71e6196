/** Position of a number in the selector's number table, given by `addNumber`. */
export type NumberIndex = number;
/** Position of a campaign, given by `addCampaign`. */
export type CampaignIndex = number;
/** Position of a connection, given by `addConnection`. */
export type ConnectionIndex = number;
/** Position of a country, given by `country(code)`. 0 is the country that cannot be told. */
export type CountryIndex = number;

/** The country of a contact whose country cannot be told: only unrestricted numbers may dial it. */
export const UNKNOWN_COUNTRY: CountryIndex = 0;
/** "No sticky number": what a contact carries before any number reached it. */
export const NO_NUMBER = -1;
/** `pick` answers this when no number of the pool is eligible, whatever the capacity. */
export const NO_ELIGIBLE = -1;
/** `pick` answers this when numbers are eligible and every one of them is busy. */
export const AT_CAPACITY = -2;

export type NumberStatus = 'active' | 'inactive' | 'released';

/** Why a number of the pool did not enter a pick. `busy` is capacity, the others are policy. */
export type LeftOutReason =
  | 'inactive'
  | 'paused'
  | 'spam'
  | 'country'
  | 'spam_and_country'
  | 'busy';

/** Settings of the platform's selector; no campaign can change them. */
export interface SelectorSettings {
  /** A score strictly above it is skipped; equal is eligible. 0 … 100. */
  readonly spamThreshold: number;
  readonly weight: WeightSettings;
  /** What to do when a contact's sticky number is eligible and busy. */
  readonly stickyWhenBusy: 'another' | 'wait';
}

/** Rule 4: `max(floor, (answered + k·p0) / (attempts + k))`. */
export interface WeightSettings {
  /** Prior mean p0 of the answer rate, 0 … 1. */
  readonly priorMean: number;
  /** Prior strength k, in calls, > 0. */
  readonly priorStrength: number;
  /** Least weight, > 0. */
  readonly floor: number;
}

export interface NumberFacts {
  /** Country the number belongs to; decides country preference. */
  readonly homeCountry: CountryIndex;
  readonly connection: ConnectionIndex;
  readonly status: NumberStatus;
  /** Countries it may dial; empty means no restriction. */
  readonly allowedCountries: readonly CountryIndex[];
  /** Observed spam score, 0 … 100; `null` when nobody has scored it, which is treated as 0. */
  readonly spamScore: number | null;
}

export interface CampaignFacts {
  readonly preferCountryMatched: boolean;
}

/** Filled by each pick; the caller owns it, so that a pick allocates nothing. Counts are numbers. */
export interface PickRecord {
  /** Pool rows attached to the campaign, released numbers left out. */
  pool: number;
  /** Active, unpaused rows: what the skip rate is a share of. */
  considered: number;
  /** Rows allowed to enter this pick by policy, busy or not. */
  eligible: number;
  inactive: number;
  paused: number;
  spam: number;
  country: number;
  spamAndCountry: number;
  /** Eligible rows left out because the connection or the number itself has no room. */
  busy: number;
  /** 1 when the sticky number was used. */
  usedSticky: number;
  /** Candidates looked at (tries, tree nodes, groups): the deterministic measure of work. */
  work: number;
  /** Candidates thrown back and drawn again; added up over picks. */
  rejections: number;
}

/** The outer seam's answer. */
export type Pick =
  | { readonly kind: 'picked'; readonly number: NumberIndex }
  | { readonly kind: 'none'; readonly why: 'no_eligible_number' | 'at_capacity' };

/** One line of a decision trace: a number of the pool and what became of it. */
export interface TraceRow {
  readonly number: NumberIndex;
  /** `candidate`: entered the weighted draw; `not_preferred`: eligible, but country-matched numbers went first. */
  readonly verdict: LeftOutReason | 'candidate' | 'not_preferred' | 'sticky';
  readonly spamScore: number;
  readonly weight: number;
  /** Chance of being picked, 0 … 1. */
  readonly probability: number;
}
