import type { LoadedScenario } from '../scenario/loaded.ts';
import type { Aggregate } from './aggregate.ts';
import type { RunExtent } from './conclude.ts';
import { type Figure, findFigure } from './figures-summary.ts';
import type { GateResult } from './gates.ts';

/** What warnings are read from. */
export interface WarningInput {
  readonly loaded: LoadedScenario;
  readonly aggregate: Aggregate;
  readonly figures: readonly Figure[];
  readonly gates: readonly GateResult[];
  readonly extent: RunExtent;
}

/** The figure's estimate, or null on no data. */
export function estimateOf(
  figures: readonly Figure[],
  key: string,
  campaign = '*',
  country = '*',
): number | null {
  return findFigure(figures, key, campaign, country)?.interval?.estimate ?? null;
}

/** `a, b and c`, or the first few `and 7 more`. */
export function listed(names: readonly string[], most = 5): string {
  if (names.length > most) {
    return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  }
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** A mean count as one reads it: whole from 100 on, else with a decimal where it has one. */
export function roundCount(value: number): string {
  return value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(1);
}
