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
      /** Median time of one run, seconds: for cases that people know by their whole. */
      readonly secondsPerRun: number;
      /** Size of the problem, where the case has one. */
      readonly size: number | null;
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
  // A case of seconds a run is its own warm-up: what it compiles, it compiles in its first per cent.
  const { leastRuns } = benchCase;
  const chosen = leastRuns === undefined ? options : { timeMs: 0, leastRuns };
  const { samplesNs, runSeconds, wrong } = sampleNs(benchCase.prepare(), chosen);
  if (wrong !== null) return wrongOf(benchCase, wrong);
  const nsPerOperation = quantileInterval(samplesNs, 0.5);
  if (nsPerOperation === null) return wrongOf(benchCase, 'no run was completed');
  const { name, group, unit } = benchCase;
  const inAleaDraws = nsPerOperation.estimate / aleaNs;
  const secondsPerRun = medianOf([...runSeconds].sort((a, b) => a - b));
  const size = benchCase.size ?? null;
  return {
    kind: 'measured',
    name,
    group,
    unit,
    nsPerOperation,
    samplesNs,
    secondsPerRun,
    size,
    inAleaDraws,
  };
}

function wrongOf(benchCase: BenchCase, why: string): Measured {
  return { kind: 'wrong', name: benchCase.name, why };
}

/**
 * How cost grows with the size of the problem: the least-squares slope of log(cost) over log(size),
 * 1 = in proportion. Null with fewer than two sizes.
 * @param costs [size, whole cost] of each case
 */
export function growthExponent(costs: readonly (readonly [number, number])[]): number | null {
  if (costs.length < 2) return null;
  const points = costs.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  let across = 0;
  let spread = 0;
  for (const [x, y] of points) {
    across += (x - meanX) * (y - meanY);
    spread += (x - meanX) ** 2;
  }
  return spread === 0 ? null : across / spread;
}

interface Sampled {
  readonly samplesNs: readonly number[];
  readonly runSeconds: readonly number[];
  readonly wrong: string | null;
}

/** Runs a case on tinybench's clock; each sample is one run's time divided by its operations. */
function sampleNs(prepared: PreparedCase, { timeMs, leastRuns }: MeasureOptions): Sampled {
  const runSeconds: number[] = [];
  const bench = new Bench({
    time: timeMs,
    iterations: leastRuns,
    warmup: timeMs > 0,
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
      runSeconds.push(runMs / 1_000);
      return { overriddenDuration: runMs / operations, overriddenIterationCost: runMs };
    },
    { async: false },
  );
  const [task] = bench.runSync();
  const { result } = task;
  const samples = result.state === 'completed' ? (result.latency.samples ?? []) : [];
  return { samplesNs: samples.map((ms) => ms * 1e6), runSeconds, wrong: prepared.check() };
}

function medianOf(sorted: readonly number[]): number {
  return sorted[sorted.length >> 1];
}
