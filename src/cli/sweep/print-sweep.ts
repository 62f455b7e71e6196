import pc from 'picocolors';
import { unreachable } from '../../base/assert.ts';
import type { SweepSummary } from '../../experiment/sweep/summarize.ts';
import { renderCsv } from '../../report/csv.ts';
import { readableJson } from '../../report/json.ts';
import { sweepDocument } from '../../report/sweep/sweep-document.ts';
import { figuresTable } from '../../report/sweep/sweep-tables.ts';
import { renderSweepText } from '../../report/sweep/sweep-text.ts';
import { type Palette, PLAIN } from '../../report/text/palette.ts';
import type { Host } from '../host-seam.ts';
import { wantsColor } from '../run/print-report.ts';
import type { OutputArguments } from './sweep-arguments.ts';

/**
 * Prints a sweep in the format asked for.
 *
 * @param where the folder of the files, or empty where they could not be written
 */
export function printSweep(
  host: Host,
  summary: SweepSummary,
  args: Pick<OutputArguments, 'format' | 'color'>,
  where: string,
): void {
  const { format } = args;
  switch (format) {
    case 'text':
      host.stdout.write(renderSweepText(summary, { palette: palette(host, args.color), where }));
      return;
    case 'json':
      host.stdout.write(readableJson(sweepDocument(summary)));
      return;
    case 'csv':
      for (const chunk of renderCsv(figuresTable(summary), summary)) host.stdout.write(chunk);
      return;
    default:
      unreachable(format);
  }
}

function palette(host: Host, wanted: boolean): Palette {
  if (!wantsColor(host, wanted)) return PLAIN;
  const { bold, dim, green, red, yellow } = pc.createColors(true);
  return { bold, dim, good: green, bad: red, warn: yellow };
}
