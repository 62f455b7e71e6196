import { FIGURES, type FigureSpec, type FigureUnit } from '../model/figures.ts';
import { DEFAULT_LEVEL, type Interval } from '../stats/interval.ts';
import type { Pairs } from './aggregate.ts';
import type { Experiment } from './experiment.ts';
import { estimate } from './figures-summary.ts';
import { type BaselineFigure, type OutcomeBaseline, pairsIn, pairsOf } from './outcome-baseline.ts';
import { isIdentical, pairedDifferenceOf } from './outcome-baseline-difference.ts';

/**
 * How a figure stands against the baseline. `moved`: outside the margin, of a figure of which more is
 * neither good nor bad. `no_data`: one of the two has none.
 */
export type OutcomeVerdict = 'better' | 'worse' | 'same' | 'moved' | 'unsure' | 'no_data';

export interface FigureComparison {
  readonly key: string;
  readonly campaign: string;
  readonly country: string;
  readonly unit: FigureUnit;
  readonly good: FigureSpec['good'];
  /** null: no data. */
  readonly base: Interval | null;
  readonly head: Interval | null;
  /** head − base over the same replications. */
  readonly difference: Interval | null;
  /** Least difference that counts, in the figure's unit. */
  readonly margin: number;
  /** The value of every replication is the same, to rounding. */
  readonly identical: boolean;
  readonly verdict: OutcomeVerdict;
}

export interface OutcomeComparison {
  readonly scenario: string;
  readonly replications: number;
  /** True: all results are the same to the last bit, and there was nothing to compare. */
  readonly identical: boolean;
  readonly resultHash: { readonly base: string; readonly head: string };
  readonly figures: readonly FigureComparison[];
  /** Confidence of every difference: the error probability is shared out over all figures (Bonferroni). */
  readonly level: number;
  readonly verdict: 'same' | 'better' | 'worse' | 'unsure';
}

export interface OutcomeMargins {
  /** Least change that counts, as a share of the baseline's value; see {@link marginOf}. */
  readonly relative?: number;
  readonly level?: number;
}

export const DEFAULT_MARGIN = 0.05;

/**
 * Holds a finished run to a baseline of the same scenario, seed and number of replications.
 *
 * Equal result hashes end it: everything is the same. Else each figure is compared over the pairs of
 * replications that met the same luck, at confidence 1 − 0.05/m for m figures, so that with 95 % no
 * interval at all misses its truth. On the scale where more is worse:
 *
 * | verdict | the whole interval of the difference lies |
 * | --- | --- |
 * | worse | above the margin |
 * | better | below minus the margin |
 * | same | between them, ends included; or nothing moved in any replication |
 * | unsure | across one of them |
 *
 * The whole is worse when a figure is; else unsure when one is, or lost its data; else better when one
 * is; else the same. Figures of which more is neither good nor bad are shown and never decide.
 */
export function compareOutcome(
  baseline: OutcomeBaseline,
  experiment: Experiment,
  margins: OutcomeMargins = {},
): OutcomeComparison {
  const { replications, resultHash } = experiment;
  const identical = baseline.resultHash === resultHash;
  const level = 1 - (1 - (margins.level ?? DEFAULT_LEVEL)) / Math.max(1, baseline.figures.length);
  const figures = identical
    ? []
    : baseline.figures.map((figure) => compareFigure(figure, experiment, level, margins.relative));
  return {
    scenario: baseline.scenario,
    replications,
    identical,
    resultHash: { base: baseline.resultHash, head: resultHash },
    figures,
    level,
    verdict: verdictOfAll(figures),
  };
}

/**
 * Least difference that counts: the relative margin times the baseline's value, or times a tenth for a
 * share and 1 for anything else where the value is smaller. So a skip rate of 0.1 % may become 0.5 %
 * within 5 %, but not 0.7 %.
 */
export function marginOf(unit: FigureUnit, base: number, relative: number): number {
  const least = unit === 'ratio' || unit === 'index' ? 0.1 : 1;
  return relative * (Number.isFinite(base) ? Math.max(Math.abs(base), least) : least);
}

function compareFigure(
  figure: BaselineFigure,
  experiment: Experiment,
  level: number,
  relative = DEFAULT_MARGIN,
): FigureComparison {
  const { key, campaign, country } = figure;
  const spec = FIGURES.find((each) => each.key === key);
  const { unit, good }: Pick<FigureSpec, 'unit' | 'good'> = spec ?? { unit: 'index', good: 'low' };
  const campaigns = experiment.loaded.scenario.campaigns.map((each) => each.name);
  const basePairs = pairsOf(figure);
  const headPairs = pairsIn(experiment.aggregate, campaigns, figure);
  const interval = (pairs: Pairs | null) =>
    spec === undefined || pairs === null
      ? null
      : estimate(spec.estimator, spec.bounded01, pairs, DEFAULT_LEVEL);
  const base = interval(basePairs);
  const head = interval(headPairs);
  const identical = headPairs !== null && spec !== undefined && isIdentical(basePairs, headPairs);
  const difference =
    headPairs === null || spec === undefined
      ? null
      : pairedDifferenceOf(spec.estimator, basePairs, headPairs, level);
  const margin = marginOf(unit, base?.estimate ?? 0, relative);
  const verdict = identical ? 'same' : verdictOf(difference, margin, good);
  return { key, campaign, country, unit, good, base, head, difference, margin, identical, verdict };
}

function verdictOf(
  difference: Interval | null,
  margin: number,
  good: FigureSpec['good'],
): OutcomeVerdict {
  if (difference === null) return 'no_data';
  const { low, high } = difference;
  if (low >= -margin && high <= margin) return 'same';
  const isMore = low > margin;
  const isLess = high < -margin;
  if (!isMore && !isLess) return 'unsure';
  if (good === 'neither') return 'moved';
  return isMore === (good === 'low') ? 'worse' : 'better';
}

function verdictOfAll(figures: readonly FigureComparison[]): OutcomeComparison['verdict'] {
  const deciding = figures.filter(({ good }) => good !== 'neither');
  const has = (verdict: OutcomeVerdict) => deciding.some((figure) => figure.verdict === verdict);
  if (has('worse')) return 'worse';
  if (has('unsure') || has('no_data')) return 'unsure';
  return has('better') ? 'better' : 'same';
}
