import { DAY_MS, SECOND_MS } from '../base/units.ts';
import type { ZoneSpec } from '../model/spec.ts';

/** Days known before the start and after the end: calls in the air, windows that reach over midnight. */
const MARGIN_MS = 14 * DAY_MS;

/**
 * A time zone's offsets over a scenario, from the platform's time-zone data. Daylight-saving changes
 * are found by bisection between days with different offsets: two changes within a day do not occur.
 * `fromMs` counts from the scenario's start; its first entry is −Infinity. O(days + changes · 30).
 *
 * @throws {RangeError} on a zone that the platform does not know
 */
export function zoneSpec(name: string, startEpochMs: number, durationMs: number): ZoneSpec {
  const offsetAt = offsetReader(name);
  const first = startEpochMs - MARGIN_MS;
  const last = startEpochMs + durationMs + MARGIN_MS;
  const from = [Number.NEGATIVE_INFINITY];
  const offsets = [offsetAt(first)];
  for (let day = first; day < last; day += DAY_MS) {
    const next = Math.min(day + DAY_MS, last);
    const before = offsets[offsets.length - 1];
    if (offsetAt(next) === before) continue;
    const change = bisect(offsetAt, day, next);
    from.push(change - startEpochMs);
    offsets.push(offsetAt(change));
  }
  return { name, fromMs: Float64Array.from(from), offsetMs: Float64Array.from(offsets) };
}

/** The first second in (low, high] whose offset is not that of `low`. */
function bisect(offsetAt: (epochMs: number) => number, low: number, high: number): number {
  const before = offsetAt(low);
  let same = Math.floor(low / SECOND_MS);
  let other = Math.ceil(high / SECOND_MS);
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(middle * SECOND_MS) === before) same = middle;
    else other = middle;
  }
  return other * SECOND_MS;
}

/** Local time minus UTC at an instant, in milliseconds, to the second. */
function offsetReader(name: string): (epochMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (epochMs) => {
    const parts: Record<string, number> = {};
    for (const part of format.formatToParts(epochMs)) parts[part.type] = Number(part.value);
    const { year, month, day, hour, minute, second } = parts;
    const local = Date.UTC(year, month - 1, day, hour, minute, second);
    return local - Math.floor(epochMs / SECOND_MS) * SECOND_MS;
  };
}
