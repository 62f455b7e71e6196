import { unreachable } from '../../base/assert.ts';
import type { Palette, Tone } from '../../report/text/palette.ts';
import { toned } from '../../report/text/palette.ts';
import { tableLines } from '../../report/text/render-text.ts';
import { cell, left, right, type TextTable } from '../../report/text/section.ts';
import { printable, wrap } from '../../report/text/width.ts';
import { githubText } from './against-github.ts';
import { junitText } from './against-junit.ts';
import type { CheckResult, GateReport, GateSection } from './against-report.ts';

export const GATE_FORMATS = ['text', 'json', 'md', 'github', 'junit'] as const;
export type GateFormat = (typeof GATE_FORMATS)[number];

const WIDTH = 80;
const TONES: Readonly<Record<CheckResult, Tone>> = {
  passed: 'plain',
  informed: 'plain',
  unsure: 'warn',
  failed: 'bad',
};

/** The report as one text. JSON carries the raw comparisons beside the words. */
export function renderGates(
  report: GateReport,
  format: GateFormat,
  palette: Palette,
  raw: unknown,
): string {
  switch (format) {
    case 'text':
      return gateText(report, palette);
    case 'md':
      return gateMarkdown(report);
    case 'json':
      return `${JSON.stringify(gateDocument(report, raw), null, 2)}\n`;
    case 'github':
      return githubText(report) + gateText(report, palette);
    case 'junit':
      return junitText(report);
    default:
      return unreachable(format);
  }
}

function gateText(report: GateReport, palette: Palette): string {
  const tone = TONES[resultOf(report)];
  const lines = wrap(report.answer, WIDTH).map((line) => palette.bold(toned(palette, tone, line)));
  for (const section of report.sections) {
    lines.push('', ...wrap(section.title, WIDTH).map(palette.bold));
    if (section.checks.length > 0) lines.push(...tableLines(tableOf(section), palette));
    for (const note of section.notes) lines.push(...wrap(note, WIDTH).map(palette.dim));
  }
  if (report.notJudged.length > 0) lines.push('');
  for (const why of report.notJudged) lines.push(...wrap(`not judged: ${why}`, WIDTH));
  return `${lines.join('\n')}\n`;
}

/** The worst of the sections. */
function resultOf({ sections, notJudged }: GateReport): CheckResult {
  const order: readonly CheckResult[] = ['failed', 'unsure'];
  const worst = order.find((each) => sections.some(({ result }) => result === each));
  return worst ?? (notJudged.length > 0 ? 'unsure' : 'passed');
}

function tableOf({ column, checks }: GateSection): TextTable {
  return {
    columns: [left(column, true), right('base'), right('now'), right('change'), left('')],
    rows: checks.map(({ name, base, head, change, verdict, result }) => [
      cell(name),
      cell(base),
      cell(head),
      cell(change),
      cell(verdict.replaceAll('_', ' '), TONES[result]),
    ]),
  };
}

function gateMarkdown(report: GateReport): string {
  const parts = [`**${escaped(report.answer)}**`];
  for (const section of report.sections) {
    parts.push(`### ${escaped(section.title)}`);
    if (section.checks.length > 0) {
      const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`;
      parts.push(
        [
          line([section.column, 'base', 'now', 'change', 'verdict']),
          '| --- | ---: | ---: | ---: | --- |',
          ...section.checks.map(({ name, base, head, change, verdict }) =>
            line([name, base, head, change, verdict.replaceAll('_', ' ')]),
          ),
        ].join('\n'),
      );
    }
    if (section.notes.length > 0) {
      parts.push(section.notes.map((note) => `- ${escaped(note)}`).join('\n'));
    }
  }
  if (report.notJudged.length > 0) {
    parts.push(report.notJudged.map((why) => `- not judged: ${escaped(why)}`).join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

/** What Markdown or HTML would take for markup is shown as it is. */
function escaped(text: string): string {
  return printable(text).replace(/[\\`*_[\]|<>#~]/g, (mark) => `\\${mark}`);
}

function gateDocument(report: GateReport, raw: unknown): unknown {
  const { base, head, answer, code, sections, notJudged } = report;
  return { schemaVersion: 1, base, head, answer, exit: code, sections, notJudged, raw };
}
