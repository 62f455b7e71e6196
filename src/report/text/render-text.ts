import type { StoredRun } from '../stored/stored-run.ts';
import type { GateReplay } from './gate-section.ts';
import { type Palette, toned } from './palette.ts';
import { runReport } from './run-report.ts';
import type { Section, TextTable } from './section.ts';
import { cutTo, displayWidth, padEnd, padStart, printable, wrap } from './width.ts';

export interface TextOptions {
  readonly palette: Palette;
  /** The run's folder as a user would type it; '' when nothing was written. */
  readonly where: string;
  /** How to look into the gates that did not hold. */
  readonly replays?: readonly GateReplay[];
}

const WIDTH = 80;
const GAP = '  ';
const LEAST_CUT = 8;

/** The text report: the answer first, then why. No line is wider than 80 columns. */
export function renderText(run: StoredRun, options: TextOptions): string {
  const { palette, where, replays = [] } = options;
  const report = runReport(run, where);
  const lines: string[] = [
    ...wrap(report.answer.sentence, WIDTH).map((line) =>
      palette.bold(toned(palette, report.answer.tone, line)),
    ),
    ...wrap(report.subtitle, WIDTH).map(palette.dim),
  ];
  for (const section of report.sections) lines.push('', ...sectionLines(section, palette));
  if (replays.length > 0) {
    lines.push('', palette.bold('Why a gate did not hold'));
    for (const { gate, example, command } of replays) {
      // A command is never broken: it is there to be copied.
      lines.push(...wrap(`${gate}: ${example}`, WIDTH), `  ${printable(command)}`);
    }
  }
  lines.push(...warningLines(report.warnings, palette));
  if (report.where !== '') {
    lines.push('', palette.bold('Files'), ...whereLines(report.where));
  }
  return `${lines.join('\n')}\n`;
}

/** The part on warnings with the blank line before it; nothing without one. */
export function warningLines(
  warnings: readonly { readonly text: string; readonly hint: string }[],
  palette: Palette,
): string[] {
  if (warnings.length === 0) return [];
  return [
    '',
    palette.bold('Warnings'),
    ...warnings.flatMap(({ text, hint }) => [
      ...hanging('! ', text, palette.warn),
      ...(hint === '' ? [] : hanging('  → ', hint, palette.dim)),
    ]),
  ];
}

export function sectionLines(section: Section, palette: Palette): string[] {
  const lines = wrap(section.title, WIDTH).map(palette.bold);
  if (section.table !== undefined) lines.push(...tableLines(section.table, palette));
  for (const note of section.notes) lines.push(...wrap(note, WIDTH).map(palette.dim));
  return lines;
}

/** Columns as wide as their widest cell; those that may be cut give way when a line is too long. */
export function tableLines(table: TextTable, palette: Palette): string[] {
  const rows = table.rows.map((row) => row.map(({ text }) => printable(text)));
  const widths = table.columns.map(({ title }, i) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(row[i]))),
  );
  shrink(table, widths);
  const line = (texts: readonly string[], tone: (column: number, text: string) => string) =>
    texts
      .map((text, i) => {
        const shown = cutTo(text, widths[i]);
        const { align } = table.columns[i];
        const last = i === texts.length - 1 && align === 'left';
        const padded = align === 'right' ? padStart(shown, widths[i]) : padEnd(shown, widths[i]);
        return tone(i, last ? shown : padded);
      })
      .join(GAP)
      .trimEnd();
  const heads = table.columns.map(({ title }) => title);
  return [
    line(heads, (_, text) => palette.dim(text)),
    ...rows.map((row, r) => line(row, (i, text) => toned(palette, table.rows[r][i].tone, text))),
  ];
}

/** Columns of a table line where nothing is cut. */
export function tableWidth({ columns, rows }: TextTable): number {
  const widths = columns.map(({ title }, i) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(printable(row[i].text)))),
  );
  return widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
}

/** Takes from the columns that may be cut first, then from the widest, until a line fits. */
function shrink(table: TextTable, widths: number[]): void {
  const total = () =>
    widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1);
  for (let over = total() - WIDTH; over > 0; over--) {
    let widest = -1;
    table.columns.forEach(({ mayCut }, i) => {
      if (mayCut !== true || widths[i] <= LEAST_CUT) return;
      if (widest < 0 || widths[i] > widths[widest]) widest = i;
    });
    if (widest < 0) widest = widths.indexOf(Math.max(...widths));
    widths[widest]--;
  }
}

/** A text behind a mark; its further lines stand under its first. */
export function hanging(mark: string, text: string, paint: (text: string) => string): string[] {
  const indent = ' '.repeat(mark.length);
  return wrap(text, WIDTH - mark.length).map((line, i) => paint((i === 0 ? mark : indent) + line));
}

/** A path is never broken: it is there to be copied. */
function whereLines(where: string): string[] {
  return [printable(where), 'What each file holds is in manifest.json.'];
}
