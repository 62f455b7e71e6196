import type { SimMs } from '../base/units.ts';
import {
  AT_CAPACITY,
  consultOracle,
  NO_ELIGIBLE,
  type OracleRow,
  type PickRecord,
  type Selector,
  type SelectorSettings,
} from '../selector/index.ts';
import { CapacityLaws } from './audit-capacity.ts';
import { OperatorLaws } from './audit-operator.ts';
import { Accuser } from './breach.ts';
import { FAULT, faultText } from './pick-fault.ts';
import type { NumberSpec, Scenario } from './spec.ts';

/**
 * Every so many picks the whole pool is looked at by filter-and-scan, unless it is asked for more: at least
 * so many in all, and per number of the largest pool, because a scan costs some 0.5 µs a number. So scans
 * cost about 30 ns a pick, however large the pool is.
 */
const SCAN_EVERY = 1_000;
const SCAN_EVERY_PER_NUMBER = 16;
const SAME_PROBABILITY = 1e-9;

const ACTIVE = 0;
const STATUS_WORDS = ['active', 'inactive', 'released'] as const;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function blankRow(number: number, spec: NumberSpec): Mutable<OracleRow> {
  return {
    number,
    status: spec.status,
    paused: false,
    spamScore: spec.spamScore,
    allowedCountries: spec.allowedCountries,
    homeCountry: spec.country,
    connection: spec.connection,
    numberHasRoom: true,
    connectionHasRoom: true,
    attempts: 0,
    answered: 0,
  };
}

/**
 * Holds the laws of selection and capacity on every event. It keeps its own books from what it is told
 * and shares no code with the dispatcher, the lines or the index; it is written to be plain.
 *
 * 1 a picked number is active, in the pool, not paused, at or under the threshold, allowed, with room ·
 * 2 nobody eligible: no dial · 3 a score equal to the threshold is eligible · 4 an eligible sticky number
 * with room is used · 6 a preference never empties a pick · 7 index and oracle agree. Laws 8 and 9, of
 * capacity, stand in `CapacityLaws`, law 11, of what an operator did, in `OperatorLaws`.
 */
export class Auditor {
  readonly scenario: Scenario;
  readonly settings: SelectorSettings;
  readonly selector: Selector;
  /** A user's own selector answers for its picks; the index is then held only by its counts. */
  readonly customPick: boolean;
  readonly accuser: Accuser;
  readonly capacity: CapacityLaws;
  readonly operator: OperatorLaws;

  readonly inPool: Uint8Array;
  readonly poolRows: Mutable<OracleRow>[][];
  readonly paused: Uint8Array;
  readonly allowed: Uint8Array;
  readonly allowedList: (readonly number[])[];
  readonly score: Float64Array;
  readonly status: Uint8Array;
  readonly attempts: Int32Array;
  readonly answered: Int32Array;
  scanEvery: number;
  picksSinceScan = 0;

  constructor(
    scenario: Scenario,
    settings: SelectorSettings,
    selector: Selector,
    replication: number,
    customPick: boolean,
    clock: { readonly events: number },
  ) {
    const { numbers, countries, campaigns } = scenario;
    this.scenario = scenario;
    this.settings = settings;
    this.selector = selector;
    this.customPick = customPick;
    this.accuser = new Accuser(replication, clock, Object.freeze(numbers.map((n) => n.id)));
    this.capacity = new CapacityLaws(scenario, this.accuser);
    this.operator = new OperatorLaws(scenario, this.accuser);
    const largest = campaigns.reduce((most, c) => Math.max(most, c.pool.length), 0);
    this.scanEvery = Math.max(SCAN_EVERY, SCAN_EVERY_PER_NUMBER * largest);
    this.inPool = new Uint8Array(campaigns.length * numbers.length);
    campaigns.forEach((campaign, c) => {
      for (const n of campaign.pool) this.inPool[c * numbers.length + n] = 1;
    });
    this.poolRows = campaigns.map(({ pool }) => pool.map((n) => blankRow(n, numbers[n])));
    this.paused = new Uint8Array(campaigns.length * numbers.length);
    this.attempts = new Int32Array(campaigns.length * numbers.length);
    this.answered = new Int32Array(campaigns.length * numbers.length);
    this.allowed = new Uint8Array(numbers.length * countries.length);
    this.allowedList = numbers.map((n) => n.allowedCountries);
    numbers.forEach((number, n) => {
      this.onAllowed(n, number.allowedCountries);
    });
    this.score = Float64Array.from(numbers, (n) => n.spamScore ?? 0);
    this.status = Uint8Array.from(numbers, (n) => STATUS_WORDS.indexOf(n.status));
  }

  onScore(number: number, score: number): void {
    this.score[number] = score;
  }

  onStatus(number: number, status: number): void {
    this.status[number] = status;
  }

