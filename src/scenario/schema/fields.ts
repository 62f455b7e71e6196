import { z } from 'zod';
import {
  LONGEST_MS,
  type Parsed,
  parseClock,
  parseDuration,
  parseInstant,
  parseRate,
  parseShare,
  type Range,
} from '../quantities.ts';

/** What an editor shows about a field. */
export type FieldMeta = { title: string; description: string; usage?: unknown[] };

/** Title, description and examples of a field, in this order of arguments. */
export function about(title: string, description: string, ...examples: unknown[]): FieldMeta {
  // Not `examples`: zod drops those of transformed fields. The generator renames it.
  return examples.length > 0 ? { title, description, usage: examples } : { title, description };
}

/** First words of the message of an unknown key; what follows are the keys that are known. */
export const KNOWN_KEYS = 'known keys: ';

/** An object in which an unknown key is an error that names the known ones. */
export function strict<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? KNOWN_KEYS + Object.keys(shape).join(',') : undefined,
  });
}

const textOrNumber = z.union([z.string(), z.number()], {
  error: 'expected a text or a number',
});

/** Hands a parser's verdict on to zod: its message, and its remedy as a parameter of the issue. */
function take<I, T>(parse: (value: I) => Parsed<T>) {
  return (value: I, ctx: z.RefinementCtx): T => {
    const parsed = parse(value);
    if (parsed.ok) return parsed.value;
    ctx.addIssue({ code: 'custom', message: parsed.message, params: { remedy: parsed.remedy } });
    return z.NEVER;
  };
}

/** `90s`, `15m`, `1d4h` → milliseconds. */
export function duration(range: Range = { min: 0, max: LONGEST_MS }) {
  return textOrNumber.transform(take((value) => parseDuration(value, range)));
}

/** `30%` or `0.3` → 0 … 1. */
export function share(range?: Range) {
  return textOrNumber.transform(take((value) => parseShare(value, range)));
}

/** `120/h` → events per millisecond. */
export const rate = () => z.string().transform(take(parseRate));

/** ISO 8601 with offset → Unix milliseconds. */
export const instant = () => z.string().transform(take(parseInstant));

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof WEEKDAYS)[number];

/** `09:00` → minutes after midnight. */
export const clock = () => z.string().transform(take(parseClock));

/** The working part of a week: which days, from when to when. What each means is the caller's to say. */
export function weekHours(
  fallback: { readonly days: readonly Weekday[]; readonly from: string; readonly to: string },
  texts: { readonly days: string; readonly from: string; readonly to: string },
) {
  return {
    days: z
      .array(z.enum(WEEKDAYS))
      .max(7)
      .prefault([...fallback.days])
      .meta(about('Days', texts.days, ['mon', 'fri'])),
    from: clock()
      .prefault(fallback.from)
      .meta(about('From', texts.from, fallback.from)),
    to: clock()
      .prefault(fallback.to)
      .meta(about('To', texts.to, fallback.to)),
  };
}

/** A number in a closed range; messages name the whole range. */
export function real(min: number, max: number) {
  const error = `a number from ${min} to ${max}`;
  return z.number({ error }).min(min, { error }).max(max, { error });
}

export function whole(min: number, max: number) {
  const error = `a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** A limit on something countable, at least one; leave it out for no limit. */
export const limit = () => whole(1, 1_000_000);

export const text = () => z.string().trim().min(1).max(2_000);

/** Name of a campaign, a connection or a group: what messages, gates and `--set` paths call it by. */
export const identifier = () =>
  z
    .string()
    .max(100)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} _.:-]*$/u, {
      error:
        'a name starts with a letter or digit and goes on with letters, digits, space, _ . : -',
    });

/** ISO 3166-1 alpha-2; whether the country exists is checked where the place is known. */
export const country = () =>
  z
    .string()
    .regex(/^[A-Za-z]{2}$/, { error: 'a country is two letters of ISO 3166-1, such as GB' });

export const filePath = () => z.string().min(1).max(4_096);
