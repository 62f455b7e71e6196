import type { FLOW_COUNTS } from '../../experiment/exemplar-flow.ts';
import type { ExemplarKind } from '../../experiment/exemplars.ts';
import type { RowState } from '../../model/figures.ts';
import type { DialOutcome } from '../../model/observer.ts';
import type { StallCause } from '../../model/result.ts';

/** A change of a pool row's status in an exemplar. */
export interface StoredChange {
  readonly atHours: number;
  readonly campaign: string;
  readonly number: string;
  /** Its status from then on. */
  readonly status: RowState;
}

/** The calls of one hour and campaign of an exemplar. */
export interface StoredFlow {
  /** Hours since the start at which it begins. */
  readonly hour: number;
  readonly campaign: string;
  /** How they came about. */
  readonly counts: Readonly<Record<(typeof FLOW_COUNTS)[number], number>>;
  /** How they ended. */
  readonly outcomes: Readonly<Record<DialOutcome, number>>;
}

/** The lines of one connection in one hour of an exemplar. */
export interface StoredLines {
  readonly hour: number;
  readonly connection: string;
  /** Calls in flight, mean over the hour. */
  readonly inFlight: number;
}

/** A stall of an exemplar. */
export interface StoredExemplarStall {
  readonly campaign: string;
  readonly country: string;
  readonly cause: StallCause;
  readonly startHours: number;
  readonly endHours: number;
}

/** exemplar/KIND.json: what the exemplar is an example of. */
export interface ExemplarDocument {
  readonly schemaVersion: 1;
  readonly kind: ExemplarKind;
  readonly why: string;
  readonly scenario: string;
  readonly seed: string;
  readonly replication: number;
  readonly fingerprint: string;
  /** Simulated time 0, ISO 8601 in UTC. */
  readonly start: string;
  readonly durationHours: number;
  readonly callBinMinutes: number;
  readonly stalls: readonly StoredExemplarStall[];
  readonly files: readonly { readonly file: string; readonly meaning: string }[];
}

/** One replication closely: enough to show it again without simulating. */
export interface StoredExemplar {
  readonly meta: ExemplarDocument;
  /** E.164 of the numbers, in the order of numbers.csv: what the series below are indexed by. */
  readonly numbers: readonly string[];
  /** Hours with scores, from 0: the start. */
  readonly hours: number;
  /** `[hour * numbers.length + number]`; NaN where no score was seen. */
  readonly trueScores: Float64Array;
  readonly observedScores: Float64Array;
  readonly bins: number;
  /** Calls placed, `[bin * numbers.length + number]`; a bin is `meta.callBinMinutes` wide. */
  readonly calls: Uint32Array;
  /** Those of them that were answered. */
  readonly answered: Uint32Array;
  /** In order of time. */
  readonly changes: readonly StoredChange[];
  /** An hour without calls of a campaign has no entry. */
  readonly flow: readonly StoredFlow[];
  readonly lines: readonly StoredLines[];
}
