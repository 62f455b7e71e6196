import type { Score, SimMs } from '../base/units.ts';
import type { Prepared } from './prepare.ts';

export const STATUS = { active: 0, inactive: 1, released: 2 } as const;
export const STATUS_NAMES = ['active', 'inactive', 'released'] as const;

/** Who paused something: bits of a pause. Each lifts only what it set. */
export const PAUSED_BY = { hand: 1, rest: 2 } as const;

/** All numbers as columns, and the pool rows that they stand in. Every change goes through `world`. */
export class Numbers {
  readonly count: number;
  readonly keyLo: Int32Array;
  readonly keyHi: Int32Array;
  readonly country: Int32Array;
  readonly status: Uint8Array;
  /** What the vendors hold of the number: moves callees. 0 … 100. */
  readonly trueScore: Float64Array;
  /** What the platform last fetched: the only score that the selector sees. */
  readonly observedScore: Float64Array;
  readonly allowedCountries: (readonly number[])[];
  /** Bits of PAUSED_BY; by connection they stand at each of its numbers. */
  readonly pausedNumber: Uint8Array;
  readonly pausedConnection: Uint8Array;
  /** 1 once the number is there: from the start, or since it was delivered. */
  readonly owned: Uint8Array;
  /** Since when its rent runs; Infinity while it does not. */
  readonly rentSinceMs: Float64Array;
  /** Time for which rent is due, up to `rentSinceMs`. */
  readonly rentedMs: Float64Array;
  /** Set-up paid for it. */
  readonly purchaseCost: Float64Array;

  // What became of it.
  readonly dials: Int32Array;
  readonly answered: Int32Array;
  readonly complaints: Int32Array;
  readonly firstUsedMs: Float64Array;
  readonly firstDialMs: Float64Array;
  readonly lastDialMs: Float64Array;
  readonly firstFlagMs: Float64Array;
  readonly flagEpisodes: Int32Array;
  readonly trueFlaggedMs: Float64Array;
  readonly trueFlaggedSinceMs: Float64Array;
  readonly observedFlaggedMs: Float64Array;
  readonly observedFlaggedSinceMs: Float64Array;

  // Rows: (campaign, pool position).
  readonly rowCampaign: Int32Array;
  readonly rowNumber: Int32Array;
  readonly rowPaused: Uint8Array;
  /** 1 while the number stands in the campaign's pool. */
  readonly rowAttached: Uint8Array;
  readonly rowAttachedSinceMs: Float64Array;
  /** Time in the pool, up to `rowAttachedSinceMs`. */
  readonly rowAttachedMs: Float64Array;
  /** What the row had made when it was last taken out of the pool: the selector forgets it. */
  readonly rowAttemptsBefore: Float64Array;
  readonly rowAnsweredBefore: Float64Array;
  readonly rowWeightBefore: Float64Array;
  readonly rowDials: Int32Array;
  /** First picks of attempts that had the row before them: 0 = attached and never considered. */
  readonly rowConsidered: Float64Array;

  constructor(prepared: Prepared) {
    const { numbers } = prepared.scenario;
    const { rows } = prepared.layout;
    const n = numbers.length;
    this.count = n;
    this.keyLo = Int32Array.from(numbers, (x) => x.key.lo);
    this.keyHi = Int32Array.from(numbers, (x) => x.key.hi);
    this.country = Int32Array.from(numbers, (x) => x.country);
    this.status = Uint8Array.from(numbers, (x) => STATUS[x.status]);
    this.trueScore = Float64Array.from(numbers, (x) => x.spamScore ?? 0);
    this.observedScore = Float64Array.from(numbers, (x) => x.spamScore ?? 0);
    this.allowedCountries = numbers.map((x) => x.allowedCountries);
    this.pausedNumber = new Uint8Array(n);
    this.pausedConnection = new Uint8Array(n);
    this.owned = Uint8Array.from(numbers, (x) => (x.owned ? 1 : 0));
    this.rentSinceMs = Float64Array.from(numbers, (x) =>
      x.owned && x.status !== 'released' ? 0 : Number.POSITIVE_INFINITY,
    );
    this.rentedMs = new Float64Array(n);
    this.purchaseCost = new Float64Array(n);
    this.dials = new Int32Array(n);
    this.answered = new Int32Array(n);
    this.complaints = new Int32Array(n);
    this.firstUsedMs = Float64Array.from(numbers, (x) => x.firstUsedMs);
    this.firstDialMs = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
    this.lastDialMs = new Float64Array(n).fill(Number.NEGATIVE_INFINITY);
    this.firstFlagMs = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
    this.flagEpisodes = new Int32Array(n);
    this.trueFlaggedMs = new Float64Array(n);
    this.trueFlaggedSinceMs = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
    this.observedFlaggedMs = new Float64Array(n);
    this.observedFlaggedSinceMs = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
    this.rowCampaign = Int32Array.from(rows, (row) => row.campaign);
    this.rowNumber = Int32Array.from(rows, (row) => row.number);
    this.rowPaused = new Uint8Array(rows.length);
    this.rowAttached = Uint8Array.from(rows, (row) => (row.reserve ? 0 : 1));
    this.rowAttachedSinceMs = new Float64Array(rows.length);
    this.rowAttachedMs = new Float64Array(rows.length);
    this.rowAttemptsBefore = new Float64Array(rows.length);
    this.rowAnsweredBefore = new Float64Array(rows.length);
    this.rowWeightBefore = new Float64Array(rows.length).fill(Number.NaN);
    this.rowDials = new Int32Array(rows.length);
    this.rowConsidered = new Float64Array(rows.length);
  }

