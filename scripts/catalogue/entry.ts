import type { Outcomes } from './outcomes.ts';

/** A question that operators ask, and the scenarios that answer it: often two that differ in one thing. */
export interface CatalogueEntry {
  readonly title: string;
  /** Files of `scenarios/` without their ending; the first asks, the others are what it is held to. */
  readonly scenarios: readonly [string, ...string[]];
  /** The answer in a sentence or two, with intervals. */
  readonly answer: (of: Outcomes) => string;
  /** Which way the answer has to point. */
  readonly expects: string;
  readonly holds: (of: Outcomes) => boolean;
  /** Replications that are enough to see the direction, in the tests; null = none of it is run there. */
  readonly testReplications: number | null;
}
