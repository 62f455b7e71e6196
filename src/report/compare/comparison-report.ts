import type { FigureDifference } from '../../experiment/compare/compare-figures.ts';
import type { Comparison } from '../../experiment/compare/comparison.ts';
import { isPoint } from '../../experiment/sure-of-all.ts';
import { counted, estimateText } from '../text/format.ts';
import { cell, left, right, type Section } from '../text/section.ts';
import { type ComparisonAnswer, comparisonAnswer } from './comparison-answer.ts';
import {
  amountText,
  differenceUnit,
  gainText,
  scopeText,
  signedText,
  spanText,
} from './difference-text.ts';
import type { ComparedLabels } from './labels.ts';
import { VERDICT_TONES } from './verdict-tones.ts';

/** The report, whatever it is shown in. */
export interface ComparisonReport {
  readonly answer: ComparisonAnswer;
  /** What was compared, and how sure it is. */
  readonly basis: readonly string[];
  readonly sections: readonly Section[];
  readonly notes: readonly string[];
}

export function comparisonReport(comparison: Comparison, labels: ComparedLabels): ComparisonReport {
  const { differences } = comparison;
  const keys = [...new Set(differences.map((row) => row.spec.key))];
  return {
    answer: comparisonAnswer(comparison),
    basis: [`A = ${labels.a}`, `B = ${labels.b}`, sureness(comparison, labels)],
    sections: keys.map((key) => sectionOf(differences.filter((row) => row.spec.key === key))),
    notes: notesOf(comparison),
  };
}

function sureness(comparison: Comparison, { seed }: ComparedLabels): string {
  const { replications, looks, differences, confidence, budget } = comparison;
  const pairs = `${counted(replications, 'pair')} of replications, seed ${seed}`;
  const many = [];
  if (differences.length > 1) many.push(counted(differences.length, 'difference'));
  if (looks.planned > 1) many.push(`${looks.planned} looks up to ${counted(budget, 'pair')}`);
  const shared = many.length === 0 ? '' : ` for all of ${many.join(' and ')} together (Bonferroni)`;
  return `${pairs}; intervals of B − A hold with ${confidence * 100} %${shared}.`;
}

const GOOD: Readonly<Record<FigureDifference['spec']['good'], string>> = {
  low: 'less is better',
  high: 'more is better',
  neither: 'neither more nor less is better',
};

function sectionOf(rows: readonly FigureDifference[]): Section {
  const { spec } = rows[0];
  const unit = differenceUnit(spec.unit);
  const horizons = rows.map((row) => row.horizon);
  const [least, most] = [Math.min(...horizons), Math.max(...horizons)];
  const horizon =
    least === most
      ? amountText(least, spec.unit)
      : `${amountText(least, spec.unit)} to ${amountText(most, spec.unit)}`;
  return {
    title: `${spec.key} — ${GOOD[spec.good]}; the same within ${horizon} ${unit}`,
    table: {
      columns: [
        left('where', true),
        right('A'),
        right('B'),
        right('B − A'),
        right('interval'),
        right('gain'),
        left('verdict'),
      ],
      rows: rows.map((row) => [
        cell(scopeText(row.scope)),
        cell(estimateText(row.a, spec.unit)),
        cell(estimateText(row.b, spec.unit)),
        cell(row.difference === null ? '–' : signedText(row.difference.estimate, spec.unit)),
        cell(spanText(row)),
        cell(gainText(row.gain)),
        cell(row.verdict.replace('_', ' '), VERDICT_TONES[row.verdict]),
      ]),
    },
    notes: [],
  };
}

function notesOf({ differences, partial, replications, budget }: Comparison): string[] {
  const notes: string[] = [];
  if (differences.some((row) => row.gain !== null)) {
    notes.push(
      'gain: how many times as many replications independent runs would need for the same interval, ' +
        'of the most that any pairing of these values could give.',
    );
  }
  const skewed = differences.filter((row) => row.skewed);
  if (skewed.length > 0) {
    const keys = [...new Set(skewed.map((row) => row.spec.key))].join(', ');
    notes.push(`A few replications make most of ${keys}: trust the intervals little.`);
  }
  const unsure = differences.filter((row) => row.verdict === 'unsure');
  if (unsure.some((row) => row.identical)) {
    notes.push('Some figures are equal in every pair seen, which are too few to be sure of all.');
  }
  if (unsure.some(({ identical, difference: d }) => !identical && d !== null && isPoint(d))) {
    notes.push(
      'Some figures differ by the same in every pair seen, which are too few to be sure of all.',
    );
  }
  if (unsure.length > 0 && !partial && replications >= budget) {
    notes.push(
      'More pairs (--budget), fewer figures (--figures) or a wider --horizon decide more.',
    );
  }
  return notes;
}
