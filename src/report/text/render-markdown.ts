import type { StoredRun } from '../stored/stored-run.ts';
import type { GateReplay } from './gate-section.ts';
import { runReport } from './run-report.ts';
import type { Section } from './section.ts';
import { printable } from './width.ts';

/** The same report as Markdown, for a pull request or a wiki. */
export function renderMarkdown(
  run: StoredRun,
  where: string,
  replays: readonly GateReplay[] = [],
): string {
  const report = runReport(run, where);
  const parts = [
    `# ${escaped(run.manifest.scenario)}`,
    `**${escaped(report.answer.sentence)}**`,
    escaped(report.subtitle),
    ...report.sections.flatMap(sectionParts),
  ];
  if (replays.length > 0) {
    const items = replays.map(({ gate, example, command }) => {
      return `- ${escaped(`${gate}: ${example}`)}  \n  \`${printable(command).replaceAll('`', '')}\``;
    });
    parts.push('## Why a gate did not hold', items.join('\n'));
  }
  if (report.warnings.length > 0) {
    parts.push('## Warnings');
    parts.push(
      report.warnings
        .map(
          ({ text, hint }) => `- ${escaped(text)}${hint === '' ? '' : `  \n  → ${escaped(hint)}`}`,
        )
        .join('\n'),
    );
  }
  if (where !== '') parts.push('## Files', `\`${printable(where).replaceAll('`', '')}\``);
  return `${parts.join('\n\n')}\n`;
}

export function sectionParts(section: Section): string[] {
  const parts = [`## ${escaped(section.title)}`];
  if (section.table !== undefined) {
    const { columns, rows } = section.table;
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    parts.push(
      [
        line(columns.map(({ title }) => escaped(title))),
        line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
        ...rows.map((row) => line(row.map(({ text }) => escaped(text)))),
      ].join('\n'),
    );
  }
  return [...parts, ...section.notes.map(escaped)];
}

/** What Markdown or HTML would take for markup is shown as it is. */
export function escaped(text: string): string {
  return printable(text).replace(/[\\`*_[\]|<>#~]/g, (mark) => `\\${mark}`);
}
