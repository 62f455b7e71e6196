import type { Replicate } from '../../experiment/blocks.ts';
import { LawBreach } from '../../model/breach.ts';
import type { Scenario } from '../../model/spec.ts';
import type { Host, TaskPool } from '../host-seam.ts';
import type { BlockAnswer, BlockSetup, BreachReport, FaultReport } from './block.ts';
import { sharedScenario } from './shared-scenario.ts';

/** Threads that run replications of one scenario, and how to end them. */
export interface Crew {
  readonly replicate: Replicate;
  /** Ends after the replications under way; those that a block has finished are kept. */
  stop(): void;
  close(): Promise<void>;
}

/** Starts the threads and sends each the scenario, once. */
export async function startCrew(
  host: Host,
  workers: number,
  scenario: Scenario,
  selectorPath: string | null,
): Promise<Crew> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const setup: BlockSetup = { scenario: sharedScenario(scenario), selectorPath, stop };
  const pool: TaskPool = await host.startPool(workers, setup);
  return {
    async replicate(replications) {
      const answer = (await pool.run({ replications })) as BlockAnswer;
      if (answer.breach !== null) throw lawBreach(answer.breach);
      if (answer.fault !== null) throw new ReplicationFault(answer.fault);
      return answer.results;
    },
    stop: () => void Atomics.store(stop, 0, 1),
    close: () => pool.close(),
  };
}

/** An unexpected exception inside one replication, with what replays it. */
export class ReplicationFault extends Error {
  override name = 'ReplicationFault';
  readonly replication: number;

  constructor(fault: FaultReport) {
    super(`replication ${fault.replication}: ${fault.message}`);
    this.replication = fault.replication;
    this.stack = fault.stack;
  }
}

function lawBreach(report: BreachReport): LawBreach {
  return new LawBreach(report.law, report.text.replace(/^law \d+: /, ''), report);
}
