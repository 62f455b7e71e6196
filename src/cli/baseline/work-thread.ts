import { countWork, type WorkDone, wrongWork } from '../../bench/baseline/work-count.ts';
import type { Variant } from '../../bench/sample.ts';
import { loadSubject } from '../bench/load-subject.ts';
import type { ImportModule } from '../run/selector-module.ts';

/** A thread that counts the work of a selector. */
export interface WorkSetup {
  readonly kind: 'work';
  readonly variant: Variant;
}

/** The counts, or what is wrong with the answers of a selector of the user's own. */
export type WorkAnswer =
  | { readonly kind: 'counted'; readonly work: WorkDone }
  | { readonly kind: 'wrong'; readonly why: string };

export function workRunner(
  { variant }: WorkSetup,
  importModule: ImportModule,
): () => Promise<WorkAnswer> {
  return async () => {
    const { selector, custom } = await loadSubject(variant, importModule);
    const module = await selector();
    const why = custom === null ? null : wrongWork(module, custom);
    return why === null
      ? { kind: 'counted', work: countWork(module, custom) }
      : { kind: 'wrong', why };
  };
}
