import type { BenchCase } from '../../bench/bench-case.ts';
import { kernelCases } from '../../bench/kernel-cases.ts';
import { DEFAULT_MEASURE, type Measured, measureCases } from '../../bench/measure.ts';
import { modelCases } from '../../bench/model-cases.ts';
import { nearest } from '../../scenario/nearest.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import { UsageError } from '../usage-error.ts';

export interface BenchArguments {
  readonly filter: string | null;
  readonly json: boolean;
  readonly quick: boolean;
}

const QUICK = { timeMs: 100, leastRuns: 3 };
const NAME_WIDTH = 34;

/** Measures the chosen cases one after another. A wrong answer is a fault and has no time. */
export const runBench: Command<BenchArguments> = async (host, { filter, json, quick }) => {
  const options = quick ? QUICK : DEFAULT_MEASURE;
  const done: Measured[] = [];
  const cases = chosen(filter);
  if (!json) host.stdout.write(`${HEAD}\n`);
  for (const benchCase of cases) {
    const leastRuns = Math.min(benchCase.leastRuns ?? Infinity, options.leastRuns);
    const [measured] = measureCases([benchCase], { ...options, leastRuns });
    done.push(measured!);
    if (!json) host.stdout.write(`${line(measured!)}\n`);
    await host.stdout.drained();
  }
  const growth = growthExponent(cases, done);
  if (json) {
    host.stdout.write(`${JSON.stringify(document(host, done, growth), null, 2)}\n`);
  } else {
    if (growth !== null) host.stdout.write(`time grows as size ^ ${growth.toFixed(3)}\n`);
    host.stdout.write(`peak memory ${Math.round(host.peakMemoryBytes() / 2 ** 20)} MiB\n`);
  }
  return done.some((measured) => measured.kind === 'wrong') ? EXIT.fault : EXIT.done;
};

function chosen(filter: string | null): readonly BenchCase[] {
  const all = [...kernelCases(), ...modelCases()];
  if (filter === null) return all;
  const found = all.filter((each) => each.group === filter || each.name.includes(filter));
  if (found.length > 0) return found;
  const names = ['kernel', 'model', ...all.map((each) => each.name)];
  const near = nearest(filter, names);
  const hint =
    near === null ? `the cases are ${names.slice(2).join(', ')}` : `did you mean ${near}?`;
  throw new UsageError(`no case "${filter}" — ${hint}`);
}

const HEAD = `${'case'.padEnd(NAME_WIDTH)}   ns/op  [95 % interval]          op/s  in random draws`;

function line(measured: Measured): string {
  const name = measured.name.padEnd(NAME_WIDTH);
  if (measured.kind === 'wrong') return `${name} WRONG ANSWER: ${measured.why}`;
  const { estimate, low, high } = measured.nsPerOperation;
  const interval = `[${amount(low)} … ${amount(high)}]`.padEnd(20);
  const perSecond = Math.round(1e9 / estimate).toLocaleString('en-US');
  const draws = measured.inAleaDraws.toFixed(1);
  return `${name} ${amount(estimate).padStart(7)}  ${interval} ${perSecond.padStart(9)}  ${draws} × per ${measured.unit}`;
}

function amount(ns: number): string {
  if (!Number.isFinite(ns)) return 'open';
  return ns < 1_000 ? ns.toFixed(1) : Math.round(ns).toString();
}

/**
 * Exponent of total time over size between the smallest and the largest case that differ by size alone;
 * null where fewer than two were measured. Operations grow in proportion to size.
 */
function growthExponent(cases: readonly BenchCase[], done: readonly Measured[]): number | null {
  const points = cases.flatMap(({ size, group }, i) => {
    const measured = done[i]!;
    if (size === undefined || group !== 'model' || measured.kind === 'wrong') return [];
    return [{ size, ns: measured.nsPerOperation.estimate }];
  });
  const [small, large] = [points[0], points.at(-1)];
  if (small === undefined || large === undefined || small === large) return null;
  return 1 + Math.log(large.ns / small.ns) / Math.log(large.size / small.size);
}

function document(host: Host, done: readonly Measured[], growth: number | null): unknown {
  return {
    schemaVersion: 1,
    machine: host.machine,
    node: host.nodeVersion,
    version: host.version,
    peakMemoryBytes: host.peakMemoryBytes(),
    growthExponent: growth,
    cases: done.map((measured) => {
      if (measured.kind === 'wrong') return measured;
      const { estimate, low, high, n } = measured.nsPerOperation;
      const { kind, name, group, unit, inAleaDraws } = measured;
      const operationsPerSecond = 1e9 / estimate;
      return {
        kind,
        name,
        group,
        unit,
        ns: estimate,
        low,
        high,
        runs: n,
        operationsPerSecond,
        inAleaDraws,
      };
    }),
  };
}
