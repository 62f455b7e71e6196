import type { SimMs } from '../base/units.ts';
import type { Accuser } from './breach.ts';
import type { Scenario } from './spec.ts';

/** Position of `refused` among the outcomes: such a call never went out. */
const REFUSED = 6;

/**
 * Law 9 for numbers, with books of its own: calls at once, calls a day, the cap of the warm-up stage, and
 * the time between two starts. A call refused at dial counts only while it is in the air.
 */
export class NumberLimitLaws {
  readonly scenario: Scenario;
  readonly accuser: Accuser;
  readonly calls: Int32Array;
  readonly today: Int32Array;
  readonly startedMs: Float64Array;
  readonly firstUsedMs: Float64Array;
  readonly concurrentMax: Float64Array;
  readonly coolDownMs: Float64Array;
  /** Calls that each number may make today. */
  readonly cap: Float64Array;
  dayStartMs = 0;

  constructor(scenario: Scenario, accuser: Accuser) {
    const { numbers } = scenario;
    this.scenario = scenario;
    this.accuser = accuser;
    this.calls = new Int32Array(numbers.length);
    this.today = new Int32Array(numbers.length);
    this.startedMs = new Float64Array(numbers.length).fill(Number.NEGATIVE_INFINITY);
    this.firstUsedMs = Float64Array.from(numbers, (n) => n.firstUsedMs);
    this.concurrentMax = Float64Array.from(numbers, (n) => n.concurrentMax);
    this.coolDownMs = Float64Array.from(numbers, (n) => n.coolDownMs);
    this.cap = Float64Array.from(numbers, (_, n) => this.dayCap(n));
  }

  onNewDay(nowMs: SimMs): void {
    this.dayStartMs = nowMs;
    this.today.fill(0);
    for (let n = 0; n < this.cap.length; n++) this.cap[n] = this.dayCap(n);
  }

  onDial(number: number, nowMs: SimMs, refused: boolean): void {
    if (nowMs < this.startedMs[number] + this.coolDownMs[number]) {
      this.accuse(number, `started two calls ${nowMs - this.startedMs[number]} ms apart`, nowMs);
    }
    if (this.calls[number] >= this.concurrentMax[number]) {
      this.accuse(number, 'has more calls in flight than its limit', nowMs);
    }
    if (this.today[number] >= this.cap[number]) {
      this.accuse(number, `made more than ${this.cap[number]} calls a day`, nowMs);
    }
    this.calls[number]++;
    this.today[number]++;
    this.startedMs[number] = nowMs;
    if (!refused && nowMs < this.firstUsedMs[number]) this.firstUsedMs[number] = nowMs;
  }

  onEnd(number: number, outcome: number, dialMs: SimMs, nowMs: SimMs): void {
    if (--this.calls[number] < 0) this.accuse(number, 'gave back a line it did not hold', nowMs, 8);
    if (outcome !== REFUSED) return;
    if (dialMs >= this.dayStartMs) this.today[number]--;
    if (this.startedMs[number] === dialMs) this.startedMs[number] = Number.NEGATIVE_INFINITY;
  }

  hasRoom(number: number, nowMs: SimMs): boolean {
    return (
      this.calls[number] < this.concurrentMax[number] &&
      this.today[number] < this.cap[number] &&
      nowMs >= this.startedMs[number] + this.coolDownMs[number]
    );
  }

  /** The least of its own cap and that of the stage it was in when the day began; use today is no age. */
  dayCap(number: number): number {
    const { callsPerDayMax, warmUp } = this.scenario.numbers[number];
    let left = this.dayStartMs - this.firstUsedMs[number];
    for (const { forMs, callsPerDayMax: stageMax } of warmUp) {
      if (left < forMs) return Math.min(callsPerDayMax, stageMax);
      left -= forMs;
    }
    return callsPerDayMax;
  }

  accuse(number: number, what: string, nowMs: SimMs, law = 9): never {
    this.accuser.breach(law, `${this.accuser.name(number)} ${what}`, nowMs);
  }
}
