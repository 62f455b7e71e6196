import { type WorkDone, workSteps, wrongWork } from '../../bench/baseline/work-count.ts';
import type { Variant } from '../../bench/sample.ts';
import { loadSubject } from '../bench/load-subject.ts';
import type { Host } from '../host-seam.ts';
import { Interrupted, WrongAnswer } from './sampler.ts';
import { turn } from './turn.ts';

/**
 * The work that a selector does for the reference workload.
 *
 * @throws {WrongAnswer} when a selector of the user's own breaks a rule there
 * @throws {Interrupted} after Ctrl-C
 */
export async function workOf(host: Host, variant: Variant, signal: AbortSignal): Promise<WorkDone> {
  const subject = await loadSubject(variant, (path) => host.importModule(path));
  const selector = await subject.selector();
  const wrong = subject.custom === null ? null : wrongWork(selector, subject.custom);
  if (wrong !== null) throw new WrongAnswer('work of the selector', variant, wrong);
  const steps = workSteps(selector, subject.custom);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    await turn();
    if (signal.aborted) throw new Interrupted();
  }
}
