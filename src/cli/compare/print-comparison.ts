import { unreachable } from '../../base/assert.ts';
import type { Comparison } from '../../experiment/compare/comparison.ts';
import { comparisonDocument, DIFFERENCES_TABLE } from '../../report/compare/comparison-document.ts';
import type { ComparedLabels } from '../../report/compare/labels.ts';
import { renderComparisonMarkdown } from '../../report/compare/render-comparison-markdown.ts';
import { renderComparisonText } from '../../report/compare/render-comparison-text.ts';
import { renderCsv } from '../../report/csv.ts';
import { readableJson } from '../../report/json.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Host } from '../host-seam.ts';
import { palette } from '../run/print-report.ts';
import type { CompareArguments } from './compare-arguments.ts';

/** Prints a comparison in the format asked for. */
export function printComparison(
  host: Host,
  comparison: Comparison,
  labels: ComparedLabels,
  { format, color }: Pick<CompareArguments, 'format' | 'color'>,
  code: ExitCode,
): void {
  switch (format) {
    case 'text':
      host.stdout.write(renderComparisonText(comparison, labels, palette(host, color)));
      return;
    case 'md':
      host.stdout.write(renderComparisonMarkdown(comparison, labels));
      return;
    case 'csv':
      for (const chunk of renderCsv(DIFFERENCES_TABLE, comparison)) host.stdout.write(chunk);
      return;
    case 'json':
      host.stdout.write(readableJson(comparisonDocument(comparison, labels, host.version, code)));
      return;
    default:
      unreachable(format);
  }
}
