import { runCommandLine } from '../../src/cli/program.ts';
import { MemoryHost, type MemoryOptions } from './memory-host.ts';

/** Runs a command line on a host in memory; arguments are split at spaces unless given as a list. */
export async function call(
  line: string | readonly string[],
  options: MemoryOptions = {},
): Promise<{ code: number; stdout: string; stderr: string; host: MemoryHost }> {
  const argv = typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line;
  const host = new MemoryHost(argv, options);
  const code = await runCommandLine(host);
  return { code, stdout: host.stdout.text, stderr: host.stderr.text, host };
}
