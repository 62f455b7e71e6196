import type { BenchReport, FamilyGrowth } from '../../bench/bench-report.ts';
import type { CaseMeasured } from '../../bench/case-result.ts';
import { type Column, column } from '../../report/columns.ts';

/** A column of the table for people: its heading and what stands in it. */
export interface ShownColumn {
  readonly heading: string;
  readonly show: (measured: CaseMeasured) => string;
}

/** What every case but the whole runs shows. */
export const OPERATION_COLUMNS: readonly ShownColumn[] = [
  { heading: 'ns/op', show: ({ ns }) => amount(ns.estimate) },
  { heading: 'interval', show: ({ ns }) => `${amount(ns.low)} … ${amount(ns.high)}` },
  { heading: 'op/s', show: ({ operationsPerSecond }) => rate(operationsPerSecond) },
  { heading: 'draws', show: ({ inAleaDraws }) => amount(inAleaDraws.estimate) },
  { heading: '×oracle', show: ({ oracleRatio }) => whereThere(oracleRatio, factor) },
  { heading: 'B/op', show: ({ bytesPerOperation }) => whereThere(bytesPerOperation, bytes) },
  {
    heading: 'looks',
    show: ({ lookedAtPerOperation }) => whereThere(lookedAtPerOperation, amount),
  },
];

/** Whole replications: people know them by their seconds and their memory. */
export const RUN_COLUMNS: readonly ShownColumn[] = [
  { heading: 'ns/call', show: ({ ns }) => amount(ns.estimate) },
  { heading: 'calls/s', show: ({ operationsPerSecond }) => rate(operationsPerSecond) },
  { heading: 's/run', show: ({ secondsPerRun }) => seconds(secondsPerRun.estimate) },
  {
    heading: 'interval',
    show: ({ secondsPerRun: { low, high } }) => `${seconds(low)} … ${seconds(high)}`,
  },
  { heading: 'draws', show: ({ inAleaDraws }) => amount(inAleaDraws.estimate) },
  { heading: 'peak MiB', show: ({ peakMemoryBytes }) => count(peakMemoryBytes / 2 ** 20) },
];

/** The same for files: everything, in full precision. */
export const FILE_COLUMNS: readonly Column<CaseMeasured>[] = [
  column('case', 'text', 'Name of the case', (m) => m.name),
  column('group', 'text', 'Group of cases', (m) => m.group),
  column('unit', 'text', 'One operation', (m) => m.unit),
  column('size', 'items', 'Size of the problem', (m) => m.size),
  column('samples', 'processes', 'Processes that measured it', (m) => m.samples),
  column('ns_median', 'ns', 'Time of one operation', (m) => m.ns.estimate),
  column('ns_low', 'ns', 'Lower end of its interval', (m) => m.ns.low),
  column('ns_high', 'ns', 'Upper end of its interval', (m) => m.ns.high),
  column('level', 'share', 'Confidence of the intervals', (m) => m.ns.level),
  column('operations_per_second', '1/s', 'Operations a second', (m) => m.operationsPerSecond),
  column('draws', 'alea draws', 'Time over that of one draw', (m) => m.inAleaDraws.estimate),
  column('draws_low', 'alea draws', 'Lower end of its interval', (m) => m.inAleaDraws.low),
  column('draws_high', 'alea draws', 'Upper end of its interval', (m) => m.inAleaDraws.high),
  column('alea_ns', 'ns', 'One draw, in the same processes', (m) => m.aleaNs),
  column('empty_ns', 'ns', 'Reading the clock, once per batch', (m) => m.emptyNs),
  column('oracle_ratio', 'ratio', "The oracle's time over it, same size", (m) => m.oracleRatio),
  column('bytes_per_operation', 'B', 'Heap bytes allocated', (m) => m.bytesPerOperation),
  column('looked_at_per_operation', 'items', 'Candidates looked at', (m) => m.lookedAtPerOperation),
  column('seconds_per_run', 's', 'One batch or whole run', (m) => m.secondsPerRun.estimate),
  column('cpu_share', 'share', 'Processor time over time', (m) => m.cpuShare),
  column('peak_memory_bytes', 'B', 'Most memory of a process', (m) => m.peakMemoryBytes),
  column('answer_hash', 'text', 'Hash of the answers', (m) => m.answerHash),
];

/** What stands below the table. */
export function growthLine({ family, cost, sizes, exponent }: FamilyGrowth): string {
  const range = `${count(Math.min(...sizes))} to ${count(Math.max(...sizes))}`;
  const what = cost === 'run' ? 'time of a whole run' : 'time of one';
  return `${family}, ${range}: ${what} grows as size ^ ${exponent.toFixed(2)}`;
}

/** How sure the intervals are, in words. */
export function intervalNote({ cases }: BenchReport): string {
  const levels = cases.flatMap((each) => (each.kind === 'measured' ? [each.ns.level] : []));
  const least = Math.min(...levels);
  if (!(least > 0)) return 'one sample of a case is no interval';
  const percent = `${Number((least * 100).toPrecision(3))} %`;
  const from = least < 0.95 ? ', the range of few samples' : '';
  return `intervals hold the median with at least ${percent}${from}`;
}

/** From ten thousand on three digits are enough, and a table stays within a hundred columns. */
function amount(value: number): string {
  if (value >= 9_999.5) return rate(value);
  if (value >= 999.5) return count(value);
  return value.toFixed(value >= 99.95 ? 0 : 1);
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** Three digits and the unit's prefix: 17.8 M. */
function rate(value: number): string {
  const [divisor, prefix] = value >= 999_500 ? [1e6, ' M'] : value >= 999.5 ? [1e3, ' k'] : [1, ''];
  return `${Number((value / divisor).toPrecision(3))}${prefix}`;
}

function seconds(value: number): string {
  return value.toPrecision(3);
}

function factor(value: number): string {
  return value >= 10 ? amount(Math.round(value)).replace(/\.0$/, '') : value.toPrecision(2);
}

function bytes(value: number): string {
  return value < 0.05 ? '0' : amount(value);
}

function whereThere(value: number | null, show: (value: number) => string): string {
  return value === null ? '' : show(value);
}
