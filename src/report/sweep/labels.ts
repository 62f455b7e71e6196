import type { SweepPlan } from '../../experiment/sweep/plan.ts';
import { axisText } from './axis-columns.ts';

/** Short names of the axes: the end of each path that tells it from the others. */
export function axisNames(plan: SweepPlan): string[] {
  const paths = plan.axes.map(({ path }) => path.split('.'));
  const ending = (parts: readonly string[], steps: number) => parts.slice(-steps).join('.');
  return paths.map((parts) => {
    let steps = 1;
    const same = () => paths.filter((other) => ending(other, steps) === ending(parts, steps));
    while (steps < parts.length && same().length > 1) steps++;
    return ending(parts, steps);
  });
}

/** Where a point is, for a sentence: `scoreRefresh=24h spamThreshold=70`. */
export function pointLabel(plan: SweepPlan, point: number): string {
  const names = axisNames(plan);
  return plan.axes.map((_, i) => `${names[i]}=${axisText(plan, point, i) ?? 'none'}`).join(' ');
}

/** The same for the line of a plot, whose axes stand in the table: `#3 24h 70`; of one axis its value. */
export function pointTag(plan: SweepPlan, point: number): string {
  const values = plan.axes.map((_, i) => axisText(plan, point, i) ?? 'none');
  return plan.axes.length === 1 ? values[0] : `#${point} ${values.join(' ')}`;
}
