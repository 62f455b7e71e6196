import { type Counts, oneOther } from './candidate.ts';
import { isVain, oneMore, settled } from './climb.ts';
import { aloneTooFew, exchanges } from './exchange.ts';
import { between, farBelow } from './jump.ts';
import { promise } from './screening.ts';
import { type Trial, type Trials, undecided } from './trials.ts';

/** What the proof has come to; filled as it goes, so that it is whole when the budget ends. */
export interface Proof {
  /** The least pool proved to keep every target. */
  best: Trial | null;
  /** True when all pools that could be less were refused. */
  complete: boolean;
  /** True when those were that would be cheaper: what is left to tell is as dear, and first in the alphabet. */
  cheapest: boolean;
  /** A pool that misses, with nothing left to add. */
  stuck: Trial | null;
}

/** The m-th pool on the way up gets this to the power of m of all error: Σ 2⁻ᵐ = 1. */
const HALF = 0.5;
/** What looks hopeless gets a little all the same. */
const LEAST_CHANCE = 0.05;

/**
 * From a pool that seems right: proves it, or adds a number where it stalls until one is proved; then
 * proves that one number fewer in any group does not do, moving down where it does. In parts that stand
 * alone, exchanges between groups that would be less are refused too.
 *
 * The chance that any pool is promised wrongly is the plan's error at most, however the pools' luck hangs
 * together: a graphical procedure (Bretz, Maurer, Brannath & Posch 2009, Statistics in Medicine 28, 586–604).
 * The pools on the way up get a half, a quarter … of the error, times the weight of the step to each. A pool
 * that is proved hands its part on to the lesser ones. Weights rest on screening alone, whose replications no
 * proof reads; which pool is looked at next, and for how long, may then rest on anything.
 *
 * @param climb false: nothing is added where the first pool does not hold
 * @throws {OutOfBudget}
 */
export async function prove(
  trials: Trials,
  start: Counts,
  proof: Proof,
  climb = true,
): Promise<void> {
  const error = 1 - trials.problem.confidence;
  let current = climb ? await settled(trials, trials.of(start)) : trials.of(start);
  const putOff: Trial[] = [];
  let first: Trial | null = null;
  let part = error;
  for (;;) {
    part *= HALF;
    // What cannot dial some country is out without a proof.
    if (undecided(current)) trials.grant(current, part);
    // Nothing is proved yet: what is hard to tell waits, and one number more is put to the proof first.
    while (undecided(current) && !trials.late(current)) await trials.advance(current);
    if (current.decision === 'held') return moveDown(trials, current, putOff, proof);
    if (undecided(current)) putOff.push(current);
    first ??= current;
    const next = climb && !isVain(trials, first, current) ? await oneMore(trials, current) : null;
    if (next === null) break;
    part *= next.weight;
    current = next.trial;
  }
  for (const trial of putOff) {
    if ((await trials.prove(trial)) === 'held') return moveDown(trials, trial, [], proof);
  }
  proof.stuck = current;
}

/** From a pool that is proved to the least that is. @throws {OutOfBudget} */
async function moveDown(trials: Trials, from: Trial, putOff: Trial[], proof: Proof): Promise<void> {
  const { compare, isCheaper } = trials.problem;
  for (let current: Trial | null = from; current !== null; ) {
    const { best } = proof;
    if (best === null || compare(current.counts, best.counts) < 0) {
      // As dear as a pool that nothing is cheaper than: nothing is cheaper than this one.
      if (best !== null && isCheaper(current.counts, best.counts)) proof.cheapest = false;
      proof.best = current;
    }
    current = await lesserPool(trials, current, putOff, proof);
  }
  proof.complete = true;
}

