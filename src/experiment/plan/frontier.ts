import type { Counts } from './candidate.ts';
import { groupsFor } from './components.ts';
import { judge } from './judge.ts';
import { clamp } from './screening.ts';
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

/**
 * From a pool that seems right: proves it, or adds a number where it stalls until one is proved; then
 * proves that one number fewer in any group does not do, moving down where it does. In parts that stand
 * alone, exchanges between groups that would be less are refused too.
 * @throws {OutOfBudget}
 */
export async function prove(trials: Trials, start: Counts, proof: Proof): Promise<void> {
  let current = trials.of(start);
  const putOff: Trial[] = [];
  for (;;) {
    // Nothing is proved yet: what is hard to tell waits, and one number more is put to the proof first.
    while (undecided(current) && !(proof.best === null && trials.late(current))) {
      await trials.advance(current);
    }
    if (current.decision !== 'held') {
      if (undecided(current)) putOff.push(current);
      const next = climb(trials, current);
      if (next === null) break;
      current = next;
      continue;
    }
    if (proof.best === null || trials.problem.compare(current.counts, proof.best.counts) < 0) {
      proof.best = current;
    }
    const less = await lesserPool(trials, current, putOff);
    if (less === null) {
      proof.complete = true;
      return;
    }
    current = less;
  }
  for (const trial of putOff) {
    if ((await trials.prove(trial)) === 'held') return prove(trials, trial.counts, proof);
  }
  proof.stuck = current;
}

/** A lesser pool that holds; null when all are refused. @throws {OutOfBudget} */
async function lesserPool(
  trials: Trials,
  from: Trial,
  putOff: readonly Trial[],
): Promise<Trial | null> {
  const lesser = putOff.filter(({ counts }) => trials.problem.compare(counts, from.counts) < 0);
  const fewer = await firstToHold(trials, [
    ...oneFewer(trials, from.counts),
    ...lesser.map(({ counts }) => counts),
  ]);
  return fewer ?? (await firstToHold(trials, [...exchanges(trials, from.counts)]));
}

/** The one with the fewest replications first, so that what is hard to tell does not starve the others. */
async function firstToHold(trials: Trials, pools: readonly Counts[]): Promise<Trial | null> {
  const all = pools.map((counts) => trials.of(counts));
  for (;;) {
    const held = all.find(({ decision }) => decision === 'held');
    if (held !== undefined) return held;
    const left = all.filter(undecided).sort((a, b) => a.proof.n - b.proof.n);
    if (left.length === 0) return null;
    await trials.advance(left[0]);
  }
}

/** The pools with one number fewer in one group: the frontier below an answer. */
export function oneFewer(trials: Trials, counts: Counts): Counts[] {
  return counts.flatMap((count, g) =>
    count > trials.problem.groups[g].least ? [step(counts, g, -1)] : [],
  );
}

/**
 * Lesser pools with one number fewer in one group and some more in another. A group whose own countries
 * alone, with one number fewer, break the target needs none: no other group can mend that.
 */
function* exchanges(trials: Trials, counts: Counts): Generator<Counts> {
  const { problem } = trials;
  if (!problem.separable) return;
  for (const [g, group] of problem.groups.entries()) {
    if (counts[g] <= group.least) continue;
    const fewer = step(counts, g, -1);
    if (aloneTooFew(trials, g, trials.of(fewer))) continue;
    for (const h of problem.groups.keys()) {
      if (h === g) continue;
      for (let k = 1; ; k++) {
        const swapped = step(fewer, h, k);
        if (swapped[h] > problem.mostOf[h] || problem.compare(swapped, counts) >= 0) break;
        yield swapped;
      }
    }
  }
}

/** True when the countries of group g alone break a target that covers them. */
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

/** One more in the group that can mend the worst stalls at the lowest price; null at the limit. */
function climb(trials: Trials, from: Trial): Trial | null {
  const { problem } = trials;
  const order = mendingGroups(trials, from);
  for (const g of order) {
    const counts = clamp(trials, step(from.counts, g, 1));
    if (counts[g] === from.counts[g]) continue;
    const next = trials.of(counts);
    if (next.decision !== 'breached') return next;
  }
  // Everything one step up was refused already: on to the first of them that has a step left.
  for (const g of order) {
    if (from.counts[g] < problem.mostOf[g]) return trials.of(step(from.counts, g, 1));
  }
  return null;
}

/** Groups in the order in which to add to them: those of the country that stalls most come first. */
function mendingGroups(trials: Trials, { proof, cutOff }: Trial): readonly number[] {
  const { scenario, groups } = trials.problem;
  const { countries } = proof.reading;
  const worst = [...countries].sort((a, b) => weight(b) - weight(a));
  const home = (g: number) => scenario.countries[scenario.numbers[groups[g].typical].country];
  const order = worst.flatMap((code) => {
    const able = groupsFor(scenario, groups, code);
    return [...able].sort((a, b) => Number(home(b) === code) - Number(home(a) === code));
  });
  return [...new Set([...order, ...groups.keys()])];

  function weight(code: string): number {
    return cutOff.includes(code) ? Number.POSITIVE_INFINITY : proof.stallsOf([code]);
  }
}

function step(counts: Counts, g: number, by: number): Counts {
  return counts.map((count, i) => (i === g ? count + by : count));
}
