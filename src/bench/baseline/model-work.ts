import { largeScenario } from '../large-scenario.ts';
import type { Subject } from '../subject.ts';
import type { WorkVerdict } from './compare-work.ts';

/** A replication of seconds under the counter, in which calls cost more than the days of 500 numbers. */
const CONTACTS = 10_000;

/**
 * Runs an action and counts its steps: calls of functions and entries into blocks (a turn of a loop, a branch
 * taken). Of the same code they are the same on every machine and each time.
 */
export type CountSteps = <T>(action: () => T) => { readonly value: T; readonly steps: number };

/** What the model does for one replication of the reference month. */
export interface ModelWork {
  readonly contacts: number;
  /** Of the replication: another one is of a model that decides otherwise. */
  readonly fingerprint: string;
  readonly calls: number;
  readonly steps: number;
}

type ReplicationModule = Awaited<ReturnType<Subject['replication']>>;

/** @throws {LawBreach} when the model breaks a law: the auditor is on, and a part of the work */
export function countModel(
  { runReplication }: Pick<ReplicationModule, 'runReplication'>,
  countSteps: CountSteps,
  contacts = CONTACTS,
): ModelWork {
  const scenario = largeScenario(contacts);
  const { value, steps } = countSteps(() => runReplication(scenario, { replication: 0 }));
  return { contacts, fingerprint: value.fingerprint, calls: value.dials, steps };
}

export interface ModelComparison {
  readonly contacts: number;
  /** Steps per call. */
  readonly base: number;
  readonly head: number;
  /** The replication is the same, to the last bit. */
  readonly sameAnswers: boolean;
  readonly verdict: WorkVerdict;
}

/**
 * Holds the steps per call to earlier ones. They are exact, and yet a change counts from a horizon on only: a
 * step is no time, and a function taken apart into two is a step more that nobody has to wait for.
 *
 * @returns null where one of the two has not been counted, or they are of different workloads
 */
export function compareModel(
  base: ModelWork | null,
  head: ModelWork | null,
  horizon: number,
): ModelComparison | null {
  if (base === null || head === null || base.contacts !== head.contacts) return null;
  const [before, after] = [base.steps / base.calls, head.steps / head.calls];
  return {
    contacts: head.contacts,
    base: before,
    head: after,
    sameAnswers: base.fingerprint === head.fingerprint,
    verdict: verdictOf(after / before, horizon),
  };
}

/** Bounded as a ratio of times is: what would be more with base and head exchanged is less. */
function verdictOf(ratio: number, horizon: number): WorkVerdict {
  if (ratio > 1 + horizon) return 'more';
  return ratio < 1 / (1 + horizon) ? 'less' : 'same';
}
