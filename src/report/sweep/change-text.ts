import type { FigureUnit } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import { inUnit, NO_DATA, percentNumber } from '../text/format.ts';

/** `+18.9 pp`, `−2.5`, `±0`: a change; of a share in percentage points. */
export function signed(value: number, unit: FigureUnit): string {
  if (value === 0) return '±0';
  const sign = value > 0 ? '+' : '−';
  const size = Math.abs(value);
  if (size === Infinity) return `${sign}never`;
  return sign + (unit === 'ratio' ? `${percentNumber(size)} pp` : inUnit(size, unit));
}

/** The estimate of a change, or the sign of no data. */
export function signedText(change: Interval | null, unit: FigureUnit): string {
  return change === null ? NO_DATA : signed(change.estimate, unit);
}

/** `+15.1 to +22.6 pp`: its interval. */
export function signedRange(change: Interval | null, unit: FigureUnit): string {
  if (change === null) return NO_DATA;
  const { low, high } = change;
  if (low === -Infinity || high === Infinity) return 'open';
  if (low === high) return signed(low, unit);
  return `${signed(low, unit).replace(' pp', '')} to ${signed(high, unit)}`;
}
