import { quantileRanks } from '../stats/quantile-interval.ts';
import type { BenchCase, WorkCounts } from './bench-case.ts';
import type { SampleTaken } from './sample.ts';
import { medianOf } from './sample-case.ts';

/** A median over samples with a distribution-free interval: between two of the samples. */
export interface MedianInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Confidence that the interval holds the median: 95 % at least from six samples on, less with fewer. */
  readonly level: number;
}

/** One case over all its samples. */
export type CaseResult = CaseMeasured | CaseWithoutTime;

/** A wrong answer has no time; what is not installed has neither. */
export interface CaseWithoutTime {
  readonly kind: 'wrong' | 'skipped';
  readonly name: string;
  readonly why: string;
}

export interface CaseMeasured {
  readonly kind: 'measured';
  readonly name: string;
  readonly group: BenchCase['group'];
  readonly unit: string;
  readonly size: number | null;
  readonly family: string | null;
  /** Processes that measured it. */
  readonly samples: number;
  /** Nanoseconds per operation. */
  readonly ns: MedianInterval;
  readonly operationsPerSecond: number;
  /** Time of one operation over that of one seedrandom.alea draw in the same process. */
  readonly inAleaDraws: MedianInterval;
  readonly aleaNs: number;
  /** What reading the clock takes, per batch. */
  readonly emptyNs: number;
  /** How many times as long the oracle takes for a pool of the same size; null where it was not measured. */
  readonly oracleRatio: number | null;
  readonly bytesPerOperation: number | null;
  /** Candidates looked at per operation: exact. */
  readonly lookedAtPerOperation: number | null;
  readonly work: WorkCounts | null;
  readonly answerHash: string | null;
  /** One batch or, of the model, one whole run. */
  readonly secondsPerRun: MedianInterval;
  /** Processor time over time: far below 1 where others kept the machine busy. */
  readonly cpuShare: number;
  /** The most of any of its processes. */
  readonly peakMemoryBytes: number;
}

/** Folds the samples of one case. Answers that differ between processes are wrong ones. */
export function caseResult(benchCase: BenchCase, samples: readonly SampleTaken[]): CaseResult {
  const { name, group, unit } = benchCase;
  const first = samples[0];
  const hashes = new Set(samples.map(({ answerHash }) => answerHash));
  if (hashes.size > 1) {
    return {
      kind: 'wrong',
      name,
      why: 'two processes gave different answers to the same requests',
    };
  }
  const ns = medianInterval(samples.map(({ nsPerOperation }) => nsPerOperation));
  const bytes = samples.flatMap(({ bytesPerOperation: each }) => (each === null ? [] : [each]));
  const { work, answerHash } = first;
  return {
    kind: 'measured',
    name,
    group,
    unit,
    size: benchCase.size ?? null,
    family: benchCase.family ?? null,
    samples: samples.length,
    ns,
    operationsPerSecond: 1e9 / ns.estimate,
    inAleaDraws: medianInterval(
      samples.map(({ nsPerOperation, aleaNs }) => nsPerOperation / aleaNs),
    ),
    aleaNs: medianOf(samples.map(({ aleaNs }) => aleaNs)),
    emptyNs: medianOf(samples.map(({ emptyNs }) => emptyNs)),
    oracleRatio: null,
    bytesPerOperation: bytes.length === 0 ? null : Math.max(...bytes),
    lookedAtPerOperation: work === null ? null : work.lookedAt / work.operations,
    work,
    answerHash,
    secondsPerRun: medianInterval(samples.map(({ secondsPerRun }) => secondsPerRun)),
    cpuShare: medianOf(samples.map(({ cpuShare }) => cpuShare)),
    peakMemoryBytes: Math.max(...samples.map(({ peakMemoryBytes }) => peakMemoryBytes)),
  };
}

/**
 * The median with the interval between two order statistics that holds it with at least 95 %; with fewer
 * than six values between the least and the greatest, which hold it with 1 − 2^(1−n).
 */
export function medianInterval(values: readonly number[]): MedianInterval {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const ranks = quantileRanks(n, 0.5);
  const isBounded = ranks.low >= 1 && ranks.high <= n;
  return {
    estimate: medianOf(values),
    low: isBounded ? sorted[ranks.low - 1] : sorted[0],
    high: isBounded ? sorted[ranks.high - 1] : sorted[n - 1],
    level: isBounded ? 0.95 : 1 - 2 ** (1 - n),
  };
}
