import type { SimMs } from '../base/units.ts';
import type { Prepared } from './prepare.ts';
import { Stock } from './stock.ts';

/** Why a contact that is not moving waits, in order of precedence; stocks of the books. */
export const WAIT = {
  paused: 0,
  window: 1,
  retry: 2,
  stalled: 3,
  /** Stalled in a country that the pool could never dial: counted apart. */
  structural: 4,
  provider: 5,
  tenant: 6,
  campaign: 7,
  connection: 8,
  /** Numbers at limits of their own: concurrent calls, calls a day, warm-up, cool-down. */
  number: 9,
  rate: 10,
} as const;
export const WAIT_REASONS = 11;

/** What is counted per cell; names as in the figures. */
export const COUNTERS = [
  'attempts',
  'dials',
  'considered',
  'skipSpam',
  'skipCountry',
  'skipBoth',
  'attemptsWithSkip',
  'stickyAttempts',
  'stickyBroken',
  'answered',
  'voicemail',
  'blocked',
  'refused',
  'reached',
  'dialledFlagged',
  'talkMs',
  'billedMinutes',
  'lost',
  'ended',
  'expired',
  'episodes',
  'lostCalls',
  'throttled',
  'noticesDoubled',
  'noticesLate',
  'heldMs',
] as const;
export type Counter = (typeof COUNTERS)[number];

function emptyCounters(cells: number): Record<Counter, Float64Array> {
  return Object.fromEntries(COUNTERS.map((name) => [name, new Float64Array(cells)])) as Record<
    Counter,
    Float64Array
  >;
}

/** The books of one replication: counters and stocks per cell, unions in time per scope. */
export class Ledger {
  readonly count: Record<Counter, Float64Array>;
  /** Contacts waiting, `reason * cells + cell`. */
  readonly waiting: Stock;
  readonly inFlight: Stock;
  /** Eligible numbers of the pool for the cell's country: over the whole horizon. */
  readonly eligible: Stock;
  /** The same, and active unpaused rows, while the cell has unfinished contacts. */
  readonly eligibleOpen: Stock;
  readonly activeOpen: Stock;
  readonly eligibleMin: Float64Array;
  /** Contacts of the cell that have not ended; 0 from the start in a structural cell. */
  readonly unfinished: Float64Array;
  /** When the cell's last contact ended; Infinity until then. */
  readonly finishedMs: Float64Array;
  readonly firstStallMs: Float64Array;

  // Per scope: how many parts of it are in the state, and for how long any was.
  readonly scopeOpen: Stock;
  readonly scopeOpenMs: Stock;
  readonly scopeStalled: Stock;
  readonly scopeStalledMs: Stock;
  readonly scopeInFlight: Float64Array;
  readonly scopeInFlightPeak: Float64Array;

  readonly cells: number;
  readonly scopesOfCell: readonly (readonly number[])[];

  constructor(prepared: Prepared) {
    const cells = prepared.cells.length;
    const scopes = prepared.scopes.length;
    this.cells = cells;
    this.scopesOfCell = Object.freeze(prepared.cells.map((cell) => cell.scopes));
    this.count = emptyCounters(cells);
    this.waiting = new Stock(WAIT_REASONS * cells);
    this.inFlight = new Stock(cells);
    this.eligible = new Stock(cells);
    this.eligibleOpen = new Stock(cells);
    this.activeOpen = new Stock(cells);
    this.eligibleMin = new Float64Array(cells).fill(Number.POSITIVE_INFINITY);
    this.unfinished = new Float64Array(cells);
    this.finishedMs = new Float64Array(cells).fill(Number.POSITIVE_INFINITY);
    this.firstStallMs = new Float64Array(cells).fill(Number.POSITIVE_INFINITY);
    this.scopeOpen = new Stock(scopes);
    this.scopeOpenMs = new Stock(scopes);
    this.scopeStalled = new Stock(scopes);
    this.scopeStalledMs = new Stock(scopes);
    this.scopeInFlight = new Float64Array(scopes);
    this.scopeInFlightPeak = new Float64Array(scopes);
  }

  wait(reason: number, cell: number, delta: number, nowMs: SimMs): void {
    this.waiting.add(reason * this.cells + cell, delta, nowMs);
  }

  waitingNow(reason: number, cell: number): number {
    return this.waiting.value[reason * this.cells + cell];
  }

  waitedMs(reason: number, cell: number): number {
    return this.waiting.integral[reason * this.cells + cell];
  }

  callStarts(cell: number, nowMs: SimMs): void {
    this.inFlight.add(cell, 1, nowMs);
    for (const scope of this.scopesOfCell[cell]) {
      const value = ++this.scopeInFlight[scope];
      if (value > this.scopeInFlightPeak[scope]) this.scopeInFlightPeak[scope] = value;
    }
  }

  callEnds(cell: number, nowMs: SimMs): void {
    this.inFlight.add(cell, -1, nowMs);
    for (const scope of this.scopesOfCell[cell]) this.scopeInFlight[scope]--;
  }

  /** A part of the cell (one time zone) becomes open with unfinished contacts, or ceases to be. */
  openChanges(cell: number, delta: 1 | -1, nowMs: SimMs): void {
    for (const scope of this.scopesOfCell[cell]) {
      this.scopeOpen.add(scope, delta, nowMs);
      this.scopeOpenMs.set(scope, this.scopeOpen.value[scope] > 0 ? 1 : 0, nowMs);
    }
  }

  /** The cell gets its first stalled contact, or has none any more. */
  stalledChanges(cell: number, delta: 1 | -1, nowMs: SimMs): void {
    for (const scope of this.scopesOfCell[cell]) {
      this.scopeStalled.add(scope, delta, nowMs);
      this.scopeStalledMs.set(scope, this.scopeStalled.value[scope] > 0 ? 1 : 0, nowMs);
    }
  }

  flush(nowMs: SimMs): void {
    this.waiting.flush(nowMs);
    this.inFlight.flush(nowMs);
    this.eligible.flush(nowMs);
    this.eligibleOpen.flush(nowMs);
    this.activeOpen.flush(nowMs);
    this.scopeOpenMs.flush(nowMs);
    this.scopeStalledMs.flush(nowMs);
  }
}
