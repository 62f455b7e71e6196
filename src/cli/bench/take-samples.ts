import type { BenchCase } from '../../bench/bench-case.ts';
import { type CaseResult, type CaseWithoutTime, caseResult } from '../../bench/case-result.ts';
import type { Sample, SampleTaken, Variant } from '../../bench/sample.ts';
import type { Host } from '../host-seam.ts';
import { Interrupted } from '../interrupted.ts';
import { sampleOnce } from './sample-once.ts';

export interface Sampling {
  /** Samples of each case, at most. */
  readonly samples: number;
  readonly timeMs: number;
  /** No process is begun when so much time has passed; what has no sample by then is told as not measured. */
  readonly budgetMs: number;
}

const NO_TIME = 'no time was left; name it after bench, or leave --quick out';

/** Tells before every process which one it is. */
export type OnSample = (done: number, all: number, name: string) => void;

/**
 * Samples the cases in turns, one process after the other: a machine that grows slower for a minute
 * troubles one sample of each and not all of one. Every other round goes backwards.
 * @returns the results in the order of the cases; when stopped early, only of those that were sampled
 */
export async function takeSamples(
  host: Host,
  cases: readonly BenchCase[],
  variant: Variant,
  { samples, timeMs, budgetMs }: Sampling,
  onSample: OnSample,
  signal: AbortSignal,
): Promise<readonly CaseResult[]> {
  const startMs = host.nowMs();
  const taken = cases.map((): SampleTaken[] => []);
  const untimed = new Map<number, CaseWithoutTime>();
  const most = cases.map(({ mostSamples }) => Math.min(samples, mostSamples ?? samples));
  const all = most.reduce((sum, each) => sum + each, 0);
  let done = 0;
  for (let round = 0; round < samples; round++) {
    const order = cases.map((_, i) => (round % 2 === 0 ? i : cases.length - 1 - i));
    for (const i of order) {
      if (signal.aborted) break;
      if (done > 0 && host.nowMs() - startMs >= budgetMs) break;
      if (round >= most[i]! || untimed.has(i)) continue;
      onSample(done++, all, cases[i]!.name);
      const provenHash = taken[i]![0]?.answerHash ?? null;
      const request = {
        case: cases[i]!.name,
        variant,
        timeMs,
        ...(provenHash === null ? {} : { provenHash }),
      };
      const sample = await orNull(sampleOnce(host, request, signal));
      if (sample === null) break;
      if (sample.kind === 'taken') taken[i]!.push(sample);
      else untimed.set(i, { kind: sample.kind, name: sample.case, why: sample.why });
    }
  }
  return cases.flatMap((benchCase, i): CaseResult[] => {
    const without = untimed.get(i);
    if (without !== undefined) return [without];
    if (taken[i]!.length > 0) return [caseResult(benchCase, taken[i]!)];
    return signal.aborted ? [] : [{ kind: 'skipped', name: benchCase.name, why: NO_TIME }];
  });
}

/** Null for a process that Ctrl-C ended: what was sampled before it counts. */
async function orNull(sample: Promise<Sample>): Promise<Sample | null> {
  try {
    return await sample;
  } catch (error) {
    if (error instanceof Interrupted) return null;
    throw error;
  }
}
