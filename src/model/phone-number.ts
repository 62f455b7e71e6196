import type { Score, SimMs } from '../base/units.ts';
import type { Prepared } from './prepare.ts';

export const STATUS = { active: 0, inactive: 1, released: 2 } as const;
export const STATUS_NAMES = ['active', 'inactive', 'released'] as const;

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
  readonly pausedNumber: Uint8Array;
  readonly pausedConnection: Uint8Array;

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
    this.rowDials = new Int32Array(rows.length);
    this.rowConsidered = new Float64Array(rows.length);
  }

  /** Is the row out of its pool by hand, at the level of row, number or connection? */
  isPaused(row: number): boolean {
    const number = this.rowNumber[row];
    return (
      this.rowPaused[row] === 1 ||
      this.pausedNumber[number] === 1 ||
      this.pausedConnection[number] === 1
    );
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

  /** Closes the times above the threshold at the end of the scenario. */
  close(nowMs: SimMs): void {
    for (let n = 0; n < this.count; n++) {
      if (this.trueFlaggedSinceMs[n] < nowMs)
        this.trueFlaggedMs[n] += nowMs - this.trueFlaggedSinceMs[n];
      if (this.observedFlaggedSinceMs[n] < nowMs) {
        this.observedFlaggedMs[n] += nowMs - this.observedFlaggedSinceMs[n];
      }
    }
  }
}
