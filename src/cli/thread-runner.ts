import { unreachable } from '../base/assert.ts';
import type { WorkAnswer, WorkSetup } from './baseline/work-thread.ts';
import type { BlockAnswer, BlockSetup, BlockTask } from './run/block.ts';
import { blockRunner } from './run/block-runner.ts';
import type { ModuleAnswer, ModuleSetup } from './run/module-thread.ts';
import type { ImportModule } from './run/selector-module.ts';

/** What a thread is for; it comes once, when the thread starts. */
export type ThreadSetup = BlockSetup | WorkSetup | ModuleSetup;

export type ThreadAnswer = BlockAnswer<unknown> | WorkAnswer | ModuleAnswer;

/**
 * Prepares a thread for its tasks; those of blocks are lists of replications, others have but one.
 * What only a few threads need is loaded there alone: a run waits for its threads to start.
 */
export async function threadRunner(
  setup: ThreadSetup,
  importModule: ImportModule,
): Promise<(task: BlockTask) => ThreadAnswer | Promise<ThreadAnswer>> {
  switch (setup.kind) {
    case 'blocks':
      return blockRunner(setup, importModule);
    case 'work':
      return (await import('./baseline/work-thread.ts')).workRunner(setup, importModule);
    case 'module':
      return (await import('./run/module-thread.ts')).moduleRunner(setup, importModule);
    default:
      return unreachable(setup);
  }
}
