import { OUTCOMES, type Outcome } from '../../model/observer.ts';
import type { Interval } from '../../stats/interval.ts';
import { wilsonInterval } from '../../stats/wilson.ts';
import { ANSWERED, BLOCKED, BUSY, FAILED, isTry, NO_ANSWER, VOICEMAIL } from './outcomes.ts';
import type { PreparedLog } from './prepare.ts';

export interface OutcomeMix {
  /** Calls by how they ended. */
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Shares of the calls that rang and that nobody took live; null where there are none. */
  readonly unanswered: Readonly<
    Record<'voicemail' | 'no_answer' | 'busy' | 'blocked', Interval | null>
  >;
  /** Share of contacts of whom every call failed before it rang. */
  readonly invalid: Interval | null;
  /** Contacts with calls that failed and calls that did not: their line exists. */
  readonly failedOnce: number;
}

/** O(calls). */
export function outcomeMix(prepared: PreparedLog, level: number): OutcomeMix {
  const { outcome, contact, count, log } = prepared;
  const byOutcome = new Uint32Array(OUTCOMES.length);
  const failed = new Uint8Array(log.contacts.length);
  const rang = new Uint8Array(log.contacts.length);
  for (let i = 0; i < count; i++) {
    byOutcome[outcome[i]]++;
    if (outcome[i] === FAILED) failed[contact[i]] = 1;
    else if (isTry(outcome[i])) rang[contact[i]] = 1;
  }
  let unanswered = 0;
  for (const [end, calls] of byOutcome.entries()) {
    if (isTry(end) && end !== ANSWERED) unanswered += calls;
  }
  const [invalid, either, both] = [
    (whom: number) => failed[whom] === 1 && rang[whom] === 0,
    (whom: number) => failed[whom] === 1 || rang[whom] === 1,
    (whom: number) => failed[whom] === 1 && rang[whom] === 1,
  ].map((test) => Array.from(failed.keys()).filter(test).length);
  const share = (end: number) => wilsonInterval(byOutcome[end], unanswered, level);
  return {
    counts: Object.fromEntries(
      OUTCOMES.map((name, i) => [name, byOutcome[i]]),
    ) as OutcomeMix['counts'],
    unanswered: {
      voicemail: share(VOICEMAIL),
      no_answer: share(NO_ANSWER),
      busy: share(BUSY),
      blocked: share(BLOCKED),
    },
    invalid: wilsonInterval(invalid, either, level),
    failedOnce: both,
  };
}
