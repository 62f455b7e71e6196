import type { Replicate } from '../../experiment/blocks.ts';
import type { RootResult, SplittingPlan } from '../../experiment/splitting/split-root.ts';
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
  /** Of replications of another scenario, the cells that stalled. */
  stallsOf(of: NumberedScenario, replications: readonly number[]): Promise<readonly Uint8Array[]>;
  /** Replications as roots of copies. */
  roots(plan: SplittingPlan, replications: readonly number[]): Promise<readonly RootResult[]>;
  /** Simulates one replication again and answers with its attempts, packed. */
  attempts(replication: number): Promise<Float64Array>;
  /** Ends after the replications under way; those that a block has finished are kept. */
  stop(): void;
  close(): Promise<void>;
}

const WHOLE = { kind: 'results' } as const;

/**
 * Starts the threads and sends each the scenario, once.
 * @param checkout root of another checkout of poolsim, built, whose model runs; it knows whole results only
 */
export async function startCrew(
  host: Host,
  workers: number,
  scenario: Scenario,
  selectorPath: string | null,
  checkout: string | null = null,
): Promise<Crew> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const shared = sharedScenario(scenario);
  const setup: BlockSetup = { kind: 'blocks', scenario: shared, selectorPath, checkout, stop };
  const pool: TaskPool = await host.startPool(workers, setup);
  const ask = async <T = ReplicationResult>(task: BlockTask): Promise<BlockAnswer<T>> => {
    const answer = await answerTwice<T>(pool, task, scenario.seed, (error) => {
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
    replicate: async (replications) => (await ask({ replications, work: WHOLE })).results,
    replicateOf: async (of, replications) => (await ask({ of, replications, work: WHOLE })).results,
    stallsOf: async (of, replications) =>
      (await ask<Uint8Array>({ of, replications, work: { kind: 'stalls' } })).results,
    roots: async (plan, replications) =>
      (await ask<RootResult>({ replications, work: { kind: 'roots', plan } })).results,
    attempts: async (replication) => {
      const { attempts } = await ask({
        replications: [replication],
        work: { kind: 'attempts' },
      });
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
