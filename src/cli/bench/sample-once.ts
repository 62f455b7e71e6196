import type { Sample, SampleRequest } from '../../bench/sample.ts';
import { turn } from '../baseline/turn.ts';
import type { Host } from '../host-seam.ts';
import { Interrupted } from '../interrupted.ts';

/**
 * Measures one case once, in a process of its own: two variants in one process differ by up to a factor
 * of two, because they share machine code and its assumptions.
 *
 * To look into a sample, run it by hand: `node --expose-gc dist/cli/bench/sample-worker.js '<request>'`.
 *
 * @param signal ends the process
 * @throws {Interrupted} when the process ended without an answer because of Ctrl-C
 * @throws {Error} when it did so otherwise
 */
export async function sampleOnce(
  host: Host,
  request: SampleRequest,
  signal: AbortSignal,
): Promise<Sample> {
  const words = [JSON.stringify(request)];
  const { code, stdout, stderr } = await host.runEntry('bench/sample-worker', words, signal);
  // A user's module may print as well; the answer is the last line.
  const answer = stdout.trimEnd().split('\n').at(-1) ?? '';
  if (code === 0 && answer.startsWith('{')) return JSON.parse(answer) as Sample;
  // One turn of the loop: the signal that ended the process may not have been heard here yet.
  await turn();
  if (signal.aborted) throw new Interrupted();
  const said = stderr.trim().split('\n').slice(0, 20).join('\n');
  throw new Error(`the process that measures "${request.case}" ended with ${code}: ${said}`);
}
