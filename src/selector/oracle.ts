import type { PoolView } from './pool-view.ts';
import type {
  CampaignIndex,
  ConnectionIndex,
  CountryIndex,
  NumberIndex,
  NumberStatus,
  PickRecord,
  SelectorSettings,
} from './types.ts';

/*
 * The rules once more, as plain filter-and-scan over a plain list: slow, obvious, and written without
 * a line of the index or of the rule files, so that a fault in one of them shows as a difference.
 */

/** Everything the rules ask about one number of one campaign's pool. */
export interface OracleRow {
  readonly number: NumberIndex;
  readonly status: NumberStatus;
  readonly paused: boolean;
  /** Observed score, 0 … 100; `null` when nobody has scored the number. */
  readonly spamScore: number | null;
  /** Empty means no restriction. */
  readonly allowedCountries: readonly CountryIndex[];
  readonly homeCountry: CountryIndex;
  readonly connection: ConnectionIndex;
  /** Room under the number's own cap. */
  readonly numberHasRoom: boolean;
  readonly connectionHasRoom: boolean;
  readonly attempts: number;
  readonly answered: number;
}

export interface OracleRequest {
  readonly country: CountryIndex;
  /** The contact's sticky number, or -1. */
  readonly sticky: NumberIndex;
  readonly preferCountryMatched: boolean;
}

/** The counts of a `PickRecord` that do not depend on how the pick was found. */
export type OracleCounts = Omit<PickRecord, 'work' | 'rejections'>;

export interface OracleAnswer {
  /** Numbers that policy lets into the pick, busy or not, ascending. */
  readonly eligible: readonly NumberIndex[];
  readonly counts: OracleCounts;
  /** Why there is no number, or `null` when there is one. */
  readonly none: 'no_eligible_number' | 'at_capacity' | null;
  /** Who can be picked, in drawing order, with weights in units of 2^-24; empty without a number. */
  readonly candidates: readonly OracleCandidate[];
}

export interface OracleCandidate {
  readonly number: NumberIndex;
  readonly weightUnits: number;
  /** Chance of being picked; they sum to 1. */
  readonly probability: number;
}

/** Answers one request by looking at every row. O(pool · log pool). */
export function consultOracle(
  rows: readonly OracleRow[],
  settings: SelectorSettings,
  request: OracleRequest,
): OracleAnswer {
  const pool = rows.filter((row) => row.status !== 'released');
  const active = pool.filter((row) => row.status === 'active');
  const considered = active.filter((row) => !row.paused);
  const flagged = (row: OracleRow) => (row.spamScore ?? 0) > settings.spamThreshold;
  const allowed = (row: OracleRow) =>
    row.allowedCountries.length === 0 || row.allowedCountries.includes(request.country);
  const eligible = considered.filter((row) => !flagged(row) && allowed(row));
  const withRoom = eligible.filter((row) => row.numberHasRoom && row.connectionHasRoom);
  const sticky = eligible.find((row) => row.number === request.sticky);
  const stickyHasRoom = sticky !== undefined && withRoom.includes(sticky);
  const counts: OracleCounts = {
    pool: pool.length,
    considered: considered.length,
    eligible: eligible.length,
    inactive: pool.length - active.length,
    paused: active.length - considered.length,
    spam: considered.filter((row) => flagged(row) && allowed(row)).length,
    country: considered.filter((row) => !flagged(row) && !allowed(row)).length,
    spamAndCountry: considered.filter((row) => flagged(row) && !allowed(row)).length,
    busy: eligible.length - withRoom.length,
    usedSticky: stickyHasRoom ? 1 : 0,
  };
  const numbers = eligible.map((row) => row.number).sort((a, b) => a - b);
  const answer = { eligible: numbers, counts, candidates: [] };
  if (eligible.length === 0) return { ...answer, none: 'no_eligible_number' };
  const waits = sticky !== undefined && !stickyHasRoom && settings.stickyWhenBusy === 'wait';
  if (withRoom.length === 0 || waits) return { ...answer, none: 'at_capacity' };
  const drawn = stickyHasRoom ? [sticky] : preferred(withRoom, request);
  return { ...answer, none: null, candidates: weighted(drawn, settings, request) };
}

