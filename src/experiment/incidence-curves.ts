import { HOUR_MS } from '../base/units.ts';
import { figureIndex } from '../model/figures.ts';
import { cumulativeIncidence, type IncidenceStep } from '../stats/incidence.ts';
import { DEFAULT_LEVEL } from '../stats/interval.ts';
import type { Aggregate } from './aggregate.ts';
import { namedScopes } from './figures-summary.ts';

/** When the first stall comes, in one scope; finishing first is the competing event. */
export interface IncidenceCurve {
  readonly campaign: string;
  readonly country: string;
  /** At the start and at every whole hour by which something has changed; times in hours. */
  readonly steps: readonly IncidenceStep[];
}

/**
 * Cumulative incidence of the first stall per scope. The last step's share equals `stall.risk`: every
 * replication is watched to the horizon, so nothing is censored.
 */
export function incidenceCurves(
  aggregate: Aggregate,
  campaigns: readonly string[],
  durationMs: number,
  level: number = DEFAULT_LEVEL,
): IncidenceCurve[] {
  const first = figureIndex('stall.first');
  const finish = figureIndex('finish.time');
  const curves: IncidenceCurve[] = [];
  for (const { campaign, country, scope } of namedScopes(aggregate.layout, campaigns)) {
    const stalls = timesHours(aggregate, first, scope);
    const ends = timesHours(aggregate, finish, scope);
    const steps = cumulativeIncidence(stalls, ends, { level });
    if (steps === null) continue;
    curves.push({ campaign, country, steps: byWholeHours(steps, durationMs / HOUR_MS) });
  }
  return curves;
}

/** Time per replication in hours; Infinity where the figure has no value: it never happened. */
function timesHours(aggregate: Aggregate, figure: number, scope: number): Float64Array {
  const { numerators, denominators } = aggregate.pairs(figure, scope);
  return numerators.map((hours, i) => (denominators[i] > 0 ? hours : Infinity));
}

/** Keeps the state at the end of each hour, so that a curve is as long as the scenario and no longer. */
function byWholeHours(steps: readonly IncidenceStep[], durationHours: number): IncidenceStep[] {
  const kept: IncidenceStep[] = [];
  for (const step of steps) {
    const hour = Math.min(Math.ceil(step.time), Math.max(durationHours, step.time));
    const last = kept.at(-1);
    if (last !== undefined && last.time === hour) kept.pop();
    kept.push({ ...step, time: hour });
  }
  return kept;
}
