import { environmentSets } from '../../scenario/yaml/overrides.ts';
import { commandLine } from '../command-line-text.ts';
import type { Host } from '../host-seam.ts';
import type { RunArguments } from './run-arguments.ts';

/**
 * The command that gives the same results again: only the options that results depend on, always in
 * the same order and spelling.
 *
 * @param seed the seed that was used, wherever it came from
 */
export function reproduceCommand(
  host: Environment,
  scenario: string,
  args: RunArguments,
  seed: string,
): string {
  const { load, selector } = args;
  const asked = load.replications ?? host.env.POOLSIM_REPLICATIONS ?? null;
  const replications = asked === null ? [] : ['--reps', asked];
  const words = ['run', scenario, '--seed', seed, ...replications];
  return commandLine([...words, ...inputWords(host, load, selector)]);
}

/** What is set there is told as options: the command goes to people who have other variables. */
export type Environment = Pick<Host, 'env'>;

/** What names a world on a command line: scenario file, seed, and what is laid over them. */
export function worldWords(
  host: Environment,
  scenario: string,
  seed: string,
  load: InputOptions,
  selector: string | null,
): string[] {
  return [scenario, '--seed', seed, ...inputWords(host, load, selector)];
}

type InputOptions = Pick<RunArguments['load'], 'set' | 'columnMap' | 'skipBadRows'>;

/** The options that say what is simulated, beside the seed. */
export function inputWords(
  { env }: Environment,
  load: InputOptions,
  selector: string | null,
): string[] {
  return [
    // First, because an option of the command line goes before them.
    ...[...environmentSets(env), ...load.set].flatMap((pair) => ['--set', pair]),
    ...load.columnMap.flatMap((pair) => ['--map', pair]),
    ...(load.skipBadRows ? ['--skip-bad-rows'] : []),
    ...(selector === null ? [] : ['--selector', selector]),
  ];
}
