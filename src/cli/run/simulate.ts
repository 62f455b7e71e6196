import { LawBreach } from '../../model/breach.ts';
import type { Observer } from '../../model/observer.ts';
import type { ReplicationResult } from '../../model/result.ts';
import { runReplication } from '../../model/run-replication.ts';
import type { Scenario } from '../../model/spec.ts';
import type { CustomSelector, PickRequest, PoolView } from '../../selector/index.ts';

/** Makes a selector of the user's own for one replication, or null for the real one. */
export type CreateSelector = () => CustomSelector | null;

/** One replication with the chosen selector. @throws {LawBreach} */
export function simulate(
  scenario: Scenario,
  replication: number,
  create: CreateSelector,
  observer: Observer | null,
): ReplicationResult {
  return withSelector(create, (selector) =>
    runReplication(scenario, { replication, selector, observer }),
  );
}

/**
 * Simulates with the chosen selector. An exception in a selector of the user's own is a broken
 * law like any other wrong answer, and is told with its place.
 * @throws {LawBreach}
 */
export function withSelector<T>(
  create: CreateSelector,
  replicate: (selector: CustomSelector | null) => T,
): T {
  const made = create();
  const selector = made === null ? null : new GuardedSelector(made);
  try {
    return replicate(selector);
  } catch (error) {
    throw selector === null ? error : selector.explained(error);
  }
}

/** Answers NaN where the selector throws: the auditor refuses it, and knows when it happened. */
export class GuardedSelector implements CustomSelector {
  readonly inner: CustomSelector;
  thrown: string | null = null;

  constructor(inner: CustomSelector) {
    this.inner = inner;
  }

  /** A breach whose cause was an exception says so. */
  explained(error: unknown): unknown {
    if (!(error instanceof LawBreach) || this.thrown === null) return error;
    return new LawBreach(error.law, `the selector threw ${this.thrown}`, error);
  }

  pick(request: PickRequest, pool: PoolView): number {
    try {
      return this.inner.pick(request, pool);
    } catch (error) {
      this.thrown = String(error).split('\n', 1)[0] ?? '';
      return Number.NaN;
    }
  }
}
