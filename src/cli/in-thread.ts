import type { Host } from './host-seam.ts';
import { Interrupted } from './interrupted.ts';
import type { ThreadAnswer, ThreadSetup } from './thread-runner.ts';

/**
 * Has a thread of its own answer one question about a module of the user's. Code of the user's may never
 * end: on the main thread Ctrl-C would not be heard meanwhile, and a thread can be ended anywhere.
 *
 * @throws {Interrupted} after Ctrl-C
 * @throws {ThreadEnded} when the module ends the thread, or has no memory left
 */
export async function inThread<Answer extends ThreadAnswer>(
  host: Host,
  setup: ThreadSetup,
  signal: AbortSignal,
): Promise<Answer> {
  if (signal.aborted) throw new Interrupted();
  const pool = await host.startPool(1, setup);
  let stop = () => {};
  const interrupted = new Promise<never>((_, fail) => {
    stop = () => fail(new Interrupted());
    signal.addEventListener('abort', stop);
  });
  try {
    return (await Promise.race([pool.run(null), interrupted])) as Answer;
  } finally {
    signal.removeEventListener('abort', stop);
    await pool.close();
  }
}
