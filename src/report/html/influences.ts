import type { StoredSweep, StoredSweepEffect } from '../stored/sweep-document.ts';
import { signedRange, signedText } from '../sweep/change-text.ts';
import type { Influence } from './page-input.ts';

/**
 * Which parameters matter most, as sweeps of the design `oat` found: for each figure and parameter the value
 * that moved it most. The strongest first; what moved nothing at all is left out. O(n log n) in the effects.
 */
export function influencesOf(sweeps: readonly StoredSweep[]): Influence[] {
  return sweeps.flatMap(({ effects }) => {
    return [...grouped(effects, figureText)].flatMap(([figure, own]) => ofFigure(figure, own));
  });
}

function ofFigure(figure: string, effects: readonly StoredSweepEffect[]): Influence[] {
  const byAxis = [...grouped(effects, ({ axis }) => axis).values()];
  const strongest = byAxis.map((own) => own.reduce((a, b) => (size(b) > size(a) ? b : a)));
  const most = Math.max(0, ...strongest.map(size).filter(Number.isFinite));
  return strongest
    .filter((effect) => size(effect) > 0)
    .sort((a, b) => size(b) - size(a))
    .map((effect) => {
      const { axis, value, unit, difference } = effect;
      return {
        path: axis,
        figure,
        value,
        change: `${signedText(difference, unit)} (${signedRange(difference, unit)})`,
        share: Number.isFinite(size(effect)) ? size(effect) / most : 1,
        sure: difference !== null && (difference.low > 0 || difference.high < 0),
      };
    });
}

function size({ difference }: StoredSweepEffect): number {
  return Math.abs(difference?.estimate ?? 0);
}

/** `stall.risk`, `dials{country=GB}`. */
export function figureText(row: {
  readonly key: string;
  readonly campaign: string;
  readonly country: string;
}): string {
  const scope = [
    row.campaign === '*' ? '' : `campaign=${row.campaign}`,
    row.country === '*' ? '' : `country=${row.country}`,
  ].filter((part) => part !== '');
  return scope.length === 0 ? row.key : `${row.key}{${scope.join(', ')}}`;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
