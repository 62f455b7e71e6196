import { HOUR_MS } from '../../base/units.ts';
import type { PlannedAxis, SweepPlan } from '../../experiment/sweep/plan.ts';
import { parseDuration, parseRate, parseShare } from '../../scenario/quantities.ts';
import { type Column, column } from '../columns.ts';

/** A row that belongs to a point. */
export interface OfPoint {
  readonly plan: SweepPlan;
  readonly point: number;
}

/** The value of an axis at a point, as written; that of the scenario where it is not varied there. */
export function axisText(plan: SweepPlan, point: number, axis: number): string | null {
  return plan.points[point].values[axis] ?? plan.axes[axis].base;
}

/**
 * Columns that tell where a point is: its number, then every axis as written, and beside it as a number
 * where it is written with a unit, so that it can be computed with.
 */
export function pointColumns<Row extends OfPoint>(plan: SweepPlan): Column<Row>[] {
  return [
    column<Row>('point', 'index', 'which point of the design, from 0', (row) => row.point),
    ...plan.axes.flatMap((axis, i) => {
      const text = (row: Row) => axisText(row.plan, row.point, i);
      const own = column<Row>(axis.path, 'text', 'the value at this point, as written', text);
      const measure = measureOf(axis);
      if (measure === null) return [own];
      const number = column<Row>(
        `${axis.path}_${measure.unit}`,
        measure.unit,
        'the same as a number',
        (row) => measure.read(text(row) ?? ''),
      );
      return [own, number];
    }),
  ];
}

interface Measure {
  readonly unit: string;
  /** Null where the text is not of this kind. */
  readonly read: (text: string) => number | null;
}

/** Whole hours are exact, and so is half of one. */
const MEASURES: readonly Measure[] = [
  {
    unit: 'hours',
    read: (text) => {
      const parsed = parseDuration(text);
      return parsed.ok ? parsed.value / HOUR_MS : null;
    },
  },
  {
    unit: 'share',
    read: (text) => {
      const parsed = parseShare(text);
      return parsed.ok ? parsed.value : null;
    },
  },
  {
    unit: 'per_hour',
    read: (text) => {
      const parsed = parseRate(text);
      return parsed.ok ? parsed.value * HOUR_MS : null;
    },
  },
];

/** What all values of an axis measure; null where they are plain numbers, words, or of several kinds. */
function measureOf({ values }: PlannedAxis): Measure | null {
  if (values.every((value) => Number.isFinite(Number(value)))) return null;
  return MEASURES.find(({ read }) => values.every((value) => read(value) !== null)) ?? null;
}
