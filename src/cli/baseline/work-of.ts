import type { ModelWork } from '../../bench/baseline/model-work.ts';
import type { WorkDone } from '../../bench/baseline/work-count.ts';
import type { Variant } from '../../bench/sample.ts';
import type { Host } from '../host-seam.ts';
import { inThread } from '../in-thread.ts';
import { ThreadEnded } from '../thread-ended.ts';
import { modelOf } from './model-of.ts';
import { WrongAnswer } from './sampler.ts';
import type { WorkAnswer } from './work-thread.ts';

/** What is counted, without a clock: the selector's work for requests, the model's for a replication. */
export interface CountedWork extends WorkDone {
  /** Null of a selector of the user's own: the model is not theirs. */
  readonly model: ModelWork | null;
}

/**
 * The work that a selector does for the reference workload, and the model around it for a replication.
 *
 * @throws {WrongAnswer} when either is wrong, or a selector of the user's own ends its thread
 * @throws {Interrupted} after Ctrl-C, also where a pick never ends
 */
export async function workOf(
  host: Host,
  variant: Variant,
  signal: AbortSignal,
): Promise<CountedWork> {
  const work = await selectorWork(host, variant, signal);
  const isModule = typeof variant === 'object' && 'module' in variant;
  return { ...work, model: isModule ? null : await modelOf(host, variant, signal) };
}

async function selectorWork(host: Host, variant: Variant, signal: AbortSignal): Promise<WorkDone> {
  const wrong = (why: string) => new WrongAnswer('work of the selector', variant, why);
  try {
    const answer = await inThread<WorkAnswer>(host, { kind: 'work', variant }, signal);
    if (answer.kind === 'counted') return answer.work;
    throw wrong(answer.why);
  } catch (error) {
    throw error instanceof ThreadEnded ? wrong(`its thread ended: ${error.message}`) : error;
  }
}
