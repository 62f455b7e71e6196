import { FIGURES, type FigureSpec } from '../../model/figures.ts';
import type { GateSpec } from '../../model/gate-spec.ts';
import { binomialCdf, binomialTail } from '../../stats/binomial.ts';
import type { Interval } from '../../stats/interval.ts';
import type { Pairs } from '../aggregate.ts';
import { estimate } from '../figures-summary.ts';
import { verdictOf } from '../gates.ts';

/**
 * `held`, `breached`: the interval lies on one side of the bound. `near`: it is at best
 * within the indifference zone before the bound, so that it is refused and no more is spent on it. `open`: not decided. `no_data`: 0/0 so far.
 */
export type Decision = 'held' | 'breached' | 'near' | 'open' | 'no_data';

/** One-sided error probabilities of one look: of promising too much, and of refusing wrongly. */
export interface LookError {
  readonly held: number;
  readonly breached: number;
}

export interface Judged {
  readonly decision: Decision;
  /** What it was judged on; null on no data. */
  readonly interval: Interval | null;
}

/** A target is met where its figure is on this side. */
export function wantsLow(target: GateSpec): boolean {
  return target.op === '<=' || target.op === '<';
}

/** The registry's entry of a target's figure. */
export function estimatorOf(target: GateSpec): FigureSpec {
  return FIGURES.find(({ key }) => key === target.key)!;
}

/**
 * The share of runs that a target wants few of, as its bound: stalls of `stall.risk<=1%`, unfinished runs of
 * `finish.share>=95%`. Null where the figure is no share of runs, or every share keeps the bound or none.
 */
export function badShareOf(target: GateSpec): number | null {
  if (estimatorOf(target).estimator !== 'share_of_runs') return null;
  const bad = wantsLow(target) ? target.bound : 1 - target.bound;
  return bad > 0 && bad < 1 ? bad : null;
}

/** Of other figures a zone is a tenth as wide: a rate is known to a few per cent after few replications. */
const NARROWER = 0.1;

/** Half-width of a target's indifference zone: a share of what it bounds, or of what it leaves where that is less. */
export function zoneWidth(target: GateSpec, zone: number): number {
  const bad = badShareOf(target);
  if (bad === null) return Math.abs(target.bound) * zone * NARROWER;
  return Math.min(bad, 1 - bad) * zone;
}

/**
 * Judges a target at one look. A share of runs is judged on its exact interval (Clopper & Pearson, 1934),
 * which keeps its error at any risk, however small, and at any number of stalls, where Wilson's is only
 * close; ratios on the jackknife, means on Student's t, at the level of the smaller error.
 *
 * @param zone half-width of the indifference zone, as a share of the bound
 */
export function judge(target: GateSpec, pairs: Pairs, error: LookError, zone: number): Judged {
  const figure = estimatorOf(target);
  const interval =
    figure.estimator === 'share_of_runs'
      ? exactShare(pairs, target, error)
      : estimate(
          figure.estimator,
          figure.bounded01,
          pairs,
          1 - 2 * (error.held > 0 ? Math.min(error.held, error.breached) : error.breached),
        );
  const decision = decide(target, interval, zone);
  return { decision: decision === 'held' && error.held <= 0 ? 'open' : decision, interval };
}

/** What one side of a decision rests on. */
export interface Evidence {
  readonly pairs: Pairs;
  readonly error: LookError;
}

/**
 * Judges a target where more may be read to refuse a pool than to promise it. A pool is put to the proof because it
 * did well in screening: that luck must not help it. Against it everything counts. Other figures than shares
 * of runs are judged on the proof alone.
 * @param promising null: no look at the proof so far
 * @param refusing null: too few replications for a look
 */
export function judgeApart(
  target: GateSpec,
  promising: Evidence | null,
  refusing: Evidence | null,
  zone: number,
): Judged {
  if (estimatorOf(target).estimator !== 'share_of_runs') {
    return promising === null
      ? { decision: 'open', interval: null }
      : judge(target, promising.pairs, promising.error, zone);
  }
  const side = (evidence: Evidence | null, error: Partial<LookError>): Judged =>
    evidence === null
      ? { decision: 'open', interval: null }
      : judge(target, evidence.pairs, { ...evidence.error, ...error }, zone);
  const against = side(refusing, { held: 0 });
  const forIt = side(promising, { breached: 0 });
  const [told, other] =
    forIt.interval === null || against.decision === 'breached' || against.decision === 'near'
      ? [against, forIt]
      : [forIt, against];
  return { decision: told.decision, interval: bothSides(told.interval, other.interval) };
}

/** An interval that is open on one side, closed by that of the other evidence. */
function bothSides(told: Interval | null, other: Interval | null): Interval | null {
  if (told === null || other === null) return told;
  const { estimate } = told;
  return {
    ...told,
    low: Math.min(estimate, Math.max(told.low, other.low)),
    high: Math.max(estimate, Math.min(told.high, other.high)),
  };
}

function decide(target: GateSpec, interval: Interval | null, zone: number): Decision {
  const verdict = verdictOf(target.op, target.bound, interval);
  if (verdict !== 'unsure') return verdict;
  const width = zoneWidth(target, zone);
  const { low, high } = interval!;
  const near = wantsLow(target) ? low > target.bound - width : high < target.bound + width;
  return zone > 0 && near ? 'near' : 'open';
}

function exactShare(pairs: Pairs, target: GateSpec, error: LookError): Interval | null {
  let n = 0;
  let yes = 0;
  for (let i = 0; i < pairs.numerators.length; i++) {
    if (pairs.denominators[i] <= 0) continue;
    n++;
    if (pairs.numerators[i] > 0) yes++;
  }
  if (n === 0) return null;
  const [above, below] = wantsLow(target)
    ? [error.held, error.breached]
    : [error.breached, error.held];
  return exactInterval(yes, n, below, above);
}

/**
 * The exact interval of a share with its own error on each side: an error of 0 leaves the side open.
 * P(X ≥ k) = below at its low end, P(X ≤ k) = above at its high end; by bisection.
 */
export function exactInterval(k: number, n: number, below: number, above: number): Interval {
  const low = k === 0 || below <= 0 ? 0 : bisect((p) => binomialTail(k, n, p) < below, 0, k / n);
  const high = k === n || above <= 0 ? 1 : bisect((p) => binomialCdf(k, n, p) > above, k / n, 1);
  return { estimate: k / n, low, high, n };
}

/** The point in from … to up to which `holds`. */
function bisect(holds: (p: number) => boolean, from: number, to: number): number {
  let [a, b] = [from, to];
  for (let i = 0; i < 50; i++) {
    const middle = (a + b) / 2;
    if (holds(middle)) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

/** The verdict over all targets: one breach is enough, all must hold. */
export function together(decisions: readonly Decision[]): Decision {
  if (decisions.includes('breached')) return 'breached';
  if (decisions.includes('no_data')) return 'no_data';
  if (decisions.includes('open')) return 'open';
  return decisions.includes('near') ? 'near' : 'held';
}
