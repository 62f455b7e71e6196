import { jsonSeed } from '../../experiment/json-seed.ts';
import { jsonInterval } from '../../experiment/summary.ts';
import type { SweepSummary } from '../../experiment/sweep/summarize.ts';
import type { Interval } from '../../stats/interval.ts';

/** sweep.json, and what `sweep --json` prints. */
export function sweepDocument(summary: SweepSummary): Record<string, unknown> {
  const { plan, points, effects } = summary;
  const values = (point: number) =>
    Object.fromEntries(plan.axes.map(({ path }, i) => [path, plan.points[point].values[i]]));
  return {
    schemaVersion: 1,
    scenario: plan.scenario,
    seed: jsonSeed(plan.seed),
    experiment: plan.experiment,
    design: plan.design,
    replications: plan.replications,
    partial: summary.partial,
    confidence: plan.confidence,
    resultHash: summary.resultHash,
    axes: plan.axes.map(({ path, base, values: own }) => ({ path, base, values: own })),
    points: points.map(({ point, n, resultHash }) => {
      const { scenarioHash } = plan.points[point];
      return { point, values: values(point), n, scenarioHash, resultHash };
    }),
    figures: points.flatMap(({ point, figures }) =>
      figures.map(({ key, campaign, country, unit, n, interval }) => {
        return { point, key, campaign, country, ...jsonInterval(interval, n), unit };
      }),
    ),
    gates: points.flatMap(({ point, gates }) =>
      gates.map(({ gate, n, interval, verdict }) => {
        return { point, gate: gate.text, ...jsonInterval(interval, n), verdict };
      }),
    ),
    effects: effects.map(({ axis, value, point, figure, unit, difference }) => {
      const { key, campaign, country } = figure;
      const interval = jsonDifference(difference);
      const where = { axis: plan.axes[axis].path, value, point };
      return { ...where, key, campaign, country, ...interval, unit };
    }),
    warnings: plan.warnings.map(({ code, text, hint }) => ({ code, text, hint })),
  };
}

/** A difference may also be minus never: what never came, comes. An open end is null on both sides. */
function jsonDifference(difference: Interval | null) {
  if (difference === null || difference.estimate !== -Infinity) {
    return jsonInterval(difference, difference?.n ?? 0);
  }
  return { mean: '-never', low: null, high: null, n: difference.n };
}