  onAllowed(number: number, countries: readonly number[]): void {
    const width = this.scenario.countries.length;
    const everywhere = countries.length === 0 ? 1 : 0;
    for (let c = 0; c < width; c++) this.allowed[number * width + c] = everywhere;
    for (const c of countries) this.allowed[number * width + c] = 1;
    this.allowedList[number] = countries;
  }

  onPaused(campaign: number, number: number, paused: boolean): void {
    this.paused[campaign * this.score.length + number] = paused ? 1 : 0;
  }

  /** A number joined a pool, with no attempts yet, or left it. */
  onAttached(campaign: number, number: number, attached: boolean): void {
    const at = campaign * this.score.length + number;
    this.inPool[at] = attached ? 1 : 0;
    this.attempts[at] = 0;
    this.answered[at] = 0;
    const others = this.poolRows[campaign].filter((row) => row.number !== number);
    if (attached) others.push(blankRow(number, this.scenario.numbers[number]));
    this.poolRows[campaign] = others.sort((a, b) => a.number - b.number);
  }

  onDown(connection: number, down: boolean): void {
    this.capacity.down[connection] = down ? 1 : 0;
  }

  onNewDay(nowMs: SimMs): void {
    this.capacity.onNewDay(nowMs);
    this.operator.onNewDay(nowMs);
  }

  onThrottled(connection: number, nowMs: SimMs): void {
    this.capacity.onThrottled(connection, nowMs);
  }

  onIgnored(serial: number, nowMs: SimMs): void {
    this.capacity.onIgnored(serial, nowMs);
  }

  onNonsense(answer: number, nowMs: SimMs): void {
    this.breach(
      1,
      `the selector answered ${String(answer)}, which is no number of the inventory`,
      nowMs,
    );
  }

  onPick(
    campaign: number,
    country: number,
    sticky: number,
    answer: number,
    record: PickRecord,
    nowMs: SimMs,
  ): void {
    const { settings } = this;
    if (answer >= 0) {
      const fault = this.faultOf(campaign, answer, country, nowMs);
      if (fault !== FAULT.none) {
        const text = faultText(fault, {
          status: STATUS_WORDS[this.status[answer]],
          score: this.score[answer],
          threshold: settings.spamThreshold,
          country: this.scenario.countries[country],
        });
        const law = fault === FAULT.score ? 3 : 1;
        this.breach(law, `${this.name(answer)} was picked ${text}`, nowMs);
      }
    }
    if (sticky >= 0 && sticky !== answer) this.passedOver(campaign, country, sticky, answer, nowMs);
    if (this.customPick && answer === AT_CAPACITY) this.heldBack(campaign, country, sticky, nowMs);
    if (++this.picksSinceScan >= this.scanEvery) {
      this.picksSinceScan = 0;
      this.scan(campaign, country, sticky, answer, record, nowMs);
    } else if (answer === NO_ELIGIBLE && record.eligible > 0) {
      this.breach(
        2,
        `the selector found nobody where ${record.eligible} numbers are eligible`,
        nowMs,
      );
    }
  }

  /** Law 4: a sticky number was not picked. Could it have been? */
  passedOver(
    campaign: number,
    country: number,
    sticky: number,
    answer: number,
    nowMs: SimMs,
  ): void {
    if (this.policyFault(campaign, sticky, country) !== FAULT.none) return;
    const name = this.name(sticky);
    if (this.hasRoom(campaign, sticky, nowMs)) {
      const text = `sticky number ${name} is eligible with room, and ${this.name(answer)} was picked`;
      this.breach(4, text, nowMs);
    }
    if (this.settings.stickyWhenBusy === 'wait' && answer !== AT_CAPACITY) {
      this.breach(4, `sticky number ${name} is busy and must be waited for`, nowMs);
    }
  }

  /** A selector of the user's own says that everybody is busy: is it true? */
  heldBack(campaign: number, country: number, sticky: number, nowMs: SimMs): void {
    const waits = this.settings.stickyWhenBusy === 'wait' && sticky >= 0;
    if (waits && this.policyFault(campaign, sticky, country) === FAULT.none) return;
    for (const { number } of this.poolRows[campaign]) {
      if (!this.selector.hasRoom(number, campaign)) continue;
      if (!this.hasRoom(campaign, number, nowMs)) continue;
      if (this.policyFault(campaign, number, country) !== FAULT.none) continue;
      const text = `the selector found everybody busy, and ${this.name(number)} is eligible with room`;
      this.breach(6, text, nowMs);
    }
  }

  /** At the start of each stall: is it true that nobody is eligible? */
  onStall(campaign: number, country: number, nowMs: SimMs): void {
    const answer = consultOracle(this.rows(campaign, nowMs), this.settings, {
      country,
      sticky: -1,
      preferCountryMatched: this.scenario.campaigns[campaign].preferCountryMatched,
    });
    if (answer.eligible.length > 0) {
      const names = answer.eligible.map((n) => this.name(n)).join(', ');
      this.breach(7, `a stall began although ${names} may be picked`, nowMs);
    }
  }

