import { Bench } from 'tinybench';
import type { Interval } from '../stats/interval.ts';
import { quantileInterval } from '../stats/quantile-interval.ts';
import type { BenchCase, PreparedCase } from './bench-case.ts';
import { prepareDrawReference } from './draw-reference.ts';

export interface MeasureOptions {
  /** Measure each case for at least this long, milliseconds. */
  readonly timeMs: number;
  /** … and for at least this many runs. */
  readonly leastRuns: number;
}

export const DEFAULT_MEASURE: MeasureOptions = { timeMs: 1_000, leastRuns: 12 };

/** The speed of one case, or why its answer is wrong: then there is no speed to tell. */
export type Measured =
  | {
      readonly kind: 'measured';
      readonly name: string;
      readonly group: BenchCase['group'];
      readonly unit: string;
      /** Median over runs of nanoseconds per operation, with its distribution-free 95 % interval. */
      readonly nsPerOperation: Interval;
      /** Nanoseconds per operation of each run, ascending. */
      readonly samplesNs: readonly number[];
      /** The median over that of one seedrandom.alea draw in this process: the portable figure. */
      readonly inAleaDraws: number;
    }
  | { readonly kind: 'wrong'; readonly name: string; readonly why: string };

/**
 * Measures cases one after the other in this process, each against the same yardstick.
 * Two cases of one process can influence each other's machine code; to compare two versions, give
 * each a process of its own.
 */
export function measureCases(
  cases: readonly BenchCase[],
  options: MeasureOptions = DEFAULT_MEASURE,
): Measured[] {
  const reference = sampleNs(prepareDrawReference(), options);
  return cases.map((benchCase) => {
    if (reference.wrong !== null) return wrongOf(benchCase, `alea reference: ${reference.wrong}`);
    return measureCase(benchCase, medianOf(reference.samplesNs), options);
  });
}

function measureCase(benchCase: BenchCase, aleaNs: number, options: MeasureOptions): Measured {
  const { samplesNs, wrong } = sampleNs(benchCase.prepare(), options);
  if (wrong !== null) return wrongOf(benchCase, wrong);
  const nsPerOperation = quantileInterval(samplesNs, 0.5);
  if (nsPerOperation === null) return wrongOf(benchCase, 'no run was completed');
  const { name, group, unit } = benchCase;
  const inAleaDraws = nsPerOperation.estimate / aleaNs;
  return { kind: 'measured', name, group, unit, nsPerOperation, samplesNs, inAleaDraws };
}

function wrongOf(benchCase: BenchCase, why: string): Measured {
  return { kind: 'wrong', name: benchCase.name, why };
}

interface Sampled {
  readonly samplesNs: readonly number[];
  readonly wrong: string | null;
}

/** Runs a case on tinybench's clock; each sample is one run's time divided by its operations. */
function sampleNs(prepared: PreparedCase, { timeMs, leastRuns }: MeasureOptions): Sampled {
  const bench = new Bench({
    time: timeMs,
    iterations: leastRuns,
    warmupTime: timeMs / 4,
    warmupIterations: 2,
    retainSamples: true,
    throws: true,
  });
  // A run of 1,000 and more operations dwarfs the clock's own cost of some 40 ns.
  bench.add(
    'case',
    () => {
      const startMs = bench.now();
      const operations = prepared.run();
      const runMs = bench.now() - startMs;
      return { overriddenDuration: runMs / operations, overriddenIterationCost: runMs };
    },
    { async: false },
  );
  const [task] = bench.runSync();
  const { result } = task;
  const samples = result.state === 'completed' ? (result.latency.samples ?? []) : [];
  return { samplesNs: samples.map((ms) => ms * 1e6), wrong: prepared.check() };
}

function medianOf(sorted: readonly number[]): number {
  return sorted[sorted.length >> 1];
}
