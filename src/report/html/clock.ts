const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Simulated time as people read it: at the offset from UTC that the scenario's start is written with. */
export interface Clock {
  readonly startEpochMs: number;
  readonly offsetMinutes: number;
  readonly durationHours: number;
  /** `UTC−05:00`. */
  readonly zone: string;
}

/**
 * @param startUtc simulated time 0, ISO 8601 in UTC
 * @param startAsWritten the same as the scenario has it, with its offset; UTC where it has none
 */
export function clockOf(startUtc: string, startAsWritten: string, durationHours: number): Clock {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(startAsWritten) ?? [];
  const size = sign === undefined ? 0 : Number(hours) * 60 + Number(minutes);
  const offsetMinutes = sign === '-' ? -size : size;
  const zone = size === 0 ? 'UTC' : `UTC${sign === '-' ? '−' : '+'}${hours}:${minutes}`;
  return { startEpochMs: Date.parse(startUtc), offsetMinutes, durationHours, zone };
}

/** The local calendar at a simulated time. */
function local(clock: Clock, hours: number): Date {
  const atMs = clock.startEpochMs + hours * HOUR_MS + clock.offsetMinutes * MINUTE_MS;
  return new Date(atMs);
}

/** `Mon 2 Mar 09:00`. */
export function momentText(clock: Clock, hours: number): string {
  return `${dayText(clock, hours)} ${timeText(clock, hours)}`;
}

/** `Mon 2 Mar`. */
export function dayText(clock: Clock, hours: number): string {
  const date = local(clock, hours);
  return `${DAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** `09:00`. */
export function timeText(clock: Clock, hours: number): string {
  const date = local(clock, hours);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** Hours since the start at which local days begin, the start itself first, within the scenario. */
export function dayStarts(clock: Clock): number[] {
  const sinceMidnight = (clock.startEpochMs / HOUR_MS + clock.offsetMinutes / 60) % 24;
  const starts = [0];
  for (let at = 24 - sinceMidnight; at < clock.durationHours; at += 24) starts.push(at);
  return starts;
}
