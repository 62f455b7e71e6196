import pc from 'picocolors';
import { unreachable } from '../../base/assert.ts';
import { renderCsv } from '../../report/csv.ts';
import { FIGURES_TABLE } from '../../report/figures-table.ts';
import type { StoredRun } from '../../report/stored/stored-run.ts';
import type { GateReplay } from '../../report/text/gate-section.ts';
import { type Palette, PLAIN } from '../../report/text/palette.ts';
import { renderMarkdown } from '../../report/text/render-markdown.ts';
import { renderText } from '../../report/text/render-text.ts';
import { reproduceText } from '../command-line-text.ts';
import type { Host } from '../host-seam.ts';
import { PAGE_FILE } from './result-folder.ts';
import type { RunArguments } from './run-arguments.ts';

/**
 * Prints the result in the format asked for. JSON is printed by the caller, once for all scenarios.
 *
 * @param where the folder of the files, or empty where they could not be written
 * @param replays how to look into the gates that did not hold
 */
export function printReport(
  host: Host,
  run: StoredRun,
  args: Pick<RunArguments, 'format' | 'color'>,
  where: string,
  replays: readonly GateReplay[],
): void {
  const { format } = args;
  if (format !== 'text' && format !== 'md') noteGates(host, replays);
  switch (format) {
    case 'text':
      host.stdout.write(renderText(run, { palette: palette(host, args.color), where, replays }));
      return;
    case 'md':
      host.stdout.write(renderMarkdown(run, where, replays));
      return;
    case 'csv':
      for (const chunk of renderCsv(FIGURES_TABLE, run)) host.stdout.write(chunk);
      return;
    case 'html':
      if (where !== '') host.stdout.write(`${where}${PAGE_FILE}\n`);
      return;
    case 'json':
      return;
    default:
      unreachable(format);
  }
}

/** Where stdout is for programs, a gate that did not hold is told on stderr. */
function noteGates(host: Host, replays: readonly GateReplay[]): void {
  for (const { gate, example, command } of replays) {
    host.stderr.write(`poolsim: ${gate}: ${example}\n${reproduceText(command)}`);
  }
}

/** Colours where they are wanted, else none. */
export function palette(host: Host, wanted: boolean): Palette {
  if (!wantsColor(host, wanted)) return PLAIN;
  const { bold, dim, green, red, yellow } = pc.createColors(true);
  return { bold, dim, good: green, bad: red, warn: yellow };
}

/** `--no-color`, then NO_COLOR (no-color.org), then FORCE_COLOR, then whether it is a terminal. */
export function wantsColor(host: Host, wanted: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = host.env;
  if (!wanted || (NO_COLOR !== undefined && NO_COLOR !== '')) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return !/^(0|false)$/.test(FORCE_COLOR);
  return host.stdout.isTTY && TERM !== 'dumb';
}
