import { type Counts, oneOther } from './candidate.ts';
import { judge } from './judge.ts';
import type { Trial, Trials } from './trials.ts';

/** A lesser pool with one number fewer in group `without`, and more in another one. */
export interface Exchange {
  readonly counts: Counts;
  readonly without: number;
}

/** In parts that stand alone; elsewhere exchanges are not looked at. */
export function* exchanges(trials: Trials, counts: Counts): Generator<Exchange> {
  const { problem } = trials;
  if (!problem.separable) return;
  for (const [g, group] of problem.groups.entries()) {
    if (counts[g] <= group.least) continue;
    const fewer = oneOther(counts, g, -1);
    for (const h of problem.groups.keys()) {
      if (h === g) continue;
      for (let k = 1; ; k++) {
        const swapped = oneOther(fewer, h, k);
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
