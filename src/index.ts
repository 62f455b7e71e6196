/** The package's public door: the simulation. The selector alone is `poolsim/selector`. */

export { LawBreach } from './model/breach.ts';
export { FIGURES, type FigureSpec, POOL_STATUSES } from './model/figures.ts';
export type { AttemptRecord, Observer, Outcome } from './model/observer.ts';
export type { ReplicationResult, ResultLayout, Scope, StallEpisode } from './model/result.ts';
export {
  type ReplicationOptions,
  resultLayout,
  runReplication,
} from './model/run-replication.ts';
export type { Scenario } from './model/spec.ts';
export type { InputFiles } from './scenario/input-files.ts';
export { loadScenario } from './scenario/load.ts';
export type { LoadedScenario, LoadOptions } from './scenario/loaded.ts';
export { InputProblems, type Problem } from './scenario/problem.ts';
