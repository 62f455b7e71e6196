import type { FigureDifference } from '../../experiment/compare/compare-figures.ts';
import type { Gain } from '../../experiment/compare/gain.ts';
import { isPoint } from '../../experiment/sure-of-all.ts';
import type { FigureUnit } from '../../model/figures.ts';
import type { Scope } from '../../model/result.ts';
import { NO_DATA, quantity } from '../text/format.ts';

/** What differences of a unit are told in: shares in points of a per cent. */
export function differenceUnit(unit: FigureUnit): string {
  return unit === 'ratio' ? 'points' : unit.replaceAll('_', ' ');
}

/** `+4.13`, `−0.02`, `0`: three significant digits, with the sign. */
export function signedText(value: number, unit: FigureUnit): string {
  if (!Number.isFinite(value)) return 'open';
  const amount = unit === 'ratio' ? value * 100 : value;
  if (amount === 0) return '0';
  const size = Math.abs(amount);
  const shown = size >= 1_000 ? quantity(Math.round(size)) : plain(size);
  return `${amount < 0 ? '−' : '+'}${shown}`;
}

/** An amount without its sign, in the unit of differences. */
export function amountText(value: number, unit: FigureUnit): string {
  return signedText(Math.abs(value), unit).replace('+', '');
}

/** `+2.2 to +6.0`; `always +3` where the interval is a point. */
export function spanText(row: FigureDifference): string {
  if (row.difference === null) return NO_DATA;
  const { estimate, low, high } = row.difference;
  if (row.identical && low === high) return 'always equal';
  if (isPoint(row.difference)) return `always ${signedText(estimate, row.spec.unit)}`;
  return `${signedText(low, row.spec.unit)} to ${signedText(high, row.spec.unit)}`;
}

/** `28 of 95`: what pairing gave, and the most that it could have. */
export function gainText(gain: Gain | null): string {
  return gain === null ? NO_DATA : `${times(gain.gain)} of ${times(gain.possible)}`;
}

export function times(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  return value >= 1_000 ? quantity(Math.round(value)) : plain(value);
}

/** `all`, `GB`, `spring`, `spring GB`. */
export function scopeText({ campaign, country }: Scope): string {
  if (campaign === '*') return country === '*' ? 'all' : country;
  return country === '*' ? campaign : `${campaign} ${country}`;
}

function plain(size: number): string {
  if (size < 5e-4) return '0.000';
  return String(Number(size.toPrecision(size >= 1 ? 3 : 2)));
}
