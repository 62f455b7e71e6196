import { turn } from '../baseline/turn.ts';
import type { Host } from '../host-seam.ts';
import { Interrupted } from '../interrupted.ts';

/**
 * Starts one of poolsim's entries in a process of its own, with one argument, and reads its answer.
 *
 * @param what the process, for a message
 * @param signal ends it
 * @throws {Interrupted} when it ended without an answer because of Ctrl-C
 * @throws {Error} when it did so otherwise
 */
export async function askProcess<Answer>(
  host: Host,
  entry: string,
  request: unknown,
  what: string,
  signal: AbortSignal,
): Promise<Answer> {
  const { code, stdout, stderr } = await host.runEntry(entry, [JSON.stringify(request)], signal);
  // A user's module may print as well; the answer is the last line.
  const answer = stdout.trimEnd().split('\n').at(-1) ?? '';
  if (code === 0 && answer.startsWith('{')) return JSON.parse(answer) as Answer;
  // One turn of the loop: the signal that ended the process may not have been heard here yet.
  await turn();
  if (signal.aborted) throw new Interrupted();
  const said = stderr.trim().split('\n').slice(0, 20).join('\n');
  throw new Error(`${what} ended with ${code}: ${said}`);
}
