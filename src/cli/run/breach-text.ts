import type { LawBreach } from '../../model/breach.ts';
import { formatDuration } from '../../scenario/quantities.ts';
import { commandLine } from '../command-line-text.ts';

/** What broke, where, and the command that shows it again. */
export function breachText(
  breach: LawBreach,
  scenario: string,
  seed: string,
  argv: readonly string[],
): string {
  const { replication, event, atMs } = breach;
  return [
    `poolsim: ${scenario}: the selector broke ${breach.message}`,
    `  seed ${seed}, replication ${replication}, event ${event}, at ${formatDuration(atMs)} (${atMs} ms)`,
    `  replay: ${replayCommand(argv, seed, replication)}`,
    '',
  ].join('\n');
}

/** The same command line for one replication: options that name another extent are left out. */
export function replayCommand(argv: readonly string[], seed: string, replication: number): string {
  const kept: string[] = [];
  const dropped = new Set(['--seed', '--only-replication', '--reps']);
  for (let i = 0; i < argv.length; i++) {
    const name = argv[i]!.split('=', 1)[0]!;
    if (!dropped.has(name)) kept.push(argv[i]!);
    else if (!argv[i]!.includes('=')) i++;
  }
  return commandLine([...kept, '--seed', seed, '--only-replication', String(replication)]);
}
