import { parentPort, workerData } from 'node:worker_threads';
import { importModule } from './host.ts';
import type { BlockSetup, BlockTask } from './run/block.ts';
import { blockRunner, movableBuffers } from './run/block-runner.ts';

// One thread of a run. The setup comes once, when the thread starts; a task is a list of replications.

const run = await blockRunner(workerData as BlockSetup, importModule);

parentPort?.on('message', (task: BlockTask) => {
  const answer = run(task);
  parentPort?.postMessage(answer, movableBuffers(answer));
});
