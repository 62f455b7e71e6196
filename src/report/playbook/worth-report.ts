import type { FigureDifference } from '../../experiment/compare/compare-figures.ts';
import type { PlaybookWorth } from '../../experiment/playbook/worth.ts';
import { differenceUnit, scopeText, signedText, spanText } from '../compare/difference-text.ts';
import { VERDICT_TONES } from '../compare/verdict-tones.ts';
import { counted, estimateText } from '../text/format.ts';
import { type Palette, toned } from '../text/palette.ts';
import { escaped, sectionParts } from '../text/render-markdown.ts';
import { tableLines } from '../text/render-text.ts';
import { cell, left, right, type Section } from '../text/section.ts';
import { wrap } from '../text/width.ts';
import { stepName, type WorthLabels, worthAnswer } from './worth-answer.ts';

const WIDTH = 80;

/** One section per figure: the playbook as a whole, then each step. */
function sectionsOf(worth: PlaybookWorth, { currency }: WorthLabels): Section[] {
  const [whole] = worth.steps;
  return whole.differences.map(({ spec, scope }, figure) => {
    const where = scopeText(scope);
    const unit = spec.unit === 'money' ? currency : differenceUnit(spec.unit);
    const better =
      spec.good === 'neither' ? '' : `, ${spec.good === 'low' ? 'less' : 'more'} is better`;
    return {
      title: `${spec.key}${where === 'all' ? '' : ` in ${where}`} — ${unit}${better}`,
      table: {
        columns: [
          left('step'),
          right('without'),
          right('with'),
          right('buys'),
          right('interval'),
          left('verdict'),
        ],
        rows: worth.steps.map(({ step, idle, differences }) => {
          const row = differences[figure];
          return [
            cell(stepName(step)),
            cell(estimateText(row.a, spec.unit)),
            cell(estimateText(row.b, spec.unit)),
            cell(row.difference === null ? '–' : signedText(row.difference.estimate, spec.unit)),
            cell(idle ? 'no event differs' : spanText(row)),
            verdictCell(row, idle),
          ];
        }),
      },
      notes: [],
    };
  });
}

function verdictCell({ verdict }: FigureDifference, idle: boolean) {
  return idle ? cell('idle', 'dim') : cell(verdict.replace('_', ' '), VERDICT_TONES[verdict]);
}

function basis(worth: PlaybookWorth, { scenario, seed }: WorthLabels): string[] {
  const { replications, steps, confidence } = worth;
  const comparisons = steps.reduce((sum, { differences }) => sum + differences.length, 0);
  return [
    `${scenario}, seed ${seed}, ${counted(replications, 'pair')} of replications per world; ` +
      `intervals hold with ${confidence * 100} % for all ${comparisons} differences together (Bonferroni).`,
  ];
}

function notes({ steps }: PlaybookWorth): string[] {
  const all = [
    'buys: with the whole playbook minus without the step (in the first row: without any playbook). Steps ' +
      'stand in for one another, so that their sum is not the whole.',
  ];
  if (steps.some(({ idle }) => idle)) {
    all.push(
      'idle: the same events in every replication; the step was never taken, or never mattered.',
    );
  }
  const skewed = steps.flatMap(({ differences }) => differences.filter((row) => row.skewed));
  if (skewed.length > 0) {
    const keys = [...new Set(skewed.map((row) => row.spec.key))].join(', ');
    all.push(`A few replications make most of some differences in ${keys}: use more (--reps).`);
  }
  return all;
}

/** The answer first, then each figure. No line is wider than 80 columns. */
export function renderWorthText(
  worth: PlaybookWorth,
  labels: WorthLabels,
  palette: Palette,
): string {
  const { sentence, tone } = worthAnswer(worth, labels);
  const lines = [
    ...wrap(sentence, WIDTH).map((line) => palette.bold(toned(palette, tone, line))),
    ...basis(worth, labels)
      .flatMap((text) => wrap(text, WIDTH))
      .map(palette.dim),
  ];
  for (const { title, table } of sectionsOf(worth, labels)) {
    lines.push('', ...wrap(title, WIDTH).map(palette.bold));
    if (table !== undefined) lines.push(...tableLines(table, palette));
  }
  lines.push('');
  for (const note of notes(worth)) lines.push(...wrap(note, WIDTH).map(palette.dim));
  return `${lines.join('\n')}\n`;
}

/** The same as Markdown. */
export function renderWorthMarkdown(worth: PlaybookWorth, labels: WorthLabels): string {
  const parts = [
    '# poolsim playbook',
    `**${escaped(worthAnswer(worth, labels).sentence)}**`,
    ...basis(worth, labels).map(escaped),
    ...sectionsOf(worth, labels).flatMap(sectionParts),
    ...notes(worth).map(escaped),
  ];
  return `${parts.join('\n\n')}\n`;
}
