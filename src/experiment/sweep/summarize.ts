import { FIGURES, type FigureSpec, figureIndex } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import { estimate, type Figure, namedScopes } from '../figures-summary.ts';
import { type GateResult, judgeGates, unjudged } from '../gates.ts';
import { ResultHash } from '../result-hash.ts';
import { effectsOf, type SweepEffect } from './effects.ts';
import type { SweepPlan } from './plan.ts';
import type { SweepRecords } from './records.ts';

/** What a sweep found at one point. */
export interface PointSummary {
  readonly point: number;
  /** Replications that its figures rest on. */
  readonly n: number;
  /** The plan's keys in every scope of the point. */
  readonly figures: readonly Figure[];
  readonly gates: readonly GateResult[];
  /** 32 hex digits over the records of its replications. */
  readonly resultHash: string;
}

export interface SweepSummary {
  readonly plan: SweepPlan;
  /** True when it was broken off: some points have fewer replications than planned, or none. */
  readonly partial: boolean;
  /** Points with at least one replication, in order. */
  readonly points: readonly PointSummary[];
  /** Of `oat`: what each value of each axis does to each figure that is shown. */
  readonly effects: readonly SweepEffect[];
  readonly resultHash: string;
}

/** Estimates, verdicts and effects of all that is there. A pure function of the records. */
export function summarizeSweep(records: SweepRecords): SweepSummary {
  const { plan } = records;
  const points = plan.points.flatMap((_, point) => {
    const n = records.finished(point);
    return n === 0 ? [] : [summarizePoint(records, point, n)];
  });
  const hash = new ResultHash();
  for (const { point, n, resultHash } of points) {
    hash.addNumbers([point, n]);
    hash.addText(resultHash);
  }
  return {
    plan,
    partial: records.count < plan.points.length * plan.replications,
    points,
    effects: effectsOf(records),
    resultHash: hash.digest(),
  };
}

function summarizePoint(records: SweepRecords, point: number, n: number): PointSummary {
  const { plan } = records;
  const layout = plan.layouts[plan.points[point].layout];
  const scopes = namedScopes({ ...layout, rows: [], hours: 0 }, layout.campaigns);
  const figures = plan.keys.flatMap(({ key, unit }, index) => {
    const spec: FigureSpec = FIGURES[figureIndex(key)];
    const byScope = new Map<number, Interval | null>();
    return scopes.flatMap(({ campaign, country, scope }): Figure[] => {
      if (spec.scope === 'campaign' && country !== '*') return [];
      let interval = byScope.get(scope);
      if (interval === undefined) {
        const pairs = records.pairs(point, index, scope, n);
        interval = estimate(spec.estimator, spec.bounded01, pairs, plan.confidence);
        byScope.set(scope, interval);
      }
      return [{ key, campaign, country, unit, n: interval?.n ?? n, interval }];
    });
  });
  const judged = judgeGates(plan.gates, figures, plan.confidence);
  const gates = n < plan.replications ? unjudged(judged) : judged;
  return { point, n, figures, gates, resultHash: records.pointHash(point, n) };
}