  onDial(
    campaign: number,
    number: number,
    nowMs: SimMs,
    slot: number,
    serial: number,
    refused: boolean,
  ): void {
    this.operator.onDial(campaign, number, nowMs);
    this.capacity.onDial(campaign, number, nowMs, slot, serial, refused);
  }

  onEnd(
    campaign: number,
    number: number,
    outcome: number,
    nowMs: SimMs,
    slot: number,
    serial: number,
  ): void {
    this.operator.onEnd(campaign, number, outcome, this.capacity.slotDialMs[slot]);
    this.capacity.onEnd(campaign, number, outcome, nowMs, slot, serial);
    // Answered, voicemail, no answer, busy and blocked count for the weight; failed, refused, lost do not.
    const row = campaign * this.score.length + number;
    if (this.inPool[row] === 0) return;
    if (outcome <= 3 || outcome === 5) this.attempts[row]++;
    if (outcome === 0) this.answered[row]++;
  }

  /** After the last call has drained. */
  onClose(outcomes: ArrayLike<number>, nowMs: SimMs): void {
    this.capacity.onClose(outcomes, nowMs);
  }

  /** Why policy keeps a number out of a pick: a code of FAULT. */
  policyFault(campaign: number, number: number, country: number): number {
    const at = campaign * this.score.length + number;
    if (this.inPool[at] === 0) return FAULT.outside;
    if (this.status[number] !== ACTIVE) return FAULT.status;
    if (this.paused[at] === 1) return FAULT.paused;
    if (this.score[number] > this.settings.spamThreshold) return FAULT.score;
    const width = this.scenario.countries.length;
    return this.allowed[number * width + country] === 0 ? FAULT.country : FAULT.none;
  }

  faultOf(campaign: number, number: number, country: number, nowMs: SimMs): number {
    const fault = this.policyFault(campaign, number, country);
    if (fault !== FAULT.none) return fault;
    return this.hasRoom(campaign, number, nowMs) ? FAULT.none : FAULT.room;
  }

  hasRoom(campaign: number, number: number, nowMs: SimMs): boolean {
    return this.capacity.hasRoom(number, nowMs) && this.operator.hasRoom(campaign, number);
  }

  /** Law 7: the index against filter-and-scan over the auditor's own books. */
  scan(
    campaign: number,
    country: number,
    sticky: number,
    answer: number,
    record: PickRecord,
    nowMs: SimMs,
  ): void {
    const oracle = consultOracle(this.rows(campaign, nowMs), this.settings, {
      country,
      sticky,
      preferCountryMatched: this.scenario.campaigns[campaign].preferCountryMatched,
    });
    for (const key of ['considered', 'eligible', 'spam', 'country', 'spamAndCountry'] as const) {
      if (oracle.counts[key] !== record[key]) {
        this.breach(
          7,
          `the index counts ${record[key]} ${key}, a scan ${oracle.counts[key]}`,
          nowMs,
        );
      }
    }
    const none =
      oracle.none === null ? null : oracle.none === 'at_capacity' ? AT_CAPACITY : NO_ELIGIBLE;
    const said = answer >= 0 ? null : answer;
    if (none !== said) {
      this.breach(
        none === null ? 6 : 2,
        `the selector answered ${answer}, a scan ${none ?? 'a number'}`,
        nowMs,
      );
    }
    if (this.customPick || none !== null) return;
    const chance = new Float64Array(this.score.length);
    for (const line of this.selector.trace(campaign, country, sticky)) {
      chance[line.number] = line.probability;
    }
    for (const { number, probability } of oracle.candidates) {
      if (Math.abs(chance[number] - probability) > SAME_PROBABILITY) {
        this.breach(
          7,
          `${this.name(number)} has chance ${chance[number]} in the index, ${probability} in a scan`,
          nowMs,
        );
      }
    }
  }

  /** The campaign's pool as the oracle wants it; the row objects are made once and brought up to date. */
  rows(campaign: number, nowMs: SimMs): readonly OracleRow[] {
    const rows = this.poolRows[campaign];
    for (const row of rows) {
      const n = row.number;
      const at = campaign * this.score.length + n;
      row.status = STATUS_WORDS[this.status[n]];
      row.paused = this.paused[at] === 1;
      row.spamScore = this.score[n];
      row.allowedCountries = this.allowedList[n];
      row.numberHasRoom =
        this.capacity.numberHasRoom(n, nowMs) && this.operator.rowHasRoom(campaign, n);
      row.connectionHasRoom =
        this.capacity.connectionHasRoom(row.connection, nowMs) &&
        this.operator.connectionHasRoom(row.connection);
      row.attempts = this.attempts[at];
      row.answered = this.answered[at];
    }
    return rows;
  }

  name(number: number): string {
    return this.accuser.name(number);
  }

  breach(law: number, text: string, atMs: SimMs): never {
    this.accuser.breach(law, text, atMs);
  }
}
