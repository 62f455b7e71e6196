import type { FigureUnit } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';

/** Stands where there is no data; never a zero. */
export const NO_DATA = '–';

/** `0.0`, `12.3`, `0.04`: a share in percent without the sign, one decimal, two significant below 1 %. */
export function percentNumber(share: number): string {
  const percent = share * 100;
  if (percent === 0) return '0.0';
  if (Math.abs(percent) >= 0.95) return percent.toFixed(1);
  return percent >= 0.095 ? percent.toFixed(1) : percent.toPrecision(1).replace(/e.*$/, '');
}

/** `12.3 %`. */
export function percent(share: number): string {
  return share !== 0 && Math.abs(share) < 5e-5 ? '<0.01 %' : `${percentNumber(share)} %`;
}

/** A count or measure: thousands apart, as many decimals as its size can bear. */
export function quantity(value: number): string {
  if (value === Infinity) return 'never';
  const size = Math.abs(value);
  const decimals = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  const [whole, rest] = value.toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}

/** `45 min`, `3.5 h`, `2 d 4 h`, `never`. */
export function hoursText(hours: number): string {
  if (hours === Infinity) return 'never';
  if (hours < 0.995) return `${Math.round(hours * 60)} min`;
  if (hours < 24) return `${trim(hours.toFixed(1))} h`;
  const whole = Math.round(hours);
  const rest = whole % 24;
  return rest === 0 ? `${whole / 24} d` : `${Math.floor(whole / 24)} d ${rest} h`;
}

/** A value in its unit. */
export function inUnit(value: number, unit: FigureUnit): string {
  if (value === Infinity) return 'never';
  if (unit === 'ratio') return percent(value);
  if (unit === 'hours') return hoursText(value);
  return quantity(value);
}

/** The estimate, or the sign of no data. */
export function estimateText(interval: Interval | null, unit: FigureUnit): string {
  return interval === null ? NO_DATA : inUnit(interval.estimate, unit);
}

/** `9.2–15.6 %`, `1,980–2,040`, `from 3.2 h`: the interval; open ends in words. */
export function rangeText(interval: Interval | null, unit: FigureUnit): string {
  if (interval === null) return NO_DATA;
  const { low, high } = interval;
  const open = high === Infinity && low !== Infinity;
  if (low === -Infinity && open) return 'open';
  if (low === -Infinity) return `to ${inUnit(high, unit)}`;
  if (open) return `from ${inUnit(low, unit)}`;
  if (unit === 'ratio' && Math.max(low, high) >= 5e-5) {
    return `${percentNumber(low)}–${percentNumber(high)} %`;
  }
  const from = inUnit(low, unit);
  const to = inUnit(high, unit);
  return from === to ? from : `${from}–${to}`;
}

/** `11.9–12.7`: an interval of a share in percent, where the sign stands beside it already. */
export function bareRange(interval: Interval): string {
  return `${percentNumber(interval.low)}–${percentNumber(interval.high)}`;
}

/** `12.3 % (11.9–12.7 %)`. */
export function withRange(interval: Interval | null, unit: FigureUnit): string {
  if (interval === null) return NO_DATA;
  return `${estimateText(interval, unit)} (${rangeText(interval, unit)})`;
}

/**
 * A share with something to tell: of one call or two its interval reaches from 0 to 100 %, and an estimate
 * there would be read as one. Null then, as where there is none.
 */
export function toldShare(share: Interval | null): Interval | null {
  return share !== null && share.low <= 0 && share.high >= 1 ? null : share;
}

/** `a, b and c`. */
export function joined(names: readonly string[], most = 6): string {
  if (names.length > most)
    return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

export function counted(n: number, noun: string): string {
  return `${quantity(n)} ${noun}${n === 1 ? '' : 's'}`;
}

function trim(text: string): string {
  return text.replace(/\.0$/, '');
}
