import type { Score, SimMs } from '../base/units.ts';
import { Engine, type EventHandler } from '../kernel/engine.ts';
import {
  type CustomSelector,
  emptyPickRecord,
  type PickRecord,
  type PoolView,
  readOnlyView,
  type Selector,
  type SelectorSettings,
} from '../selector/index.ts';
import { nextArrival } from './arrival.ts';
import { Auditor } from './auditor.ts';
import { closeHour, newDay, toggleWindow } from './calendar.ts';
import { Calls } from './calls.ts';
import { CarrierTables } from './carrier.ts';
import { type Contacts, makeContacts } from './contact.ts';
import { becomeDue, serve } from './dispatcher.ts';
import { EVENT } from './events.ts';
import { applyFault, Faults } from './faults.ts';
import { intervene } from './interventions.ts';
import { Ledger, WAIT } from './ledger.ts';
import { judgeLines, openLines } from './line-reasons.ts';
import { Lines } from './lines.ts';
import { makeSelector } from './make-selector.ts';
import { callOver, hearOf, Notices } from './notices.ts';
import { type Observer, OUTCOMES } from './observer.ts';
import { OperatorDesk } from './operator/desk.ts';
import { deliver, type Order } from './operator/orders.ts';
import { actAsPlanned, review } from './operator/review.ts';
import { Numbers, STATUS, STATUS_NAMES } from './phone-number.ts';
import { judgeNumber, judgeRow, PoolStatusBook } from './pool-status.ts';
import type { Prepared } from './prepare.ts';
import { MockProvider } from './provider/mock-provider.ts';
import type { CallPlan, DialRequest } from './provider/provider.ts';
import { openStreams, type Streams } from './random.ts';
import type { ActionRow } from './result.ts';
import { ScoreFeed } from './score-feed.ts';
import { makeDrift, type SpamDrift } from './spam-drift/drift.ts';
import type { Scenario } from './spec.ts';
import { StallWatch } from './stall.ts';
import { startWorld } from './start-world.ts';
import { openIfDialable } from './structural.ts';
import { Timeline } from './timeline.ts';
import { WaitingRoom } from './waiting-room.ts';

export interface WorldOptions {
  readonly replication: number;
  readonly branch: number;
  readonly custom: CustomSelector | null;
  readonly observer: Observer | null;
  readonly audit: boolean;
}

/** After the horizon no call starts, and what is in the air comes down: these still happen. */
const DRAINS: ReadonlySet<number> = new Set([
  EVENT.callEnd,
  EVENT.notice,
  EVENT.noticeAgain,
  EVENT.sweep,
]);

/**
 * One replication's world: the state, and the one switch over events. Who does what stands in the
 * modules that it calls. All that changes lies in plain fields, so that a snapshot can take it whole.
 */
export class World implements EventHandler {
  readonly prepared: Prepared;
  readonly scenario: Scenario;
  readonly horizonMs: SimMs;
  streams: Streams;
  readonly engine: Engine;
  readonly selector: Selector;
  readonly custom: CustomSelector | null;
  /** What a selector of the user's own may look at. */
  readonly view: PoolView;
  readonly observer: Observer | null;
  readonly auditor: Auditor | null;
  readonly provider: MockProvider;
  readonly carrier: CarrierTables;
  readonly numbers: Numbers;
  readonly contacts: Contacts;
  readonly lines: Lines;
  readonly room: WaitingRoom;
  readonly calls: Calls;
  readonly ledger: Ledger;
  readonly stalls: StallWatch;
  readonly poolStatus: PoolStatusBook;
  readonly timeline: Timeline;
  readonly scores: ScoreFeed;
  readonly drift: SpamDrift;
  readonly actions: ActionRow[] = [];
  /** What was ordered, in the order of ordering. */
  readonly orders: Order[] = [];
  /** What the playbook's operator keeps in mind. */
  readonly desk: OperatorDesk;
  readonly record: PickRecord = emptyPickRecord();
  readonly request: DialRequest;
  readonly plan: CallPlan = { queueMs: 0, ringMs: 0, talkMs: 0, outcome: 0, throttled: 0 };

