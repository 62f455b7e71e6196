import type { FigureDifference } from '../../experiment/compare/compare-figures.ts';
import type { PlaybookWorth, StepWorth } from '../../experiment/playbook/worth.ts';
import type { PlaybookStep } from '../../model/operator/steps.ts';
import { amountText, differenceUnit, scopeText } from '../compare/difference-text.ts';
import { joined } from '../text/format.ts';
import type { Tone } from '../text/palette.ts';

/** What a report of a playbook is about. */
export interface WorthLabels {
  /** The scenario as typed. */
  readonly scenario: string;
  readonly seed: string;
  readonly currency: string;
}

/** A step as reports call it. */
export function stepName(step: PlaybookStep | null): string {
  return step ?? 'playbook';
}

/** What the playbook as a whole buys, and which steps buy most of it. */
export function worthAnswer(
  worth: PlaybookWorth,
  { currency }: WorthLabels,
): { sentence: string; tone: Tone } {
  const [whole, ...steps] = worth.steps;
  const gains = told(whole, 'better', currency);
  const losses = told(whole, 'worse', currency);
  const what =
    gains.length + losses.length === 0
      ? 'The playbook as a whole changes no figure for sure'
      : `The playbook as a whole: ${joined([...gains, ...losses])}`;
  const decided = steps.filter(({ differences }) =>
    differences.some(({ verdict }) => verdict === 'better' || verdict === 'worse'),
  );
  const which =
    decided.length === 0
      ? 'no single step is sure to matter'
      : `steps that matter for sure: ${joined(decided.map(({ step }) => stepName(step)))}`;
  const tone = worth.partial || gains.length === 0 ? 'warn' : 'good';
  const sentence = `${what}; ${which}.`;
  return worth.partial ? { sentence: `Interrupted. ${sentence}`, tone } : { sentence, tone };
}

/** `stall.risk down by 12 points`, of what was decided so. */
function told(
  { differences }: StepWorth,
  verdict: FigureDifference['verdict'],
  currency: string,
): string[] {
  return differences.flatMap((row) => {
    if (row.verdict !== verdict || row.difference === null) return [];
    const where = scopeText(row.scope);
    const name = where === 'all' ? row.spec.key : `${row.spec.key} in ${where}`;
    const way = row.difference.estimate > 0 ? 'up' : 'down';
    const unit = row.spec.unit === 'money' ? currency : differenceUnit(row.spec.unit);
    const amount = `${amountText(row.difference.estimate, row.spec.unit)} ${unit}`;
    return [`${name} ${way} by ${amount}`];
  });
}
