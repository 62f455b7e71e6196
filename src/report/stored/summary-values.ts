import type { Figure } from '../../experiment/figures-summary.ts';
import type { Verdict } from '../../experiment/gates.ts';
import type { JsonInterval, JsonNumber, Summary } from '../../experiment/summary.ts';
import type { FigureUnit } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import type { RunManifest } from '../manifest.ts';
import { JsonField } from './json-fields.ts';
import type { StoredGate } from './stored-run.ts';

/** Currency of every amount of money: that of the resolved scenario. */
export function currencyOf({ resolved }: RunManifest): string {
  return new JsonField(resolved, 'resolved').at('prices').at('currency').text();
}

/** The figures of a summary with intervals that can be reckoned with. */
export function summaryFigures({ figures }: Summary): Figure[] {
  return figures.map((figure) => ({
    key: figure.key,
    campaign: figure.campaign,
    country: figure.country,
    unit: figure.unit as FigureUnit,
    n: figure.n,
    interval: intervalOf(figure),
  }));
}

export function summaryGates({ gates }: Summary): StoredGate[] {
  return gates.map((gate) => ({
    text: gate.gate,
    key: /^[\w.]+/.exec(gate.gate.trim())?.[0] ?? '',
    interval: intervalOf(gate),
    n: gate.n,
    verdict: gate.verdict as Verdict | null,
  }));
}

/** The way back from `jsonInterval`: `"never"` is Infinity, and an end that is null is open. */
export function intervalOf({ mean, low, high, n }: JsonInterval): Interval | null {
  const estimate = value(mean);
  if (estimate === null) return null;
  return { estimate, low: value(low) ?? -Infinity, high: value(high) ?? Infinity, n };
}

function value(number: JsonNumber): number | null {
  return number === 'never' ? Infinity : number;
}
