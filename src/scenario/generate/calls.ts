import { DAY_MS, HOUR_MS, SECOND_MS } from '../../base/units.ts';
import { logNormalQuantile } from '../../kernel/rng/quantiles.ts';
import type { SequentialStream } from '../../kernel/rng/sequential.ts';
import { parsePhone } from '../phone/parse.ts';
import { zoneOf } from '../phone/zone.ts';
import { zoneSpec } from '../zones.ts';
import { numbersByCountry } from './by-country.ts';
import type { CsvRows } from './contacts.ts';
import { generatorStream, oneByShare, oneOf } from './draws.ts';

/** What a call log should look like. */
export interface CallLogOptions {
  readonly count: number;
  readonly seed: string;
  /** Caller IDs; a call is made from one of the callee's country where there is one. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Midnight UTC of the first day. */
  readonly startEpochMs: number;
  /** Calls fall on the working days among these, 09–18 callee-local. */
  readonly days: number;
}

const HEADS = [
  'started_at',
  'from',
  'to',
  'outcome',
  'ring_seconds',
  'talk_seconds',
  'answered_by',
  'attempt',
];

const OPENS_HOUR = 9;
const CLOSES_HOUR = 18;
const RING_TIMEOUT_S = 30;

/**
 * How calls from clean numbers end, in Twilio's words (status, and `AnsweredBy` of its answering
 * machine detection), with their shares: 15 % live, 30 % voicemail, 42 % no answer, 5 % busy, 7 %
 * failed, 1 % blocked, the outcome mix of the built-in defaults.
 */
const ENDINGS = [
  { outcome: 'completed', answeredBy: 'human', share: 15 },
  { outcome: 'completed', answeredBy: 'machine_start', share: 30 },
  { outcome: 'no-answer', answeredBy: '', share: 42 },
  { outcome: 'busy', answeredBy: '', share: 5 },
  { outcome: 'failed', answeredBy: '', share: 8 },
] as const;
const SHARES = ENDINGS.map((ending) => ending.share);

/** A call log in order of time. Same options, same rows. Memory: 16 bytes a call. */
export function callLog(options: CallLogOptions): CsvRows {
  return { heads: HEADS, rows: { [Symbol.iterator]: () => callRows(options) } };
}

function* callRows(options: CallLogOptions): Generator<readonly string[]> {
  const { atMs, callee, order } = schedule(options);
  const fromByCountry = numbersByCountry(options.from);
  const draw = generatorStream(options.seed, 'calls.outcome');
  const attempts = new Uint32Array(options.to.length);
  for (const call of order) {
    const to = options.to[callee[call]];
    const local = fromByCountry.get(parsePhone(to).country ?? '??') ?? options.from;
    const started = new Date(atMs[call]).toISOString().replace('.000Z', 'Z');
    const attempt = ++attempts[callee[call]];
    yield [started, oneOf(local, draw), to, ...ending(draw), String(attempt)];
  }
}

/** Draws when each call starts and whom it reaches, and sorts by time. */
function schedule(options: CallLogOptions): {
  atMs: Float64Array;
  callee: Int32Array;
  order: Uint32Array;
} {
  const draw = generatorStream(options.seed, 'calls.schedule');
  const days = workingDays(options);
  const zones = options.to.map((e164) => zoneOf(e164, parsePhone(e164).country).zone);
  const atMs = new Float64Array(options.count);
  const callee = new Int32Array(options.count);
  const offsets = new Map<string, (day: number) => number>();
  for (const zone of new Set(zones)) offsets.set(zone, offsetByDay(zone, options));
  for (let call = 0; call < options.count; call++) {
    const whom = Math.floor(draw.next() * options.to.length);
    const dayMs = oneOf(days, draw);
    const offsetMs = offsets.get(zones[whom])?.(dayMs) ?? 0;
    const openMs = (CLOSES_HOUR - OPENS_HOUR) * HOUR_MS;
    const secondMs = Math.floor((draw.next() * openMs) / SECOND_MS) * SECOND_MS;
    atMs[call] = dayMs + OPENS_HOUR * HOUR_MS + secondMs - offsetMs;
    callee[call] = whom;
  }
  const order = Uint32Array.from(atMs, (_, call) => call);
  order.sort((a, b) => atMs[a] - atMs[b] || a - b);
  return { atMs, callee, order };
}

/** Local time minus UTC at a day's noon, by the day's midnight UTC. */
function offsetByDay(zone: string, options: CallLogOptions): (dayMs: number) => number {
  const { fromMs, offsetMs } = zoneSpec(zone, options.startEpochMs, options.days * DAY_MS);
  return (dayMs) => {
    const noonMs = dayMs - options.startEpochMs + DAY_MS / 2;
    return offsetMs[fromMs.findLastIndex((from) => from <= noonMs)];
  };
}

function workingDays(options: CallLogOptions): number[] {
  const all = Array.from({ length: options.days }, (_, i) => options.startEpochMs + i * DAY_MS);
  const working = all.filter((dayMs) => ![0, 6].includes(new Date(dayMs).getUTCDay()));
  return working.length > 0 ? working : all;
}

/** Outcome, ring and talk time in seconds, and who took the call. */
function ending(draw: SequentialStream): readonly [string, string, string, string] {
  const { outcome, answeredBy } = ENDINGS[oneByShare(SHARES, draw)];
  const [ring, talk] = [draw.next(), draw.next()];
  const seconds = (median: number, sigma: number, u: number): string =>
    String(Math.max(1, Math.round(logNormalQuantile(u, median * SECOND_MS, sigma) / SECOND_MS)));
  // Humans pick up at about 8 s, voicemail at 20–25 s. Talk: mean 120 s with a quarter below 10 s.
  if (answeredBy === 'human') {
    const talkS = Math.min(Number(seconds(30.5, 1.655, talk)), (2 * HOUR_MS) / SECOND_MS);
    return [outcome, seconds(8, 0.4, ring), String(talkS), answeredBy];
  }
  if (answeredBy === 'machine_start') {
    return [outcome, String(20 + Math.floor(ring * 6)), seconds(25, 0.3, talk), answeredBy];
  }
  if (outcome === 'no-answer') return [outcome, String(RING_TIMEOUT_S), '0', ''];
  return [outcome, String(1 + Math.floor(ring * 3)), '0', ''];
}