  /** Is the row held back, at the level of row, number or connection? */
  isPaused(row: number): boolean {
    return this.pausedBy(row) !== 0;
  }

  /** Bits of PAUSED_BY over all levels. */
  pausedBy(row: number): number {
    const number = this.rowNumber[row];
    return this.rowPaused[row] | this.pausedNumber[number] | this.pausedConnection[number];
  }

  /** Is the row one that picks consider: in the pool, active, and not held back? */
  isConsidered(row: number): boolean {
    const active = this.status[this.rowNumber[row]] === STATUS.active;
    return active && this.rowAttached[row] === 1 && !this.isPaused(row);
  }

  /** Was the row in the pool at any time? */
  wasAttached(row: number): boolean {
    return this.rowAttached[row] === 1 || this.rowAttachedMs[row] > 0;
  }

  /** Starts (true) or ends the time for which the number's rent is due. */
  rent(number: number, runs: boolean, nowMs: SimMs): void {
    const since = this.rentSinceMs[number];
    if (since <= nowMs) this.rentedMs[number] += nowMs - since;
    this.rentSinceMs[number] = runs ? nowMs : Number.POSITIVE_INFINITY;
  }

  /** Writes a true score, clamped to 0 … 100, and keeps the time above the threshold. */
  setTrue(number: number, score: Score, threshold: Score, nowMs: SimMs): void {
    const value = score < 0 ? 0 : score > 100 ? 100 : score;
    const flagged = value > threshold;
    const since = this.trueFlaggedSinceMs[number];
    if (flagged && since === Number.POSITIVE_INFINITY) this.trueFlaggedSinceMs[number] = nowMs;
    else if (!flagged && since !== Number.POSITIVE_INFINITY) {
      this.trueFlaggedMs[number] += nowMs - since;
      this.trueFlaggedSinceMs[number] = Number.POSITIVE_INFINITY;
    }
    this.trueScore[number] = value;
  }

  /** Writes an observed score and keeps the books of flags. True when the threshold was crossed. */
  setObserved(number: number, score: Score, threshold: Score, nowMs: SimMs): boolean {
    this.observedScore[number] = score;
    const flagged = score > threshold;
    const since = this.observedFlaggedSinceMs[number];
    if (flagged && since === Number.POSITIVE_INFINITY) {
      this.observedFlaggedSinceMs[number] = nowMs;
      // A number that is flagged from the start has no episode of this campaign's making.
      if (nowMs > 0) {
        this.flagEpisodes[number]++;
        if (nowMs < this.firstFlagMs[number]) this.firstFlagMs[number] = nowMs;
      } else this.firstFlagMs[number] = 0;
      return true;
    }
    if (!flagged && since !== Number.POSITIVE_INFINITY) {
      this.observedFlaggedMs[number] += nowMs - since;
      this.observedFlaggedSinceMs[number] = Number.POSITIVE_INFINITY;
      return true;
    }
    return false;
  }

  /** The number is there from now on: what its score did before is nobody's business. */
  startBooks(number: number, nowMs: SimMs): void {
    const none = Number.POSITIVE_INFINITY;
    this.flagEpisodes[number] = 0;
    this.firstFlagMs[number] = none;
    this.trueFlaggedMs[number] = 0;
    this.observedFlaggedMs[number] = 0;
    if (this.trueFlaggedSinceMs[number] !== none) this.trueFlaggedSinceMs[number] = nowMs;
    if (this.observedFlaggedSinceMs[number] !== none) this.observedFlaggedSinceMs[number] = nowMs;
  }

  /** Closes the times above the threshold, in pools and on rent, at the end of the scenario. */
  close(nowMs: SimMs): void {
    for (let row = 0; row < this.rowAttached.length; row++) {
      if (this.rowAttached[row] === 0) continue;
      this.rowAttachedMs[row] += nowMs - this.rowAttachedSinceMs[row];
      this.rowAttachedSinceMs[row] = nowMs;
    }
    for (let n = 0; n < this.count; n++) {
      this.rent(n, this.rentSinceMs[n] <= nowMs, nowMs);
      if (this.trueFlaggedSinceMs[n] < nowMs)
        this.trueFlaggedMs[n] += nowMs - this.trueFlaggedSinceMs[n];
      if (this.observedFlaggedSinceMs[n] < nowMs) {
        this.observedFlaggedMs[n] += nowMs - this.observedFlaggedSinceMs[n];
      }
    }
  }
}
