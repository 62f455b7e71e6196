import type { FigureDifference } from '../../experiment/compare/compare-figures.ts';
import type { Comparison } from '../../experiment/compare/comparison.ts';
import { isGap } from '../../experiment/compare/comparison.ts';
import { counted, joined } from '../text/format.ts';
import type { Tone } from '../text/palette.ts';
import { amountText, differenceUnit, scopeText } from './difference-text.ts';

export interface ComparisonAnswer {
  readonly sentence: string;
  readonly tone: Tone;
}

/** The verdict with the figures that make it. */
export function comparisonAnswer(comparison: Comparison): ComparisonAnswer {
  const { differences, partial, verdict, identical, replications } = comparison;
  const of = (wanted: FigureDifference['verdict']) =>
    differences.filter((row) => row.verdict === wanted);
  if (partial) {
    const pairs = counted(replications, 'pair');
    return { sentence: `Interrupted after ${pairs}: no verdict.`, tone: 'warn' };
  }
  const better = of('better');
  switch (verdict) {
    case 'worse': {
      const but = better.length > 0 ? `; better: ${list(better)}` : '';
      return { sentence: `B is worse than A: ${list(of('worse'))}${but}.`, tone: 'bad' };
    }
    case 'unsure': {
      const open = [...of('unsure'), ...differences.filter(isGap)];
      const names = open.length === 0 ? 'no figure has data' : joined(open.map(named));
      const so = better.length > 0 ? `; better: ${list(better)}` : '';
      return { sentence: `Unsure whether B is as good as A: ${names}${so}.`, tone: 'warn' };
    }
    case 'better':
      return { sentence: `B is better than A: ${list(better)}.`, tone: 'good' };
    case 'same': {
      if (identical) {
        const all = `all ${counted(replications, 'replication')} are equal, event by event`;
        return { sentence: `B is the same as A: ${all}.`, tone: 'good' };
      }
      if (differences.every((row) => row.identical || row.verdict === 'no_data')) {
        const all = `no figure differs in any of ${counted(replications, 'replication')}`;
        return { sentence: `B is the same as A: ${all}.`, tone: 'good' };
      }
      const changed = of('changed');
      const but = changed.length > 0 ? `; changed: ${list(changed)}` : '';
      return { sentence: `B is the same as A within the horizon${but}.`, tone: 'good' };
    }
  }
}

function list(rows: readonly FigureDifference[]): string {
  return joined(rows.map(told), 3);
}

/** `stall.risk in GB up by 4.1 points`. */
function told(row: FigureDifference): string {
  const { difference, spec } = row;
  if (difference === null) return named(row);
  const way = difference.estimate > 0 ? 'up' : 'down';
  const amount = `${amountText(difference.estimate, spec.unit)} ${differenceUnit(spec.unit)}`;
  return `${named(row)} ${way} by ${amount}`;
}

function named({ spec, scope }: FigureDifference): string {
  const where = scopeText(scope);
  return where === 'all' ? spec.key : `${spec.key} in ${where}`;
}
