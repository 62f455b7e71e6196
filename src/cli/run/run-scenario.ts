import type { Experiment } from '../../experiment/experiment.ts';
import { runExperiment } from '../../experiment/run-experiment.ts';
import { resultLayout } from '../../model/run-replication.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import type { Host } from '../host-seam.ts';
import { type Crew, startCrew } from './crew.ts';
import type { Interruption } from './interruption.ts';
import { Progress } from './progress.ts';

/** How long a run took, and on what: `timing.json`. */
export interface Timing {
  readonly startedEpochMs: number;
  readonly wallMs: number;
  readonly workers: number;
}

/** What to do with the threads while they still stand. */
export type WithCrew<T> = (crew: Crew) => Promise<T>;

/** Threads to use: not more than there are replications for them. */
export function workersFor(host: Host, asked: number | 'auto', loaded: LoadedScenario): number {
  const most = loaded.replications === 'auto' ? loaded.replicationBudget : loaded.replications;
  return Math.max(1, Math.min(asked === 'auto' ? host.cpuCount : asked, most));
}

/** Replicates a scenario on threads, showing progress; Ctrl-C keeps the finished part. */
export async function replicateScenario(
  host: Host,
  loaded: LoadedScenario,
  crew: Crew,
  workers: number,
  interruption: Interruption,
  quiet: boolean,
): Promise<{ experiment: Experiment; timing: Timing }> {
  const startedEpochMs = host.epochMs();
  const startMs = host.nowMs();
  const progress = new Progress(host, loaded.scenario.name, quiet);
  try {
    const experiment = await runExperiment({
      loaded,
      layout: resultLayout(loaded.scenario),
      replicate: crew.replicate,
      limits: { workers },
      signal: interruption.signal,
      onProgress: ({ done, total }) => progress.update(done, total),
    });
    return { experiment, timing: { startedEpochMs, wallMs: host.nowMs() - startMs, workers } };
  } finally {
    progress.clear();
  }
}

/** What the threads run in place of this poolsim's selector, or its whole model. */
export interface Replaced {
  /** Absolute path of a selector module. */
  readonly path: string | null;
  /** Root of another checkout, built. */
  readonly checkout?: string;
}

/** Starts threads, lends them, and ends them whatever happens. */
export async function withCrew<T>(
  host: Host,
  loaded: LoadedScenario,
  { path, checkout }: Replaced,
  workers: number,
  interruption: Interruption,
  use: WithCrew<T>,
): Promise<T> {
  const crew = await startCrew(host, workers, loaded.scenario, path, checkout);
  interruption.watch(crew);
  try {
    return await use(crew);
  } finally {
    await crew.close();
  }
}
