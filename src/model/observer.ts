import type { SimMs } from '../base/units.ts';
import type { Happening } from './happening.ts';

/**
 * How a call ended. `lost` exists for faults; `refused` is the provider's no at dial; `canceled` is in call logs
 * that are read, and never comes of a dial here: the dialler waits for the outcome.
 */
export const OUTCOMES = [
  'answered',
  'voicemail',
  'no_answer',
  'busy',
  'failed',
  'blocked',
  'refused',
  'canceled',
  'lost',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How a simulated call can end. */
export type DialOutcome = Exclude<Outcome, 'canceled'>;
export const DIAL_OUTCOMES = OUTCOMES.filter((outcome) => outcome !== 'canceled');

/** One call attempt, complete: a row of attempts.ndjson.gz. Indices are the scenario's. */
export interface AttemptRecord {
  readonly campaign: number;
  readonly contact: number;
  readonly country: number;
  /** Zone of the contact. */
  readonly zone: number;
  readonly number: number;
  /** 1 = first attempt of the task. */
  readonly attempt: number;
  readonly dueMs: SimMs;
  readonly dialMs: SimMs;
  readonly endMs: SimMs;
  readonly ringMs: number;
  readonly talkMs: number;
  readonly outcome: Outcome;
  /** A refusal as too many requests (429), which used up no attempt. */
  readonly throttled: boolean;
  readonly usedSticky: boolean;
  readonly trueScore: number;
  readonly observedScore: number;
}

/**
 * What may be watched during one replication; each hook is optional and must not change anything.
 * Plain runs have none: watching costs time.
 */
export interface Observer {
  onAttempt?(record: AttemptRecord): void;
  /** After every step of the hour grid: scores of all numbers as they stand. */
  onHour?(atMs: SimMs, trueScores: Float64Array, observedScores: Float64Array): void;
  /** A pool row changed its status; indices into the layout's rows and POOL_STATUSES. */
  onStatus?(atMs: SimMs, row: number, status: number): void;
  /** Everything else, as it happens. Where nobody listens, nothing is made to be told. */
  onHappening?(atMs: SimMs, what: Happening): void;
}
