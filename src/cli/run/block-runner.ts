import { unreachable } from '../../base/assert.ts';
import { splitRoot } from '../../experiment/splitting/split-root.ts';
import { LawBreach } from '../../model/breach.ts';
import type { runReplication } from '../../model/run-replication.ts';
import type { Scenario } from '../../model/spec.ts';
import { stalledCells } from '../../model/stall-check.ts';
import { loadSubject } from '../bench/load-subject.ts';
import { AttemptCollector } from './attempt-columns.ts';
import type {
  BlockAnswer,
  BlockSetup,
  BlockTask,
  BlockWork,
  BreachReport,
  FaultReport,
  NumberedScenario,
} from './block.ts';
import { type ImportModule, selectorFactory } from './selector-module.ts';
import { type CreateSelector, withSelector } from './simulate.ts';

/** Prepares a thread: reads the user's selector once, then answers blocks of replications. */
export async function blockRunner(
  setup: BlockSetup,
  importModule: ImportModule,
): Promise<(task: BlockTask) => BlockAnswer<unknown>> {
  const { scenario, selectorPath, checkout, stop } = setup;
  const create =
    selectorPath === null
      ? () => null
      : selectorFactory(await importModule(selectorPath), selectorPath);
  const subject = await loadSubject(checkout === null ? 'here' : { checkout }, importModule);
  const { runReplication: replicate } = await subject.replication();
  const known = new KnownScenarios();
  return (task) => {
    const world = task.of === undefined ? scenario : known.get(task.of);
    return runBlock(task, stop, world, { create, replicate });
  };
}

/** What stands in the place of selector and model. */
interface Means {
  readonly create: CreateSelector;
  readonly replicate: typeof runReplication;
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

function runBlock(
  { replications, work }: BlockTask,
  stop: Int32Array,
  scenario: Scenario,
  means: Means,
): BlockAnswer<unknown> {
  const results: unknown[] = [];
  let collector: AttemptCollector | null = null;
  let breach: BreachReport | null = null;
  let fault: FaultReport | null = null;
  for (const replication of replications) {
    // Attempts are asked for after the run, of a broken-off one too.
    if (work.kind !== 'attempts' && Atomics.load(stop, 0) !== 0) break;
    collector = work.kind === 'attempts' ? new AttemptCollector() : null;
    try {
      results.push(runOne(work, scenario, replication, means, collector));
    } catch (error) {
      if (error instanceof LawBreach) breach = breachReport(error);
      else fault = faultReport(error, replication);
      break;
    }
  }
  return { results, breach, fault, attempts: collector?.columns() ?? null };
}

function runOne(
  work: BlockWork,
  scenario: Scenario,
  replication: number,
  { create, replicate }: Means,
  observer: AttemptCollector | null,
): unknown {
  switch (work.kind) {
    case 'results':
    case 'attempts':
      return withSelector(create, (selector) =>
        replicate(scenario, { replication, selector, observer }),
      );
    case 'stalls':
      return withSelector(create, (selector) => stalledCells(scenario, { replication, selector }));
    case 'roots':
      return splitRoot(scenario, work.plan, replication);
    default:
      unreachable(work);
  }
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
export function movableBuffers({ results, attempts }: BlockAnswer<unknown>): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const column of [...results.flatMap(columnsOf), attempts]) {
    const { buffer } = ArrayBuffer.isView(column) ? column : { buffer: null };
    if (buffer instanceof ArrayBuffer) buffers.add(buffer);
  }
  return [...buffers];
}

/** Columns of a result, or a result that is one. */
function columnsOf(result: unknown): unknown[] {
  if (ArrayBuffer.isView(result)) return [result];
  return typeof result === 'object' && result !== null ? Object.values(result) : [];
}
