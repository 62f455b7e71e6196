import { FIGURES, type FigureSpec, type FigureUnit, figureIndex } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import type { Pairs } from '../aggregate.ts';
import { namedScopes } from '../figures-summary.ts';
import { pairedDifferenceOf } from '../outcome-baseline-difference.ts';
import type { FigureChoice } from './figure-choice.ts';
import type { SweepRecords } from './records.ts';

/** What moving one axis to one value does to one figure. */
export interface SweepEffect {
  /** Index into the plan's axes. */
  readonly axis: number;
  readonly value: string;
  readonly point: number;
  readonly figure: FigureChoice;
  readonly unit: FigureUnit;
  /**
   * Figure at the value minus figure of the scenario as it is, over replications that met the same luck;
   * null on no data.
   */
  readonly difference: Interval | null;
}

/** The effects of a design that moves one axis at a time; none of another design. */
export function effectsOf(records: SweepRecords): SweepEffect[] {
  const { plan } = records;
  if (plan.design !== 'oat') return [];
  return plan.points.flatMap(({ values }, point) => {
    const axis = values.findIndex((value) => value !== null);
    const n = Math.min(records.finished(0), records.finished(point));
    if (axis < 0 || n === 0) return [];
    return plan.figures.map((figure) => {
      const spec: FigureSpec = FIGURES[figureIndex(figure.key)];
      const base = pairsOf(records, 0, figure, n);
      const head = pairsOf(records, point, figure, n);
      const difference =
        base === null || head === null
          ? null
          : pairedDifferenceOf(spec.estimator, base, head, plan.confidence);
      return { axis, value: values[axis]!, point, figure, unit: spec.unit, difference };
    });
  });
}

/** An axis by how far it moves a figure: its strongest effect first. */
export interface AxisEffects {
  readonly axis: number;
  /** In the order of the axis's values. */
  readonly effects: readonly SweepEffect[];
  /** Largest absolute difference; 0 where there are no data. */
  readonly strength: number;
}

/** What matters most for a figure: axes by the strength of their effects, then in the order given. */
export function rankedAxes(effects: readonly SweepEffect[], figure: FigureChoice): AxisEffects[] {
  const byAxis = new Map<number, SweepEffect[]>();
  for (const effect of effects) {
    if (effect.figure.text !== figure.text) continue;
    byAxis.set(effect.axis, [...(byAxis.get(effect.axis) ?? []), effect]);
  }
  return [...byAxis]
    .map(([axis, own]) => ({ axis, effects: own, strength: Math.max(...own.map(strengthOf)) }))
    .sort((a, b) => b.strength - a.strength || a.axis - b.axis);
}

function strengthOf({ difference }: SweepEffect): number {
  return difference === null ? 0 : Math.abs(difference.estimate);
}

function pairsOf(
  records: SweepRecords,
  point: number,
  { key, campaign, country }: FigureChoice,
  n: number,
): Pairs | null {
  const { plan } = records;
  const layout = plan.layouts[plan.points[point].layout];
  const scope = namedScopes({ ...layout, rows: [], hours: 0 }, layout.campaigns).find(
    (each) => each.campaign === campaign && each.country === country,
  );
  if (scope === undefined) return null;
  const index = plan.keys.findIndex((each) => each.key === key);
  return records.pairs(point, index, scope.scope, n);
}
