import type { SimMs } from '../base/units.ts';
import type { Accuser } from './breach.ts';
import type { Scenario } from './spec.ts';

/** Calls per second: two call starts may be this much closer than the gap, for rounding. */
const ROUNDING_MS = 1e-6;

/**
 * The auditor's books of capacity, counted from what it is told and from nothing else:
 * 8 every call ends in one outcome and gives its lines back · 9 no limit is exceeded.
 */
export class CapacityLaws {
  readonly scenario: Scenario;
  readonly accuser: Accuser;
  readonly down: Uint8Array;
  tenantCalls = 0;
  readonly campaignCalls: Int32Array;
  readonly connectionCalls: Int32Array;
  readonly numberCalls: Int32Array;
  readonly numberCallsToday: Int32Array;
  readonly lastDialMs: Float64Array;
  dials = 0;
  ended = 0;

  constructor(scenario: Scenario, accuser: Accuser) {
    const { numbers, campaigns, connections } = scenario;
    this.scenario = scenario;
    this.accuser = accuser;
    this.down = new Uint8Array(connections.length);
    this.campaignCalls = new Int32Array(campaigns.length);
    this.connectionCalls = new Int32Array(connections.length);
    this.numberCalls = new Int32Array(numbers.length);
    this.numberCallsToday = new Int32Array(numbers.length);
    this.lastDialMs = new Float64Array(connections.length).fill(Number.NEGATIVE_INFINITY);
  }

  onNewDay(): void {
    this.numberCallsToday.fill(0);
  }

  onDial(campaign: number, number: number, nowMs: SimMs): void {
    const { scenario, accuser } = this;
    const { connection: k, callsPerDayMax, concurrentMax } = scenario.numbers[number];
    const line = scenario.connections[k];
    const name = accuser.name(number);
    this.dials++;
    if (++this.tenantCalls > scenario.platform.tenantConcurrency) this.over('the tenant', nowMs);
    if (++this.campaignCalls[campaign] > scenario.campaigns[campaign].concurrency) {
      this.over(`campaign ${scenario.campaigns[campaign].name}`, nowMs);
    }
    if (++this.connectionCalls[k] > line.concurrency) this.over(`connection ${line.id}`, nowMs);
    if (++this.numberCalls[number] > concurrentMax) this.over(name, nowMs);
    if (++this.numberCallsToday[number] > callsPerDayMax) {
      accuser.breach(9, `${name} made more than ${callsPerDayMax} calls a day`, nowMs);
    }
    const gapMs = nowMs - this.lastDialMs[k];
    if (gapMs * line.callsPerSecond < 1_000 - ROUNDING_MS * line.callsPerSecond) {
      accuser.breach(9, `connection ${line.id} started two calls ${gapMs} ms apart`, nowMs);
    }
    this.lastDialMs[k] = nowMs;
  }

  onEnd(campaign: number, number: number, nowMs: SimMs): void {
    const k = this.scenario.numbers[number].connection;
    this.ended++;
    this.tenantCalls--;
    this.campaignCalls[campaign]--;
    this.connectionCalls[k]--;
    if (--this.numberCalls[number] < 0) {
      const text = `${this.accuser.name(number)} gave back a line it did not hold`;
      this.accuser.breach(8, text, nowMs);
    }
  }

  /** After the last call has drained. */
  onClose(outcomes: ArrayLike<number>, nowMs: SimMs): void {
    let sum = 0;
    for (let i = 0; i < outcomes.length; i++) sum += outcomes[i];
    if (this.dials !== sum || this.ended !== this.dials || this.tenantCalls !== 0) {
      const text = `${this.dials} dials, ${sum} outcomes, ${this.tenantCalls} lines not given back`;
      this.accuser.breach(8, text, nowMs);
    }
  }

  hasRoom(number: number, nowMs: SimMs): boolean {
    const { connection } = this.scenario.numbers[number];
    return this.connectionHasRoom(connection, nowMs) && this.numberHasRoom(number);
  }

  numberHasRoom(number: number): boolean {
    const { concurrentMax, callsPerDayMax } = this.scenario.numbers[number];
    return (
      this.numberCalls[number] < concurrentMax && this.numberCallsToday[number] < callsPerDayMax
    );
  }

  connectionHasRoom(k: number, nowMs: SimMs): boolean {
    const { concurrency, callsPerSecond } = this.scenario.connections[k];
    const gapMs = callsPerSecond === Number.POSITIVE_INFINITY ? 0 : 1_000 / callsPerSecond;
    return (
      this.down[k] === 0 &&
      this.connectionCalls[k] < concurrency &&
      nowMs >= this.lastDialMs[k] + gapMs
    );
  }

  over(what: string, nowMs: SimMs): never {
    this.accuser.breach(9, `${what} has more calls in flight than its limit`, nowMs);
  }
}
