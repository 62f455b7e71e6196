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
  /** Replications per call of `replicate`; chosen from the total when absent. */
  readonly blockSize?: number;
}

const LARGEST_BLOCK = 32;

/** Small enough that no core idles long at the end, large enough that sending costs nothing. */
export function blockSize(total: number, limits: Limits): number {
  return limits.blockSize ?? clamp(Math.ceil(total / (limits.workers * 16)), 1, LARGEST_BLOCK);
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
  const size = blockSize(to - from, limits);
  const run = async (block: number) =>
    onResults(await replicate(indices(from + block * size, to, size), signal));
  await runJobs(Math.ceil((to - from) / size), limits.workers, run, signal);
}

function indices(from: number, to: number, size: number): number[] {
  return Array.from({ length: Math.min(size, to - from) }, (_, i) => from + i);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
