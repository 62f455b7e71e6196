import type { LawResult, Verification } from '../../experiment/verify/verify.ts';
import { type Palette, toned } from '../text/palette.ts';
import { cutTo, padEnd, padStart, wrap } from '../text/width.ts';
import { deviateText, figureText, spanText } from './number-text.ts';
import { verifyAnswer } from './verify-answer.ts';

/** Wider than the other reports: a law is a formula, and is not cut. */
const WIDTH = 100;
const LAW_WIDTH = 48;
const HEADS = ['theory', 'simulated', '95 % interval', 'z', 'verdict'] as const;
const WIDTHS = [7, 9, 14, 5, 7] as const;

/** The answer, then a table of laws in each part of the simulator. */
export function renderVerifyText(verification: Verification, palette: Palette): string {
  const { sentence, tone, basis } = verifyAnswer(verification);
  const lines = [
    ...wrap(sentence, WIDTH).map((line) => palette.bold(toned(palette, tone, line))),
    ...wrap(basis, WIDTH).map(palette.dim),
  ];
  for (const [group, rows] of byGroup(verification.results)) {
    lines.push('', palette.dim(line(group, HEADS)));
    for (const row of rows) {
      const text = line(row.law.says, cells(row));
      lines.push(row.verdict === 'differs' ? palette.bad(text) : text);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The same as Markdown tables. */
export function renderVerifyMarkdown(verification: Verification): string {
  const { sentence, basis } = verifyAnswer(verification);
  const parts = ['# poolsim verify', `**${sentence}**`, basis];
  for (const [group, rows] of byGroup(verification.results)) {
    const head = ['law', ...HEADS];
    parts.push(
      `## ${group}`,
      [
        markdownRow(head),
        markdownRow(head.map((_, i) => (i === 0 || i === head.length - 1 ? '---' : '---:'))),
        ...rows.map((row) => markdownRow([row.law.says, ...cells(row)])),
      ].join('\n'),
    );
  }
  return `${parts.join('\n\n')}\n`;
}

function byGroup(results: readonly LawResult[]): Map<string, LawResult[]> {
  const groups = new Map<string, LawResult[]>();
  for (const row of results) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return groups;
}

function cells({ theory, simulated, interval, z, verdict }: LawResult): string[] {
  return [
    figureText(theory),
    figureText(simulated),
    spanText(interval?.low ?? null, interval?.high ?? null),
    deviateText(z),
    verdict,
  ];
}

function line(law: string, texts: readonly string[]): string {
  const right = texts.map((text, i) => padStart(text, WIDTHS[i]));
  right[right.length - 1] = texts[texts.length - 1];
  return [padEnd(cutTo(law, LAW_WIDTH), LAW_WIDTH), ...right].join('  ');
}

function markdownRow(texts: readonly string[]): string {
  return `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
}
