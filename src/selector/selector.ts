import { AllowLists } from './allow-lists.ts';
import { NO_ROW } from './campaign-pool.ts';
import { checkIndex, checkScore, checkSettings, checkTally } from './checks.ts';
import { CountryTable } from './country-table.ts';
import { isFlagged } from './eligibility.ts';
import { NumberTable, statusCode, statusName } from './number-table.ts';
import { emptyPickRecord } from './pick-record.ts';
import { PoolIndex } from './pool-index.ts';
import { PoolRows } from './pool-rows.ts';
import type { PoolView } from './pool-view.ts';
import { traceRows } from './trace.ts';
import {
  AT_CAPACITY,
  type CampaignFacts,
  type CampaignIndex,
  type ConnectionIndex,
  type CountryIndex,
  NO_ELIGIBLE,
  type NumberFacts,
  type NumberIndex,
  type NumberStatus,
  type Pick,
  type PickRecord,
  type SelectorSettings,
  type TraceRow,
  UNKNOWN_COUNTRY,
} from './types.ts';
import { weightOf, weightUnits } from './weight.ts';

/**
 * The number selector of a calling platform: for every call attempt it picks one number of the
 * campaign's pool to call from, by the seven rules. It has no clock and no randomness of its own.
 *
 * Methods that set something up check what they are given and throw a `RangeError`. Those called for
 * each attempt (`pick`, `counts`, `recordOutcome`, the room setters, the getters) trust their indices.
 */
export class Selector implements PoolView {
  readonly settings: SelectorSettings;
  readonly countries = new CountryTable();
  readonly lists = new AllowLists();
  readonly numbers = new NumberTable();
  readonly rows = new PoolRows();
  readonly index: PoolIndex;
  connectionCount = 0;
  campaignCount = 0;

  /** @throws {RangeError} when a setting cannot give a valid pick */
  constructor(settings: SelectorSettings) {
    checkSettings(settings);
    this.settings = settings;
    this.index = new PoolIndex(settings, this.numbers, this.rows, this.lists);
  }

  get spamThreshold(): number {
    return this.settings.spamThreshold;
  }

  /** The index of an ISO 3166 alpha-2 code; `''` and `'??'` are 0. @throws {RangeError} */
  country(code: string): CountryIndex {
    const before = this.countries.codes.length;
    const country = this.countries.intern(code);
    const count = this.countries.codes.length;
    if (count > before) {
      this.lists.resizeTo(count);
      this.index.addCountries(count);
    }
    return country;
  }

  countryCode(country: CountryIndex): string {
    return this.countries.codes[country];
  }

  /** A connection, with room until told otherwise. */
  addConnection(): ConnectionIndex {
    const connection = this.connectionCount++;
    this.index.addConnection(connection);
    return connection;
  }

  /** A number, with room under its own cap until told otherwise, in no pool yet. @throws {RangeError} */
  addNumber(facts: NumberFacts): NumberIndex {
    checkIndex('country', facts.homeCountry, this.countries.codes.length);
    checkIndex('connection', facts.connection, this.connectionCount);
    const score = facts.spamScore ?? 0;
    checkScore('spamScore', score);
    const status = this.checkedStatus(facts.status);
    const list = this.checkedList(facts.allowedCountries);
    const number = this.numbers.add();
    this.rows.resizeTo(this.numbers.count);
    this.numbers.homeCountry[number] = facts.homeCountry;
    this.numbers.connection[number] = facts.connection;
    this.numbers.status[number] = status;
    this.numbers.allowList[number] = list;
    this.numbers.score[number] = score;
    this.numbers.flagged[number] = isFlagged(score, this.settings.spamThreshold) ? 1 : 0;
    return number;
  }

  /** A campaign with an empty pool. */
  addCampaign(facts: CampaignFacts): CampaignIndex {
    const campaign = this.campaignCount++;
    this.rows.addCampaign(this.numbers);
    this.index.addCampaign(campaign, facts.preferCountryMatched, this.countries.codes.length);
    return campaign;
  }

  /** A new pool row: no attempts, unpaused. @throws {RangeError} when the number is attached already */
  attach(campaign: CampaignIndex, number: NumberIndex): void {
    checkIndex('campaign', campaign, this.campaignCount);
    checkIndex('number', number, this.numbers.count);
    if (this.isAttached(campaign, number)) {
      throw new RangeError(
        `number ${number} is in the pool of campaign ${campaign}; twice, it would be dialled twice as often`,
      );
    }
    this.index.upkeep.insert(this.rows.add(campaign, number, this.numbers));
  }

  /** Ends a pool row; its attempts are forgotten. @throws {RangeError} when there is none */
  detach(campaign: CampaignIndex, number: NumberIndex): void {
    const row = this.checkedRow(campaign, number);
    this.index.upkeep.extract(row);
    this.rows.remove(row, this.numbers);
  }

