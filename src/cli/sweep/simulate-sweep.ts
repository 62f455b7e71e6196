import { runJobs } from '../../experiment/jobs.ts';
import { linesOf } from '../../experiment/sweep/journal.ts';
import { plannedBlocks, type Shard } from '../../experiment/sweep/plan.ts';
import { recordOf, type SweepRecords } from '../../experiment/sweep/records.ts';
import type { Host } from '../host-seam.ts';
import type { ChosenSelector } from '../run/chosen-selector.ts';
import { startCrew } from '../run/crew.ts';
import type { Interruption } from '../run/interruption.ts';
import { Progress } from '../run/progress.ts';
import type { PreparedSweep } from './prepare-sweep.ts';

/** What became of a point could not be simulated, and which one. */
export class PointFailure extends Error {
  override name = 'PointFailure';
  readonly point: number;

  constructor(point: number, cause: unknown) {
    super(`point ${point}`, { cause });
    this.point = point;
  }
}

export interface SweepRun {
  readonly host: Host;
  readonly prepared: PreparedSweep;
  readonly selector: ChosenSelector;
  readonly shard: Shard | null;
  readonly workers: number | 'auto';
  readonly quiet: boolean;
  readonly interruption: Interruption;
}

/**
 * Simulates what is missing, block by block, and adds it to the records. On Ctrl-C the replications under
 * way are finished and kept.
 *
 * @param onLines told of the journal's lines for a block that was finished
 * @returns threads that were used; 0 where nothing was missing
 * @throws {PointFailure}
 */
export async function simulateSweep(
  run: SweepRun,
  records: SweepRecords,
  onLines: (lines: readonly string[]) => Promise<void>,
): Promise<number> {
  const { host, prepared, shard, interruption } = run;
  const { plan, scenarios, base } = prepared;
  const blocks = [...plannedBlocks(plan, shard)]
    .map((block) => ({ point: block.point, replications: records.missing(block) }))
    .filter(({ replications }) => replications.length > 0);
  if (blocks.length === 0) return 0;
  const wanted = run.workers === 'auto' ? host.cpuCount : run.workers;
  const workers = Math.max(1, Math.min(wanted, blocks.length));
  const total = blocks.reduce((sum, { replications }) => sum + replications.length, 0);
  const progress = new Progress(host, plan.scenario, run.quiet);
  const crew = await startCrew(host, workers, base.scenario, run.selector.path);
  let done = 0;
  interruption.watch(crew);
  try {
    const job = async (index: number) => {
      const { point, replications } = blocks[index];
      const of = { id: point, scenario: scenarios[point] };
      const results = await crew.replicateOf(of, replications).catch((error) => {
        throw new PointFailure(point, error);
      });
      for (const result of results) {
        const record = recordOf(plan, result, records.scopesOf(point));
        records.add(point, result.replication, record);
      }
      const finished = results.map(({ replication }) => replication);
      await onLines(linesOf(records, point, finished));
      done += finished.length;
      progress.update(done, total);
    };
    await runJobs(blocks.length, workers, job, interruption.signal);
  } finally {
    progress.clear();
    await crew.close();
  }
  return workers;
}
