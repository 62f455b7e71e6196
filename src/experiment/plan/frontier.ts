import type { Counts } from './candidate.ts';
import { groupsFor } from './components.ts';
import { judge } from './judge.ts';
import { screen } from './screening.ts';
import { type Trial, type Trials, undecided } from './trials.ts';

/** What the proof has come to; filled as it goes, so that it is whole when the budget ends. */
export interface Proof {
  /** The least pool proved to keep every target. */
  best: Trial | null;
  /** True when all pools that could be less were refused. */
  complete: boolean;
  /** A pool that misses, with nothing left to add. */
  stuck: Trial | null;
}

/** The part of all error that the m-th pool on the way up gets: Σ 6/(π²m²) = 1. */
const FIRST_PART = 6 / Math.PI ** 2;

/**
 * From a pool that seems right: proves it, or adds a number where it stalls until one is proved; then
 * proves that one number fewer in any group does not do, moving down where it does. In parts that stand
 * alone, exchanges between groups that would be less are refused too.
 *
 * The chance that any pool is promised wrongly is the plan's error at most, however the pools' luck hangs
 * together: a graphical procedure (Bretz, Maurer, Brannath & Posch 2009, Statistics in Medicine 28, 586–604).
 * The pools on the way up get fixed parts of the error. Their order rests on screening alone, whose
 * replications no proof reads. A pool that is proved hands its part on to the lesser ones, in equal parts.
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
  let current = trials.of(start);
  const putOff: Trial[] = [];
  let m = 0;
  for (;;) {
    // What cannot dial some country is out without a proof.
    if (undecided(current)) trials.grant(current, (error * FIRST_PART) / (++m) ** 2);
    // Nothing is proved yet: what is hard to tell waits, and one number more is put to the proof first.
    while (undecided(current) && !trials.late(current)) await trials.advance(current);
    if (current.decision === 'held') return moveDown(trials, current, putOff, proof);
    if (undecided(current)) putOff.push(current);
    const next = climb ? await oneMore(trials, current) : null;
    if (next === null) break;
    current = next;
  }
  for (const trial of putOff) {
    if ((await trials.prove(trial)) === 'held') return moveDown(trials, trial, [], proof);
  }
  proof.stuck = current;
}

/** From a pool that is proved to the least that is. @throws {OutOfBudget} */
async function moveDown(
  trials: Trials,
  from: Trial,
  putOff: readonly Trial[],
  proof: Proof,
): Promise<void> {
  for (let current: Trial | null = from; current !== null; ) {
    if (proof.best === null || trials.problem.compare(current.counts, proof.best.counts) < 0) {
      proof.best = current;
    }
    current = await lesserPool(trials, current, putOff);
  }
  proof.complete = true;
}

/** A lesser pool that holds; null when all are refused. @throws {OutOfBudget} */
async function lesserPool(
  trials: Trials,
  from: Trial,
  putOff: readonly Trial[],
): Promise<Trial | null> {
  const fewer = oneFewer(trials, from.counts).map((counts) => trials.of(counts));
  const swapped = [...exchanges(trials, from.counts)];
  // Fixed before any of them is looked at; exchanges, seldom needed, share one part among them.
  const parts = fewer.length + (swapped.length > 0 ? 1 : 0);
  for (const trial of fewer) trials.grant(trial, from.error / parts);
  const lesser = putOff.filter(({ counts }) => trials.problem.compare(counts, from.counts) < 0);
  const held = await firstToHold(trials, [...new Set([...fewer, ...lesser])]);
  if (held !== null) return held;
  const needed = swapped
    .filter(
      ({ without }) => !aloneTooFew(trials, without, trials.of(step(from.counts, without, -1))),
    )
    .map(({ counts }) => trials.of(counts));
  for (const trial of needed) trials.grant(trial, from.error / parts / swapped.length);
  return firstToHold(trials, needed);
}

/**
 * The least of them first; once each has become long, the one with the fewest replications, so that what is
 * hard to tell does not starve the others.
 */
