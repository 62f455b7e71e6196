import { commandLine } from '../command-line-text.ts';
import type { RunArguments } from './run-arguments.ts';

/**
 * The command that gives the same results again: only the options that results depend on, always in
 * the same order and spelling.
 *
 * @param seed the seed that was used, wherever it came from
 */
export function reproduceCommand(scenario: string, args: RunArguments, seed: string): string {
  const { load } = args;
  const words = ['run', scenario, '--seed', seed];
  if (load.replications !== null) words.push('--reps', load.replications);
  for (const pair of load.set) words.push('--set', pair);
  for (const pair of load.columnMap) words.push('--map', pair);
  if (load.skipBadRows) words.push('--skip-bad-rows');
  if (args.selector !== null) words.push('--selector', args.selector);
  return commandLine(words);
}