/**
 * The number whose stretch of the running sum of weights a uniform draw `u` in [0, 1) falls on; -1 nothing
 * eligible, -2 all busy. Chances are those of the selector; which draw means which number is another
 * matter, written down in `drawing-order.ts`.
 */
export function oraclePick(answer: OracleAnswer, u: number): number {
  if (answer.none !== null) return answer.none === 'no_eligible_number' ? -1 : -2;
  let total = 0;
  for (const candidate of answer.candidates) total += candidate.weightUnits;
  let rest = u * total;
  for (const candidate of answer.candidates) {
    if (rest < candidate.weightUnits) return candidate.number;
    rest -= candidate.weightUnits;
  }
  throw new Error(`oracle: the draw ${u} fell on nobody`);
}

/** Describes a campaign's pool as plain rows, through the read-only view. O(pool). */
export function describePool(view: PoolView, campaign: CampaignIndex): OracleRow[] {
  return Array.from({ length: view.poolSize(campaign) }, (_, i) => {
    const number = view.poolNumber(campaign, i);
    return {
      number,
      status: view.status(number),
      paused: view.isPaused(campaign, number),
      spamScore: view.score(number),
      allowedCountries: view.allowedCountries(number),
      homeCountry: view.homeCountry(number),
      connection: view.connectionOf(number),
      numberHasRoom: view.hasRoom(number, campaign),
      connectionHasRoom: view.hasRoom(number),
      attempts: view.attempts(campaign, number),
      answered: view.answered(campaign, number),
    };
  });
}

export function isMatched(row: OracleRow, country: CountryIndex): boolean {
  return country !== 0 && row.homeCountry === country;
}

function preferred(rows: readonly OracleRow[], request: OracleRequest): readonly OracleRow[] {
  if (!request.preferCountryMatched) return rows;
  const matched = rows.filter((row) => isMatched(row, request.country));
  return matched.length > 0 ? matched : rows;
}

/**
 * Drawing order, which is part of the contract because it decides what a draw means: country-matched
 * first, then by connection, restricted before unrestricted, allow-list, home country, number.
 */
function weighted(
  rows: readonly OracleRow[],
  settings: SelectorSettings,
  request: OracleRequest,
): OracleCandidate[] {
  const ordered = [...rows].sort(
    (a, b) =>
      Number(isMatched(b, request.country)) - Number(isMatched(a, request.country)) ||
      a.connection - b.connection ||
      Number(a.allowedCountries.length === 0) - Number(b.allowedCountries.length === 0) ||
      compareLists(a.allowedCountries, b.allowedCountries) ||
      a.homeCountry - b.homeCountry ||
      a.number - b.number,
  );
  const units = ordered.map((row) => unitsOf(row, settings));
  const total = units.reduce((sum, value) => sum + value, 0);
  return ordered.map((row, i) => ({
    number: row.number,
    weightUnits: units[i],
    probability: units[i] / total,
  }));
}

/** `max(floor, (answered + k·p0) / (attempts + k))` in units of 2^-24, rounded, at least 1. */
export function unitsOf(row: OracleRow, settings: SelectorSettings): number {
  const { priorMean, priorStrength, floor } = settings.weight;
  const rate = (row.answered + priorStrength * priorMean) / (row.attempts + priorStrength);
  return Math.max(1, Math.round(Math.max(rate, floor) * 16_777_216));
}

/** Compares two lists as sorted sequences, entry by entry; a list goes before its continuations. */
function compareLists(left: readonly CountryIndex[], right: readonly CountryIndex[]): number {
  const a = [...new Set(left)].sort((x, y) => x - y);
  const b = [...new Set(right)].sort((x, y) => x - y);
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return a[i] - b[i];
  }
  return a.length - b.length;
}
