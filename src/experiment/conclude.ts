import type { LoadedScenario } from '../scenario/loaded.ts';
import type { Aggregate } from './aggregate.ts';
import { exitVerdict } from './exit-verdict.ts';
import type { Experiment } from './experiment.ts';
import { summarizeFigures } from './figures-summary.ts';
import { judgeGates, unjudged } from './gates.ts';
import { incidenceCurves } from './incidence-curves.ts';
import { numberHealth } from './number-health.ts';
import { rowHealth } from './row-health.ts';
import { warningsOf } from './warnings.ts';

/** What was asked of a run, besides the scenario. */
export interface RunExtent {
  readonly requested: number;
  readonly auto: boolean;
  readonly partial: boolean;
  readonly confidence: number;
}

/** Turns folded results into figures, verdicts and warnings. Pure: the same fold gives the same answer. */
export function conclude(
  loaded: LoadedScenario,
  aggregate: Aggregate,
  extent: RunExtent,
): Experiment {
  const { scenario } = loaded;
  const campaigns = scenario.campaigns.map((campaign) => campaign.name);
  const level = extent.confidence;
  const figures = summarizeFigures(aggregate, campaigns, level);
  const judged = judgeGates(loaded.gates, figures, level);
  const gates = extent.partial ? unjudged(judged) : judged;
  return {
    loaded,
    layout: aggregate.layout,
    aggregate,
    replications: aggregate.replications,
    ...extent,
    figures,
    incidence: incidenceCurves(aggregate, campaigns, scenario.durationMs, level),
    rowHealth: rowHealth(aggregate, level),
    numberHealth: numberHealth(aggregate, scenario.numbers, level),
    gates,
    warnings: [...loaded.warnings, ...warningsOf({ loaded, aggregate, figures, gates, extent })],
    verdict: exitVerdict(gates, extent.partial),
    resultHash: aggregate.resultHash(),
  };
}
