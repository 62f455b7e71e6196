import { findFigure } from '../../experiment/figures-summary.ts';
import type { FigureChoice } from '../../experiment/sweep/figure-choice.ts';
import type { SweepSummary } from '../../experiment/sweep/summarize.ts';
import { FIGURES, type FigureSpec, figureIndex } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import { estimateText, inUnit, rangeText } from '../text/format.ts';
import type { Palette } from '../text/palette.ts';
import { cutTo, displayWidth, padEnd, padStart, printable, wrap } from '../text/width.ts';
import { pointTag } from './labels.ts';
import { intervalPlot, scaleOf, WIDTH } from './plot.ts';
import { MOST_SHOWN } from './point-lines.ts';

const LABEL_MOST = 30;
const GAP = 2;

/** Every figure that was asked for, as lines: a point each, with its interval drawn to scale. */
export function figurePlots(summary: SweepSummary, palette: Palette): string[][] {
  return summary.plan.figures.map((figure) => figurePlot(summary, figure, palette));
}

function figurePlot(summary: SweepSummary, choice: FigureChoice, palette: Palette): string[] {
  const { plan } = summary;
  const spec: FigureSpec = FIGURES[figureIndex(choice.key)];
  const points = summary.points.slice(0, MOST_SHOWN);
  const intervals = points.map(({ figures }) => {
    return findFigure(figures, choice.key, choice.campaign, choice.country)?.interval ?? null;
  });
  const title = wrap(choice.text, WIDTH).map(palette.bold);
  const [first] = intervals;
  if (points.length > 1 && first && first.low === first.high && intervals.every(same(first))) {
    return [...title, `${estimateText(first, spec.unit)} at every point`];
  }
  const labels = points.map(({ point }) => printable(pointTag(plan, point)));
  const estimates = intervals.map((interval) => estimateText(interval, spec.unit));
  const ranges = intervals.map((interval) => rangeText(interval, spec.unit));
  const labelWidth = Math.min(LABEL_MOST, widest(labels));
  const textWidth = labelWidth + widest(estimates) + widest(ranges) + 3 * GAP;
  const scale = scaleOf(intervals, Math.max(10, WIDTH - textWidth), false);
  const gap = ' '.repeat(GAP);
  const rows = points.map((_, i) => {
    const text = [
      padEnd(cutTo(labels[i], labelWidth), labelWidth),
      padStart(estimates[i], widest(estimates)),
      palette.dim(padStart(ranges[i], widest(ranges))),
    ];
    const plot = scale === null ? '' : intervalPlot(intervals[i], scale);
    return [...text, plot].join(gap).trimEnd();
  });
  const ends =
    scale === null ? [] : [axisLine(scale, spec, ' '.repeat(WIDTH - scale.width), palette)];
  return [...wrap(choice.text, WIDTH).map(palette.bold), ...rows, ...ends];
}

function same(first: Interval) {
  return (other: Interval | null) => other?.low === first.low && other.high === first.high;
}

/** What the first and the last column of the plot stand for. */
function axisLine(
  scale: { low: number; high: number; width: number },
  { unit }: FigureSpec,
  indent: string,
  palette: Palette,
): string {
  const low = inUnit(scale.low, unit);
  const high = inUnit(scale.high, unit);
  const between = ' '.repeat(Math.max(1, scale.width - displayWidth(low) - displayWidth(high)));
  return palette.dim(`${indent}${low}${between}${high}`);
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(displayWidth));
}
