import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../base/units.ts';

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/i;

export const INSTANT_REMEDY =
  'write an ISO 8601 date or instant: 2026-03-02, 2026-03-02T09:00Z or 2026-03-02T09:00:00-05:00 (UTC where it has no offset)';

/** Unix milliseconds of an ISO 8601 date or instant; UTC where it has no offset. null = none. */
export function readInstant(text: string): number | null {
  const parts = INSTANT.exec(text);
  if (parts === null) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const dayMs = Date.UTC(year, month - 1, day);
  const date = new Date(dayMs);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const [hour, minute, second] = [parts[4], parts[5], parts[6]].map((part) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return null;
  const fractionMs = Math.floor(Number(`0.${parts[7] ?? 0}`) * SECOND_MS);
  const offset = offsetMs(parts[8]);
  if (Math.abs(offset) >= DAY_MS) return null;
  const timeMs = hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS + fractionMs;
  return dayMs + timeMs - offset;
}

function offsetMs(text: string | undefined): number {
  if (text === undefined || !/^[+-]/.test(text)) return 0;
  const digits = text.slice(1).replace(':', '').padEnd(4, '0');
  const size = Number(digits.slice(0, 2)) * HOUR_MS + Number(digits.slice(2)) * MINUTE_MS;
  return text.startsWith('-') ? -size : size;
}
