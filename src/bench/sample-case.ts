import { Bench } from 'tinybench';
import type { BenchCase, PreparedCase } from './bench-case.ts';
import { prepareDrawReference } from './draw-reference.ts';
import type { Sample, SampleWrong } from './sample.ts';
import type { Subject } from './subject.ts';

/** What a sample reads from its process. */
export interface ProcessMeters {
  /** Leaves a heap without garbage, as far as the process may. */
  collectGarbage(): void;
  /** Heap bytes that `action` allocates, whatever the collector frees meanwhile. */
  allocatedBytes(action: () => void): number;
  peakMemoryBytes(): number;
  /** Processor time that the process has had, milliseconds. */
  cpuMs(): number;
}

export interface SampleOptions {
  /** Measure the case for at least this long, milliseconds. */
  readonly timeMs: number;
  readonly provenHash?: string;
}

/** Batches that are timed at the least, so that a median means something. */
const LEAST_RUNS = 5;
const BATCH_MS = 1;
/** What a case of nanoseconds needs until the compiler has done its best, about. */
const WARM_UP_MS = 60;
const MOST_OPERATIONS = 10_000;
/** Allocations are counted again and again for about so long. */
const ALLOCATION_SECONDS = 0.02;

/**
 * Measures one case once: its answer is proved, then come the yardstick, the case, the yardstick again,
 * and last the allocations, when everything is compiled.
 */
export async function sampleCase(
  benchCase: BenchCase,
  subject: Subject,
  options: SampleOptions,
  meters: ProcessMeters,
): Promise<Sample> {
  const { timeMs, provenHash } = options;
  const isWrong = (why: string): SampleWrong => ({ kind: 'wrong', case: benchCase.name, why });
  if (subject.custom !== null && benchCase.takesModule !== true) {
    return isWrong('no selector module can stand in here');
  }
  const prepared = await benchCase.prepare(subject, provenHash === undefined ? {} : { provenHash });

  const reference = prepareDrawReference();
  const leastRuns = benchCase.leastRuns ?? LEAST_RUNS;
  const empty = timeBatches(() => 1, timeMs / 8, LEAST_RUNS);
  const before = timeBatches(() => reference.run(), timeMs / 4, LEAST_RUNS);
  // A case of seconds a run is its own warm-up: what it compiles, it compiles in its first per cent.
  const isLong = benchCase.leastRuns !== undefined;
  const operations = isLong ? 1 : batchSize(prepared);
  const run = () => prepared.run(operations);
  const startMs = now();
  const startCpuMs = meters.cpuMs();
  const timed = timeBatches(run, isLong ? 0 : timeMs, leastRuns);
  const cpuShare = (meters.cpuMs() - startCpuMs) / (now() - startMs);
  const after = timeBatches(() => reference.run(), timeMs / 4, LEAST_RUNS);
  const secondsPerRun = medianOf(timed.runSeconds);
  const isProven = provenHash !== undefined;
  const bytes = isLong || isProven ? null : allocations(run, secondsPerRun, meters);

  const wrong = reference.check() ?? prepared.check();
  if (wrong !== null) return isWrong(wrong);
  const { hash, work } = prepared.answer();
  return {
    kind: 'taken',
    case: benchCase.name,
    nsPerOperation: medianOf(timed.nsPerOperation),
    aleaNs: medianOf([...before.nsPerOperation, ...after.nsPerOperation]),
    emptyNs: medianOf(empty.nsPerOperation),
    secondsPerRun,
    bytesPerOperation: bytes,
    operations: timed.operations,
    answerHash: hash,
    work,
    cpuShare,
    peakMemoryBytes: meters.peakMemoryBytes(),
  };
}

type Batch = () => number;

/** The clock that tinybench reads. */
const { now } = new Bench();

/**
 * Warms the case up and finds the operations of one batch: so many that warm they take a millisecond,
 * which dwarfs the clock's own cost of some 40 ns. Fewer than a thousand only where one takes longer
 * than a microsecond.
 */
function batchSize(prepared: PreparedCase): number {
  let operations = 1;
  for (let spentMs = 0; spentMs < WARM_UP_MS; ) {
    const startMs = now();
    prepared.run(operations);
    const batchMs = now() - startMs;
    spentMs += batchMs;
    if (batchMs < BATCH_MS) operations = Math.min(MOST_OPERATIONS, 2 * operations);
  }
  return operations;
}

interface Timed {
  readonly nsPerOperation: readonly number[];
  readonly runSeconds: readonly number[];
  readonly operations: number;
}

/** Runs batches on tinybench's clock; each gives its time divided by its operations. */
function timeBatches(run: Batch, timeMs: number, leastRuns: number): Timed {
  const nsPerOperation: number[] = [];
  const runSeconds: number[] = [];
  let total = 0;
  let warm = timeMs === 0;
  const bench = new Bench({
    time: timeMs,
    iterations: leastRuns,
    warmup: !warm,
    warmupTime: timeMs / 3,
    warmupIterations: 2,
    throws: true,
    setup: (_, mode) => {
      warm ||= mode === 'run';
    },
  });
  bench.add(
    'batch',
    () => {
      const startMs = bench.now();
      const operations = run();
      const runMs = bench.now() - startMs;
      if (warm) {
        runSeconds.push(runMs / 1_000);
        nsPerOperation.push((runMs / operations) * 1e6);
        total += operations;
      }
      return { overriddenDuration: runMs / operations, overriddenIterationCost: runMs };
    },
    { async: false },
  );
  bench.runSync();
  return { nsPerOperation, runSeconds, operations: total };
}

/**
 * Bytes per operation of one batch, less what an empty one costs. The least of several, because now and
 * then the heap is still being swept.
 */
function allocations(run: Batch, runSeconds: number, meters: ProcessMeters): number {
  const repeats = Math.min(8, Math.max(1, Math.floor(ALLOCATION_SECONDS / runSeconds)));
  let operations = 0;
  let overhead = Infinity;
  let bytes = Infinity;
  meters.collectGarbage();
  for (let i = 0; i < 8; i++) {
    const nothing = meters.allocatedBytes(() => {
      operations = 0;
    });
    overhead = Math.min(overhead, nothing);
  }
  for (let i = 0; i < repeats; i++) {
    const batch = meters.allocatedBytes(() => {
      operations = run();
    });
    bytes = Math.min(bytes, batch);
  }
  // What is less than a hundredth of a byte belongs to the batch and not to its operations.
  return Math.round((Math.max(0, bytes - overhead) / operations) * 100) / 100;
}

/** The middle value, or the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