  /** The observed score; `null` counts as 0. O(1) while it stays on its side. @throws {RangeError} */
  setScore(number: NumberIndex, score: number | null): void {
    const value = score ?? 0;
    checkIndex('number', number, this.numbers.count);
    checkScore('spamScore', value);
    this.numbers.score[number] = value;
    const flagged = isFlagged(value, this.settings.spamThreshold) ? 1 : 0;
    if (flagged === this.numbers.flagged[number]) return;
    this.numbers.flagged[number] = flagged;
    this.refreshRows(number);
  }

  /** @throws {RangeError} */
  setStatus(number: NumberIndex, status: NumberStatus): void {
    checkIndex('number', number, this.numbers.count);
    this.numbers.status[number] = this.checkedStatus(status);
    this.refreshRows(number);
  }

  /** Empty means no restriction. @throws {RangeError} */
  setAllowedCountries(number: NumberIndex, countries: readonly CountryIndex[]): void {
    checkIndex('number', number, this.numbers.count);
    const list = this.checkedList(countries);
    if (list === this.numbers.allowList[number]) return;
    const { nextOfNumber } = this.rows;
    const first = this.numbers.firstRow[number];
    for (let row = first; row !== NO_ROW; row = nextOfNumber[row]) this.index.upkeep.extract(row);
    this.numbers.allowList[number] = list;
    for (let row = first; row !== NO_ROW; row = nextOfNumber[row]) this.index.upkeep.insert(row);
  }

  /** The number's own cap: whether it leaves room for one more call. */
  setNumberRoom(number: NumberIndex, hasRoom: boolean): void {
    const room = hasRoom ? 1 : 0;
    if (room === this.numbers.room[number]) return;
    this.numbers.room[number] = room;
    this.refreshRows(number);
  }

  /** A cap of one pool row: whether it leaves room for one more call. @throws {RangeError} */
  setRowRoom(campaign: CampaignIndex, number: NumberIndex, hasRoom: boolean): void {
    const row = this.checkedRow(campaign, number);
    this.rows.room[row] = hasRoom ? 1 : 0;
    this.index.upkeep.refresh(row);
  }

  /** Whether the connection has room for one more call. O(1). */
  setConnectionRoom(connection: ConnectionIndex, hasRoom: boolean): void {
    this.index.setConnectionRoom(connection, hasRoom ? 1 : 0);
  }

  /** Pauses or resumes a pool row. @throws {RangeError} when there is none */
  setPaused(campaign: CampaignIndex, number: NumberIndex, paused: boolean): void {
    const row = this.checkedRow(campaign, number);
    this.rows.paused[row] = paused ? 1 : 0;
    this.index.upkeep.refresh(row);
  }

  /**
   * An outcome that counts arrived: one more attempt, answered or not; the weight follows. When the
   * number has left the pool meanwhile, there is no row to count it in, and nothing happens.
   */
  recordOutcome(campaign: CampaignIndex, number: NumberIndex, answered: boolean): void {
    const { pools, tally } = this.rows;
    const pool = pools[campaign];
    const row = pool.rowOf[number];
    if (row < 0) return;
    const attempts = tally[2 * row] + 1;
    const answers = tally[2 * row + 1] + Number(answered);
    tally[2 * row] = attempts;
    tally[2 * row + 1] = answers;
    const units = weightUnits(this.settings.weight, attempts, answers);
    this.index.upkeep.reweigh(pool, number, units);
  }

  /** Imported history of a pool row; the weight follows. @throws {RangeError} */
  setTally(campaign: CampaignIndex, number: NumberIndex, attempts: number, answered: number): void {
    const row = this.checkedRow(campaign, number);
    checkTally(attempts, answered);
    this.rows.tally[2 * row] = attempts;
    this.rows.tally[2 * row + 1] = answered;
    const units = weightUnits(this.settings.weight, attempts, answered);
    this.index.upkeep.reweigh(this.rows.pools[campaign], number, units);
  }

  /**
   * The pick. `u` is one uniform draw in [0, 1); the same state and draw give the same number. Fills
   * `out` and answers with the number, `NO_ELIGIBLE` or `AT_CAPACITY`.
   */
  pick(
    campaign: CampaignIndex,
    country: CountryIndex,
    sticky: NumberIndex,
    u: number,
    out: PickRecord,
  ): number {
    return this.index.pick(campaign, country, sticky, u, out);
  }

  /** The skip counts that a pick would report now, without picking. O(connections). */
  counts(campaign: CampaignIndex, country: CountryIndex, out: PickRecord): void {
    this.index.survey(campaign, country, out);
  }

