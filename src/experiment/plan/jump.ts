import { type Counts, oneOther, rentOf } from './candidate.ts';
import { badShareOf, wantsLow } from './judge.ts';
import type { Sample } from './sample.ts';
import { figureSeemsToHold, screen } from './screening.ts';
import type { Trial, Trials } from './trials.ts';

/** Numbers fewer from which on a jump is worth the error that it takes. */
const LEAST_JUMP = 3;

/**
 * A pool far below a proved one that looks as good, on screening alone: it stalls in the same replications and
 * in no other. Null where nothing is to be gained over one number fewer at a time, as for nearly every first
 * pool; where the first one was far too large, a few jumps do what would take a proof for every number.
 * @throws {OutOfBudget}
 */
export async function farBelow(trials: Trials, from: Trial): Promise<Trial | null> {
  const { groups, scenario, screening, settling } = trials.problem;
  await screen(trials, from);
  const order = groups
    .map((_, g) => g)
    .sort((a, b) => rent(b) - rent(a) || from.counts[b] - from.counts[a]);
  let counts = from.counts;
  for (const g of order) {
    const fewer = (by: number) => oneOther(counts, g, -by);
    const most = counts[g] - groups[g].least;
    counts = fewer(await longest(most, (by) => asGood(trials, from, fewer(by), screening)));
  }
  // Seen on more replications; where it is worse after all, half of the way down.
  while (distance(from.counts, counts) >= LEAST_JUMP) {
    if (await asGood(trials, from, counts, settling)) return trials.of(counts);
    counts = halfWay(from.counts, counts);
  }
  return null;

  function rent(g: number): number {
    return rentOf(scenario, groups[g].mix[0].typical);
  }
}

/** Between a pool that is proved and one that misses; null where they are near. */
export function between(trials: Trials, held: Trial, missed: Trial): Trial | null {
  const counts = halfWay(held.counts, missed.counts);
  return distance(held.counts, counts) < LEAST_JUMP ? null : trials.of(counts);
}

/** Numbers that the one pool has more than the other. */
function distance(from: Counts, to: Counts): number {
  return from.reduce((sum, count, g) => sum + count - to[g], 0);
}

/** Half of the numbers that lie between, rounded up in each group. */
function halfWay(from: Counts, to: Counts): Counts {
  return from.map((count, g) => Math.ceil((count + to[g]) / 2));
}

/** The longest of 0 … most steps that holds, by doubling and then by halving what is left. */
async function longest(most: number, holds: (step: number) => Promise<boolean>): Promise<number> {
  let [good, bad] = [0, most + 1];
  for (let step = 1; bad - good > 1; ) {
    const next = Math.min(good + step, bad > most ? most : (good + bad) >> 1);
    if (await holds(next)) [good, step] = [next, step * 2];
    else bad = next;
  }
  return good;
}

/** @throws {OutOfBudget} */
async function asGood(trials: Trials, from: Trial, counts: Counts, n: number): Promise<boolean> {
  const trial = trials.of(counts);
  if (trial.cutOff.length > 0) return false;
  const worse = (sample: Sample) => isWorse(trials, sample, from.screening);
  if (trial.screening.n > 0 && worse(trial.screening)) return false;
  await trials.screen(from, () => false, n);
  const sample = await trials.screen(trial, worse, n);
  return !worse(sample);
}

/** On the replications that both were screened on. */
function isWorse(trials: Trials, fewer: Sample, more: Sample): boolean {
  const n = Math.min(fewer.n, more.n);
  return trials.problem.targets.some((target, t) => {
    if (badShareOf(target) === null) return !figureSeemsToHold(target, t, fewer);
    const low = wantsLow(target);
    return fewer.badOf(t, low, n) > more.badOf(t, low, n);
  });
}
