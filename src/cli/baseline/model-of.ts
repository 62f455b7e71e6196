import type { ModelWork } from '../../bench/baseline/model-work.ts';
import type { Variant } from '../../bench/sample.ts';
import { askProcess } from '../bench/ask-process.ts';
import type { Host } from '../host-seam.ts';
import { WrongAnswer } from './sampler.ts';

/** Entry of the process that counts. */
export const MODEL_WORKER = 'baseline/model-worker';

/** What that process answers. */
export type ModelAnswer =
  | { readonly kind: 'counted'; readonly model: ModelWork }
  | { readonly kind: 'wrong'; readonly why: string };

/**
 * The work that a model does for a replication, counted in a process of its own, into which nothing of the
 * model has been loaded before.
 *
 * @throws {WrongAnswer} when it breaks a law or cannot run the scenario
 * @throws {Interrupted} after Ctrl-C
 */
export async function modelOf(
  host: Host,
  variant: Variant,
  signal: AbortSignal,
): Promise<ModelWork> {
  const what = 'the process that counts the work of the model';
  const answer = await askProcess<ModelAnswer>(host, MODEL_WORKER, variant, what, signal);
  if (answer.kind === 'counted') return answer.model;
  throw new WrongAnswer('work of the model', variant, answer.why);
}
