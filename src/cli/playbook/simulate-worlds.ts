import { SimulatedSide } from '../../experiment/compare/side-results.ts';
import { runJobs } from '../../experiment/jobs.ts';
import { resultLayout } from '../../model/run-replication.ts';
import type { Scenario } from '../../model/spec.ts';
import type { Host } from '../host-seam.ts';
import { startCrew } from '../run/crew.ts';
import type { Interruption } from '../run/interruption.ts';
import { Progress } from '../run/progress.ts';
import { sharedScenario } from '../run/shared-scenario.ts';

/** Replications of a task; a world's tasks follow one another, so that a thread prepares it once. */
const BLOCK = 8;

/** A world could not be simulated, and which one. */
export class WorldFailure extends Error {
  override name = 'WorldFailure';
  readonly world: number;

  constructor(world: number, cause: unknown) {
    super(`world ${world}`, { cause });
    this.world = world;
  }
}

export interface WorldsRun {
  readonly host: Host;
  /** The worlds differ in what the operator does, and in nothing else. */
  readonly worlds: readonly Scenario[];
  readonly replications: number;
  readonly selectorPath: string | null;
  readonly workers: number | 'auto';
  readonly quiet: boolean;
  readonly interruption: Interruption;
}

/**
 * Simulates every world with the same replications, on one crew of threads. After an interruption each has
 * those that were finished.
 *
 * @throws {WorldFailure}
 */
export async function simulateWorlds(run: WorldsRun): Promise<SimulatedSide[]> {
  const { host, worlds, replications, interruption } = run;
  // Contacts lie in shared memory once: they are the same in all worlds.
  const base = sharedScenario(worlds[0]);
  const { campaigns } = base;
  const layout = resultLayout(base);
  const names = campaigns.map(({ name }) => name);
  const sides = worlds.map(() => new SimulatedSide(layout, names));
  const blocks = Math.ceil(replications / BLOCK);
  const jobs = worlds.length * blocks;
  const wanted = run.workers === 'auto' ? host.cpuCount : run.workers;
  const workers = Math.max(1, Math.min(wanted, jobs));
  const progress = new Progress(host, 'playbook', run.quiet);
  const crew = await startCrew(host, workers, base, run.selectorPath);
  interruption.watch(crew);
  let done = 0;
  try {
    const job = async (index: number) => {
      const world = Math.floor(index / blocks);
      const from = (index % blocks) * BLOCK;
      const count = Math.min(BLOCK, replications - from);
      const indices = Array.from({ length: count }, (_, i) => from + i);
      const of = { id: world, scenario: { ...worlds[world], campaigns } };
      const results = await crew.replicateOf(of, indices).catch((error) => {
        throw new WorldFailure(world, error);
      });
      for (const result of results) sides[world].add(result);
      done += results.length;
      progress.update(done, worlds.length * replications);
    };
    await runJobs(jobs, workers, job, interruption.signal);
  } finally {
    progress.clear();
    await crew.close();
  }
  return sides;
}