async function firstToHold(trials: Trials, pools: readonly Trial[]): Promise<Trial | null> {
  for (;;) {
    const held = pools.find(({ decision }) => decision === 'held');
    if (held !== undefined) return held;
    const left = pools.filter(undecided).sort((a, b) => a.proof.n - b.proof.n);
    if (left.length === 0) return null;
    const [least] = left
      .filter((trial) => !trials.late(trial))
      .sort((a, b) => trials.problem.compare(a.counts, b.counts));
    await trials.advance(least ?? left[0]);
  }
}

/** The pools with one number fewer in one group: the frontier below an answer. */
export function oneFewer(trials: Trials, counts: Counts): Counts[] {
  return counts.flatMap((count, g) =>
    count > trials.problem.groups[g].least ? [step(counts, g, -1)] : [],
  );
}

/** A lesser pool with one number fewer in group `without`, and more in another one. */
interface Exchange {
  readonly counts: Counts;
  readonly without: number;
}

function* exchanges(trials: Trials, counts: Counts): Generator<Exchange> {
  const { problem } = trials;
  if (!problem.separable) return;
  for (const [g, group] of problem.groups.entries()) {
    if (counts[g] <= group.least) continue;
    const fewer = step(counts, g, -1);
    for (const h of problem.groups.keys()) {
      if (h === g) continue;
      for (let k = 1; ; k++) {
        const swapped = step(fewer, h, k);
        if (swapped[h] > problem.mostOf[h] || problem.compare(swapped, counts) >= 0) break;
        yield { counts: swapped, without: g };
      }
    }
  }
}
/**
 * True when the countries of group g alone break a target that covers them: no exchange mends that, as no
 * other group may dial them.
 */
function aloneTooFew(trials: Trials, g: number, trial: Trial): boolean {
  const { components, targets } = trials.problem;
  const { countries } = components.find((part) => part.groups.includes(g))!;
  if (trial.cutOff.length > 0) return true;
  const { proof } = trial;
  if (proof.n === 0) return false;
  const error = { held: 0, breached: (1 - trials.problem.confidence) / components.length };
  const pairs = {
    numerators: Float64Array.from({ length: proof.n }, (_, i) =>
      proof.reading.countries.some((code, c) => countries.includes(code) && proof.stalled[c][i] > 0)
        ? 1
        : 0,
    ),
    denominators: new Float64Array(proof.n).fill(1),
  };
  return targets.some(
    (target) =>
      (target.country === '*' || countries.includes(target.country)) &&
      judge(target, pairs, error, 0).decision === 'breached',
  );
}

/** One more in the group that can mend the worst stalls of the screening; null at the limit. @throws {OutOfBudget} */
async function oneMore(trials: Trials, from: Trial): Promise<Trial | null> {
  const { problem } = trials;
  await screen(trials, from);
  for (const g of mendingGroups(trials, from)) {
    if (from.counts[g] < problem.mostOf[g]) return trials.of(step(from.counts, g, 1));
  }
  return null;
}

/** Groups in the order in which to add to them: those of the country that stalls most come first. */
function mendingGroups(trials: Trials, { screening, cutOff }: Trial): readonly number[] {
  const { scenario, groups } = trials.problem;
  const { countries } = screening.reading;
  const worst = [...countries].sort((a, b) => weight(b) - weight(a));
  const home = (g: number) => scenario.countries[scenario.numbers[groups[g].typical].country];
  const order = worst.flatMap((code) => {
    const able = groupsFor(scenario, groups, code);
    return [...able].sort((a, b) => Number(home(b) === code) - Number(home(a) === code));
  });
  return [...new Set([...order, ...groups.keys()])];

  function weight(code: string): number {
    return cutOff.includes(code) ? Number.POSITIVE_INFINITY : screening.stallsOf([code]);
  }
}

function step(counts: Counts, g: number, by: number): Counts {
  return counts.map((count, i) => (i === g ? count + by : count));
}
