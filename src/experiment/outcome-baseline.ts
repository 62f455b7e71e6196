import { FIGURES, type FigureSpec } from '../model/figures.ts';
import type { Aggregate, Pairs } from './aggregate.ts';
import type { Experiment } from './experiment.ts';
import { namedScopes } from './figures-summary.ts';

/** One figure of a scenario as later runs are held to it: a pair per replication, in their order. */
export interface BaselineFigure {
  readonly key: string;
  readonly campaign: string;
  readonly country: string;
  /** Infinity where the estimator is a quantile and it never happened. */
  readonly numerators: readonly number[];
  /** null: 1 in every replication. */
  readonly denominators: readonly number[] | null;
}

/** What a scenario gave when the baseline was saved. */
export interface OutcomeBaseline {
  /** The scenario's name. */
  readonly scenario: string;
  readonly seed: string;
  readonly replications: number;
  /** 32 hex digits over all results, those that are not kept here included. */
  readonly resultHash: string;
  readonly figures: readonly BaselineFigure[];
}

/**
 * Takes from a finished run what a later one is held to: every figure over everything, and the figures
 * of the scopes that the scenario's own gates name.
 */
export function outcomeBaselineOf(experiment: Experiment): OutcomeBaseline {
  const { aggregate, loaded, replications, resultHash } = experiment;
  const { name, seed } = loaded.scenario;
  const figures = heldScopes(experiment).map(({ spec, campaign, country, scope }) => {
    const pairs = aggregate.pairs(FIGURES.indexOf(spec as never), scope);
    return { key: spec.key, campaign, country, ...storedPairs(pairs) };
  });
  return { scenario: name, seed, replications, resultHash, figures };
}

/** The pairs of a stored figure, as the estimators read them. */
export function pairsOf(figure: BaselineFigure): Pairs {
  const numerators = Float64Array.from(figure.numerators);
  const denominators =
    figure.denominators === null
      ? new Float64Array(numerators.length).fill(1)
      : Float64Array.from(figure.denominators);
  return { numerators, denominators };
}

/** The pairs of the same figure and scope in another run; null where that run has none such. */
export function pairsIn(
  aggregate: Aggregate,
  campaigns: readonly string[],
  figure: Pick<BaselineFigure, 'key' | 'campaign' | 'country'>,
): Pairs | null {
  const index = FIGURES.findIndex((spec) => spec.key === figure.key);
  const found = namedScopes(aggregate.layout, campaigns).find(
    ({ campaign, country }) => campaign === figure.campaign && country === figure.country,
  );
  return index < 0 || found === undefined ? null : aggregate.pairs(index, found.scope);
}

interface HeldFigure {
  readonly spec: FigureSpec;
  readonly campaign: string;
  readonly country: string;
  readonly scope: number;
}

function heldScopes({ aggregate, loaded }: Experiment): HeldFigure[] {
  const campaigns = loaded.scenario.campaigns.map((campaign) => campaign.name);
  const scopes = namedScopes(aggregate.layout, campaigns);
  const isAsked = (key: string, campaign: string, country: string) =>
    loaded.gates.some(
      (gate) => gate.key === key && gate.campaign === campaign && gate.country === country,
    );
  return FIGURES.flatMap((spec) =>
    scopes
      .filter(({ campaign, country }) => {
        if (campaign === '*' && country === '*') return true;
        return isAsked(spec.key, campaign, country);
      })
      .map(({ campaign, country, scope }) => ({ spec, campaign, country, scope })),
  );
}

function storedPairs(pairs: Pairs): Pick<BaselineFigure, 'numerators' | 'denominators'> {
  const denominators = Array.from(pairs.denominators);
  return {
    numerators: Array.from(pairs.numerators),
    denominators: denominators.every((value) => value === 1) ? null : denominators,
  };
}
