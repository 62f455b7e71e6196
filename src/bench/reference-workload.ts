import type { SelectorSettings } from '../selector/index.ts';

/** A pool and the requests that come to it, up to the number of numbers. */
export interface Workload {
  /** Home countries of numbers and countries of contacts, evenly. */
  readonly countries: number;
  /** Connections, evenly. All have room, as they have most of the time. */
  readonly connections: number;
  /** Whether numbers are restricted: a quarter to none, half to their home, a quarter to its region. */
  readonly restricted: boolean;
  /** Share of numbers that no pick may use: half of them flagged, a quarter paused, a quarter inactive. */
  readonly ineligibleShare: number;
  /** Share of requests by contacts with a sticky number, one that may dial them; it may be ineligible. */
  readonly stickyShare: number;
  readonly preferCountryMatched: boolean;
}

/**
 * The fixed workload that the speed of the selector is stated for: every rule at work. Home countries
 * fall into three regions, so that eight of them have twelve allow-lists: no restriction, one per
 * country, one per region. docs/BENCHMARKS.md describes it; change both or neither.
 */
export const REFERENCE: Workload = {
  countries: 8,
  connections: 4,
  restricted: true,
  ineligibleShare: 0.1,
  stickyShare: 0.3,
  preferCountryMatched: true,
};

/** Weights and nothing else, everyone eligible: the question that a package of weighted choice answers. */
export const PLAIN: Workload = {
  countries: 1,
  connections: 1,
  restricted: false,
  ineligibleShare: 0,
  stickyShare: 0,
  preferCountryMatched: false,
};

export const POOL_SIZES: readonly number[] = [10, 100, 1_000, 10_000, 100_000];
/** Pool size of the cases that vary something else. */
export const USUAL_SIZE = 1_000;

export const SETTINGS: SelectorSettings = {
  spamThreshold: 70,
  weight: { priorMean: 0.15, priorStrength: 20, floor: 0.02 },
  stickyWhenBusy: 'another',
};

/** Regions that home countries fall into. */
export const REGIONS = 3;
/** Most attempts that a number starts with; the numbers are spread evenly below it. */
export const MOST_ATTEMPTS = 400;
/** Answer rates of numbers lie evenly between these. */
export const LEAST_RATE = 0.05;
export const MOST_RATE = 0.25;
