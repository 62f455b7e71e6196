import type { PointValues } from '../../experiment/sweep/design.ts';
import { commandLine } from '../command-line-text.ts';
import { type Environment, inputWords, worldWords } from '../run/reproduce.ts';
import type { SweepArguments } from './sweep-arguments.ts';

/** `path=value` pairs that make the scenario of a point, in the order of the axes. */
export function pointSets(paths: readonly string[], values: PointValues): string[] {
  return paths.flatMap((path, i) => (values[i] === null ? [] : [`${path}=${values[i]}`]));
}

/** The command that gives the same sweep again: only what results depend on, in one order and spelling. */
export function sweepCommand(
  host: Environment,
  args: SweepArguments,
  seed: string,
  replications: number,
): string {
  const { scenario, vary, design, points, figures } = args;
  return commandLine([
    'sweep',
    scenario,
    ...vary.flatMap((text) => ['--vary', text]),
    '--design',
    design,
    ...(points === null ? [] : ['--points', String(points)]),
    '--seed',
    seed,
    '--reps',
    String(replications),
    ...(figures === null ? [] : ['--figures', figures]),
    ...inputWords(host, args.load, args.selector),
  ]);
}

/** What names one point by itself on a command line; its replications are those of the sweep, draw for draw. */
export function pointWords(
  host: Environment,
  args: SweepArguments,
  seed: string,
  sets: readonly string[],
): string[] {
  const load = { ...args.load, set: [...args.load.set, ...sets] };
  return worldWords(host, args.scenario, seed, load, args.selector);
}
