import type { SimMs } from '../../base/units.ts';
import { POOL_STATUSES } from '../../model/figures.ts';
import type { Happening } from '../../model/happening.ts';
import type { Observer } from '../../model/observer.ts';
import type { ResultLayout } from '../../model/result.ts';
import type { Scenario } from '../../model/spec.ts';
import type { TimelineEvent, TimelineWhat } from './timeline-event.ts';
import type { TimelineSieve } from './timeline-filter.ts';

const HEALTHY = POOL_STATUSES.indexOf('healthy');

interface Ahead {
  readonly atMs: SimMs;
  readonly what: TimelineWhat;
}

/**
 * Writes down what a replication tells, as far as it is wanted, in the order of time. Adds what follows
 * from it: a call rings and is answered between its dial and its outcome, a score that moves may cross
 * the threshold. Memory: what is wanted and has not been taken yet.
 */
export class TimelineRecorder implements Observer {
  readonly threshold: number;
  readonly rows: ResultLayout['rows'];
  readonly sieve: TimelineSieve;
  /** Events handled so far; the world's own engine once there is one. */
  clock: { readonly events: number } = { events: 0 };
  /** Per row: 1 once its status was told. */
  readonly judged: Uint8Array;
  readonly knownFlag: Uint8Array;
  readonly trueFlag: Uint8Array;
  /** Of calls in the air, the soonest last. */
  readonly ahead: Ahead[] = [];
  events: TimelineEvent[] = [];

  constructor(scenario: Scenario, layout: ResultLayout, sieve: TimelineSieve) {
    this.threshold = scenario.platform.spamThreshold;
    this.rows = layout.rows;
    this.sieve = sieve;
    this.judged = new Uint8Array(layout.rows.length);
    this.knownFlag = new Uint8Array(scenario.numbers.length);
    this.trueFlag = new Uint8Array(scenario.numbers.length);
  }

  onHappening(atMs: SimMs, what: Happening): void {
    this.catchUp(atMs);
    this.sieve.learn(what);
    if (what.kind === 'pick') {
      if (!this.sieve.wants(what, atMs)) return;
      this.write(atMs, { ...what, rows: this.sieve.rowsOf(what.rows(), what.answer) });
      return;
    }
    this.keep(atMs, what);
    if (what.kind === 'dial') this.planCall(atMs, what);
    if (what.kind === 'score') this.follow(atMs, what.number, what.to, false);
    if (what.kind === 'fetch') this.follow(atMs, what.number, what.to, true);
  }

  onStatus(atMs: SimMs, row: number, status: number): void {
    const first = this.judged[row] === 0;
    this.judged[row] = 1;
    // That a row begins in health goes without saying.
    if (first && status === HEALTHY) return;
    this.catchUp(atMs);
    this.keep(atMs, { kind: 'status', ...this.rows[row], status });
  }

  /** What was written since it was last asked. */
  take(): TimelineEvent[] {
    const { events } = this;
    this.events = [];
    return events;
  }

  /** A call that nobody can take up does not ring. */
  planCall(atMs: SimMs, call: Extract<Happening, { kind: 'dial' }>): void {
    const { campaign, contact, country, number, outcome } = call;
    const rings = outcome === 'answered' || outcome === 'voicemail' || outcome === 'no_answer';
    if (!rings) return;
    const who = { campaign, contact, country, number };
    const ringsMs = atMs + call.queueMs;
    this.plan(ringsMs, { kind: 'ring', ...who });
    if (outcome === 'no_answer') return;
    const by = outcome === 'answered' ? 'person' : 'machine';
    this.plan(ringsMs + call.ringMs, { kind: 'answer', ...who, by });
  }

  plan(atMs: SimMs, what: TimelineWhat): void {
    if (!this.sieve.wants(what, atMs)) return;
    let at = this.ahead.length;
    while (at > 0 && this.ahead[at - 1].atMs <= atMs) at--;
    this.ahead.splice(at, 0, { atMs, what });
  }

  /** Writes what calls in the air did until now. */
  catchUp(nowMs: SimMs): void {
    for (;;) {
      const next = this.ahead.at(-1);
      if (next === undefined || next.atMs > nowMs) return;
      this.ahead.pop();
      this.write(next.atMs, next.what);
    }
  }

  follow(atMs: SimMs, number: number, score: number, known: boolean): void {
    const flags = known ? this.knownFlag : this.trueFlag;
    const flagged = score > this.threshold ? 1 : 0;
    if (flags[number] === flagged) return;
    flags[number] = flagged;
    this.keep(atMs, { kind: flagged === 1 ? 'flag' : 'unflag', number, score, known });
  }

  keep(atMs: SimMs, what: TimelineWhat): void {
    if (this.sieve.wants(what, atMs)) this.write(atMs, what);
  }

  write(atMs: SimMs, what: TimelineWhat): void {
    this.events.push({ atMs, event: this.clock.events, what });
  }
}
