import type { Sample, SampleRequest } from '../../bench/sample.ts';
import type { Host } from '../host-seam.ts';
import { askProcess } from './ask-process.ts';

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
export function sampleOnce(
  host: Host,
  request: SampleRequest,
  signal: AbortSignal,
): Promise<Sample> {
  const what = `the process that measures "${request.case}"`;
  return askProcess<Sample>(host, 'bench/sample-worker', request, what, signal);
}
