import { assert } from '../base/assert.ts';
import type { ReplicationResult } from '../model/result.ts';

/**
 * Runs some replications, here or on another core, and answers with their results in any order. When
 * `signal` aborts it may reject, or answer with those it has finished.
 */
export type Replicate = (
  replications: readonly number[],
  signal: AbortSignal | undefined,
) => Promise<readonly ReplicationResult[]>;

export interface Limits {
  /** Workers behind `replicate`; 1 in-process. */
  readonly workers: number;
  /** Replications per call of `replicate`; chosen from the total when absent. */
  readonly blockSize?: number;
}

/** Blocks that may be under way at once, per worker: one running, one waiting. */
const IN_FLIGHT_PER_WORKER = 2;
/** Blocks that may run ahead of the oldest unfinished one, per worker: bounds what has to be buffered. */
const AHEAD_PER_WORKER = 8;
const LARGEST_BLOCK = 32;

/** Small enough that no core idles long at the end, large enough that sending costs nothing. */
export function blockSize(total: number, limits: Limits): number {
  return limits.blockSize ?? clamp(Math.ceil(total / (limits.workers * 16)), 1, LARGEST_BLOCK);
}

/**
 * Runs replications from … to − 1 in blocks and hands over each block's results as they come.
 *
 * When a block fails the rest is not started, those under way are awaited, and the failure of the lowest
 * block is thrown: the same one whatever the number of workers. After an abort nothing is started and
 * failures are taken for a part of the abort.
 *
 * @throws what `replicate` rejects with
 */
export async function runBlocks(
  from: number,
  to: number,
  limits: Limits,
  replicate: Replicate,
  signal: AbortSignal | undefined,
  onResults: (results: readonly ReplicationResult[]) => void,
): Promise<void> {
  assert(limits.workers >= 1, `at least one worker, got ${limits.workers}`);
  const size = blockSize(to - from, limits);
  const blocks = Math.ceil((to - from) / size);
  const underWay = new Map<number, Promise<void>>();
  let failedBlock = Infinity;
  let failure: unknown;

  const run = async (block: number): Promise<void> => {
    try {
      onResults(await replicate(indices(from + block * size, to, size), signal));
    } catch (error) {
      if (signal?.aborted !== true && block < failedBlock) {
        failedBlock = block;
        failure = error;
      }
    } finally {
      underWay.delete(block);
    }
  };

  for (let block = 0; block < blocks; block++) {
    while (mustWait(block, underWay, limits.workers)) await Promise.race(underWay.values());
    if (failedBlock < Infinity || signal?.aborted === true) break;
    underWay.set(block, run(block));
  }
  await Promise.all(underWay.values());
  if (failedBlock < Infinity) throw failure;
}

function mustWait(block: number, underWay: ReadonlyMap<number, unknown>, workers: number): boolean {
  if (underWay.size >= workers * IN_FLIGHT_PER_WORKER) return true;
  const oldest = underWay.keys().next();
  return oldest.done !== true && block - oldest.value >= workers * AHEAD_PER_WORKER;
}

function indices(from: number, to: number, size: number): number[] {
  return Array.from({ length: Math.min(size, to - from) }, (_, i) => from + i);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
