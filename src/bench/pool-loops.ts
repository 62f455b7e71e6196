import type { PickRecord } from '../selector/index.ts';
import { AnswerHash } from './answer-hash.ts';
import { isAnswered } from './answers.ts';
import type { Answer } from './bench-case.ts';
import type { Picker } from './picker.ts';
import { type PoolWorld, REQUESTS } from './pool-world.ts';

/** What is done in a case: a pick of each request, and an outcome every so many picks. */
export interface PoolWork {
  readonly world: PoolWorld;
  readonly picker: Picker;
  readonly record: PickRecord;
  /** Operations done, counted in 32 bits; the requests go round. */
  done: number;
  /** Takes in every answer, so that none can be left out as unused. */
  readonly sink: Float64Array;
}

/** One batch of picks. Skip counts are read, as whoever reports them must. */
export function runPicks(work: PoolWork, operations: number): number {
  const { world, picker, record } = work;
  const { campaign, countryOf, stickyOf, draw } = world;
  const mask = REQUESTS - 1;
  let done = work.done;
  let sum = 0;
  for (let i = 0; i < operations; i++) {
    done = (done + 1) | 0;
    const at = done & mask;
    sum += picker.pick(campaign, countryOf[at], stickyOf[at], draw(), record);
    sum += leftOut(record);
  }
  work.done = done;
  work.sink[0] += sum;
  return operations;
}

/** One batch of outcomes: each moves a weight. */
export function runUpdates(work: PoolWork, operations: number): number {
  const { selector, campaign, outcomeOf, answersOf } = work.world;
  const mask = REQUESTS - 1;
  let done = work.done;
  for (let i = 0; i < operations; i++) {
    done = (done + 1) | 0;
    const number = outcomeOf[done & mask];
    selector.recordOutcome(campaign, number, isAnswered(answersOf[number], done));
  }
  work.done = done;
  return operations;
}

/** One batch of picks; after every `picksPerUpdate` of them the picked number's outcome arrives. */
export function runMixed(work: PoolWork, operations: number, picksPerUpdate: number): number {
  const { world, picker, record } = work;
  const { selector, campaign, countryOf, stickyOf, answersOf, draw } = world;
  const mask = REQUESTS - 1;
  let done = work.done;
  let sum = 0;
  let untilUpdate = picksPerUpdate;
  for (let i = 0; i < operations; i++) {
    done = (done + 1) | 0;
    const at = done & mask;
    const picked = picker.pick(campaign, countryOf[at], stickyOf[at], draw(), record);
    sum += picked + leftOut(record);
    if (--untilUpdate > 0) continue;
    untilUpdate = picksPerUpdate;
    if (picked >= 0) selector.recordOutcome(campaign, picked, isAnswered(answersOf[picked], done));
  }
  work.done = done;
  work.sink[0] += sum;
  return operations;
}

/**
 * The same pieces of work on the fresh pool, answer by answer: picks and skip counts are hashed, and
 * looks are added up. Of outcomes, the weights they lead to are hashed.
 */
export function answerOf(
  work: PoolWork,
  operations: number,
  picksPerUpdate: number,
  picks: boolean,
): Answer {
  const { world, picker, record } = work;
  const { selector, campaign, countryOf, stickyOf, outcomeOf, answersOf, draw } = world;
  const hash = new AnswerHash();
  let lookedAt = 0;
  for (let i = 0; i < operations; i++) {
    let number = outcomeOf[i];
    if (picks) {
      number = picker.pick(campaign, countryOf[i], stickyOf[i], draw(), record);
      hash.add(number);
      hash.add(leftOut(record));
      lookedAt += record.work;
    }
    if (number < 0 || i % picksPerUpdate !== picksPerUpdate - 1) continue;
    selector.recordOutcome(campaign, number, isAnswered(answersOf[number], i));
    hash.add(selector.weight(campaign, number) * 2 ** 24);
  }
  return { hash: hash.hex, work: picks ? { operations, lookedAt } : null };
}

function leftOut(record: PickRecord): number {
  const { inactive, paused, spam, country, spamAndCountry, busy, usedSticky } = record;
  return inactive + paused + spam + country + spamAndCountry + busy + usedSticky;
}
