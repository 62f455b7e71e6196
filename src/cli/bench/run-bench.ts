import { type BenchReport, benchReport } from '../../bench/bench-report.ts';
import type { Variant } from '../../bench/sample.ts';
import { EXIT, type ExitCode, worstExit } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import { chosenSelector } from '../run/chosen-selector.ts';
import { chooseCases } from './choose-cases.ts';
import { type BenchFormat, renderBench } from './print-bench.ts';
import { type OnSample, type Sampling, takeSamples } from './take-samples.ts';

export interface BenchArguments {
  readonly filter: string | null;
  readonly format: BenchFormat;
  readonly quick: boolean;
  /** Processes per case; null for the usual number. */
  readonly samples: number | null;
  /** Path of a selector module, as typed; null for the real selector. */
  readonly selector: string | null;
}

const USUAL: Sampling = { samples: 12, timeMs: 200, budgetMs: Infinity };
/** Leaves 15 s of a minute for the slowest process under way. */
const QUICK: Sampling = { samples: 3, timeMs: 30, budgetMs: 45_000 };

/** Measures the chosen cases, every sample in a process of its own. A wrong answer has no time. */
export const runBench: Command<BenchArguments> = async (host, args) => {
  const variant = await variantOf(host, args.selector);
  const cases = chooseCases(args.filter, args.quick, variant !== 'here');
  const usual = args.quick ? QUICK : USUAL;
  const sampling = { ...usual, samples: args.samples ?? usual.samples };
  const abort = new AbortController();
  const unlisten = host.onInterrupt(() => abort.abort());
  try {
    const onSample = progressOn(host);
    const results = await takeSamples(host, cases, variant, sampling, onSample, abort.signal);
    clearProgress(host);
    const { aborted } = abort.signal;
    if (aborted) host.stderr.write(`poolsim: interrupted; ${whatIsLeft(results.length)}\n`);
    const report = benchReport(results);
    host.stdout.write(renderBench(host, report, args.format));
    await host.stdout.drained();
    return worstExit([codeOf(report, variant), aborted ? EXIT.interrupted : EXIT.done]);
  } finally {
    unlisten();
  }
};

/** The real selector, or the user's own, once it has been found to be one. @throws {UsageError} */
async function variantOf(host: Host, typed: string | null): Promise<Variant> {
  const { path } = await chosenSelector(host, typed);
  return path === null ? 'here' : { module: path };
}

/** A wrong answer of poolsim's is a fault in it; one of a user's selector breaks a law. */
function codeOf({ cases }: BenchReport, variant: Variant): ExitCode {
  if (!cases.some(({ kind }) => kind === 'wrong')) return EXIT.done;
  return variant === 'here' ? EXIT.fault : EXIT.lawBroken;
}

function whatIsLeft(cases: number): string {
  return cases === 0 ? 'no case had a sample yet' : 'what has a sample is told by those it has';
}

function progressOn({ stderr }: Host): OnSample {
  if (!stderr.isTTY) return () => {};
  return (done, all, name) => {
    stderr.write(`\r\u001b[K${done} of ${all} processes: ${name}`);
  };
}

function clearProgress({ stderr }: Host): void {
  if (stderr.isTTY) stderr.write('\r\u001b[K');
}
