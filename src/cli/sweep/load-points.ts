import { type Axis, axisValueAt } from '../../experiment/sweep/axis.ts';
import type { PointValues } from '../../experiment/sweep/design.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import { formatProblem, InputProblems, type Problem } from '../../scenario/problem.ts';
import type { Host } from '../host-seam.ts';
import { load } from '../load.ts';
import type { SweepArguments } from './sweep-arguments.ts';
import { pointSets } from './sweep-command.ts';

/** Points whose problems are told together: one wrong path would be wrong at all of them. */
const MOST_FAILING = 20;

/**
 * Loads the scenario of every point, so that all that is wrong with any of them is known before the first
 * replication is run.
 *
 * @param base the scenario as it is: a problem that it does not have comes from what is varied
 * @throws {InputProblems} with the problems of all points, each once
 */
export async function* loadPoints(
  host: Host,
  args: SweepArguments,
  base: LoadedScenario,
  paths: readonly string[],
  points: readonly PointValues[],
  replications: number,
): AsyncGenerator<{ readonly values: PointValues; readonly loaded: LoadedScenario }> {
  const problems = new Map<string, Problem>();
  let failing = 0;
  for (const values of points) {
    const sets = pointSets(paths, values);
    try {
      const own = sets.length === 0 ? base : await loadPoint(host, args, sets, replications);
      yield { values, loaded: own };
    } catch (error) {
      if (!(error instanceof InputProblems)) throw error;
      for (const problem of error.problems) {
        const known = formatProblem(problem);
        if (!problems.has(known)) problems.set(known, ofPoint(problem, sets));
      }
      if (++failing >= MOST_FAILING) break;
    }
  }
  if (problems.size > 0) throw new InputProblems([...problems.values()]);
}

/** What is wrong with each path alone, its first value in it: told beside what is wrong with values. */
export async function pathProblems(
  host: Host,
  args: SweepArguments,
  base: LoadedScenario,
  axes: readonly Axis[],
): Promise<readonly Problem[]> {
  const paths = axes.map(({ path }) => path);
  const points = axes.flatMap((axis, i) => {
    const value = axisValueAt(axis, 0);
    return value === undefined ? [] : [axes.map((_, j) => (i === j ? value : null))];
  });
  try {
    for await (const _ of loadPoints(host, args, base, paths, points, 1));
    return [];
  } catch (error) {
    if (error instanceof InputProblems) return error.problems;
    throw error;
  }
}

function loadPoint(
  host: Host,
  args: SweepArguments,
  sets: readonly string[],
  replications: number,
): Promise<LoadedScenario> {
  return load(host, args.scenario, {
    ...args.load,
    set: [...args.load.set, ...sets],
    replications: String(replications),
  });
}

/** Says which value it was: the place is the command line, or a file that does not suit the value. */
function ofPoint(problem: Problem, sets: readonly string[]): Problem {
  if (problem.file !== '--set') {
    return { ...problem, message: `${problem.message} (at ${sets.join(', ')})` };
  }
  const own = sets.find((pair) => pair.startsWith(`${problem.path}=`)) ?? sets.join(', ');
  const value = own.slice(own.indexOf('=') + 1);
  const aboutPath = problem.message.startsWith('there is no ') || !own.startsWith(problem.path);
  const told = aboutPath || problem.message.includes(value);
  const message = told ? problem.message : `${problem.message} (${value})`;
  return { ...problem, file: '--vary', message };
}
