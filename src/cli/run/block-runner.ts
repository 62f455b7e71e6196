import { LawBreach } from '../../model/breach.ts';
import type { Observer } from '../../model/observer.ts';
import type { ReplicationResult } from '../../model/result.ts';
import type { Scenario } from '../../model/spec.ts';
import { AttemptCollector } from './attempt-columns.ts';
import type {
  BlockAnswer,
  BlockSetup,
  BlockTask,
  BreachReport,
  FaultReport,
  NumberedScenario,
} from './block.ts';
import { selectorFactory } from './selector-module.ts';
import { simulate } from './simulate.ts';

type RunOne = (replication: number, observer: Observer | null) => ReplicationResult;
type ImportModule = (path: string) => Promise<Readonly<Record<string, unknown>>>;

/** Prepares a thread: reads the user's selector once, then answers blocks of replications. */
export async function blockRunner(
  setup: BlockSetup,
  importModule: ImportModule,
): Promise<(task: BlockTask) => BlockAnswer> {
  const { scenario, selectorPath, stop } = setup;
  const create =
    selectorPath === null
      ? () => null
      : selectorFactory(await importModule(selectorPath), selectorPath);
  const known = new KnownScenarios();
  return (task) => {
    const world = task.of === undefined ? scenario : known.get(task.of);
    const runOne: RunOne = (replication, observer) =>
      simulate(world, replication, create, observer);
    return runBlock(task, stop, runOne);
  };
}

/** A thread goes through the points of a sweep about in order: more than a few are never used again. */
const MOST_KNOWN = 4;

/** Scenarios that came with tasks: what was prepared for one is there for its next task. */
class KnownScenarios {
  readonly byId = new Map<number, Scenario>();

  get({ id, scenario }: NumberedScenario): Scenario {
    const found = this.byId.get(id) ?? scenario;
    this.byId.set(id, found);
    const oldest = this.byId.keys().next();
    if (this.byId.size > MOST_KNOWN && oldest.done !== true) this.byId.delete(oldest.value);
    return found;
  }
}

function runBlock(task: BlockTask, stop: Int32Array, runOne: RunOne): BlockAnswer {
  const results: ReplicationResult[] = [];
  let collector: AttemptCollector | null = null;
  let breach: BreachReport | null = null;
  let fault: FaultReport | null = null;
  for (const replication of task.replications) {
    // Attempts are asked for after the run, of a broken-off one too.
    if (!task.attempts && Atomics.load(stop, 0) !== 0) break;
    collector = task.attempts ? new AttemptCollector() : null;
    try {
      results.push(runOne(replication, collector));
    } catch (error) {
      if (error instanceof LawBreach) breach = breachReport(error);
      else fault = faultReport(error, replication);
      break;
    }
  }
  return { results, breach, fault, attempts: collector?.columns() ?? null };
}

export function breachReport(breach: LawBreach): BreachReport {
  const { law, message, replication, event, atMs } = breach;
  return { law, text: message, replication, event, atMs };
}

function faultReport(error: unknown, replication: number): FaultReport {
  const known = error instanceof Error;
  return {
    message: known ? `${error.name}: ${error.message}` : String(error),
    stack: known ? (error.stack ?? '') : '',
    replication,
  };
}

/** The memory blocks of an answer, to be moved to the other thread instead of copied. */
export function movableBuffers(answer: BlockAnswer): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { cells, rows, numbers, timeline } of answer.results) {
    for (const { buffer } of [cells, rows, numbers, timeline]) {
      if (buffer instanceof ArrayBuffer) buffers.add(buffer);
    }
  }
  if (answer.attempts !== null) buffers.add(answer.attempts.buffer as ArrayBuffer);
  return [...buffers];
}
