import type { Subject } from './subject.ts';

export const CASE_GROUPS = ['pick', 'update', 'oracle', 'package', 'kernel', 'model'] as const;
export type CaseGroup = (typeof CASE_GROUPS)[number];

/** A measured piece of the hot path that proves its own answer. */
export interface BenchCase {
  readonly name: string;
  readonly group: CaseGroup;
  /** What one operation is, in the singular: `pick`, `hold`, `customer`, `call`. */
  readonly unit: string;
  /** Size of the problem, where cases of one family differ by it alone: for the growth exponent. */
  readonly size?: number;
  /** Name of that family. */
  readonly family?: string;
  /** Runs in one sample that are enough for this case, where one takes seconds. */
  readonly leastRuns?: number;
  /** Samples that are enough, where one takes seconds. */
  readonly mostSamples?: number;
  /** A case that only runs when it is asked for by name, or without `--quick`. */
  readonly slow?: true;
  /** Whether a selector module of the user's own can stand in for the real one. */
  readonly takesModule?: true;
  /**
   * Builds the state to run on and proves the first answers; not measured.
   * @param options what is already known, so that it need not be proved again
   */
  prepare(subject: Subject, options?: PrepareOptions): Promise<PreparedCase>;
}

export interface PrepareOptions {
  /** Hash of answers that were proved right before: the same answers are right again. */
  readonly provenHash?: string;
}

export interface PreparedCase {
  /**
   * Runs one batch of about so many operations and tells how many they were; cases that know only whole
   * runs do one, whatever is asked for. The only timed part.
   */
  run(operations: number): number;
  /** Null when all answers so far are right, else what was wrong. Not timed; after the last run. */
  check(): string | null;
  /** What it answered and looked at in a fixed piece of work; may be asked after the last run. */
  answer(): Answer;
}

/** The outcome of a fixed piece of work: the same on every machine, however fast it is. */
export interface Answer {
  /** Hash of all answers; null where they are not reproducible. */
  readonly hash: string | null;
  readonly work: WorkCounts | null;
}

/** Work counted, not timed: exact, and the same on every machine. */
export interface WorkCounts {
  readonly operations: number;
  /** Candidates looked at (tree nodes, groups, rows) by all of them. */
  readonly lookedAt: number;
}

/** "No hash, no counts": for cases whose answer is checked and not reproducible. */
export const NO_ANSWER: Answer = { hash: null, work: null };

/** What is to be measured is not installed: nothing is wrong, and there is nothing to tell. */
export class NotInstalled extends Error {
  override name = 'NotInstalled';
}
