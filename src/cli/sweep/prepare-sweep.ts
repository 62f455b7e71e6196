import { namedScopes } from '../../experiment/figures-summary.ts';
import { parseAxes } from '../../experiment/sweep/axis.ts';
import { designPoints } from '../../experiment/sweep/design.ts';
import { DEFAULT_FIGURES, parseFigures } from '../../experiment/sweep/figure-choice.ts';
import type { PlannedLayout, PlannedPoint, SweepPlan } from '../../experiment/sweep/plan.ts';
import { resultLayout } from '../../model/run-replication.ts';
import type { Scenario } from '../../model/spec.ts';
import { REPLICATIONS } from '../../scenario/defaults.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import { InputProblems } from '../../scenario/problem.ts';
import type { Host } from '../host-seam.ts';
import { load } from '../load.ts';
import type { ChosenSelector } from '../run/chosen-selector.ts';
import { sharedScenario } from '../run/shared-scenario.ts';
import { loadPoints, pathProblems } from './load-points.ts';
import { makePlan, plannedPoint } from './make-plan.ts';
import { SharedTables } from './shared-tables.ts';
import type { SweepArguments } from './sweep-arguments.ts';

/** A sweep that is ready to be simulated. */
export interface PreparedSweep {
  readonly plan: SweepPlan;
  readonly base: LoadedScenario;
  /** One per point of the plan, for threads. */
  readonly scenarios: readonly Scenario[];
}

/**
 * Reads the scenario, what is varied, and every point: everything that can be wrong is told here, before
 * anything is run.
 *
 * @throws {InputProblems}
 */
export async function prepareSweep(
  host: Host,
  args: SweepArguments,
  selector: ChosenSelector,
): Promise<PreparedSweep> {
  const asked = args.replications === null ? null : String(args.replications);
  const base = await load(host, args.scenario, { ...args.load, replications: asked });
  const replications = base.replications === 'auto' ? REPLICATIONS : base.replications;
  const { axes, problems } = parseAxes(args.vary);
  const { seed } = base.scenario;
  const designed = designPoints(args.design, problems.length > 0 ? [] : axes, args.points, seed);
  const figures = parseFigures(args.figures ?? DEFAULT_FIGURES, scopesOf(base.scenario));
  const found = [...problems, ...designed.problems, ...figures.problems];
  if (found.length > 0) {
    throw new InputProblems([...found, ...(await pathProblems(host, args, base, axes))]);
  }

  const tables = new SharedTables();
  const layouts: PlannedLayout[] = [];
  const points: PlannedPoint[] = [];
  const scenarios: Scenario[] = [];
  const paths = axes.map(({ path }) => path);
  const all = loadPoints(host, args, base, paths, designed.points, replications);
  for await (const { loaded, values } of all) {
    const point = plannedPoint(host, loaded, values, selector, layouts);
    // One axis at a time: a value that the scenario has already is the point in the middle.
    const asItIs = point.scenarioHash === points[0]?.scenarioHash;
    if (args.design === 'oat' && asItIs) continue;
    points.push(point);
    scenarios.push(sharedScenario(loaded.scenario, (table) => tables.share(table)));
  }
  const parts = { args, selector, base, axes, points, layouts, replications };
  return { plan: makePlan(host, { ...parts, figures: figures.choices }), base, scenarios };
}

function scopesOf(scenario: Scenario) {
  const names = scenario.campaigns.map(({ name }) => name);
  return namedScopes(resultLayout(scenario), names);
}
