import { estimatorOf } from '../../experiment/plan/judge.ts';
import type { Plan } from '../../experiment/plan/plan.ts';
import type { FigureUnit } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import { estimateText, joined, NO_DATA, quantity, rangeText } from '../text/format.ts';
import type { Palette } from '../text/palette.ts';
import { tableLines, tableWidth } from '../text/render-text.ts';
import { cell, left, right, type TextColumn, type TextTable } from '../text/section.ts';
import { wrap } from '../text/width.ts';
import {
  judgedInterval,
  type PlanRow,
  planRows,
  poolText,
  rowVerdict,
  totalOf,
  trialPrice,
  trialVerdict,
} from './plan-rows.ts';

const WIDTH = 80;

/** A column of the frontier, in text and Markdown. */
export interface FrontierColumn {
  readonly head: TextColumn;
  readonly read: (row: PlanRow) => string;
}

export function frontierColumns({ problem }: Plan): FrontierColumn[] {
  const several = problem.targets.length > 1;
  const unitOf = ({ target }: PlanRow) => estimatorOf(problem.targets[target]).unit;
  return [
    { head: left('numbers', true), read: ({ plan, trial }) => poolText(plan, trial) },
    { head: right('in all'), read: ({ trial }) => quantity(totalOf(trial)) },
    { head: right('price'), read: ({ plan, trial }) => quantity(trialPrice(plan, trial)) },
    ...(several
      ? [
          {
            head: left('target', true),
            read: ({ target }: PlanRow) => problem.targets[target].text,
          },
        ]
      : []),
    {
      head: right(several ? 'figure' : problem.targets[0].key),
      read: (row) => estimateText(judgedInterval(row), unitOf(row)),
    },
    { head: right('interval'), read: (row) => sidesText(judgedInterval(row), unitOf(row)) },
    { head: right('replications'), read: ({ trial }) => quantity(trial.all.n) },
    { head: left('verdict'), read: rowVerdict },
  ];
}

/** Of a share of runs that was judged from below alone `from 3.0 %`, not `3.0–100.0 %`; nothing where that is 0. */
function sidesText(interval: Interval | null, unit: FigureUnit): string {
  const isOpen = unit === 'ratio' && interval?.high === 1 && interval.estimate < 1;
  if (!isOpen) return rangeText(interval, unit);
  return interval.low >= 1e-4 ? rangeText({ ...interval, high: Infinity }, unit) : NO_DATA;
}

/** What a line can do without, first to go first: the pool tells its sum, its price grows with it. */
const SPARE = ['in all', 'replications', 'price'];

/**
 * The frontier in lines of at most 80 columns. What does not fit beside pools of many groups is left out and
 * named, rather than a number of a pool cut.
 */
export function frontierLines(plan: Plan, palette: Palette): string[] {
  const rows = planRows(plan);
  let columns = frontierColumns(plan);
  const dropped: string[] = [];
  for (const title of SPARE) {
    if (tableWidth(tableOf(columns, rows)) <= WIDTH) break;
    columns = columns.filter(({ head }) => head.title !== title);
    dropped.push(title);
  }
  const lines = tableLines(tableOf(columns, rows), palette);
  if (dropped.length === 0) return lines;
  const note = `Too wide to show here: ${joined(dropped)}; --format md, csv and json have them.`;
  return [...lines, ...wrap(note, WIDTH).map(palette.dim)];
}

function tableOf(columns: readonly FrontierColumn[], rows: readonly PlanRow[]): TextTable {
  return {
    columns: columns.map(({ head }) => head),
    rows: rows.map((row) => {
      const tone = trialVerdict(row.plan, row.trial) === 'answer' ? 'good' : 'plain';
      return columns.map(({ read }) => cell(read(row), tone));
    }),
  };
}
