import { InputFileError } from '../scenario/input-files.ts';
import { formatProblem, InputProblems } from '../scenario/problem.ts';
import { reproduceText, typedCommand } from './command-line-text.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Host } from './host-seam.ts';
import { OutputError } from './output-error.ts';
import { DifferentBytes } from './run/result-folder.ts';
import { UsageError } from './usage-error.ts';

/**
 * Says on stderr what went wrong, how to see it again and whose fault it is. Returns the exit code.
 * @param notDone what did not come of it, where the input is wrong
 */
export function reportFailure(
  host: Host,
  error: unknown,
  command: string | null,
  notDone = NOT_DONE[command ?? ''] ?? 'nothing was run',
): ExitCode {
  const line = (text: string) => host.stderr.write(`${text}\n`);
  if (host.env.POOLSIM_DEBUG === '1' && error instanceof Error) line(error.stack ?? '');
  const again = () => host.stderr.write(reproduceText(typedCommand(host)));
  if (error instanceof UsageError) {
    line(`poolsim: ${error.message}`);
    again();
    line(`  help: poolsim ${command === null ? '' : `${command} `}--help`);
    return EXIT.usage;
  }
  if (error instanceof InputProblems) {
    for (const problem of error.problems) line(formatProblem(problem));
    const count = error.problems.length;
    const problems = count === 1 ? 'one problem' : `${count} problems`;
    line(`poolsim: ${problems} in the input, ${notDone}`);
    again();
    return EXIT.usage;
  }
  if (error instanceof InputFileError) {
    line(`poolsim: ${error.path}: ${FILE_REASONS[error.reason]}`);
    again();
    return EXIT.usage;
  }
  if (error instanceof OutputError) {
    line(`poolsim: not written: ${error.message}`);
    again();
    return EXIT.notWritten;
  }
  if (error instanceof DifferentBytes) {
    line(`poolsim: results not written: ${error.message}`);
    line('  if nobody changed the files there, this is a fault in poolsim; another --out tells');
    again();
    return EXIT.fault;
  }
  line(`poolsim: ${oneLine(error)} — this is a fault in poolsim`);
  again();
  line('  with a stack trace: the same with POOLSIM_DEBUG=1 before it');
  return EXIT.fault;
}

/** What came of it where a command runs nothing anyway. */
const NOT_DONE: Readonly<Record<string, string>> = {
  report: 'no report was made',
  merge: 'nothing was merged',
  calibrate: 'nothing was calibrated',
  scenarios: 'nothing was shown',
  baseline: 'nothing was done',
};

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
