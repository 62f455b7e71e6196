import type { OutcomeBaseline } from '../../experiment/outcome-baseline.ts';
import type { CountedWork } from './work-of.ts';

/** Marks a file as a baseline of poolsim. */
export const BASELINE_KIND = 'poolsim baseline';
/** Raised when a file of this version could be misread by an older poolsim. */
export const BASELINE_SCHEMA_VERSION = 1;

/** What a baseline may hold, in the order in which gates are judged. */
export const GATES = ['outcome', 'work', 'speed'] as const;
export type Gate = (typeof GATES)[number];

/** When, where and with what a part of a baseline was taken. */
export interface Stamp {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly version: string;
  readonly node: string;
  readonly machine: string;
  /** Full hash of the commit checked out; `+` behind it where files were changed; null outside of git. */
  readonly commit: string | null;
}

/** A scenario with all that decides its results, and its figures. */
export interface HeldScenario extends OutcomeBaseline {
  /** As typed, from the folder where the command ran. */
  readonly file: string;
  readonly set: readonly string[];
  readonly columnMap: readonly string[];
  readonly skipBadRows: boolean;
  /** Files that were read, with their SHA-256. */
  readonly inputs: readonly { readonly file: string; readonly sha256: string }[];
}

export interface HeldOutcome {
  readonly taken: Stamp;
  readonly scenarios: readonly HeldScenario[];
}

export interface HeldWork {
  readonly taken: Stamp;
  readonly counts: CountedWork;
}

/** One case; `ns` and `draws` side by side, one entry per process. */
export interface HeldCase {
  readonly name: string;
  /** Hash of its answers: another one is other work. */
  readonly answerHash: string | null;
  /** Nanoseconds per operation. */
  readonly ns: readonly number[];
  /** The same over one seedrandom.alea draw of the same process. */
  readonly draws: readonly number[];
}

export interface HeldSpeed {
  readonly taken: Stamp;
  /** Milliseconds that each process measured for, at least. */
  readonly timeMs: number;
  readonly cases: readonly HeldCase[];
}

/** One acceptance: who looks at the file later learns why its figures moved. */
export interface Acceptance {
  readonly at: string;
  readonly commit: string | null;
  readonly gates: readonly Gate[];
  readonly reason: string;
}

/** `reports/baselines/<name>.json`. */
export interface Baseline {
  readonly kind: typeof BASELINE_KIND;
  readonly schemaVersion: typeof BASELINE_SCHEMA_VERSION;
  readonly name: string;
  /** Path of a selector module of the user's own, as typed; null for the real one. */
  readonly selector: string | null;
  readonly accepted: readonly Acceptance[];
  readonly outcome: HeldOutcome | null;
  readonly work: HeldWork | null;
  readonly speed: HeldSpeed | null;
}

/** Gates that a baseline can judge. */
export function gatesOf(baseline: Pick<Baseline, Gate>): readonly Gate[] {
  return GATES.filter((gate) => baseline[gate] !== null);
}
