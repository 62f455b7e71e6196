import { type Counts, oneOther } from './candidate.ts';
import { judge } from './judge.ts';
import type { Trial, Trials } from './trials.ts';

/** A lesser pool with one number fewer in group `without`, and more in another one. */
export interface Exchange {
  readonly counts: Counts;
  readonly without: number;
  /** True where it costs as much, and is less in alphabetical order alone. */
  readonly tie: boolean;
}

/**
 * In parts that stand alone; elsewhere exchanges are not looked at. Of those between two groups the one that adds
 * most, cheaper and as dear: where that misses, so do those that add less.
 */
export function exchanges(trials: Trials, counts: Counts): readonly Exchange[] {
  const { problem } = trials;
  if (!problem.separable) return [];
  const found: Exchange[] = [];
  for (const [g, group] of problem.groups.entries()) {
    if (counts[g] <= group.least) continue;
    const fewer = oneOther(counts, g, -1);
    for (const h of problem.groups.keys()) {
      if (h === g) continue;
      const swapped = (k: number) => oneOther(fewer, h, k);
      const most = problem.mostOf[h] - counts[h];
      const less = greatest(most, (k) => problem.compare(swapped(k), counts) < 0);
      const cheaper = greatest(less, (k) => problem.isCheaper(swapped(k), counts));
      if (cheaper > 0) found.push({ counts: swapped(cheaper), without: g, tie: false });
      if (less > cheaper) found.push({ counts: swapped(less), without: g, tie: true });
    }
  }
  return found;
}

/**
 * True when the countries of group g alone break a target that covers them: no exchange mends that, as no
 * other group may dial them.
 */
export function aloneTooFew(trials: Trials, g: number, trial: Trial): boolean {
  const { components, targets } = trials.problem;
  const { countries } = components.find((part) => part.groups.includes(g))!;
  if (trial.cutOff.length > 0) return true;
  const { n, reading, stalled } = trial.all;
  if (n === 0) return false;
  const error = { held: 0, breached: (1 - trials.problem.confidence) / components.length };
  const pairs = {
    numerators: Float64Array.from({ length: n }, (_, i) =>
      reading.countries.some((code, c) => countries.includes(code) && stalled[c][i] > 0) ? 1 : 0,
    ),
    denominators: new Float64Array(n).fill(1),
  };
  return targets.some(
    (target) =>
      (target.country === '*' || countries.includes(target.country)) &&
      judge(target, pairs, error, 0).decision === 'breached',
  );
}

/** The greatest k in 1 … most up to which `holds`, which it does from 1 on or nowhere; 0 if nowhere. */
function greatest(most: number, holds: (k: number) => boolean): number {
  let [low, high] = [0, most + 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