  /** `sticky.whenBusy: wait`: contacts with a sticky number stand in its own line. */
  readonly stickyWaits: boolean;
  readonly classOpen: Uint8Array;
  readonly classUnfinished: Float64Array;
  /** 1 for a cell whose country no active number of the pool could ever dial so far. */
  readonly structural: Uint8Array;
  /** Unfinished contacts of the classes of structural cells: in the books once the country opens. */
  readonly classApart: Float64Array;
  /** Bits of PAUSED_BY. */
  readonly campaignPaused: Uint8Array;
  /** Attempts whose first pick is in the books: what a row's consideration is measured by. */
  readonly campaignAttempts: Float64Array;
  readonly poolAttempts: Float64Array;
  readonly poolAnswered: Float64Array;
  readonly eligibleNow: Int32Array;
  /** Cells that no number is eligible for. */
  cellsBarred = 0;
  /** Per row: attempts of its campaign when it was last let in, or -1 while it is out. */
  readonly consideredFrom: Float64Array;
  readonly outcomes: Float64Array;
  readonly faults: Faults;
  readonly notices: Notices;
  readonly arrivalCursor: Int32Array;
  downCount = 0;
  /** Something that decides eligibility changed since it was last counted. */
  poolsChanged = true;
  /** A number joined a pool, came back, or may dial other countries: a country may have opened. */
  reachGrew = false;
  /** The horizon is past: no new dials, calls in the air drain. */
  closed = false;
  /** Order-sensitive hash over all events. */
  traceA = 0x2545f491;
  traceB = 0x6c8e9cf5;

  constructor(prepared: Prepared, options: WorldOptions) {
    const { scenario } = prepared;
    const cells = prepared.cells.length;
    const settings: SelectorSettings = {
      spamThreshold: scenario.platform.spamThreshold,
      weight: scenario.selector.weight,
      stickyWhenBusy: scenario.selector.sticky.whenBusy,
    };
    this.prepared = prepared;
    this.scenario = scenario;
    this.horizonMs = scenario.durationMs;
    this.streams = openStreams(scenario.seed, options.replication, options.branch);
    this.engine = new Engine();
    this.selector = makeSelector(scenario, settings);
    this.custom = options.custom;
    this.view = readOnlyView(this.selector);
    this.observer = options.observer;
    this.auditor = options.audit
      ? new Auditor(
          scenario,
          settings,
          this.selector,
          options.replication,
          options.custom !== null,
          this.engine,
        )
      : null;
    this.faults = new Faults(scenario);
    this.provider = new MockProvider(scenario.provider, scenario.answer, this.streams, this.faults);
    this.notices = new Notices();
    this.carrier = new CarrierTables(scenario.answer, scenario.numbers.length);
    this.numbers = new Numbers(prepared);
    this.contacts = makeContacts(prepared, this.streams);
    this.lines = new Lines(prepared, this.selector);
    this.room = new WaitingRoom(prepared);
    this.calls = new Calls();
    this.ledger = new Ledger(prepared);
    this.stalls = new StallWatch(cells);
    this.poolStatus = new PoolStatusBook(prepared.layout.rows.length);
    this.timeline = new Timeline(prepared);
    this.scores = new ScoreFeed(this);
    this.desk = new OperatorDesk(prepared);
    this.drift = makeDrift(scenario.drift, this);
    this.request = {
      contactLo: 0,
      contactHi: 0,
      dial: 0,
      connection: 0,
      country: 0,
      valid: 1,
      liveShare: 0,
      blockedShare: 0,
    };
    this.stickyWaits = scenario.selector.sticky.whenBusy === 'wait';
    this.classOpen = Uint8Array.from(prepared.classes, (k) =>
      prepared.windows[k.window].openAtStart ? 1 : 0,
    );
    this.classUnfinished = new Float64Array(prepared.classes.length);
    this.structural = Uint8Array.from(prepared.cells, (cell) => (cell.structural ? 1 : 0));
    this.classApart = new Float64Array(prepared.classes.length);
    this.campaignPaused = new Uint8Array(scenario.campaigns.length);
    this.campaignAttempts = new Float64Array(scenario.campaigns.length);
    this.poolAttempts = new Float64Array(scenario.campaigns.length);
    this.poolAnswered = new Float64Array(scenario.campaigns.length);
    this.eligibleNow = new Int32Array(cells);
    this.consideredFrom = new Float64Array(prepared.layout.rows.length).fill(-1);
    this.outcomes = new Float64Array(OUTCOMES.length);
    this.arrivalCursor = new Int32Array(scenario.campaigns.length);
    startWorld(this);
  }

