import type * as Engine from '../kernel/engine.ts';
import type * as Queue from '../kernel/event-queue.ts';
import type * as Replication from '../model/run-replication.ts';
import type * as Selection from '../selector/index.ts';
import type { CustomSelector } from '../selector/index.ts';

export type SelectorModule = typeof Selection;

/** What the cases measure: these sources, or the same modules of another checkout. */
export interface Subject {
  selector(): Promise<SelectorModule>;
  queue(): Promise<typeof Queue>;
  engine(): Promise<typeof Engine>;
  replication(): Promise<typeof Replication>;
  /** Makes a selector of the user's own that picks in place of the real one; null for the real one. */
  readonly custom: (() => CustomSelector) | null;
}

/** The sources that stand beside this file. Loaded when asked for: a sample loads what it measures. */
export const HERE: Subject = {
  selector: () => import('../selector/index.ts'),
  queue: () => import('../kernel/event-queue.ts'),
  engine: () => import('../kernel/engine.ts'),
  replication: () => import('../model/run-replication.ts'),
  custom: null,
};
