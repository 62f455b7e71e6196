import { InputFileError } from '../scenario/input-files.ts';
import { formatProblem, InputProblems } from '../scenario/problem.ts';
import { commandLine } from './command-line-text.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Host } from './host-seam.ts';
import { OutputError } from './output-error.ts';
import { DifferentBytes } from './run/result-folder.ts';
import { UsageError } from './usage-error.ts';

/** Says on stderr what went wrong, how to see it again and whose fault it is. Returns the exit code. */
export function reportFailure(host: Host, error: unknown, command: string | null): ExitCode {
  const line = (text: string) => host.stderr.write(`${text}\n`);
  if (host.env.POOLSIM_DEBUG === '1' && error instanceof Error) line(error.stack ?? '');
  const again = commandLine(host.argv);
  if (error instanceof UsageError) {
    line(`poolsim: ${error.message}`);
    line(`  reproduce: ${again}`);
    line(`  help: poolsim ${command === null ? '' : `${command} `}--help`);
    return EXIT.usage;
  }
  if (error instanceof InputProblems) {
    for (const problem of error.problems) line(formatProblem(problem));
    const count = error.problems.length;
    line(
      `poolsim: ${count === 1 ? 'one problem' : `${count} problems`} in the input, nothing was run`,
    );
    line(`  reproduce: ${again}`);
    return EXIT.usage;
  }
  if (error instanceof InputFileError) {
    line(`poolsim: ${error.path}: ${FILE_REASONS[error.reason]}`);
    line(`  reproduce: ${again}`);
    return EXIT.usage;
  }
  if (error instanceof OutputError) {
    line(`poolsim: not written: ${error.message}`);
    line(`  reproduce: ${again}`);
    return EXIT.notWritten;
  }
  if (error instanceof DifferentBytes) {
    line(`poolsim: results not written: ${error.message}`);
    line('  if nobody changed the files there, this is a fault in poolsim; another --out tells');
    line(`  reproduce: ${again}`);
    return EXIT.fault;
  }
  line(`poolsim: ${oneLine(error)} — this is a fault in poolsim`);
  line(`  reproduce: ${again}`);
  line('  with a stack trace: the same with POOLSIM_DEBUG=1 before it');
  return EXIT.fault;
}

export const FILE_REASONS: Readonly<Record<InputFileError['reason'], string>> = {
  missing: 'there is no such file',
  folder: 'this is a folder, a file is needed',
  no_permission: 'no permission to read it',
  unreadable: 'cannot be read',
  spent: 'this is a pipe, which can be read once; save it in a file and name that',
};

function oneLine(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.split('\n', 1)[0] ?? '';
}
