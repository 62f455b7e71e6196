import { oneOther } from './candidate.ts';
import { groupsFor } from './components.ts';
import { wantsLow } from './judge.ts';
import type { Sample } from './sample.ts';
import { gapOf, looksSafe, screen } from './screening.ts';
import type { Trial, Trials } from './trials.ts';

/** Steps up after which more numbers are left to the proof. */
const MOST_STEPS = 4;

/**
 * Up from a pool that screening took for enough to one that looks safe on more replications; the pool itself
 * where a few steps do not get there.
 * @throws {OutOfBudget}
 */
export async function settled(trials: Trials, start: Trial): Promise<Trial> {
  let current = start;
  for (let steps = 0; !(await looksSafe(trials, current)); steps++) {
    const next = steps < MOST_STEPS ? await oneMore(trials, current) : null;
    if (next === null) return start;
    current = next.trial;
  }
  return current;
}

/**
 * True where a few numbers more have brought no target nearer that is missed. Never where few stalls are wanted: their
 * risk is known too badly on the way to tell.
 */
export function isVain(trials: Trials, first: Trial, current: Trial): boolean {
  const more = current.counts.reduce((sum, count, g) => sum + count - first.counts[g], 0);
  if (more < MOST_STEPS) return false;
  const { targets } = trials.problem;
  const gaps = targets.map((target, t) => gapOf(target, t, current.all));
  const missed = [...targets.keys()].filter((t) => gaps[t] > 0);
  return (
    missed.length > 0 &&
    missed.every((t) => {
      const target = targets[t];
      if (target.key === 'stall.risk' && wantsLow(target)) return false;
      return gaps[t] >= gapOf(target, t, first.all);
    })
  );
}

/** One number more, and which part of the error may go with it. */
export interface Step {
  readonly trial: Trial;
  readonly weight: number;
}

/**
 * One more in the group that can mend the worst stalls seen so far; null at the limit. The choice rests on the
 * proof, too: so each group has a part of the error that screening alone has fixed, and the chosen one gets
 * its own.
 * @throws {OutOfBudget}
 */
export async function oneMore(trials: Trials, from: Trial): Promise<Step | null> {
  await screen(trials, from);
  const { groups, mostOf } = trials.problem;
  const able = [...groups.keys()].filter((g) => from.counts[g] < mostOf[g]);
  const g = mendingGroups(trials, from, from.all).find((each) => able.includes(each));
  if (g === undefined) return null;
  // One and the stalls of the screening that the group would mend: none is without a part.
  const weights = new Map(able.map((each) => [each, 1]));
  for (const code of from.screening.reading.countries) {
    const order = mendingGroups(trials, from, from.screening, [code]);
    const by = order.find((each) => able.includes(each))!;
    weights.set(by, weights.get(by)! + from.screening.stallsOf([code]));
  }
  const sum = [...weights.values()].reduce((a, b) => a + b, 0);
  return { trial: trials.of(oneOther(from.counts, g, 1)), weight: weights.get(g)! / sum };
}

/** Groups in the order in which to add to them: those of the country that stalls most come first, all in the end. */
function mendingGroups(
  trials: Trials,
  { cutOff }: Trial,
  sample: Sample,
  countries = sample.reading.countries,
): readonly number[] {
  const { scenario, groups } = trials.problem;
  const worst = [...countries].sort((a, b) => weight(b) - weight(a));
  const isHome = (g: number, code: string) =>
    groups[g].mix.some(
      ({ typical }) => scenario.countries[scenario.numbers[typical].country] === code,
    );
  const order = worst.flatMap((code) => {
    const able = groupsFor(scenario, groups, code);
    return [...able].sort((a, b) => Number(isHome(b, code)) - Number(isHome(a, code)));
  });
  return [...new Set([...order, ...groups.keys()])];

  function weight(code: string): number {
    return cutOff.includes(code) ? Number.POSITIVE_INFINITY : sample.stallsOf([code]);
  }
}
