import type { PickRecord, Selector } from '../selector/index.ts';
import type { BenchCase, PreparedCase, PrepareOptions } from './bench-case.ts';
import { CustomPicker, type Picker } from './picker.ts';
import { answerOf, type PoolWork, runMixed, runPicks, runUpdates } from './pool-loops.ts';
import { faultOf } from './pool-proof.ts';
import { poolWorld } from './pool-world.ts';
import type { Workload } from './reference-workload.ts';
import type { SelectorModule, Subject } from './subject.ts';

/** What is done to the pool: picks alone, outcomes alone, or both, an outcome every so many picks. */
export type PoolTask = 'pick' | 'update' | { readonly picksPerUpdate: number };

export interface PoolCase {
  readonly name: string;
  readonly family: string;
  readonly workload: Workload;
  readonly numbers: number;
  readonly task: PoolTask;
}

/** Operations on the fresh pool whose answers are hashed and whose work is counted. */
const ANSWERED = 4_096;
/** Fewer by a selector of the user's own, which may take milliseconds, and which counts no looks. */
const ANSWERED_BY_OWN = 256;

/** A case of the selector: a pool, and one kind of work on it. */
export function poolCase({ name, family, workload, numbers, task }: PoolCase): BenchCase {
  const isUpdate = task === 'update';
  return {
    name,
    group: isUpdate ? 'update' : 'pick',
    unit: isUpdate ? 'outcome' : 'pick',
    size: numbers,
    family,
    ...(isUpdate ? {} : { takesModule: true }),
    prepare: (subject, options) => preparePool(subject, workload, numbers, task, options ?? {}),
  };
}

async function preparePool(
  subject: Subject,
  workload: Workload,
  numbers: number,
  task: PoolTask,
  { provenHash }: PrepareOptions,
): Promise<PreparedCase> {
  const module = await subject.selector();
  const world = poolWorld(module, workload, numbers);
  const record = module.emptyPickRecord();
  const { picker, isOwn } = pickerOf(subject, world.selector);
  const work: PoolWork = { world, picker, record, done: 0, sink: new Float64Array(1) };
  const picksPerUpdate = task === 'pick' ? Infinity : task === 'update' ? 1 : task.picksPerUpdate;
  const answered = isOwn ? ANSWERED_BY_OWN : ANSWERED;
  const told = answerOf(work, answered, picksPerUpdate, task !== 'update');
  const answer = isOwn ? { ...told, work: null } : told;
  const isProven = provenHash !== undefined && provenHash === answer.hash;
  const fault = isProven ? null : faultOf(module, world, picker, record);
  return {
    run: runnerOf(work, task),
    check: () => fault ?? (isProven ? null : faultAfter(module, work)),
    answer: () => answer,
  };
}

function pickerOf(subject: Subject, selector: Selector): { picker: Picker; isOwn: boolean } {
  if (subject.custom === null) return { picker: selector, isOwn: false };
  return { picker: new CustomPicker(subject.custom(), selector), isOwn: true };
}

function runnerOf(work: PoolWork, task: PoolTask): PreparedCase['run'] {
  if (task === 'pick') return (operations) => runPicks(work, operations);
  if (task === 'update') return (operations) => runUpdates(work, operations);
  return (operations) => runMixed(work, operations, task.picksPerUpdate);
}

/** Once more after all the work, when many a weight has moved. */
function faultAfter(module: SelectorModule, { world, picker }: PoolWork): string | null {
  const record: PickRecord = module.emptyPickRecord();
  const fault = faultOf(module, world, picker, record);
  return fault === null ? null : `after the work: ${fault}`;
}
