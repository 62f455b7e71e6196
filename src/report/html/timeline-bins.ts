import type { Interval } from '../../stats/interval.ts';
import type { StoredHour, TimelineColumn } from '../stored/run-rows.ts';

/** Most points on a line, so that a month is no heavier than a week. */
const MOST_BINS = 240;
const WIDTHS_HOURS = [1, 2, 3, 4, 6, 8, 12, 24, 48, 168];

/** Hours of a scope put together: counts are summed, stocks are means over the bin. */
export interface Bin {
  /** Hours since the start. */
  readonly from: number;
  readonly to: number;
  readonly value: (column: TimelineColumn) => number | null;
  /**
   * Ends of the interval. Over several hours they are the means or sums of the hours' own ends, which is
   * no narrower than the interval of the mean or sum; null where an hour has no bound.
   */
  readonly low: (column: TimelineColumn) => number | null;
  readonly high: (column: TimelineColumn) => number | null;
}

/** @returns in order of time, at most 240 of them up to four and a half years */
export function binsOf(hours: readonly StoredHour[], durationHours: number): Bin[] {
  const width = binHours(hours.length);
  const bins: Bin[] = [];
  for (let first = 0; first < hours.length; first += width) {
    const part = hours.slice(first, first + width);
    const fold = (read: (interval: Interval) => number) => (column: TimelineColumn) =>
      folded(part, column, read);
    bins.push({
      from: first,
      to: Math.min(first + width, durationHours),
      value: fold(({ estimate }) => estimate),
      low: fold(({ low }) => low),
      high: fold(({ high }) => high),
    });
  }
  return bins;
}

/** Hours in a bin: one, until there are too many. */
export function binHours(hours: number): number {
  const enough = WIDTHS_HOURS.find((width) => hours / width <= MOST_BINS);
  return enough ?? Math.ceil(hours / MOST_BINS);
}

/** What a bin of a chart stands for, in words. */
export function binWords(width: number): string {
  return width === 1 ? 'hour' : `${width} hours`;
}

/** Counts of an hour; everything else is a mean over it. */
const COUNTS: ReadonlySet<TimelineColumn> = new Set<TimelineColumn>([
  'skips_spam',
  'skips_country',
  'skips_spam_and_country',
  'dials',
  'answered',
  'considered',
  'ended',
]);

function folded(
  part: readonly StoredHour[],
  column: TimelineColumn,
  read: (interval: Interval) => number,
): number | null {
  let sum = 0;
  let n = 0;
  for (const { values } of part) {
    const interval = values[column];
    if (interval === null) continue;
    sum += read(interval);
    n++;
  }
  if (n === 0 || !Number.isFinite(sum)) return null;
  return COUNTS.has(column) ? sum : sum / n;
}
