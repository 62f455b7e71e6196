import type { SweepSummary } from '../../experiment/sweep/summarize.ts';
import { counted, joined, quantity } from '../text/format.ts';
import { type Palette, toned } from '../text/palette.ts';
import { wrap } from '../text/width.ts';
import { sweepAnswer } from './answer-text.ts';
import { figurePlots } from './figure-plot.ts';
import { WIDTH } from './plot.ts';
import { pointLines } from './point-lines.ts';
import { tornadoes } from './tornado.ts';

export interface SweepTextOptions {
  readonly palette: Palette;
  /** The sweep's folder as a user would type it; '' when nothing was written. */
  readonly where: string;
}

/** The text report of a sweep: the answer, the points as a table, a plot of every figure. */
export function renderSweepText(summary: SweepSummary, options: SweepTextOptions): string {
  const { palette, where } = options;
  const { plan } = summary;
  const answer = sweepAnswer(summary);
  const lines = [
    ...wrap(answer.sentence, WIDTH).map((line) => palette.bold(toned(palette, answer.tone, line))),
    ...wrap(subtitle(summary), WIDTH).map(palette.dim),
    '',
    ...pointLines(summary, palette),
  ];
  const plots = plan.design === 'oat' ? tornadoes(summary, palette) : figurePlots(summary, palette);
  for (const plot of plots) lines.push('', ...plot);
  lines.push('', palette.dim('poolsim metrics tells what each figure means.'));
  if (plan.warnings.length > 0) lines.push('', palette.bold('Warnings'));
  for (const { text, hint } of plan.warnings) {
    const whole = hint === '' ? text : `${text} → ${hint}`;
    lines.push(...wrap(`! ${whole}`, WIDTH).map(palette.warn));
  }
  if (where !== '') {
    lines.push('', palette.bold('Files'), where, 'What each file holds is in manifest.json.');
  }
  return `${lines.join('\n')}\n`;
}

function subtitle({ plan, partial, points }: SweepSummary): string {
  const whole = counted(plan.points.length, 'point');
  const size = partial ? `interrupted: ${points.length} of ${whole}` : whole;
  const reps = counted(plan.replications, 'replication');
  return [
    plan.scenario,
    `seed ${plan.seed}`,
    `${DESIGN_WORDS[plan.design]} over ${joined(plan.axes.map(({ path }) => path))}`,
    size,
    partial ? `up to ${reps} each` : `${reps} each`,
    `${quantity(plan.confidence * 100)} % intervals`,
    'the same luck at every point',
  ].join(', ');
}

const DESIGN_WORDS = { grid: 'grid', lhs: 'Latin hypercube', oat: 'one at a time' } as const;
