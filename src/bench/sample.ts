import type { WorkCounts } from './bench-case.ts';

/** What stands in the measured place. */
export type Variant =
  | 'here'
  /** A selector of the user's own: path of its module, absolute. */
  | { readonly module: string }
  /** Another checkout of poolsim, built: path of its root, absolute. */
  | { readonly checkout: string };

/** One case, to be measured once, in a process of its own. */
export interface SampleRequest {
  readonly case: string;
  readonly variant: Variant;
  /** Measure for at least this long, milliseconds. */
  readonly timeMs: number;
  /** Answer hash of an earlier sample of the same case and variant, which has been proved right. */
  readonly provenHash?: string;
}

/** The outcome of one process: a speed, or why there is none. */
export type Sample = SampleTaken | SampleWrong | SampleSkipped;

export interface SampleTaken {
  readonly kind: 'taken';
  readonly case: string;
  /** Median over batches of the time of one operation, nanoseconds. */
  readonly nsPerOperation: number;
  /** The same of one draw of seedrandom.alea, in the same process. */
  readonly aleaNs: number;
  /** What the clock itself takes, once per batch: the same loop around nothing. */
  readonly emptyNs: number;
  /** Median time of one batch, seconds: for cases that people know by their whole. */
  readonly secondsPerRun: number;
  /** Heap bytes allocated per operation; null for whole runs, and where the answer was proved before. */
  readonly bytesPerOperation: number | null;
  /** Operations that were timed. */
  readonly operations: number;
  /** Hash of the answers of a fixed piece of work; null where they are not reproducible. */
  readonly answerHash: string | null;
  readonly work: WorkCounts | null;
  /** Processor time over time while it was timed: far below 1 on a machine that others keep busy. */
  readonly cpuShare: number;
  /** Most memory that the process held. */
  readonly peakMemoryBytes: number;
}

export interface SampleWrong {
  readonly kind: 'wrong';
  readonly case: string;
  readonly why: string;
}

/** Nothing wrong, and nothing to measure: a package is not installed. */
export interface SampleSkipped {
  readonly kind: 'skipped';
  readonly case: string;
  readonly why: string;
}
