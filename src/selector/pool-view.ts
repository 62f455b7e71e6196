import type {
  CampaignIndex,
  ConnectionIndex,
  CountryIndex,
  NumberIndex,
  NumberStatus,
} from './types.ts';

/**
 * The pools, read only: what a selector of the user's own may look at. Every answer is O(1) and
 * allocates nothing, but for `allowedCountries`, which copies the list.
 */
export interface PoolView {
  /** A score strictly above it must not be dialled from. 0 … 100. */
  readonly spamThreshold: number;
  /** Rows attached to the campaign; those of released numbers are among them. */
  poolSize(campaign: CampaignIndex): number;
  /** The i-th number of the pool, 0 ≤ i < poolSize, ascending by index. */
  poolNumber(campaign: CampaignIndex, i: number): NumberIndex;
  /** Is the number attached to the campaign? */
  isAttached(campaign: CampaignIndex, number: NumberIndex): boolean;
  isPaused(campaign: CampaignIndex, number: NumberIndex): boolean;
  /** Weight of rule 4 in this campaign, 2^-24 … 1. */
  weight(campaign: CampaignIndex, number: NumberIndex): number;
  attempts(campaign: CampaignIndex, number: NumberIndex): number;
  answered(campaign: CampaignIndex, number: NumberIndex): number;
  prefersCountryMatched(campaign: CampaignIndex): boolean;
  /** Observed spam score, 0 … 100. */
  score(number: NumberIndex): number;
  status(number: NumberIndex): NumberStatus;
  homeCountry(number: NumberIndex): CountryIndex;
  connectionOf(number: NumberIndex): ConnectionIndex;
  isAllowed(number: NumberIndex, country: CountryIndex): boolean;
  /** The number's allow-list, ascending; empty means no restriction. */
  allowedCountries(number: NumberIndex): CountryIndex[];
  /**
   * Room on the number's connection and under its own cap; with a campaign, also under the cap that its
   * row there may have.
   */
  hasRoom(number: NumberIndex, campaign?: CampaignIndex): boolean;
}

/**
 * The same answers from an object that holds nothing: what a selector of the user's own is given, so
 * that it can look and cannot touch.
 */
export function readOnlyView(pool: PoolView): PoolView {
  return Object.freeze({
    spamThreshold: pool.spamThreshold,
    poolSize: (campaign: CampaignIndex) => pool.poolSize(campaign),
    poolNumber: (campaign: CampaignIndex, i: number) => pool.poolNumber(campaign, i),
    isAttached: (campaign: CampaignIndex, number: NumberIndex) => pool.isAttached(campaign, number),
    isPaused: (campaign: CampaignIndex, number: NumberIndex) => pool.isPaused(campaign, number),
    weight: (campaign: CampaignIndex, number: NumberIndex) => pool.weight(campaign, number),
    attempts: (campaign: CampaignIndex, number: NumberIndex) => pool.attempts(campaign, number),
    answered: (campaign: CampaignIndex, number: NumberIndex) => pool.answered(campaign, number),
    prefersCountryMatched: (campaign: CampaignIndex) => pool.prefersCountryMatched(campaign),
    score: (number: NumberIndex) => pool.score(number),
    status: (number: NumberIndex) => pool.status(number),
    homeCountry: (number: NumberIndex) => pool.homeCountry(number),
    connectionOf: (number: NumberIndex) => pool.connectionOf(number),
    isAllowed: (number: NumberIndex, country: CountryIndex) => pool.isAllowed(number, country),
    allowedCountries: (number: NumberIndex) => pool.allowedCountries(number),
    hasRoom: (number: NumberIndex, campaign?: CampaignIndex) => pool.hasRoom(number, campaign),
  });
}
