import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The compiled command; `npm test` builds it first. */
export const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Options for Node itself, before the script. */
  readonly node?: readonly string[];
  /** Called with everything on stderr so far; may send signals. */
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs `poolsim …` in a process of its own and waits for it to end. */
export function poolsim(argv: readonly string[], options: RunOptions = {}): Promise<Finished> {
  // Set by the test runner; Node from 22 on says on stderr that NO_COLOR yields to it, even where it is empty.
  const { FORCE_COLOR: _, ...inherited } = process.env;
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [...(options.node ?? []), MAIN, ...argv], {
      cwd: options.cwd,
      env: { ...inherited, NO_COLOR: '1', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      options.onStderr?.(stderr, (signal) => child.kill(signal));
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}