/** A lesser pool that holds; null when all are refused. @throws {OutOfBudget} */
async function lesserPool(
  trials: Trials,
  from: Trial,
  putOff: Trial[],
  proof: Proof,
): Promise<Trial | null> {
  // What leaves a country with nobody to dial it is out already, and gets no part of the error.
  const fewer = oneFewer(trials, from.counts)
    .map((counts) => trials.of(counts))
    .filter(({ cutOff }) => cutOff.length === 0);
  const swapped = exchanges(trials, from.counts);
  // Fixed before any of them is looked at; exchanges, seldom needed, share one part among them.
  const likely = await weigh(trials, fewer);
  const { held: far, error } = await jumpDown(trials, from, putOff);
  if (far !== null) return far;
  const parts = fewer.length + (swapped.length > 0 ? 1 : 0);
  for (const { trial, weight } of likely) {
    trials.grant(trial, error * (fewer.length / parts) * weight);
  }
  const inTurn = likely.map(({ trial }) => trial);
  const lesser = putOff.filter(({ counts }) => trials.problem.isCheaper(counts, from.counts));
  const held = await firstToHold(trials, [...new Set([...inTurn, ...lesser])]);
  if (held !== null) return held;
  const needed = swapped.filter(
    ({ without }) => !aloneTooFew(trials, without, trials.of(oneOther(from.counts, without, -1))),
  );
  for (const { counts } of needed) trials.grant(trials.of(counts), error / parts / swapped.length);
  const thoseThat = (tie: boolean) =>
    needed.filter((each) => each.tie === tie).map(({ counts }) => trials.of(counts));
  const cheaper = await firstToHold(trials, thoseThat(false));
  if (cheaper !== null) return cheaper;
  proof.cheapest = true;
  return firstToHold(trials, thoseThat(true));
}

interface Jumped {
  readonly held: Trial | null;
  /** What is left of the error for the pools next to the one that was jumped from. */
  readonly error: number;
}

/**
 * Proves a pool far below where one looks as good; where it misses after all, one half as far, and so on. Each jump
 * takes half of what is left of the error.
 * @param putOff gets what is hard to tell
 * @throws {OutOfBudget}
 */
async function jumpDown(trials: Trials, from: Trial, putOff: Trial[]): Promise<Jumped> {
  let { error } = from;
  for (let far = await farBelow(trials, from); far !== null; far = between(trials, from, far)) {
    error *= HALF;
    trials.grant(far, error);
    while (undecided(far) && !trials.late(far)) await trials.advance(far);
    if (far.decision === 'held') return { held: far, error };
    if (undecided(far)) putOff.push(far);
  }
  return { held: null, error };
}

/** Pools with their shares of the error: the likelier to be proved, the sooner and the more. @throws {OutOfBudget} */
async function weigh(
  trials: Trials,
  pools: readonly Trial[],
): Promise<readonly { readonly trial: Trial; readonly weight: number }[]> {
  const chances = new Map<Trial, number>();
  for (const trial of pools) {
    chances.set(trial, Math.max(LEAST_CHANCE, await promise(trials, trial)));
  }
  const sum = [...chances.values()].reduce((a, b) => a + b, 0);
  return [...chances]
    .map(([trial, chance]) => ({ trial, weight: chance / sum }))
    .sort((a, b) => b.weight - a.weight || trials.problem.compare(a.trial.counts, b.trial.counts));
}

/**
 * Each in turn as long as it is not hard to tell; then the one with the fewest replications, so that none
 * starves the others.
 */
async function firstToHold(trials: Trials, pools: readonly Trial[]): Promise<Trial | null> {
  for (;;) {
    const held = pools.find(({ decision }) => decision === 'held');
    if (held !== undefined) return held;
    const left = pools.filter(undecided).sort((a, b) => a.proof.n - b.proof.n);
    if (left.length === 0) return null;
    const likely = pools.find((trial) => undecided(trial) && !trials.late(trial));
    await trials.advance(likely ?? left[0]);
  }
}

/** The pools with one number fewer in one group: the frontier below an answer. */
export function oneFewer(trials: Trials, counts: Counts): Counts[] {
  return counts.flatMap((count, g) =>
    count > trials.problem.groups[g].least ? [oneOther(counts, g, -1)] : [],
  );
}
