import type { Plan } from '../../experiment/plan/plan.ts';
import { type Palette, toned } from '../text/palette.ts';
import { wrap } from '../text/width.ts';
import { frontierColumns, frontierLines } from './frontier-lines.ts';
import { planAnswer } from './plan-answer.ts';
import { planNotes } from './plan-notes.ts';
import { planRows } from './plan-rows.ts';

const WIDTH = 80;

/** The answer, the frontier, and what else is known of the answer. */
export function renderPlanText(plan: Plan, palette: Palette): string {
  const { sentence, tone, basis } = planAnswer(plan);
  const lines = [
    ...wrap(sentence, WIDTH).map((line) => palette.bold(toned(palette, tone, line))),
    ...wrap(basis, WIDTH).map(palette.dim),
  ];
  if (plan.frontier.length > 0) lines.push('', ...frontierLines(plan, palette));
  for (const note of planNotes(plan)) lines.push('', ...wrap(note, WIDTH));
  return `${lines.join('\n')}\n`;
}

/** The same as Markdown. */
export function renderPlanMarkdown(plan: Plan): string {
  const { sentence, basis } = planAnswer(plan);
  const row = (texts: readonly string[]) =>
    `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  const columns = frontierColumns(plan);
  const table = [
    row(columns.map(({ head }) => head.title)),
    row(columns.map(({ head }) => (head.align === 'left' ? '---' : '---:'))),
    ...planRows(plan).map((each) => row(columns.map(({ read }) => read(each)))),
  ].join('\n');
  return `${['# poolsim plan', `**${sentence}**`, basis, table, ...planNotes(plan)].join('\n\n')}\n`;
}
