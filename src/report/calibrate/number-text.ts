import type { Interval } from '../../stats/interval.ts';
import { NO_DATA, percent, percentNumber } from '../text/format.ts';

/** `1.34 (1.21–1.49)`: a factor with its interval. */
export function factorText(interval: Interval): string {
  return `${threeDigits(interval.estimate)} (${factorRange(interval)})`;
}

/** `1.21–1.49`, `from 210`. */
export function factorRange({ low, high }: Interval): string {
  if (high === Infinity) return low === -Infinity ? 'open' : `from ${threeDigits(low)}`;
  return `${threeDigits(low)}–${threeDigits(high)}`;
}

/** Three digits, zeros at the end too, so that columns stand under each other. */
function threeDigits(value: number): string {
  const plain = value === Infinity || value === 0 || Math.abs(value) >= 100;
  return plain || Math.abs(value) < 1e-3 ? plainNumber(value) : value.toPrecision(3);
}

/** Three digits that matter, `infinite` for what is. */
export function plainNumber(value: number): string {
  if (value === Infinity) return 'infinite';
  if (value === 0 || Math.abs(value) >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

/** `14.2 % (13.5–14.9)`. */
export function shareText(interval: Interval | null): string {
  if (interval === null) return NO_DATA;
  const { estimate, low, high } = interval;
  return `${percent(estimate)} (${percentNumber(low)}–${percentNumber(high)})`;
}

/** `8.1 s`, `2 min 3 s`. */
export function secondsText(seconds: number): string {
  if (seconds < 60) return `${Number(seconds.toPrecision(3))} s`;
  const whole = Math.round(seconds);
  return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `2026-02-02`: the day of an instant, UTC. */
export function dayText(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}
