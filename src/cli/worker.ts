import { Tinypool } from 'tinypool';
import { importModule } from './host.ts';
import type { BlockSetup, BlockTask } from './run/block.ts';
import { blockRunner, movableBuffers } from './run/block-runner.ts';

// One thread of a run. The setup comes once, when the thread starts; a task is two numbers.

const run = await blockRunner(Tinypool.workerData as BlockSetup, importModule);

export default function answer(task: BlockTask): unknown {
  const result = run(task);
  return Tinypool.move({
    [Tinypool.transferableSymbol]: movableBuffers(result),
    [Tinypool.valueSymbol]: result,
  } as never);
}