  handle(type: number, a: number, b: number, nowMs: SimMs): void {
    // Whole words: a field that turns from a small integer into a double makes the engine compile all that
    // touches a world a second time.
    this.traceA = (Math.imul(this.traceA ^ (nowMs | 0) ^ (type << 24), 0x85ebca6b) + a) | 0;
    this.traceB =
      (Math.imul(this.traceB ^ (nowMs * 4096) ^ b, 0xc2b2ae35) + (this.traceA >>> 15)) | 0;
    if (this.closed && !DRAINS.has(type)) return;
    switch (type) {
      case EVENT.callEnd:
        callOver(this, a, nowMs);
        break;
      case EVENT.notice:
      case EVENT.noticeAgain:
      case EVENT.sweep:
        hearOf(this, type, a, b, nowMs);
        break;
      case EVENT.numberReady:
        this.lines.tellNumber(a, nowMs);
        break;
      case EVENT.due:
        this.ledger.wait(
          WAIT.retry,
          this.prepared.classes[this.contacts.classOf[a]].cell,
          -1,
          nowMs,
        );
        becomeDue(this, a, nowMs);
        break;
      case EVENT.connectionReady:
        this.lines.wakeSet[a] = 0;
        break;
      case EVENT.arrival:
        nextArrival(this, a, nowMs);
        break;
      case EVENT.scoreFetch:
        this.scores.fetch(this, a, nowMs);
        break;
      case EVENT.window:
        toggleWindow(this, a, b, nowMs);
        break;
      case EVENT.hour:
        closeHour(this, a, nowMs);
        break;
      case EVENT.newDay:
        newDay(this, a, nowMs);
        break;
      case EVENT.intervention:
        intervene(this, a, nowMs);
        break;
      case EVENT.delivery:
        deliver(this, a, nowMs);
        break;
      case EVENT.review:
        review(this, a, nowMs);
        break;
      case EVENT.operatorAct:
        actAsPlanned(this, a, nowMs);
        break;
      case EVENT.fault:
        applyFault(this, a, b, nowMs);
        break;
      default:
        this.drift.handle(this, type, a, b, nowMs);
    }
    // At the horizon itself no call starts any more: the books of the last hour are closed.
    if (nowMs < this.horizonMs && this.engine.queue.peekTimeMs() > nowMs) this.settle(nowMs);
  }

  /** The instant is over: count who is eligible, serve who waits, judge who cannot be served. */
  settle(nowMs: SimMs): void {
    const { lines } = this;
    if (this.poolsChanged) this.refreshEligibility(nowMs);
    for (let k = 0; k < lines.readyMs.length; k++) {
      if (lines.roomTold[k] === 0 && lines.readyMs[k] <= nowMs) lines.tellConnection(k, nowMs);
    }
    if (this.room.policyChanged) openLines(this);
    serve(this, nowMs);
    if (judgeLines(this, nowMs)) this.stalls.update(this, nowMs);
  }

