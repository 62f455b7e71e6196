import { parentPort, workerData } from 'node:worker_threads';
import { importModule } from './host.ts';
import type { BlockTask } from './run/block.ts';
import { movableBuffers } from './run/block-runner.ts';
import { type ThreadSetup, threadRunner } from './thread-runner.ts';

// One thread. The setup comes once, when the thread starts; then its tasks, one at a time.

const run = await threadRunner(workerData as ThreadSetup, importModule);

parentPort?.on('message', async (task: BlockTask) => {
  const answer = await run(task);
  parentPort?.postMessage(answer, 'results' in answer ? movableBuffers(answer) : []);
});
