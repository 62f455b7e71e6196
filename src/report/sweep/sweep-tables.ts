import { type Figure, findFigure } from '../../experiment/figures-summary.ts';
import type { Verdict } from '../../experiment/gates.ts';
import type { SweepEffect } from '../../experiment/sweep/effects.ts';
import type { FigureChoice } from '../../experiment/sweep/figure-choice.ts';
import type { PointSummary, SweepSummary } from '../../experiment/sweep/summarize.ts';
import { FIGURES, figureIndex } from '../../model/figures.ts';
import { type Column, column, intervalColumns, type Table } from '../columns.ts';
import { type OfPoint, pointColumns } from './axis-columns.ts';

interface PointRow extends OfPoint {
  readonly summary: PointSummary;
}

interface FigureRow extends OfPoint {
  readonly figure: Figure;
}

interface EffectRow extends OfPoint {
  readonly effect: SweepEffect;
}

/** points.csv: one row a point, the shown figures side by side. */
export function pointsTable({ plan }: SweepSummary): Table<SweepSummary, PointRow> {
  return {
    file: 'points.csv',
    meaning: 'one row per point of the design, with the figures that were asked for',
    columns: [
      ...pointColumns<PointRow>(plan),
      column('n', 'count', 'replications it rests on', (row) => row.summary.n),
      column(
        'gates',
        'text',
        'the worst verdict over the gates; empty without gates, and at a point broken off',
        (row) => gatesWord(row.summary),
      ),
      ...plan.figures.flatMap((choice) => figureColumns(choice)),
    ],
    rows: (summary) => summary.points.map((each) => ({ plan, point: each.point, summary: each })),
  };
}

/** figures.csv: one row a point, figure and group. */
export function figuresTable({ plan }: SweepSummary): Table<SweepSummary, FigureRow> {
  return {
    file: 'figures.csv',
    meaning: 'every figure that was kept, in every campaign and country, of every point',
    columns: [
      ...pointColumns<FigureRow>(plan),
      column('key', 'text', 'the figure', (row) => row.figure.key),
      column('campaign', 'text', 'campaign, * over all', (row) => row.figure.campaign),
      column('country', 'text', 'contact country, * over all', (row) => row.figure.country),
      ...plainInterval<FigureRow>('estimate', (row) => row.figure.interval),
      column('n', 'count', 'replications it rests on', (row) => row.figure.n),
      column('unit', 'text', 'unit of mean, low and high', (row) => row.figure.unit),
    ],
    *rows({ points }) {
      for (const { point, figures } of points) {
        for (const figure of figures) yield { plan, point, figure };
      }
    },
  };
}

/** effects.csv: what each value of each axis does, one axis at a time. */
export function effectsTable({ plan }: SweepSummary): Table<SweepSummary, EffectRow> {
  return {
    file: 'effects.csv',
    meaning: 'difference of every figure to the scenario as it is, paired by replication',
    columns: [
      column('axis', 'text', 'what is varied', (row) => plan.axes[row.effect.axis].path),
      column('value', 'text', 'its value, as written', (row) => row.effect.value),
      ...pointColumns<EffectRow>(plan).slice(0, 1),
      column('key', 'text', 'the figure', (row) => row.effect.figure.key),
      column('campaign', 'text', 'campaign, * over all', (row) => row.effect.figure.campaign),
      column('country', 'text', 'contact country, * over all', (row) => row.effect.figure.country),
      ...plainInterval<EffectRow>('difference', (row) => row.effect.difference),
      column('n', 'count', 'pairs it rests on', (row) => row.effect.difference?.n ?? 0),
      column('unit', 'text', 'unit of mean, low and high', (row) => row.effect.unit),
    ],
    rows: ({ effects }) => effects.map((effect) => ({ plan, point: effect.point, effect })),
  };
}

/** The worst verdict of a point's gates, the one that would decide a run; null of a point broken off. */
export function gatesWord({ gates }: PointSummary): Verdict | null {
  const order = ['breached', 'unsure', 'no_data', 'held'] as const;
  return order.find((verdict) => gates.some((gate) => gate.verdict === verdict)) ?? null;
}

function figureColumns(choice: FigureChoice): Column<PointRow>[] {
  const { text, key, campaign, country } = choice;
  const { unit, meaning } = FIGURES[figureIndex(key)];
  return intervalColumns<PointRow>(text, unit, meaning, ({ summary }) => {
    return findFigure(summary.figures, key, campaign, country)?.interval ?? null;
  });
}

/** `mean, low, high`, whose unit stands in the row. */
function plainInterval<Row>(
  meaning: string,
  read: Parameters<typeof intervalColumns<Row>>[3],
): Column<Row>[] {
  return intervalColumns<Row>('value', 'by row', meaning, read).map((each) => ({
    ...each,
    key: each.key.replace('value_', ''),
  }));
}
