import { WORK_COUNTERS, type WorkCounter, type WorkDone } from './work-count.ts';

/** `unsure`: the two are of different workloads, or one has no such count. */
export type WorkVerdict = 'less' | 'more' | 'same' | 'unsure';

export interface CounterComparison {
  readonly numbers: number;
  readonly counter: WorkCounter;
  /** Totals over all requests; null where not counted. */
  readonly base: number | null;
  readonly head: number | null;
  readonly verdict: WorkVerdict;
}

export interface WorkComparison {
  readonly requests: number;
  readonly counters: readonly CounterComparison[];
  /** The same requests were answered with the same numbers. */
  readonly sameAnswers: boolean;
  readonly verdict: WorkVerdict;
}

/**
 * Holds counts to earlier counts, exactly: one more candidate looked at in thousands of picks is more.
 * The whole is more when any counter is, else unsure when one is, else less when one is.
 */
export function compareWork(base: WorkDone, head: WorkDone): WorkComparison {
  const isSameWork = base.workload === head.workload && base.requests === head.requests;
  const counters = base.sizes.flatMap((size) => {
    const other = head.sizes.find(({ numbers }) => numbers === size.numbers);
    return WORK_COUNTERS.flatMap(([counter]): CounterComparison[] => {
      const before = size[counter];
      const after = other?.[counter] ?? null;
      if (before === null && after === null) return [];
      const verdict = isSameWork ? verdictOf(before, after) : 'unsure';
      return [{ numbers: size.numbers, counter, base: before, head: after, verdict }];
    });
  });
  const sameAnswers = isSameWork && base.answerHash === head.answerHash;
  return { requests: head.requests, counters, sameAnswers, verdict: verdictOfAll(counters) };
}

function verdictOf(base: number | null, head: number | null): WorkVerdict {
  if (base === null || head === null) return 'unsure';
  if (head > base) return 'more';
  return head < base ? 'less' : 'same';
}

function verdictOfAll(counters: readonly CounterComparison[]): WorkVerdict {
  const order: readonly WorkVerdict[] = ['more', 'unsure', 'less'];
  return order.find((each) => counters.some(({ verdict }) => verdict === each)) ?? 'same';
}
