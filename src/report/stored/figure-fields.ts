import { FIGURES, type FigureUnit } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import type { JsonField } from './json-fields.ts';

const UNITS: readonly FigureUnit[] = [...new Set(FIGURES.map(({ unit }) => unit))];

export function figureUnit(field: JsonField): FigureUnit {
  return field.one(UNITS);
}

/** The interval of a row with `mean, low, high, n`; null on no data. */
export function jsonIntervalAt(row: JsonField): Interval | null {
  return interval(row.at('mean'), row.at('low'), row.at('high'), row.at('n'));
}

/** The same of a row with `aEstimate, aLow, aHigh, aN`. */
export function intervalAt(row: JsonField, name: string): Interval | null {
  const at = (part: string) => row.at(`${name}${part}`);
  return interval(at('Estimate'), at('Low'), at('High'), at('N'));
}

function interval(mean: JsonField, low: JsonField, high: JsonField, n: JsonField): Interval | null {
  const estimate = number(mean);
  if (estimate === null) return null;
  return {
    estimate,
    low: number(low) ?? -Infinity,
    high: number(high) ?? Infinity,
    n: n.count(),
  };
}

/** JSON has no Infinity: `"never"` stands for it, and `"-never"` in differences for the other one. */
function number(field: JsonField): number | null {
  if (field.value === null) return null;
  if (field.value === 'never') return Infinity;
  return field.value === '-never' ? -Infinity : field.number();
}
