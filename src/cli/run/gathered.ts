import { runBlocks } from '../../experiment/blocks.ts';

/**
 * Replications from … to − 1 in blocks over the threads, as one list in the order of their index; after an
 * interruption the part before the first gap.
 *
 * @param simulate one block, in the order of its replications; fewer only after an interruption
 * @param onBlock told of how many more are finished
 */
export async function gathered<T>(
  from: number,
  to: number,
  workers: number,
  simulate: (replications: readonly number[]) => Promise<readonly T[]>,
  signal: AbortSignal,
  onBlock: (finished: number) => void,
): Promise<readonly T[]> {
  const results: T[] = [];
  const known: boolean[] = [];
  await runBlocks(
    from,
    to,
    { workers },
    async (replications) => {
      const block = await simulate(replications);
      for (const [i, result] of block.entries()) {
        results[replications[i] - from] = result;
        known[replications[i] - from] = true;
      }
      return block;
    },
    signal,
    (block) => onBlock(block.length),
  );
  let whole = 0;
  while (known[whole] === true) whole++;
  return results.slice(0, whole);
}
