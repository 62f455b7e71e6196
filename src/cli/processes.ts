import { spawn } from 'node:child_process';
import type { ProcessEnd } from './host-seam.ts';

/** Starts a program, keeps what it says, and waits for its end. Rejects where it cannot be started. */
export function runToEnd(
  program: string,
  args: readonly string[],
  folder?: string,
): Promise<ProcessEnd> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

/** The same of a program of the machine's; null where there is none of that name. */
export async function runProgram(
  program: string,
  args: readonly string[],
  folder: string,
): Promise<ProcessEnd | null> {
  try {
    return await runToEnd(program === 'node' ? process.execPath : program, args, folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
