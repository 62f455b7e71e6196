import { spawn } from 'node:child_process';
import type { ProcessEnd } from './host-seam.ts';

/** How to end each process that is under way. */
const alive = new Set<() => void>();

/** Ends all that were started here: when this process ends, nobody waits for them any more. */
export function endProcesses(): void {
  for (const end of alive) end();
}

export interface RunToEndOptions {
  readonly folder?: string;
  /** Ends it; what it has said by then is the answer. */
  readonly signal?: AbortSignal;
}

/**
 * Starts a program, keeps what it says, and waits for its end. Rejects where it cannot be started.
 */
export function runToEnd(
  program: string,
  args: readonly string[],
  { folder, signal }: RunToEndOptions = {},
): Promise<ProcessEnd> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = () => child.kill('SIGKILL');
    alive.add(end);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error) => {
      alive.delete(end);
      fail(error);
    });
    child.on('close', (code) => {
      alive.delete(end);
      signal?.removeEventListener('abort', end);
      done({ code, stdout, stderr });
    });
  });
}

/** The same of a program of the machine's; null where there is none of that name. */
export async function runProgram(
  program: string,
  args: readonly string[],
  folder: string,
): Promise<ProcessEnd | null> {
  try {
    return await runToEnd(program === 'node' ? process.execPath : program, args, { folder });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
