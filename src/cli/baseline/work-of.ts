import type { WorkDone } from '../../bench/baseline/work-count.ts';
import type { Variant } from '../../bench/sample.ts';
import type { Host } from '../host-seam.ts';
import { inThread } from '../in-thread.ts';
import { ThreadEnded } from '../thread-ended.ts';
import { WrongAnswer } from './sampler.ts';
import type { WorkAnswer } from './work-thread.ts';

/**
 * The work that a selector does for the reference workload.
 *
 * @throws {WrongAnswer} when a selector of the user's own breaks a rule there, or ends its thread
 * @throws {Interrupted} after Ctrl-C, also where a pick never ends
 */
export async function workOf(host: Host, variant: Variant, signal: AbortSignal): Promise<WorkDone> {
  const wrong = (why: string) => new WrongAnswer('work of the selector', variant, why);
  try {
    const answer = await inThread<WorkAnswer>(host, { kind: 'work', variant }, signal);
    if (answer.kind === 'counted') return answer.work;
    throw wrong(answer.why);
  } catch (error) {
    throw error instanceof ThreadEnded ? wrong(`its thread ended: ${error.message}`) : error;
  }
}
