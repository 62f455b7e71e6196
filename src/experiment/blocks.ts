import { assert } from '../base/assert.ts';
import type { ReplicationResult } from '../model/result.ts';
import { runJobs } from './jobs.ts';

/**
 * Runs some replications, here or on another core, and answers with their results in any order. When
 * `signal` aborts it may reject, or answer with those it has finished.
 */
export type Replicate<T = ReplicationResult> = (
  replications: readonly number[],
  signal: AbortSignal | undefined,
) => Promise<readonly T[]>;

export interface Limits {
  /** Workers behind `replicate`; 1 in-process. */
  readonly workers: number;
  /** Replications per call of `replicate`; absent, chosen from what is left. */
  readonly blockSize?: number;
}

const LARGEST_BLOCK = 32;
/** Blocks that each worker would get of what is left if all were of one size. */
const SHARES_PER_WORKER = 8;

/** Replications from … to − 1. */
interface Block {
  readonly from: number;
  readonly to: number;
}

/**
 * Blocks shrink with what is left, down to one replication: large enough at first that sending costs
 * nothing, small enough at the end that no core idles long. Polychronopoulos and Kuck (1987), "Guided
 * self-scheduling".
 */
export function cutIntoBlocks(from: number, to: number, limits: Limits): readonly Block[] {
  const blocks: Block[] = [];
  for (let next = from; next < to; ) {
    const share = Math.ceil((to - next) / (limits.workers * SHARES_PER_WORKER));
    const size = limits.blockSize ?? Math.min(LARGEST_BLOCK, share);
    const end = Math.min(to, next + size);
    blocks.push({ from: next, to: end });
    next = end;
  }
  return blocks;
}

/**
 * Runs replications from … to − 1 in blocks and hands over each block's results as they come; blocks
 * that fail as in {@link runJobs}.
 *
 * @throws what `replicate` rejects with
 */
export async function runBlocks<T>(
  from: number,
  to: number,
  limits: Limits,
  replicate: Replicate<T>,
  signal: AbortSignal | undefined,
  onResults: (results: readonly T[]) => void,
): Promise<void> {
  assert(limits.workers >= 1, `at least one worker, got ${limits.workers}`);
  const blocks = cutIntoBlocks(from, to, limits);
  const run = async (block: number) => onResults(await replicate(indices(blocks[block]), signal));
  await runJobs(blocks.length, limits.workers, run, signal);
}

function indices({ from, to }: Block): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
