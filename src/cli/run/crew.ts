import type { Replicate } from '../../experiment/blocks.ts';
import { LawBreach } from '../../model/breach.ts';
import type { ReplicationResult } from '../../model/result.ts';
import type { Scenario } from '../../model/spec.ts';
import type { Host, TaskPool } from '../host-seam.ts';
import { answerTwice } from './answer-twice.ts';
import type {
  BlockAnswer,
  BlockSetup,
  BlockTask,
  BreachReport,
  FaultReport,
  NumberedScenario,
} from './block.ts';
import { sharedScenario } from './shared-scenario.ts';

/** Threads that run replications of one scenario, and how to end them. */
export interface Crew {
  readonly replicate: Replicate;
  /** The same of another scenario, whose tables lie in shared memory already. */
  replicateOf(
    of: NumberedScenario,
    replications: readonly number[],
  ): Promise<readonly ReplicationResult[]>;
  /** Simulates one replication again and answers with its attempts, packed. */
  attempts(replication: number): Promise<Float64Array>;
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
  const ask = async (task: BlockTask): Promise<BlockAnswer> => {
    const answer = await answerTwice(pool, task, scenario.seed, (error) => {
      const [first, last] = [task.replications[0], task.replications.at(-1)];
      const which =
        first === last ? `replication ${first} is` : `replications ${first}–${last} are`;
      host.stderr.write(
        `poolsim: a thread ended by itself (${error.message}); ${which} run again\n`,
      );
    });
    if (answer.breach !== null) throw lawBreach(answer.breach);
    if (answer.fault !== null) throw new ReplicationFault(answer.fault);
    return answer;
  };
  return {
    replicate: async (replications) => (await ask({ replications, attempts: false })).results,
    replicateOf: async (of, replications) =>
      (await ask({ of, replications, attempts: false })).results,
    attempts: async (replication) => {
      const { attempts } = await ask({ replications: [replication], attempts: true });
      return attempts ?? new Float64Array(0);
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
