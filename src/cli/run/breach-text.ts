import type { LawBreach } from '../../model/breach.ts';
import { formatDuration } from '../../scenario/quantities.ts';

/** What broke, where, and the command that shows it again. */
export function breachText(breach: LawBreach, name: string, seed: string, replay: string): string {
  const { replication, event, atMs } = breach;
  return [
    `poolsim: ${name}: the selector broke ${breach.message}`,
    `  seed ${seed}, replication ${replication}, event ${event}, at ${formatDuration(atMs)} (${atMs} ms)`,
    `  reproduce: ${replay} --only-replication ${replication}`,
    '',
  ].join('\n');
}
