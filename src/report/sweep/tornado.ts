import { findFigure } from '../../experiment/figures-summary.ts';
import { rankedAxes } from '../../experiment/sweep/effects.ts';
import type { FigureChoice } from '../../experiment/sweep/figure-choice.ts';
import type { SweepSummary } from '../../experiment/sweep/summarize.ts';
import { FIGURES, figureIndex } from '../../model/figures.ts';
import { quantity, withRange } from '../text/format.ts';
import type { Palette } from '../text/palette.ts';
import { cutTo, displayWidth, padEnd, padStart, printable, wrap } from '../text/width.ts';
import { signed, signedRange, signedText } from './change-text.ts';
import { axisNames } from './labels.ts';
import { changePlot, columnOf, isNothing, type Scale, scaleOf, WIDTH } from './plot.ts';

const LABEL_MOST = 28;
const GAP = '  ';

/** A tornado for every figure that was asked for: the axes by what they move, the strongest on top. */
export function tornadoes(summary: SweepSummary, palette: Palette): string[][] {
  const level = `${quantity(summary.plan.confidence * 100)} %`;
  const legend = `█ sure, ░ inside the ${level} interval; each bar by itself, not all of them together.`;
  const plots = summary.plan.figures.map((figure) => tornado(summary, figure, palette));
  return [...plots, wrap(legend, WIDTH).map(palette.dim)];
}

function tornado(summary: SweepSummary, figure: FigureChoice, palette: Palette): string[] {
  const { plan, effects, points } = summary;
  const names = axisNames(plan);
  const { unit } = FIGURES[figureIndex(figure.key)];
  const base = points.find(({ point }) => point === 0);
  const found = findFigure(base?.figures ?? [], figure.key, figure.campaign, figure.country);
  const own = rankedAxes(effects, figure).flatMap((axis) => axis.effects);
  const title = `What moves ${figure.text}: ${withRange(found?.interval ?? null, unit)} as it is`;
  const lines = wrap(title, WIDTH).map(palette.bold);
  if (own.every(({ difference }) => isNothing(difference))) {
    return [...lines, 'Nothing that was varied moves it.'];
  }
  const labels = own.map(({ axis, value }) => printable(`${names[axis]}=${value}`));
  const changes = own.map(({ difference }) => signedText(difference, unit));
  const ranges = own.map(({ difference }) => signedRange(difference, unit));
  const labelWidth = Math.min(LABEL_MOST, widest(labels));
  const textWidth = labelWidth + widest(changes) + widest(ranges) + 3 * GAP.length;
  const width = Math.max(10, WIDTH - textWidth);
  const scale = scaleOf(
    own.map(({ difference }) => difference),
    width,
    true,
  );
  own.forEach(({ difference }, i) => {
    const text = [
      padEnd(cutTo(labels[i], labelWidth), labelWidth),
      padStart(changes[i], widest(changes)),
      palette.dim(padStart(ranges[i], widest(ranges))),
    ];
    const plot = scale === null ? '' : changePlot(difference, scale);
    lines.push([...text, plot].join(GAP).trimEnd());
  });
  if (scale !== null && own.length > 0) {
    const ends = scaleLine(scale, (value) => signed(value, unit));
    lines.push(palette.dim(`${' '.repeat(WIDTH - width)}${ends}`));
  }
  return lines;
}

/** What the ends and the middle line of the plot stand for. */
function scaleLine(scale: Scale, text: (value: number) => string): string {
  const low = scale.low < 0 ? text(scale.low) : '';
  const high = scale.high > 0 ? text(scale.high) : '';
  const zero = columnOf(scale, 0);
  let line = low;
  if (displayWidth(low) < zero) line = `${padEnd(low, zero)}0`;
  const room = scale.width - displayWidth(line);
  return displayWidth(high) < room ? line + padStart(high, room) : line;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(displayWidth));
}
