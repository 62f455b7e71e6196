import type { CustomSelector, PickRecord, PoolView } from '../../selector/index.ts';
import { AnswerHash } from '../answer-hash.ts';
import { ANSWERS_IN_TURN, isAnswered } from '../answers.ts';
import { CustomPicker, type Picker } from '../picker.ts';
import { faultOf } from '../pool-proof.ts';
import { poolWorld, REQUESTS } from '../pool-world.ts';
import { REFERENCE, SETTINGS } from '../reference-workload.ts';
import type { SelectorModule } from '../subject.ts';
import { countArrayWrites } from './array-writes.ts';

/** Pool sizes of the fixed workload. */
export const WORK_SIZES: readonly number[] = [10, 100, 1_000, 10_000];
/** Requests of each size; after each pick its outcome arrives. */
const REQUESTS_COUNTED = 4_096;

/** What is counted, and what it counts. Totals over all requests of one size: whole and exact. */
export const WORK_COUNTERS = [
  ['lookedAt', 'candidates looked at'],
  ['rejections', 'candidates thrown back'],
  ['pickWrites', 'writes while picking'],
  ['outcomeWrites', 'writes at an outcome'],
  ['queries', 'questions to the pool'],
] as const;
export type WorkCounter = (typeof WORK_COUNTERS)[number][0];

/** Work of one pool size. A counter is null where there is nothing to read it from. */
export type SizeWork = { readonly numbers: number } & Readonly<Record<WorkCounter, number | null>>;

export interface WorkDone {
  /** Names the workload: counts of different workloads are not compared. */
  readonly workload: string;
  readonly requests: number;
  /** Hash of all picks. */
  readonly answerHash: string;
  readonly sizes: readonly SizeWork[];
}

/**
 * Counts what the selector does for the reference workload: no clock, the same on every machine.
 *
 * Looks and rejections are read from the pick records, writes by standing in for the selector's
 * arrays. A selector of the user's own keeps its state where it likes: of it, the questions are
 * counted that it asks about the pool, and the writes of its outcomes are the real selector's, so
 * they are left out.
 *
 * @param custom a selector of the user's own that picks; null for the real one
 */
export function countWork(
  module: SelectorModule,
  custom: (() => CustomSelector) | null,
  poolSizes: readonly number[] = WORK_SIZES,
): WorkDone {
  const hash = new AnswerHash();
  const sizes = poolSizes.map((numbers) => countSize(module, custom, numbers, hash));
  return { workload: workloadName(), requests: REQUESTS_COUNTED, answerHash: hash.hex, sizes };
}

/**
 * What is wrong with the answers of a selector of the user's own to the reference workload; null
 * when they are right. Work that breaks a rule is no less work. Of the real selector every case
 * proves that itself.
 */
export function wrongWork(
  module: SelectorModule,
  custom: () => CustomSelector,
  poolSizes: readonly number[] = WORK_SIZES,
): string | null {
  for (const numbers of poolSizes) {
    const world = poolWorld(module, REFERENCE, numbers);
    const picker = new CustomPicker(custom(), world.selector);
    const fault = faultIn(() => faultOf(module, world, picker, module.emptyPickRecord()));
    if (fault !== null) return `${numbers} numbers: ${fault}`;
  }
  return null;
}

/** A selector that throws is wrong too. */
function faultIn(proof: () => string | null): string | null {
  try {
    return proof();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Everything that decides which requests come, in a few characters. */
function workloadName(): string {
  const hash = new AnswerHash();
  const text = JSON.stringify([REFERENCE, SETTINGS, REQUESTS, REQUESTS_COUNTED, ANSWERS_IN_TURN]);
  for (let i = 0; i < text.length; i++) hash.add(text.charCodeAt(i));
  return hash.hex;
}

function countSize(
  module: SelectorModule,
  custom: (() => CustomSelector) | null,
  numbers: number,
  hash: AnswerHash,
): SizeWork {
  const world = poolWorld(module, REFERENCE, numbers);
  const { selector, campaign, countryOf, stickyOf, answersOf, draw } = world;
  const asked = { queries: 0 };
  const picker: Picker =
    custom === null ? selector : new CustomPicker(custom(), questioned(selector, asked));
  const record: PickRecord = { ...module.emptyPickRecord(), rejections: 0 };
  const count = custom === null ? countArrayWrites(selector) : { writes: 0 };
  let lookedAt = 0;
  let pickWrites = 0;
  let outcomeWrites = 0;
  for (let i = 0; i < REQUESTS_COUNTED; i++) {
    const start = count.writes;
    const picked = picker.pick(campaign, countryOf[i], stickyOf[i], draw(), record);
    const between = count.writes;
    pickWrites += between - start;
    lookedAt += record.work;
    hash.add(picked);
    if (picked < 0) continue;
    selector.recordOutcome(campaign, picked, isAnswered(answersOf[picked], i));
    outcomeWrites += count.writes - between;
  }
  if (custom !== null) return { numbers, ...NOTHING, queries: asked.queries };
  return {
    numbers,
    lookedAt,
    rejections: record.rejections,
    pickWrites,
    outcomeWrites,
    queries: null,
  };
}

const NOTHING = { lookedAt: null, rejections: null, pickWrites: null, outcomeWrites: null };

/** The pools as a user's selector sees them, every call and every value read counted. */
function questioned<T extends PoolView>(pool: T, asked: { queries: number }): T {
  return new Proxy(pool, {
    get(target, key) {
      asked.queries++;
      const found = Reflect.get(target, key, target);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
}
