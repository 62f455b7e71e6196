import { OVERRIDING_VARIABLES } from '../../base/overriding-variables.ts';
import type { LoadOptions } from '../loaded.ts';
import { nearest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { scenarioSchema } from '../schema/scenario.ts';
import { put } from './merge.ts';
import { problemAt } from './read-document.ts';
import { applySet, outsidePlace } from './set-path.ts';
import type { SourceNode } from './source-tree.ts';

/**
 * What the environment and the command line lay over a scenario, the weaker first: `POOLSIM_*`, then
 * `--set` in order, what is set later, then `--seed` and `--reps`.
 */
export function applyOverrides(
  root: SourceNode,
  options: LoadOptions,
): { readonly root: SourceNode; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  let result = root;
  const set = (assignment: string, origin: string) => {
    const applied = applySet(result, assignment, scenarioSchema, origin);
    problems.push(...applied.problems);
    result = applied.root;
  };
  const give = (key: string, value: string | undefined | null, origin: string) => {
    if (value === undefined || value === null) return;
    const place = outsidePlace(origin);
    result = put(result, [key], { kind: 'scalar', place, value: numberOrText(value) });
  };
  const environment = options.environment;
  problems.push(...misspelt(environment));
  for (const assignment of environmentSets(environment)) set(assignment, 'POOLSIM_SET');
  give('seed', environment.POOLSIM_SEED, 'POOLSIM_SEED');
  give('replications', environment.POOLSIM_REPLICATIONS, 'POOLSIM_REPLICATIONS');
  for (const assignment of options.set) set(assignment, '--set');
  const { option, pairs } = options.laterSet ?? { option: '', pairs: [] };
  for (const assignment of pairs) set(assignment, option);
  give('seed', options.seed, '--seed');
  give('replications', options.replications, '--reps');
  return { root: result, problems };
}

/** The `path=value` pairs of POOLSIM_SET. */
export function environmentSets(environment: Readonly<Record<string, string | undefined>>) {
  const pairs = (environment.POOLSIM_SET ?? '').split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair !== '');
}

function numberOrText(value: string): string | number {
  return /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value;
}

/** `POOLSIM_SEEDS` would silently do nothing. */
function misspelt(environment: Readonly<Record<string, string>>): Problem[] {
  return Object.keys(environment).flatMap((name) => {
    if (!name.startsWith('POOLSIM_') || OVERRIDING_VARIABLES.includes(name)) return [];
    const meant = nearest(name.slice(8), ['SEED', 'REPLICATIONS', 'SET']);
    if (meant === null) return [];
    const remedy = `did you mean POOLSIM_${meant}?`;
    return [problemAt(outsidePlace(name), 'is no variable of poolsim', remedy)];
  });
}
