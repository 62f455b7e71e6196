import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../base/units.ts';

/** A value that was understood, or why not and what is allowed. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string; readonly remedy: string };

/** Closed range of a quantity, in the unit that its parser gives. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND_MS,
  m: MINUTE_MS,
  min: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
  w: 7 * DAY_MS,
};

const DURATION = /^\s*-?\d+(?:\.\d+)?\s*[a-zA-Z]+(?:\s*\d+(?:\.\d+)?\s*[a-zA-Z]+)*\s*$/;
const DURATION_PART = /(\d+(?:\.\d+)?)\s*([a-zA-Z]+)/g;

/** No scenario is longer: ten years. Also keeps every instant far inside what a double holds exactly. */
export const LONGEST_MS = 3_650 * DAY_MS;

/** Milliseconds of `90s`, `15m`, `1d4h`, `0`. A bare number has no unit and is refused, but for 0. */
export function parseDuration(
  value: string | number,
  range: Range = { min: 0, max: LONGEST_MS },
): Parsed<number> {
  const remedy = `a duration with its unit, ${formatDuration(range.min)} to ${formatDuration(range.max)}, such as 90s, 15m, 6h or 7d`;
  const text = String(value).trim();
  if (/^[-+]?0+(\.0+)?$/.test(text)) return inRange(0, range, text, remedy);
  if (!DURATION.test(text)) {
    const bare = text !== '' && Number.isFinite(Number(text));
    return refuse(
      bare ? `${text} is a duration without a unit` : `${quote(text)} is not a duration`,
      remedy,
    );
  }
  let ms = 0;
  for (const [, amount, unit] of text.matchAll(DURATION_PART)) {
    const unitMs = UNIT_MS[unit.toLowerCase()];
    if (unitMs === undefined) return refuse(`${quote(unit)} is not a unit of time`, remedy);
    ms += Number(amount) * unitMs;
  }
  return inRange(text.startsWith('-') ? -ms : ms, range, text, remedy);
}

/** A duration as a user would type it, exact to the millisecond: `1d4h`, `90s`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return 'never';
  if (ms === 0) return '0s';
  let rest = Math.abs(Math.round(ms));
  let text = ms < 0 ? '-' : '';
  for (const unit of ['d', 'h', 'm', 's', 'ms']) {
    const amount = Math.floor(rest / UNIT_MS[unit]);
    if (amount > 0) text += `${amount}${unit}`;
    rest -= amount * UNIT_MS[unit];
  }
  return text;
}

/** Events per millisecond of `120/h`, `2/s`, `0.5/d`. */
export function parseRate(value: string | number): Parsed<number> {
  const remedy = 'a rate above 0 and up to 10000/s, such as 120/h, 2/s or 500/d';
  const text = String(value).trim();
  const match = /^(-?\d+(?:\.\d+)?)\s*(?:\/|per)\s*([a-zA-Z]+)$/.exec(text);
  const unitMs =
    match === null ? undefined : UNIT_MS[match[2].toLowerCase().replace(/^(hr|hour)$/, 'h')];
  if (match === null || unitMs === undefined) {
    const bare = text !== '' && Number.isFinite(Number(text));
    return refuse(
      bare ? `${text} is a rate without a unit` : `${quote(text)} is not a rate`,
      remedy,
    );
  }
  const perMs = Number(match[1]) / unitMs;
  if (!(perMs > 0) || perMs > 10) return refuse(`${text} is out of range`, remedy);
  return { ok: true, value: perMs };
}

/** Shares may miss 100 % by rounding: three thirds of 33.3 %. */
export const SHARE_TOLERANCE = 0.002;

/** A share in 0 … 1 of `1%` or `0.01`. */
export function parseShare(
  value: string | number,
  range: Range = { min: 0, max: 1 },
): Parsed<number> {
  const remedy = `a share from ${range.min} to ${range.max}, such as 30% or 0.3`;
  const text = String(value).trim();
  const match = /^(-?\d+(?:\.\d+)?(?:e-?\d+)?)\s*(%?)$/i.exec(text);
  if (match === null) return refuse(`${quote(text)} is not a share`, remedy);
  const share = match[2] === '%' ? Number(match[1]) / 100 : Number(match[1]);
  if (match[2] === '' && share > 1 && share <= 100 && range.max === 1) {
    return refuse(
      `${text} is more than the whole`,
      `${remedy}; ${text} percent is written ${text}%`,
    );
  }
  return inRange(share, range, text, remedy);
}

/** Minutes after midnight of `09:00`; `24:00` is the end of the day. */
export function parseClock(value: string): Parsed<number> {
  const remedy = 'a time of day from "00:00" to "24:00", such as "09:00"';
  const match = /^(\d{1,2}):(\d{2})$/.exec(value.trim());
  if (match === null) return refuse(`${quote(value)} is not a time of day`, remedy);
  const minute = Number(match[1]) * 60 + Number(match[2]);
  if (Number(match[2]) > 59 || minute > 1440) return refuse(`${value} is not on the clock`, remedy);
  return { ok: true, value: minute };
}

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))$/i;
const EARLIEST_MS = Date.UTC(1990, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/** Unix milliseconds of an ISO 8601 date and time with its offset. */
export function parseInstant(value: string): Parsed<number> {
  const remedy =
    'a date and time with its offset from UTC, 1990 to 2099, such as 2026-03-02T09:00:00-05:00';
  const text = value.trim();
  const parts = INSTANT.exec(text);
  if (parts === null) {
    const noOffset = /^\d{4}-\d{2}-\d{2}/.test(text);
    const found = noOffset
      ? `${quote(text)} has no time or no offset`
      : `${quote(text)} is no instant`;
    return refuse(found, remedy);
  }
  // Date.parse makes 2 March of 30 February.
  const day = new Date(`${parts[1]}T00:00Z`);
  if (!(day.getTime() >= 0) || day.toISOString().slice(0, 10) !== parts[1]) {
    return refuse(`${quote(text)} is no day of the calendar`, remedy);
  }
  const ms = Date.parse(text.replace(' ', 'T'));
  if (!(ms >= EARLIEST_MS && ms < LATEST_MS))
    return refuse(`${quote(text)} is out of range`, remedy);
  return { ok: true, value: ms };
}

function inRange(value: number, range: Range, text: string, remedy: string): Parsed<number> {
  if (value >= range.min && value <= range.max) return { ok: true, value };
  return refuse(`${text} is out of range`, remedy);
}

function refuse(message: string, remedy: string): Parsed<never> {
  return { ok: false, message, remedy };
}

/** Quotes a found value for a message, cut where it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}
