import type { DurationMs, SimMs } from '../../base/units.ts';

/** What the dispatcher asks of a provider when it places a call; the caller owns and reuses it. */
export interface DialRequest {
  /** 64-bit identity of the contact and the ordinal of this call to it: the name of the call's luck. */
  contactLo: number;
  contactHi: number;
  dial: number;
  connection: number;
  /** Country of the contact, index into the scenario's. */
  country: number;
  /** 0: the line does not exist. */
  valid: number;
  /** Chance that a person answers, 0 … 1. */
  liveShare: number;
  /** Share of unanswered calls that the carrier blocks, 0 … 1. */
  blockedShare: number;
}

/** What will happen to a call; the caller owns and reuses the record. */
export interface CallPlan {
  /** From the request until the provider dials. */
  queueMs: DurationMs;
  /** From dialling until someone or something takes the call, or the call ends. */
  ringMs: DurationMs;
  talkMs: DurationMs;
  /** Index into OUTCOMES. */
  outcome: number;
  /** 1: refused as too many requests (429), not for what was asked. */
  throttled: 0 | 1;
}

/** A provider answers with a plan, not with callbacks, so that the kernel alone owns time. */
export interface TelephonyProvider {
  plan(call: DialRequest, nowMs: SimMs, out: CallPlan): void;
}
