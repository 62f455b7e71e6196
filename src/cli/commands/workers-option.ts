import { valued } from '../command-definition.ts';
import { type RawArgs, wholeNumber } from '../raw-args.ts';
import { UsageError } from '../usage-error.ts';

const MOST_WORKERS = 256;

/** `--workers` of every command that simulates on threads. */
export const WORKERS_OPTION = {
  workers: valued('Threads: a number, or auto for one per core [default: auto]'),
};

/** @throws {UsageError} */
export function workersOf(args: RawArgs): number | 'auto' {
  const text = args.text('workers');
  if (text === null || text === 'auto') return 'auto';
  const count = wholeNumber('--workers', text, 1);
  if (count > MOST_WORKERS) throw new UsageError(`--workers ${count} is more than ${MOST_WORKERS}`);
  return count;
}
