import type { LawResult, Verification } from '../../experiment/verify/verify.ts';
import { type Palette, toned } from '../text/palette.ts';
import { displayWidth, padEnd, padStart, wrap } from '../text/width.ts';
import { deviateText, figureText, spanText } from './number-text.ts';
import { verifyAnswer } from './verify-answer.ts';

const WIDTH = 80;
const GAP = '  ';
/** The basis above says that intervals are 95 % each. */
const HEADS = ['theory', 'simulated', 'interval', 'z', 'verdict'] as const;

/** The answer, then a table of laws in each part of the simulator. */
export function renderVerifyText(verification: Verification, palette: Palette): string {
  const { sentence, tone, basis } = verifyAnswer(verification);
  const lines = [
    ...wrap(sentence, WIDTH).map((line) => palette.bold(toned(palette, tone, line))),
    ...wrap(basis, WIDTH).map(palette.dim),
  ];
  for (const [group, rows] of byGroup(verification.results)) {
    const shown = rows.map(cells);
    const widths = HEADS.map((_, i) =>
      Math.max(...[HEADS, ...shown].map((texts) => displayWidth(texts[i]))),
    );
    lines.push('', ...rowLines(group, HEADS, widths).map(palette.dim));
    rows.forEach((row, i) => {
      const own = rowLines(row.law.says, shown[i], widths);
      lines.push(...(row.verdict === 'differs' ? own.map(palette.bad) : own));
    });
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

/** A law is a formula, neither cut nor broken: beside its figures where there is room, else above them. */
function rowLines(law: string, texts: readonly string[], widths: readonly number[]): string[] {
  const right = texts.map((text, i) => GAP + padStart(text, widths[i]));
  right[right.length - 1] = GAP + texts[texts.length - 1];
  const room = WIDTH - widths.reduce((sum, width) => sum + width + GAP.length, 0);
  const beside = displayWidth(law) <= room;
  const figures = padEnd(beside ? law : '', room) + right.join('');
  return beside ? [figures] : [...wrap(law, WIDTH), figures];
}

function markdownRow(texts: readonly string[]): string {
  return `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
}
