import { type Estimator, FIGURES, type FigureSpec, type FigureUnit } from '../model/figures.ts';
import type { ResultLayout, Scope } from '../model/result.ts';
import { DEFAULT_LEVEL, type Interval } from '../stats/interval.ts';
import { meanInterval } from '../stats/mean-interval.ts';
import { quantileInterval } from '../stats/quantile-interval.ts';
import { ratioInterval } from '../stats/ratio-jackknife.ts';
import { wilsonInterval } from '../stats/wilson.ts';
import type { Aggregate, Pairs } from './aggregate.ts';
import { nonNegative } from './non-negative.ts';

/** One tidy row: a figure in a scope, over replications. */
export interface Figure {
  readonly key: string;
  /** Campaign name, or `*` over all. */
  readonly campaign: string;
  /** Country code, or `*` over all. */
  readonly country: string;
  readonly unit: FigureUnit;
  /** Replications it rests on. */
  readonly n: number;
  /**
   * null: no data (0/0 in every replication), which is not zero. An estimate of Infinity: never.
   * An end at ±Infinity: open, the data cannot bound it.
   */
  readonly interval: Interval | null;
}

/** A scope under its own name or under that of the only campaign it is equal to. */
export interface NamedScope extends Scope {
  /** Index into the layout's scopes. */
  readonly scope: number;
}

/**
 * The scopes of the layout, each under every name it answers to: with a single campaign, `*` and the
 * campaign's name mean the same, and both are given whichever of them the layout holds.
 */
export function namedScopes(layout: ResultLayout, campaigns: readonly string[]): NamedScope[] {
  const named: NamedScope[] = layout.scopes.map((scope, index) => ({ ...scope, scope: index }));
  if (campaigns.length !== 1) return named;
  const twin = (name: string) => (name === '*' ? campaigns[0] : '*');
  const known = new Set(named.map(nameOf));
  for (const scope of [...named]) {
    const alias = { ...scope, campaign: twin(scope.campaign) };
    if (!known.has(nameOf(alias))) named.push(alias);
  }
  return named;
}

/**
 * Every figure in every scope with the interval of its estimator, in the registry's order.
 * O(figures · scopes · replications).
 *
 * @param campaigns names of the scenario's campaigns
 * @param level confidence of the intervals
 * @param keys figures wanted; all of them when absent
 */
export function summarizeFigures(
  aggregate: Aggregate,
  campaigns: readonly string[],
  level: number = DEFAULT_LEVEL,
  keys: ReadonlySet<string> | null = null,
): Figure[] {
  const scopes = namedScopes(aggregate.layout, campaigns);
  const figures: Figure[] = [];
  FIGURES.forEach((spec: FigureSpec, index) => {
    if (keys !== null && !keys.has(spec.key)) return;
    const byScope = new Map<number, Interval | null>();
    for (const { campaign, country, scope } of scopes) {
      if (spec.scope === 'campaign' && country !== '*') continue;
      let interval = byScope.get(scope);
      if (interval === undefined) {
        interval = estimate(spec.estimator, spec.bounded01, aggregate.pairs(index, scope), level);
        byScope.set(scope, interval);
      }
      const n = interval?.n ?? aggregate.replications;
      figures.push({ key: spec.key, campaign, country, unit: spec.unit, n, interval });
    }
  });
  return figures;
}

/** The figure of that key and scope; undefined where the scenario has no such scope. */
export function findFigure(
  figures: readonly Figure[],
  key: string,
  campaign = '*',
  country = '*',
): Figure | undefined {
  return figures.find((f) => f.key === key && f.campaign === campaign && f.country === country);
}

/** Over replications, by the estimator's law; null on no data. */
export function estimate(
  estimator: Estimator,
  bounded01: boolean,
  pairs: Pairs,
  level: number,
): Interval | null {
  switch (estimator) {
    case 'ratio':
      return nonNegative(
        ratioInterval(pairs.numerators, pairs.denominators, { level, share: bounded01 }),
      );
    case 'share_of_runs': {
      const answers = present(pairs);
      let successes = 0;
      for (const value of answers) successes += value > 0 ? 1 : 0;
      return wilsonInterval(successes, answers.length, level);
    }
    case 'mean':
      return nonNegative(meanInterval(present(pairs), { level, share: bounded01 }));
    case 'median':
      return quantileInterval(present(pairs), 0.5, level);
    case 'p95':
      return quantileInterval(present(pairs), 0.95, level);
  }
}

/** Values of the replications that have one: denominator 1 against 0. */
function present(pairs: Pairs): Float64Array {
  return pairs.numerators.filter((_, replication) => pairs.denominators[replication] > 0);
}

function nameOf(scope: Scope): string {
  return `${scope.campaign}\n${scope.country}`;
}
