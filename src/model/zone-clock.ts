import { DAY_MS, HOUR_MS, MINUTE_MS, type SimMs } from '../base/units.ts';
import type { WindowSpec, ZoneSpec } from './spec.ts';

/** Local time minus UTC at a simulated instant, in ms. Zones have one to three segments: a scan. */
export function offsetAt(zone: ZoneSpec, atMs: SimMs): number {
  const from = zone.fromMs;
  let i = from.length - 1;
  while (i > 0 && from[i] > atMs) i--;
  return zone.offsetMs[i];
}

/** The hour of the day, 0 … 23, on a clock of the zone. */
export function localHour(zone: ZoneSpec, startEpochMs: number, atMs: SimMs): number {
  const localMs = startEpochMs + atMs + offsetAt(zone, atMs);
  return Math.floor((localMs - Math.floor(localMs / DAY_MS) * DAY_MS) / HOUR_MS);
}

/**
 * The instant at which a clock of the zone shows a local time (ms since 1970 on that clock).
 * In a gap (spring) it is the end of the gap; of two candidates (autumn) `last` chooses.
 */
function instantOf(zone: ZoneSpec, startEpochMs: number, localMs: number, last: boolean): SimMs {
  let gapEndMs = Number.NaN;
  let found = Number.NaN;
  for (let i = 0; i < zone.fromMs.length; i++) {
    const atMs = localMs - zone.offsetMs[i] - startEpochMs;
    const untilMs = i + 1 < zone.fromMs.length ? zone.fromMs[i + 1] : Number.POSITIVE_INFINITY;
    if (atMs >= zone.fromMs[i] && atMs < untilMs) {
      found = atMs;
      if (!last) return found;
    }
    // Before this segment begins and after the previous one ended: the clock jumped over it.
    // Later segments look the same from here: the first one is the gap's end.
    if (atMs < zone.fromMs[i] && Number.isNaN(found) && Number.isNaN(gapEndMs)) {
      gapEndMs = zone.fromMs[i];
    }
  }
  return Number.isNaN(found) ? gapEndMs : found;
}

/** When a calling window is open: toggles alternate open, close, …; a window open at 0 opens at 0. */
export interface WindowTable {
  readonly openAtStart: boolean;
  /** Strictly increasing simulated instants in (0, horizon) at which it changes. */
  readonly togglesMs: Float64Array;
}

/**
 * Lays contact-local calling hours over simulated time, daylight saving included.
 * Complexity O(days of the horizon).
 */
export function windowTable(
  windows: WindowSpec,
  zone: ZoneSpec,
  startEpochMs: number,
  horizonMs: SimMs,
): WindowTable {
  if (windows.always) return { openAtStart: true, togglesMs: new Float64Array(0) };
  const spans: [SimMs, SimMs][] = [];
  const firstDay = Math.floor((startEpochMs + offsetAt(zone, 0)) / DAY_MS) - 1;
  const lastDay = Math.floor((startEpochMs + horizonMs + offsetAt(zone, horizonMs)) / DAY_MS) + 1;
  for (let day = firstDay; day <= lastDay; day++) {
    // 1 January 1970 was a Thursday: weekday 4.
    if (!windows.days[(((day + 4) % 7) + 7) % 7]) continue;
    const midnightMs = day * DAY_MS;
    const openLocalMs = midnightMs + windows.fromMinute * MINUTE_MS;
    const closeLocalMs = midnightMs + windows.toMinute * MINUTE_MS;
    const openMs = instantOf(zone, startEpochMs, openLocalMs, false);
    const closeMs = instantOf(zone, startEpochMs, closeLocalMs, true);
    if (!(openMs < closeMs) || closeMs <= 0 || openMs >= horizonMs) continue;
    const previous = spans.at(-1);
    // Windows until midnight and from midnight on are one.
    if (previous !== undefined && openMs <= previous[1])
      previous[1] = Math.max(previous[1], closeMs);
    else spans.push([openMs, closeMs]);
  }
  const toggles: number[] = [];
  let openAtStart = false;
  for (const [openMs, closeMs] of spans) {
    if (openMs <= 0) openAtStart = true;
    else toggles.push(openMs);
    if (closeMs < horizonMs) toggles.push(closeMs);
  }
  return { openAtStart, togglesMs: Float64Array.from(toggles) };
}
