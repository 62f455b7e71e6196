import { join } from 'node:path';
import type { Variant } from '../../bench/sample.ts';
import { HERE, type Subject } from '../../bench/subject.ts';
import { type ImportModule, selectorFactory } from '../run/selector-module.ts';

/**
 * The modules that a sample measures. Of another checkout only what is measured comes from there; the
 * cases themselves are the ones of this poolsim, so that both sides do the same work.
 */
export async function loadSubject(variant: Variant, load: ImportModule): Promise<Subject> {
  if (variant === 'here') return HERE;
  if ('module' in variant) {
    return { ...HERE, custom: selectorFactory(await load(variant.module), variant.module) };
  }
  const from = <M>(file: string) => load(join(variant.checkout, 'dist', file)) as Promise<M>;
  return {
    selector: () => from('selector/index.js'),
    queue: () => from('kernel/event-queue.js'),
    engine: () => from('kernel/engine.js'),
    replication: () => from('model/run-replication.js'),
    custom: null,
  };
}
