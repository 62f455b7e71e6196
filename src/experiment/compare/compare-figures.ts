import type { FigureSpec } from '../../model/figures.ts';
import type { Scope } from '../../model/result.ts';
import { DEFAULT_LEVEL, type Interval } from '../../stats/interval.ts';
import type { Pairs } from '../aggregate.ts';
import { estimate } from '../figures-summary.ts';
import { isIdentical, pairedDifferenceOf } from '../outcome-baseline-difference.ts';
import { doubted, isPoint, isSureOfAll } from '../sure-of-all.ts';
import type { FigureChoice } from './figure-choice.ts';
import { type Gain, pairingGain } from './gain.ts';
import { type Horizon, horizonOf } from './horizon.ts';
import type { SideResults } from './side-results.ts';
import { isSkewed } from './skewed.ts';

/**
 * B against A. `changed`: beyond the horizon, of a figure of which more is neither good nor bad; `same`:
 * within the horizon; `no_data`: at least one side has none.
 */
export type DifferenceVerdict = 'better' | 'worse' | 'changed' | 'same' | 'unsure' | 'no_data';

export interface FigureDifference {
  readonly spec: FigureSpec;
  readonly scope: Scope;
  readonly named: boolean;
  /** Each side with an interval of its own, at 95 %; null: no data. */
  readonly a: Interval | null;
  readonly b: Interval | null;
  /** B − A over the same replications, at the level of the comparison. */
  readonly difference: Interval | null;
  /** Differences up to here count as none, in the figure's unit. */
  readonly horizon: number;
  readonly gain: Gain | null;
  /** Equal in every replication. */
  readonly identical: boolean;
  /** Few replications make most of the difference: its interval is not to be trusted yet. */
  readonly skewed: boolean;
  readonly verdict: DifferenceVerdict;
}

export interface CompareSettings {
  /** Replications that are read on both sides. */
  readonly n: number;
  /** Confidence of each difference. */
  readonly level: number;
  readonly horizon: Horizon;
  /** Both sides are the same world: what is equal now stays equal. */
  readonly sameWorld: boolean;
  /** More replications would follow: what is skewed is better left open. */
  readonly mayGoOn: boolean;
}

/** Every chosen figure of B against A, pair by pair. O(choices · n). */
export function compareFigures(
  choices: readonly FigureChoice[],
  sides: readonly [SideResults, SideResults],
  settings: CompareSettings,
): FigureDifference[] {
  return choices.map((choice) => {
    const { spec, scope } = choice;
    const [a, b] = sides.map((side) => side.pairs(spec.key, scope, settings.n));
    return compareOne(choice, a, b, settings);
  });
}

function compareOne(
  choice: FigureChoice,
  a: Pairs | null,
  b: Pairs | null,
  settings: CompareSettings,
): FigureDifference {
  const { spec } = choice;
  const own = (pairs: Pairs | null) =>
    pairs === null ? null : estimate(spec.estimator, spec.bounded01, pairs, DEFAULT_LEVEL);
  const left = own(a);
  const right = own(b);
  const horizon = horizonOf(settings.horizon, spec, left?.estimate ?? 0);
  const base = { ...choice, a: left, b: right, horizon };
  if (a === null || b === null || left === null || right === null) {
    const nothing = { difference: null, gain: null, identical: false, skewed: false };
    return { ...base, ...nothing, verdict: 'no_data' };
  }
  const gain = pairingGain(spec.estimator, a, b);
  const equal = isIdentical(a, b);
  const zero = { estimate: 0, low: 0, high: 0, n: settings.n };
  if (equal && settings.sameWorld) {
    return { ...base, difference: zero, gain, identical: true, skewed: false, verdict: 'same' };
  }
  const told = pairedDifferenceOf(spec.estimator, a, b, settings.level);
  const identical = equal || isZero(told, left, right);
  const difference = identical && isZero(told, left, right) ? zero : told;
  const skewed = !identical && isSkewed(spec.estimator, a, b);
  // Of yes or no the interval itself says what was not seen.
  const constant =
    spec.estimator !== 'share_of_runs' && difference !== null && (identical || isPoint(difference));
  const open = constant
    ? identical && !isSureOfAll(settings.n, settings.level)
    : skewed && settings.mayGoOn;
  const verdict = open
    ? 'unsure'
    : identical && constant
      ? 'same'
      : verdictOf(constant ? sureOf(difference, settings.level) : difference, horizon, spec.good);
  return { ...base, difference, gain, identical, skewed, verdict };
}

/** A difference that is the same in every pair, as far as those not seen may move it. */
function sureOf(difference: Interval, level: number): Interval {
  return isSureOfAll(difference.n, level) ? difference : doubted(difference, level);
}

/** Integrals over time round: a difference this small, beside the figure, is none. */
const ROUNDING = 1e-9;

/** No replication differs: shares of nothing in another whole, say, or the same to rounding. */
function isZero(difference: Interval | null, a: Interval, b: Interval): boolean {
  if (difference === null) return false;
  const least = ROUNDING * Math.max(Math.abs(a.estimate), Math.abs(b.estimate));
  return Math.abs(difference.low) <= least && Math.abs(difference.high) <= least;
}

/** Decided when the whole interval lies within the horizon, or beyond it on one side. */
export function verdictOf(
  difference: Interval | null,
  horizon: number,
  good: FigureSpec['good'],
): DifferenceVerdict {
  if (difference === null) return 'no_data';
  const { low, high } = difference;
  if (low >= -horizon && high <= horizon) return 'same';
  const isMore = low > horizon;
  const isLess = high < -horizon;
  if (!isMore && !isLess) return 'unsure';
  if (good === 'neither') return 'changed';
  return isMore === (good === 'high') ? 'better' : 'worse';
}
