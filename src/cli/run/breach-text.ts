import type { LawBreach } from '../../model/breach.ts';
import { formatDuration } from '../../scenario/quantities.ts';
import { commandLine, reproduceText } from '../command-line-text.ts';

/** Events before a broken law that its replay shows. */
const LAST = '20';

/** Commands that show a breach again. */
export interface BreachCommands {
  readonly reproduce: string;
  /** What led to it; null where no scenario file names that world. */
  readonly timeline: string | null;
}

/** @param words what names the world on a command line, from the scenario file on */
export function breachCommands(words: readonly string[], replication: number): BreachCommands {
  const at = String(replication);
  return {
    reproduce: commandLine(['run', ...words, '--only-replication', at]),
    timeline: commandLine(['replay', ...words, '--rep', at, '--last', LAST]),
  };
}

/** What broke, where, and the commands that show it again. */
export function breachText(
  breach: LawBreach,
  name: string,
  seed: string,
  { reproduce, timeline }: BreachCommands,
): string {
  const { replication, event, atMs } = breach;
  return [
    `poolsim: ${name}: the selector broke ${breach.message}`,
    `  seed ${seed}, replication ${replication}, event ${event}, at ${formatDuration(atMs)} (${atMs} ms)`,
    reproduceText(reproduce) + (timeline === null ? '' : `  timeline: ${timeline}\n`),
  ].join('\n');
}