  /** Counts eligible numbers of each audience country anew; their stocks follow. O(cells). */
  refreshEligibility(nowMs: SimMs): void {
    const { selector, prepared, ledger, record } = this;
    this.poolsChanged = false;
    this.room.policyChanged = true;
    this.lines.version++;
    this.cellsBarred = 0;
    for (let cell = 0; cell < this.eligibleNow.length; cell++) {
      const { campaign, country } = prepared.cells[cell];
      if (this.reachGrew && this.structural[cell] === 1) openIfDialable(this, cell, nowMs);
      selector.counts(campaign, country, record);
      this.eligibleNow[cell] = record.eligible;
      if (record.eligible === 0) this.cellsBarred++;
      ledger.eligible.set(cell, record.eligible, nowMs);
      if (this.structural[cell] === 1 || ledger.unfinished[cell] === 0) continue;
      ledger.eligibleOpen.set(cell, record.eligible, nowMs);
      ledger.activeOpen.set(cell, record.considered, nowMs);
      if (record.eligible < ledger.eligibleMin[cell]) ledger.eligibleMin[cell] = record.eligible;
    }
    this.reachGrew = false;
  }

  setTrueScore(number: number, score: Score, nowMs: SimMs): void {
    const from = this.numbers.trueScore[number];
    this.numbers.setTrue(number, score, this.scenario.platform.spamThreshold, nowMs);
    const to = this.numbers.trueScore[number];
    this.observer?.onHappening?.(nowMs, { kind: 'score', number, from, to });
    if (this.scores.followsTrue) this.setObservedScore(number, to, nowMs);
  }

  setObservedScore(number: number, score: Score, nowMs: SimMs): void {
    const from = this.numbers.observedScore[number];
    this.observer?.onHappening?.(nowMs, { kind: 'fetch', number, from, to: score });
    this.auditor?.onScore(number, score);
    this.selector.setScore(number, score);
    const crossed = this.numbers.setObserved(
      number,
      score,
      this.scenario.platform.spamThreshold,
      nowMs,
    );
    if (crossed) this.poolsChanged = true;
    judgeNumber(this, number, nowMs);
  }

  /** A released number is given up for good: nothing brings it back, and it costs no more rent. */
  setStatus(number: number, status: number, nowMs: SimMs): void {
    if (this.numbers.status[number] === STATUS.released) return;
    this.numbers.status[number] = status;
    if (status === STATUS.released) this.numbers.rent(number, false, nowMs);
    this.auditor?.onStatus(number, status);
    this.selector.setStatus(number, STATUS_NAMES[status]);
    this.poolsChanged = true;
    this.reachGrew = true;
    for (const row of this.prepared.rowsOfNumber[number]) {
      this.followRow(row);
      judgeRow(this, row, nowMs);
    }
  }

  setAllowedCountries(number: number, countries: readonly number[]): void {
    this.numbers.allowedCountries[number] = countries;
    this.auditor?.onAllowed(number, countries);
    this.selector.setAllowedCountries(number, countries);
    this.poolsChanged = true;
    this.reachGrew = true;
  }

  /** A pause of row, number or connection was set or lifted: what is left of them decides. */
  applyPause(row: number, nowMs: SimMs): void {
    if (this.numbers.rowAttached[row] === 0) return;
    const campaign = this.numbers.rowCampaign[row];
    const number = this.numbers.rowNumber[row];
    const paused = this.numbers.isPaused(row);
    this.auditor?.onPaused(campaign, number, paused);
    this.selector.setPaused(campaign, number, paused);
    this.poolsChanged = true;
    this.followRow(row);
    judgeRow(this, row, nowMs);
  }

  setDown(connection: number, down: boolean, nowMs: SimMs): void {
    if ((this.lines.down[connection] === 1) === down) return;
    this.lines.down[connection] = down ? 1 : 0;
    this.downCount += down ? 1 : -1;
    this.room.policyChanged = true;
    this.auditor?.onDown(connection, down);
    this.lines.tellConnection(connection, nowMs);
  }

  /** Keeps from when on a row is considered by its campaign's attempts. */
  followRow(row: number): void {
    const { numbers } = this;
    const campaign = numbers.rowCampaign[row];
    const inside = numbers.isConsidered(row);
    const from = this.consideredFrom[row];
    if (inside === from >= 0) return;
    if (!inside) numbers.rowConsidered[row] += this.campaignAttempts[campaign] - from;
    this.consideredFrom[row] = inside ? this.campaignAttempts[campaign] : -1;
  }
}