  /** Numbers that policy lets into a pick for the country, whatever the capacity. O(1). */
  eligibleCount(campaign: CampaignIndex, country: CountryIndex): number {
    return this.index.eligibleCount(campaign, country);
  }

  /** As `eligibleCount`, on one connection. O(connections). */
  eligibleOn(campaign: CampaignIndex, country: CountryIndex, connection: ConnectionIndex): number {
    return this.index.eligibleOn(campaign, country, connection);
  }

  /** Whether policy lets the number into a pick for the country. O(1). */
  isEligible(campaign: CampaignIndex, number: NumberIndex, country: CountryIndex): boolean {
    return this.index.isEligible(campaign, number, country);
  }

  /** Off the hot path: what becomes of every number of the pool, and why. O(pool). */
  trace(campaign: CampaignIndex, country: CountryIndex, sticky: NumberIndex): TraceRow[] {
    return traceRows(this, this.settings.stickyWhenBusy, campaign, country, sticky);
  }

  /** The pick as a union, for callers off the hot path. */
  choose(campaign: CampaignIndex, country: CountryIndex, sticky: NumberIndex, u: number): Pick {
    const picked = this.pick(campaign, country, sticky, u, emptyPickRecord());
    if (picked === NO_ELIGIBLE) return { kind: 'none', why: 'no_eligible_number' };
    if (picked === AT_CAPACITY) return { kind: 'none', why: 'at_capacity' };
    return { kind: 'picked', number: picked };
  }

  poolSize(campaign: CampaignIndex): number {
    return this.rows.pools[campaign].members.length;
  }

  poolNumber(campaign: CampaignIndex, i: number): NumberIndex {
    return this.rows.pools[campaign].members[i];
  }

  isAttached(campaign: CampaignIndex, number: NumberIndex): boolean {
    return this.rows.find(campaign, number) !== NO_ROW;
  }

  isPaused(campaign: CampaignIndex, number: NumberIndex): boolean {
    return this.rows.paused[this.checkedRow(campaign, number)] === 1;
  }

  weight(campaign: CampaignIndex, number: NumberIndex): number {
    return weightOf(this.index.upkeep.unitsOf(this.checkedRow(campaign, number)));
  }

  attempts(campaign: CampaignIndex, number: NumberIndex): number {
    return this.rows.tally[2 * this.checkedRow(campaign, number)];
  }

  answered(campaign: CampaignIndex, number: NumberIndex): number {
    return this.rows.tally[2 * this.checkedRow(campaign, number) + 1];
  }

  prefersCountryMatched(campaign: CampaignIndex): boolean {
    return this.index.prefersMatched(campaign);
  }

  score(number: NumberIndex): number {
    return this.numbers.score[number];
  }

  status(number: NumberIndex): NumberStatus {
    return statusName(this.numbers.status[number]);
  }

  homeCountry(number: NumberIndex): CountryIndex {
    return this.numbers.homeCountry[number];
  }

  connectionOf(number: NumberIndex): ConnectionIndex {
    return this.numbers.connection[number];
  }

  isAllowed(number: NumberIndex, country: CountryIndex): boolean {
    return this.lists.allows(this.numbers.allowList[number], country);
  }

  allowedCountries(number: NumberIndex): CountryIndex[] {
    return [...this.lists.countries[this.numbers.allowList[number]]];
  }

  hasRoom(number: NumberIndex, campaign: CampaignIndex = -1): boolean {
    const row = campaign < 0 ? NO_ROW : this.rows.find(campaign, number);
    return this.index.hasRoom(number) && (row === NO_ROW || this.rows.room[row] === 1);
  }

  private refreshRows(number: NumberIndex): void {
    const { nextOfNumber } = this.rows;
    for (let row = this.numbers.firstRow[number]; row !== NO_ROW; row = nextOfNumber[row]) {
      this.index.upkeep.refresh(row);
    }
  }

  private checkedRow(campaign: CampaignIndex, number: NumberIndex): number {
    checkIndex('campaign', campaign, this.campaignCount);
    checkIndex('number', number, this.numbers.count);
    const row = this.rows.find(campaign, number);
    if (row === NO_ROW) {
      throw new RangeError(
        `number ${number} is not in the pool of campaign ${campaign}; there is no row to read or change`,
      );
    }
    return row;
  }

  private checkedStatus(status: NumberStatus): number {
    const code = statusCode(status);
    if (code < 0)
      throw new RangeError(`status "${String(status)}" is unknown; no rule could judge it`);
    return code;
  }

  private checkedList(countries: readonly CountryIndex[]): number {
    for (const country of countries) {
      checkIndex('country', country, this.countries.codes.length);
      if (country === UNKNOWN_COUNTRY) {
        throw new RangeError(
          'an allow-list cannot name the unknown country; only unrestricted numbers may dial it',
        );
      }
    }
    return this.lists.intern(countries);
  }
}
