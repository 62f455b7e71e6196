import { findFigure } from '../../experiment/figures-summary.ts';
import type { FigureChoice } from '../../experiment/sweep/figure-choice.ts';
import type { PointSummary, SweepSummary } from '../../experiment/sweep/summarize.ts';
import { FIGURES, figureIndex } from '../../model/figures.ts';
import { estimateText } from '../text/format.ts';
import { verdictWord } from '../text/gate-section.ts';
import type { Palette } from '../text/palette.ts';
import { tableLines, tableWidth } from '../text/render-text.ts';
import {
  cell,
  left,
  right,
  type TextCell,
  type TextColumn,
  type TextTable,
} from '../text/section.ts';
import { axisText } from './axis-columns.ts';
import { axisNames } from './labels.ts';
import { WIDTH } from './plot.ts';
import { gatesWord } from './sweep-tables.ts';

/** Points that a table or a plot shows; the rest is in the files. */
export const MOST_SHOWN = 40;

/** The points as a table: where each is, what its gates say, and as many figures as the width bears. */
export function pointLines(summary: SweepSummary, palette: Palette): string[] {
  const { plan, points } = summary;
  const shown = points.slice(0, MOST_SHOWN);
  const place: PointColumn[] = [
    { head: right('#'), read: ({ point }) => cell(String(point), 'dim') },
    ...axisNames(plan).map((name, axis) => ({
      head: left(name, true),
      read: ({ point }: PointSummary) => axisCell(summary, point, axis),
    })),
    ...(summary.partial
      ? [{ head: right('n'), read: ({ n }: PointSummary) => cell(String(n)) }]
      : []),
    ...(plan.gates.length > 0 ? [{ head: left('gates'), read: gatesCell }] : []),
  ];
  const columns = [...place];
  for (const figure of plan.figures) {
    const next = [...columns, figureColumn(figure)];
    if (columns.length > place.length && tableWidth(tableOf(next, shown)) > WIDTH) break;
    columns.push(figureColumn(figure));
  }
  const lines = [palette.bold('Points'), ...tableLines(tableOf(columns, shown), palette)];
  const more = points.length - shown.length;
  if (more > 0) lines.push(palette.dim(`… and ${more} more points, all of them in points.csv`));
  return lines;
}

interface PointColumn {
  readonly head: TextColumn;
  readonly read: (point: PointSummary) => TextCell;
}

function figureColumn({ text, key, campaign, country }: FigureChoice): PointColumn {
  const { unit } = FIGURES[figureIndex(key)];
  return {
    head: right(text),
    read: ({ figures }) => {
      return cell(
        estimateText(findFigure(figures, key, campaign, country)?.interval ?? null, unit),
      );
    },
  };
}

function gatesCell(point: PointSummary): TextCell {
  const verdict = gatesWord(point);
  const { word, tone } = verdictWord(verdict);
  return cell(word, tone);
}

function tableOf(columns: readonly PointColumn[], points: readonly PointSummary[]): TextTable {
  const rows = points.map((each) => columns.map(({ read }) => read(each)));
  return { columns: columns.map(({ head }) => head), rows };
}

/** Where one axis moves at a time, what stays as it is stands back. */
function axisCell({ plan }: SweepSummary, point: number, axis: number): TextCell {
  const moved = plan.points[point].values[axis] !== null;
  return cell(axisText(plan, point, axis) ?? 'none', moved ? 'plain' : 'dim');
}
