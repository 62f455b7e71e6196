import { HOUR_MS, MINUTE_MS } from '../../base/units.ts';
import { readInstant } from './instant.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Zones that RFC 2822 (4.3) gives a meaning; other letters are ambiguous and refused. */
const ZONE_HOURS: Readonly<Record<string, number>> = {
  UT: 0,
  UTC: 0,
  GMT: 0,
  Z: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

/** `Thu, 24 Aug 2023 05:01:45 +0000`: RFC 2822, as Twilio's API writes it. */
const RFC_2822 =
  /^(?:[a-z]{3},\s*)?(\d{1,2})\s+([a-z]{3})\s+(\d{4})\s+(\d{2}:\d{2}(?::\d{2})?)\s+([+-]\d{4}|[a-z]{1,3})$/i;

/** `05:01:45 UTC 2023-08-24`: the clock, its zone, then the day, as exports for people write it. */
const CLOCK_FIRST = /^(\d{2}:\d{2}(?::\d{2})?)\s+([+-]\d{4}|[a-z]{1,3})\s+(\d{4}-\d{2}-\d{2})$/i;

export const CALL_INSTANT_REMEDY =
  'write ISO 8601 (2026-03-02T09:00:00Z; UTC where it has no offset) or RFC 2822 (Mon, 02 Mar 2026 09:00:00 +0000)';

/** Nothing was dialled by a machine before, and nothing has been dialled after. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/** Unix milliseconds of an instant in a call log, 1990 to 2099; null = none that is without doubt. */
export function readCallInstant(text: string): number | null {
  const epochMs = readInstant(text) ?? rfc2822(text) ?? clockFirst(text);
  return epochMs !== null && epochMs >= EARLIEST_MS && epochMs < LATEST_MS ? epochMs : null;
}

function rfc2822(text: string): number | null {
  const parts = RFC_2822.exec(text);
  if (parts === null) return null;
  const month = MONTHS.indexOf(parts[2].toLowerCase()) + 1;
  const day = `${parts[3]}-${String(month).padStart(2, '0')}-${parts[1].padStart(2, '0')}`;
  return month === 0 ? null : onDay(day, parts[4], parts[5]);
}

function clockFirst(text: string): number | null {
  const parts = CLOCK_FIRST.exec(text);
  return parts === null ? null : onDay(parts[3], parts[1], parts[2]);
}

function onDay(day: string, clock: string, zone: string): number | null {
  const utcMs = readInstant(`${day}T${clock}Z`);
  const offset = offsetMs(zone);
  return utcMs === null || offset === null ? null : utcMs - offset;
}

function offsetMs(zone: string): number | null {
  if (/^[+-]/.test(zone)) {
    const sizeMs = Number(zone.slice(1, 3)) * HOUR_MS + Number(zone.slice(3)) * MINUTE_MS;
    return zone.startsWith('-') ? -sizeMs : sizeMs;
  }
  const hours = ZONE_HOURS[zone.toUpperCase()];
  return hours === undefined ? null : hours * HOUR_MS;
}
