import type { SimMs } from '../base/units.ts';
import { NumberLimitLaws } from './audit-number-limits.ts';
import type { Accuser } from './breach.ts';
import type { Scenario } from './spec.ts';

/** Calls per second: two call starts may be this much closer than the gap, for rounding. */
const ROUNDING_MS = 1e-6;
const MOST_SLOTS_AT_FIRST = 64;

/**
 * The auditor's books of capacity, counted from what it is told and from nothing else:
 * 8 every call ends in one outcome and gives back the slot it took, once · 9 no limit is exceeded.
 */
export class CapacityLaws {
  readonly scenario: Scenario;
  readonly accuser: Accuser;
  readonly limits: NumberLimitLaws;
  readonly connectionOf: Int32Array;
  readonly campaignMax: Float64Array;
  readonly concurrency: Float64Array;
  readonly callsPerSecond: Float64Array;
  readonly gapMs: Float64Array;
  readonly down: Uint8Array;
  tenantCalls = 0;
  readonly campaignCalls: Int32Array;
  readonly connectionCalls: Int32Array;
  readonly lastDialMs: Float64Array;
  /** Until when a connection is left alone after too many requests. */
  readonly heldOffMs: Float64Array;
  /** Serial of the call that holds each slot; 0 = the slot is free. */
  slotHolder = new Int32Array(MOST_SLOTS_AT_FIRST);
  slotDialMs = new Float64Array(MOST_SLOTS_AT_FIRST);
  dials = 0;
  ended = 0;

  constructor(scenario: Scenario, accuser: Accuser) {
    const { campaigns, connections } = scenario;
    this.scenario = scenario;
    this.accuser = accuser;
    this.limits = new NumberLimitLaws(scenario, accuser);
    this.connectionOf = Int32Array.from(scenario.numbers, (n) => n.connection);
    this.concurrency = Float64Array.from(connections, (k) => k.concurrency);
    this.callsPerSecond = Float64Array.from(connections, (k) => k.callsPerSecond);
    this.campaignMax = Float64Array.from(campaigns, (c) => c.concurrency);
    this.gapMs = Float64Array.from(connections, (k) => 1_000 / k.callsPerSecond);
    this.down = new Uint8Array(connections.length);
    this.campaignCalls = new Int32Array(campaigns.length);
    this.connectionCalls = new Int32Array(connections.length);
    this.lastDialMs = new Float64Array(connections.length).fill(Number.NEGATIVE_INFINITY);
    this.heldOffMs = new Float64Array(connections.length).fill(Number.NEGATIVE_INFINITY);
  }

  onNewDay(nowMs: SimMs): void {
    this.limits.onNewDay(nowMs);
  }

  onThrottled(connection: number, nowMs: SimMs): void {
    this.heldOffMs[connection] = nowMs + this.scenario.platform.throttleBackoffMs;
  }

  onDial(
    campaign: number,
    number: number,
    nowMs: SimMs,
    slot: number,
    serial: number,
    refused: boolean,
  ): void {
    const { scenario } = this;
    const k = this.connectionOf[number];
    this.dials++;
    this.takeSlot(slot, serial, nowMs);
    if (++this.tenantCalls > scenario.platform.tenantConcurrency) this.over('the tenant', nowMs);
    if (++this.campaignCalls[campaign] > this.campaignMax[campaign]) {
      this.over(`campaign ${scenario.campaigns[campaign].name}`, nowMs);
    }
    if (++this.connectionCalls[k] > this.concurrency[k]) {
      this.over(`connection ${scenario.connections[k].id}`, nowMs);
    }
    this.limits.onDial(number, nowMs, refused);
    const gapMs = nowMs - this.lastDialMs[k];
    const callsPerSecond = this.callsPerSecond[k];
    if (gapMs * callsPerSecond < 1_000 - ROUNDING_MS * callsPerSecond) {
      const { id } = scenario.connections[k];
      this.accuser.breach(9, `connection ${id} started two calls ${gapMs} ms apart`, nowMs);
    }
    if (nowMs < this.heldOffMs[k]) {
      const text = `connection ${scenario.connections[k].id} was dialled while it is left alone after a 429`;
      this.accuser.breach(9, text, nowMs);
    }
    this.lastDialMs[k] = nowMs;
  }

  takeSlot(slot: number, serial: number, nowMs: SimMs): void {
    if (slot >= this.slotHolder.length) this.growSlots(slot);
    if (this.slotHolder[slot] !== 0) {
      this.accuser.breach(8, `slot ${slot} was taken while a call holds it`, nowMs);
    }
    this.slotHolder[slot] = serial;
    this.slotDialMs[slot] = nowMs;
  }

  growSlots(slot: number): void {
    const holder = new Int32Array(2 * (slot + 1));
    holder.set(this.slotHolder);
    const dialMs = new Float64Array(2 * (slot + 1));
    dialMs.set(this.slotDialMs);
    this.slotHolder = holder;
    this.slotDialMs = dialMs;
  }

  onEnd(
    campaign: number,
    number: number,
    outcome: number,
    nowMs: SimMs,
    slot: number,
    serial: number,
  ): void {
    if (this.slotHolder[slot] !== serial) {
      this.accuser.breach(8, `slot ${slot} was given back by a call that does not hold it`, nowMs);
    }
    this.slotHolder[slot] = 0;
    this.ended++;
    this.tenantCalls--;
    this.campaignCalls[campaign]--;
    this.connectionCalls[this.connectionOf[number]]--;
    this.limits.onEnd(number, outcome, this.slotDialMs[slot], nowMs);
  }

  /** A notice was passed over: its call must have been over in the books as well. */
  onIgnored(serial: number, nowMs: SimMs): void {
    if (this.slotHolder.includes(serial)) {
      this.accuser.breach(8, 'the notice of a call that holds its slot was ignored', nowMs);
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
    return (
      this.connectionHasRoom(this.connectionOf[number], nowMs) && this.limits.hasRoom(number, nowMs)
    );
  }

  numberHasRoom(number: number, nowMs: SimMs): boolean {
    return this.limits.hasRoom(number, nowMs);
  }

  connectionHasRoom(k: number, nowMs: SimMs): boolean {
    return (
      this.down[k] === 0 &&
      this.connectionCalls[k] < this.concurrency[k] &&
      nowMs >= this.lastDialMs[k] + this.gapMs[k] &&
      nowMs >= this.heldOffMs[k]
    );
  }

  over(what: string, nowMs: SimMs): never {
    this.accuser.breach(9, `${what} has more calls in flight than its limit`, nowMs);
  }
}
