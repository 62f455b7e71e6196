import type { Comparison } from '../../experiment/compare/comparison.ts';
import { escaped, sectionParts } from '../text/render-markdown.ts';
import { comparisonReport } from './comparison-report.ts';
import type { ComparedLabels } from './labels.ts';

/** The same report as Markdown, for a pull request. */
export function renderComparisonMarkdown(comparison: Comparison, labels: ComparedLabels): string {
  const { answer, basis, sections, notes } = comparisonReport(comparison, labels);
  const parts = [
    '# poolsim compare',
    `**${escaped(answer.sentence)}**`,
    basis.map((text) => `- ${escaped(text)}`).join('\n'),
    ...sections.flatMap(sectionParts),
    ...notes.map(escaped),
  ];
  return `${parts.join('\n\n')}\n`;
}
