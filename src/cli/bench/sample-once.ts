import type { Sample, SampleRequest } from '../../bench/sample.ts';
import type { Host } from '../host-seam.ts';

/**
 * Measures one case once, in a process of its own: two variants in one process differ by up to a factor
 * of two, because they share machine code and its assumptions.
 *
 * To look into a sample, run it by hand: `node --expose-gc dist/cli/bench/sample-worker.js '<request>'`.
 *
 * @throws {Error} when the process ends without an answer
 */
export async function sampleOnce(host: Host, request: SampleRequest): Promise<Sample> {
  const { code, stdout, stderr } = await host.runEntry('bench/sample-worker', [
    JSON.stringify(request),
  ]);
  // A user's module may print as well; the answer is the last line.
  const answer = stdout.trimEnd().split('\n').at(-1) ?? '';
  if (code === 0 && answer.startsWith('{')) return JSON.parse(answer) as Sample;
  const said = stderr.trim().split('\n').slice(0, 20).join('\n');
  throw new Error(`the process that measures "${request.case}" ended with ${code}: ${said}`);
}
