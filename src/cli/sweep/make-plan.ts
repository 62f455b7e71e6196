import type { Axis } from '../../experiment/sweep/axis.ts';
import type { PointValues } from '../../experiment/sweep/design.ts';
import type { FigureChoice } from '../../experiment/sweep/figure-choice.ts';
import {
  blockSizeOf,
  type PlannedAxis,
  type PlannedLayout,
  type PlannedPoint,
  type SweepPlan,
} from '../../experiment/sweep/plan.ts';
import { valueAt } from '../../experiment/sweep/value-at.ts';
import { FIGURES } from '../../model/figures.ts';
import { resultLayout } from '../../model/run-replication.ts';
import type { Scenario } from '../../model/spec.ts';
import type { Warning } from '../../model/warning.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import { DEFAULT_LEVEL } from '../../stats/interval.ts';
import type { Host } from '../host-seam.ts';
import type { ChosenSelector } from '../run/chosen-selector.ts';
import { sorted } from '../run/run-hash.ts';
import type { SweepArguments } from './sweep-arguments.ts';
import { pointSets, sweepCommand } from './sweep-command.ts';

/** What a plan is made of. */
export interface PlanParts {
  readonly args: SweepArguments;
  readonly selector: ChosenSelector;
  readonly base: LoadedScenario;
  readonly axes: readonly Axis[];
  readonly points: readonly PlannedPoint[];
  readonly layouts: readonly PlannedLayout[];
  readonly figures: readonly FigureChoice[];
  readonly replications: number;
}

/** The plan of a sweep, named by a hash over all that its results depend on. */
export function makePlan(host: Host, parts: PlanParts): SweepPlan {
  const { args, selector, base, axes, points, layouts, figures, replications } = parts;
  const { name, why, seed } = base.scenario;
  const wanted = new Set([...figures, ...base.gates].map(({ key }) => key));
  const results = {
    schemaVersion: 1,
    poolsim: host.version,
    node: host.nodeVersion,
    scenario: name,
    seed,
    design: args.design,
    axes: axes.map(({ path }, i) => plannedAxis(path, i, points, base)),
    points,
    layouts,
    replications,
    blockSize: blockSizeOf(replications),
    confidence: DEFAULT_LEVEL,
    figures,
    keys: FIGURES.filter(({ key }) => wanted.has(key)).map(({ key, unit }) => ({ key, unit })),
    gates: base.gates,
  } as const;
  return {
    ...results,
    experiment: hashOf(host, { ...results, selector: selector.sha256 }),
    why,
    source: base.source,
    reproduce: sweepCommand(host, args, seed, replications),
    selector: selector.label,
    inputs: base.inputs,
    warnings: [...base.warnings, ...sameScenarios(axes, points)],
    resolved: base.resolved,
    origins: Object.fromEntries(base.origins),
  };
}

/** A point as the plan has it; its layout is added to those known where it is new. */
export function plannedPoint(
  host: Host,
  loaded: LoadedScenario,
  values: PointValues,
  selector: ChosenSelector,
  layouts: PlannedLayout[],
): PlannedPoint {
  const scenarioHash = hashOf(host, {
    version: host.version,
    node: host.nodeVersion,
    selector: selector.sha256,
    seed: loaded.scenario.seed,
    resolved: withoutQuestions(loaded.resolved),
    inputs: loaded.inputs.map(({ sha256 }) => sha256),
  });
  return { values, scenarioHash, layout: layoutIndex(layouts, loaded.scenario) };
}

/** A resolved scenario without what is asked of it: what one replication depends on. */
function withoutQuestions(resolved: unknown): unknown {
  const asked = new Set(['replications', 'replicationBudget', 'gates', 'why']);
  const entries = Object.entries(resolved as object).filter(([key]) => !asked.has(key));
  return Object.fromEntries(entries);
}

function layoutIndex(layouts: PlannedLayout[], scenario: Scenario): number {
  const { scopes } = resultLayout(scenario);
  const layout = { campaigns: scenario.campaigns.map(({ name }) => name), scopes };
  const text = JSON.stringify(layout);
  const known = layouts.findIndex((each) => JSON.stringify(each) === text);
  return known >= 0 ? known : layouts.push(layout) - 1;
}

function plannedAxis(
  path: string,
  index: number,
  points: readonly PlannedPoint[],
  base: LoadedScenario,
): PlannedAxis {
  const values = points.flatMap((point) => point.values[index] ?? []);
  return { path, values: [...new Set(values)], base: valueAt(base.resolved, path) };
}

/** Points that turned out to be one and the same scenario: `24h` and `1d`, or a value as it was. */
function sameScenarios(axes: readonly Axis[], points: readonly PlannedPoint[]): Warning[] {
  const paths = axes.map(({ path }) => path);
  const told = ({ values }: PlannedPoint) => pointSets(paths, values).join(' ') || 'as it is';
  return points.flatMap((point, i) => {
    const first = points.findIndex((other) => other.scenarioHash === point.scenarioHash);
    if (first === i) return [];
    const text = `points ${first} (${told(points[first])}) and ${i} (${told(point)}) are one scenario`;
    return [{ code: 'same-scenario', text, hint: 'leave one of them out' }];
  });
}

function hashOf(host: Host, parts: unknown): string {
  return host.sha256(JSON.stringify(sorted(parts)));
}
