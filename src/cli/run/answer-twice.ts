import type { TaskPool } from '../host-seam.ts';
import { ThreadEnded } from '../thread-ended.ts';
import type { BlockAnswer, BlockTask } from './block.ts';

/** A replication whose thread ended twice, on different threads: it is the replication that ends them. */
export class ReplicationCrash extends Error {
  override name = 'ReplicationCrash';
  readonly replication: number;

  constructor(replication: number, seed: string, reason: string) {
    super(`seed ${seed}, replication ${replication}: its thread ended by itself, twice: ${reason}`);
    this.replication = replication;
  }
}

/**
 * Sends a task to a thread. Where the thread ends in the middle, the task is done once more, replication
 * by replication, so that the one which ends its thread again is known. Replications are pure functions
 * of the scenario and their index: whoever does them, and however often, the answer is the same.
 *
 * @param onCrash told of the first end
 * @throws {ReplicationCrash} when it happens again
 */
export async function answerTwice<T>(
  pool: TaskPool,
  task: BlockTask,
  seed: string,
  onCrash: (error: ThreadEnded) => void,
): Promise<BlockAnswer<T>> {
  try {
    return (await pool.run(task)) as BlockAnswer<T>;
  } catch (error) {
    if (!(error instanceof ThreadEnded)) throw error;
    onCrash(error);
  }
  const answers: BlockAnswer<T>[] = [];
  for (const replication of task.replications) {
    const answer = await answerAlone<T>(pool, { ...task, replications: [replication] }, seed);
    answers.push(answer);
    if (answer.results.length === 0) break;
  }
  const last = answers.at(-1)!;
  return { ...last, results: answers.flatMap(({ results }) => results) };
}

async function answerAlone<T>(
  pool: TaskPool,
  task: BlockTask,
  seed: string,
): Promise<BlockAnswer<T>> {
  try {
    return (await pool.run(task)) as BlockAnswer<T>;
  } catch (error) {
    if (!(error instanceof ThreadEnded)) throw error;
    throw new ReplicationCrash(task.replications[0]!, seed, error.message);
  }
}
