import type { SimMs } from '../../base/units.ts';
import { entityUniform } from '../../kernel/rng/entity-draw.ts';
import { durationAt } from '../duration.ts';
import type { Faults } from '../faults.ts';
import { OUTCOMES } from '../observer.ts';
import type { Streams } from '../random.ts';
import type { AnswerSpec, ProviderSpec } from '../spec.ts';
import type { CallPlan, DialRequest, TelephonyProvider } from './provider.ts';

export const ANSWERED = OUTCOMES.indexOf('answered');
export const VOICEMAIL = OUTCOMES.indexOf('voicemail');
export const NO_ANSWER = OUTCOMES.indexOf('no_answer');
export const BUSY = OUTCOMES.indexOf('busy');
export const FAILED = OUTCOMES.indexOf('failed');
export const BLOCKED = OUTCOMES.indexOf('blocked');
export const REFUSED = OUTCOMES.indexOf('refused');
export const LOST = OUTCOMES.indexOf('lost');

/** Until a refusal at dial is known: the round trip of one request. Assumed. */
const REFUSAL_MS = 200;

/**
 * A provider in memory: a pure, seeded answer of what will happen. The same call of the same contact
 * meets the same luck whatever else goes on; a better chance to answer never makes a worse outcome.
 */
export class MockProvider implements TelephonyProvider {
  readonly spec: ProviderSpec;
  readonly answer: AnswerSpec;
  streams: Streams;
  readonly faults: Faults;

  constructor(spec: ProviderSpec, answer: AnswerSpec, streams: Streams, faults: Faults) {
    this.spec = spec;
    this.answer = answer;
    this.streams = streams;
    this.faults = faults;
  }

  plan(call: DialRequest, nowMs: SimMs, out: CallPlan): void {
    const { faults } = this;
    const { connection } = call;
    out.talkMs = 0;
    out.throttled = 0;
    if (faults.atDial[connection] === 0) return this.goThrough(call, out);
    if (faults.throttles(this.streams, call, nowMs)) out.throttled = 1;
    if (out.throttled === 1 || faults.refuses(connection, call.country)) {
      out.queueMs = REFUSAL_MS;
      out.ringMs = 0;
      out.outcome = REFUSED;
    } else this.goThrough(call, out);
    out.queueMs = out.queueMs * faults.slowFactor[connection] + faults.slowDelayMs[connection];
  }

  /** The plan of a call that the provider takes. */
  goThrough(call: DialRequest, out: CallPlan): void {
    const { spec, streams } = this;
    const { contactLo: lo, contactHi: hi, dial } = call;
    const queue = spec.queueDelay;
    out.queueMs =
      queue.law === 'constant'
        ? queue.ms
        : durationAt(queue, entityUniform(streams.callQueue, lo, hi, dial, 0));
    const outcome =
      call.valid === 0
        ? FAILED
        : this.outcome(call, entityUniform(streams.callOutcome, lo, hi, dial, 0));
    out.outcome = outcome;
    if (outcome === NO_ANSWER) {
      out.ringMs = spec.ringTimeoutMs;
      return;
    }
    const ring = entityUniform(streams.callRing, lo, hi, dial, 0);
    if (outcome === ANSWERED) {
      out.ringMs = durationAt(spec.ringAnswered, ring);
      out.talkMs = durationAt(spec.talkAnswered, entityUniform(streams.callTalk, lo, hi, dial, 0));
    } else if (outcome === VOICEMAIL) {
      out.ringMs = durationAt(spec.ringVoicemail, ring);
      out.talkMs = durationAt(spec.talkVoicemail, entityUniform(streams.callTalk, lo, hi, dial, 0));
    } else {
      out.ringMs = durationAt(spec.failAfter, ring);
    }
  }

  /** One uniform, split: live first, then blocked, busy, voicemail, no answer. */
  outcome(call: DialRequest, u: number): number {
    if (u < call.liveShare) return ANSWERED;
    // Where in the unanswered part the draw fell, 0 … 1.
    let v = (u - call.liveShare) / (1 - call.liveShare);
    if (v < call.blockedShare) return BLOCKED;
    const { busy, voicemail, noAnswer } = this.answer.unanswered;
    v = ((v - call.blockedShare) / (1 - call.blockedShare)) * (busy + voicemail + noAnswer);
    if (v < busy) return BUSY;
    return v < busy + voicemail ? VOICEMAIL : NO_ANSWER;
  }
}
