import { DAY_MS, MINUTE_MS } from '../base/units.ts';
import type { WindowSpec, ZoneSpec } from '../model/spec.ts';

/**
 * Whether contact-local calling hours open at any moment of a scenario in a zone.
 * O(days), by stretches of constant offset.
 */
export function everOpens(
  windows: WindowSpec,
  zone: ZoneSpec,
  startEpochMs: number,
  durationMs: number,
): boolean {
  if (windows.always) return true;
  for (let i = 0; i < zone.fromMs.length; i++) {
    const from = Math.max(0, zone.fromMs[i]);
    const to = Math.min(durationMs, zone.fromMs[i + 1] ?? Number.POSITIVE_INFINITY);
    const shift = startEpochMs + zone.offsetMs[i];
    if (from < to && opensBetween(windows, from + shift, to + shift)) return true;
  }
  return false;
}

/** The same for an interval of local time, as milliseconds of a clock that knows no zones. */
function opensBetween(windows: WindowSpec, fromLocal: number, toLocal: number): boolean {
  for (let day = Math.floor(fromLocal / DAY_MS); day * DAY_MS < toLocal; day++) {
    // 1970-01-01 was a Thursday, day 4 of a week that starts on Sunday.
    if (!windows.days[(((day + 4) % 7) + 7) % 7]) continue;
    const opens = Math.max(fromLocal, day * DAY_MS + windows.fromMinute * MINUTE_MS);
    const closes = Math.min(toLocal, day * DAY_MS + windows.toMinute * MINUTE_MS);
    if (opens < closes) return true;
  }
  return false;
}
