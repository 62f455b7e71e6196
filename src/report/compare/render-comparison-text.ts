import type { Comparison } from '../../experiment/compare/comparison.ts';
import { type Palette, toned } from '../text/palette.ts';
import { tableLines } from '../text/render-text.ts';
import { wrap } from '../text/width.ts';
import { comparisonReport } from './comparison-report.ts';
import type { ComparedLabels } from './labels.ts';

const WIDTH = 80;

/** The verdict first, then each figure. No line is wider than 80 columns but for the sides' names. */
export function renderComparisonText(
  comparison: Comparison,
  labels: ComparedLabels,
  palette: Palette,
): string {
  const { answer, basis, sections, notes } = comparisonReport(comparison, labels);
  const lines = [
    ...wrap(answer.sentence, WIDTH).map((line) => palette.bold(toned(palette, answer.tone, line))),
    ...basis.flatMap((text) => wrap(text, WIDTH)).map(palette.dim),
  ];
  for (const { title, table } of sections) {
    lines.push('', ...wrap(title, WIDTH).map(palette.bold));
    if (table !== undefined) lines.push(...tableLines(table, palette));
  }
  if (notes.length > 0) lines.push('');
  for (const note of notes) lines.push(...wrap(note, WIDTH).map(palette.dim));
  return `${lines.join('\n')}\n`;
}
