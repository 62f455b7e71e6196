import type { Interval } from '../../stats/interval.ts';

/** The width that every line of a report keeps to. */
export const WIDTH = 80;

/** A straight scale from values to columns of text. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  /** Columns. */
  readonly width: number;
}

/**
 * The scale that holds all finite estimates and ends; from 0 on where that does not flatten them. Null
 * where there is nothing to show.
 *
 * @param zero true: 0 is always inside
 */
export function scaleOf(
  intervals: readonly (Interval | null)[],
  width: number,
  zero: boolean,
): Scale | null {
  const values = intervals
    .flatMap((each) => (each === null ? [] : [each.estimate, each.low, each.high]))
    .filter(Number.isFinite);
  if (values.length === 0) return null;
  let low = Math.min(...values);
  let high = Math.max(...values);
  if (zero || (low > 0 && low <= high / 2)) low = Math.min(0, low);
  if (zero) high = Math.max(0, high);
  if (low === high) high = low === 0 ? 1 : low + Math.abs(low);
  return { low, high, width };
}

/** Column of a value, kept inside the scale. */
export function columnOf({ low, high, width }: Scale, value: number): number {
  const share = (value - low) / (high - low);
  return Math.max(0, Math.min(width - 1, Math.round(share * (width - 1))));
}

/** `  ├──●───┤ `: an estimate in its interval; an end that the scale does not hold is an arrow. */
export function intervalPlot(interval: Interval | null, scale: Scale): string {
  const cells = new Array<string>(scale.width).fill(' ');
  if (interval === null) return cells.join('');
  const { estimate, low, high } = interval;
  const from = columnOf(scale, low);
  const to = columnOf(scale, high);
  for (let i = from; i <= to; i++) cells[i] = '─';
  if (from < to) {
    cells[from] = low < scale.low ? '◂' : '├';
    cells[to] = high > scale.high ? '▸' : '┤';
  }
  cells[columnOf(scale, estimate)] = estimate > scale.high ? '▸' : '●';
  return cells.join('');
}

/** `   │██████░░░  `: a change from 0; `█` is sure, `░` lies inside the interval. */
export function changePlot(change: Interval | null, scale: Scale): string {
  const cells = new Array<string>(scale.width).fill(' ');
  const zero = columnOf(scale, 0);
  cells[zero] = '│';
  if (change === null || isNothing(change)) return cells.join('');
  const { estimate, low, high } = change;
  const near = low > 0 ? low : Math.min(high, 0);
  const paint = (a: number, b: number, mark: string) => {
    const [from, to] = [columnOf(scale, a), columnOf(scale, b)].sort((x, y) => x - y);
    for (let i = from; i <= to; i++) if (i !== zero) cells[i] = mark;
  };
  paint(low, high, '░');
  if (near !== 0) paint(0, near, '█');
  else if (low === -Infinity && high === Infinity) paint(0, estimate, '░');
  return cells.join('');
}

/** Exactly no change, or no data on one. */
export function isNothing(change: Interval | null): boolean {
  return change === null || (change.estimate === 0 && change.low === 0 && change.high === 0);
}
