import { commandLine } from '../command-line-text.ts';
import type { RunArguments } from './run-arguments.ts';

/**
 * The command that gives the same results again: only the options that results depend on, always in
 * the same order and spelling.
 *
 * @param seed the seed that was used, wherever it came from
 */
export function reproduceCommand(scenario: string, args: RunArguments, seed: string): string {
  const { load, selector } = args;
  const replications = load.replications === null ? [] : ['--reps', load.replications];
  const words = ['run', scenario, '--seed', seed, ...replications];
  return commandLine([...words, ...inputWords(load, selector)]);
}

/** What names a world on a command line: scenario file, seed, and what is laid over them. */
export function worldWords(
  scenario: string,
  seed: string,
  load: InputOptions,
  selector: string | null,
): string[] {
  return [scenario, '--seed', seed, ...inputWords(load, selector)];
}

type InputOptions = Pick<RunArguments['load'], 'set' | 'columnMap' | 'skipBadRows'>;

/** The options that say what is simulated, beside the seed. */
export function inputWords(load: InputOptions, selector: string | null): string[] {
  return [
    ...load.set.flatMap((pair) => ['--set', pair]),
    ...load.columnMap.flatMap((pair) => ['--map', pair]),
    ...(load.skipBadRows ? ['--skip-bad-rows'] : []),
    ...(selector === null ? [] : ['--selector', selector]),
  ];
}
