import { InvariantError } from '../base/assert.ts';
import type { SimMs } from '../base/units.ts';
import { EventQueue } from './event-queue.ts';

/** The world's answer to an event: one switch over `type`. */
export interface EventHandler {
  /** @param nowMs the event's time, equal to the engine's clock */
  handle(type: number, a: number, b: number, nowMs: SimMs): void;
}

/**
 * Why a run stopped: no event was left, the next one lies beyond the horizon, or the bound on the
 * number of events was reached with an event still due.
 */
export type StopReason = 'drained' | 'horizon' | 'bound';

/** The clock and the bounded run loop. Knows nothing of what its events mean. */
export class Engine {
  readonly queue: EventQueue;
  /** The simulated time: of the event being handled, or of the horizon last reached. */
  nowMs: SimMs = 0;
  /** Events handled since the engine was made. */
  events = 0;

  /** @param capacity events pending before the queue's arrays double for the first time */
  constructor(capacity?: number) {
    this.queue = new EventQueue(capacity);
  }

  /**
   * Plans an event, now or later. Events of one instant are handled by phase, then in the order of
   * their scheduling; one that is scheduled for the instant being handled is handled in it.
   * @param phase integer 0 … 7
   * @throws {InvariantError} when the time is past or not finite
   */
  schedule(atMs: SimMs, phase: number, type: number, a: number, b: number): void {
    if (atMs < this.nowMs) {
      throw new InvariantError(
        `event type ${type} scheduled at ${atMs} ms, before the clock's ${this.nowMs} ms (event ${this.events})`,
      );
    }
    this.queue.push(atMs, phase, type, a, b);
  }

  /**
   * Handles events in order while their time is at most `untilMs`.
   * The clock then stands at the last event, or at `untilMs` if the horizon stopped the run.
   * @param maxEvents the most events that this call handles
   */
  run(handler: EventHandler, untilMs: SimMs, maxEvents: number): StopReason {
    const queue = this.queue;
    let left = maxEvents;
    for (;;) {
      const nextMs = queue.peekTimeMs();
      if (nextMs === Number.POSITIVE_INFINITY) return 'drained';
      if (nextMs > untilMs) break;
      if (left <= 0) return 'bound';
      left--;
      queue.pop();
      this.nowMs = nextMs;
      this.events++;
      handler.handle(queue.type, queue.a, queue.b, nextMs);
    }
    if (untilMs > this.nowMs) this.nowMs = untilMs;
    return 'horizon';
  }
}
