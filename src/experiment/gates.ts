import { FIGURES } from '../model/figures.ts';
import type { GateSpec } from '../model/gate-spec.ts';
import type { Interval } from '../stats/interval.ts';
import { type Figure, findFigure } from './figures-summary.ts';
import { doubted, isPoint, isSureOfAll } from './sure-of-all.ts';

/** One word for undecided everywhere: `unsure`. */
export type Verdict = 'held' | 'breached' | 'unsure' | 'no_data';

/** A gate with the interval that it was judged on. */
export interface GateResult {
  readonly gate: GateSpec;
  readonly interval: Interval | null;
  readonly n: number;
  /** Null in a part of a run: it has the figures that it has, and no verdict. */
  readonly verdict: Verdict | null;
}

/**
 * Judges every gate on its figure's interval; a scope that the run does not have is `no_data`. Three
 * replications without a stall have 0 contact hours each, and prove nothing: a mean or a ratio that is the
 * same in all of them is `unsure` until they are enough, or the bound is far from what others may do to it.
 * @param level confidence of the intervals
 */
export function judgeGates(
  gates: readonly GateSpec[],
  figures: readonly Figure[],
  level: number,
): GateResult[] {
  return gates.map((gate) => {
    const figure = findFigure(figures, gate.key, gate.campaign, gate.country);
    const interval = figure?.interval ?? null;
    const n = figure?.n ?? 0;
    return { gate, interval, n, verdict: judged(gate, interval, level) };
  });
}

function judged(gate: GateSpec, interval: Interval | null, level: number): Verdict {
  const { op, bound } = gate;
  if (interval === null || !isConstant(gate, interval) || isSureOfAll(interval.n, level)) {
    return verdictOf(op, bound, interval);
  }
  return interval.estimate === 0 ? 'unsure' : verdictOf(op, bound, doubted(interval, level));
}

/** The same in all replications, of a figure whose interval is made of how much they differ. */
export function isConstant({ key }: GateSpec, interval: Interval | null): boolean {
  const estimator = FIGURES.find((spec) => spec.key === key)?.estimator;
  return (estimator === 'mean' || estimator === 'ratio') && interval !== null && isPoint(interval);
}

/**
 * `held` when the whole interval is on the good side of the bound, `breached` when all of it is on the
 * bad side, else `unsure`. The bound itself is good for `<=` and `>=`, bad for `<` and `>`. An open end
 * is at ±Infinity, so it never decides; an end at Infinity that means "never" is above every bound.
 */
export function verdictOf(op: GateSpec['op'], bound: number, interval: Interval | null): Verdict {
  if (interval === null) return 'no_data';
  const { low, high } = interval;
  switch (op) {
    case '<=':
      return high <= bound ? 'held' : low > bound ? 'breached' : 'unsure';
    case '<':
      return high < bound ? 'held' : low >= bound ? 'breached' : 'unsure';
    case '>=':
      return low >= bound ? 'held' : high < bound ? 'breached' : 'unsure';
    case '>':
      return low > bound ? 'held' : high <= bound ? 'breached' : 'unsure';
  }
}

/** The gates of a run that was broken off: where it ended was no plan's choice, so nothing is judged. */
export function unjudged(results: readonly GateResult[]): GateResult[] {
  return results.map((result) => ({ ...result, verdict: null }));
}

/** True when no gate is left `unsure`: more replications would change nothing that is asked. */
export function allDecided(results: readonly GateResult[]): boolean {
  return results.every((result) => result.verdict !== 'unsure');
}
