/**
 * A call log from a generator of its own: nothing of the simulator's, down to the random numbers. It writes
 * what a provider exports (whole seconds, RFC 2822, inbound calls among the others), knows no attempt
 * numbers, and tells the truth that went in.
 */

export interface CallTruth {
  readonly meanByCountry: Readonly<Record<'US' | 'GB', number>>;
  /** Factor by hour of the callee's day, 9 to 17 h. */
  readonly hour: readonly number[];
  /** Infinity = all alike. */
  readonly concentration: number;
  readonly attemptFactor: number;
  readonly localFactor: number;
  readonly invalidShare: number;
  /** Of the unanswered. */
  readonly voicemail: number;
  readonly busy: number;
  readonly talkMedianS: number;
  readonly talkSigma: number;
  readonly voicemailMedianS: number;
  readonly voicemailSigma: number;
}

const FIRST_HOUR = 9;
const HOURS = 9;
const MOST_ATTEMPTS = 4;
const DAY_MS = 86_400_000;
/** A Monday, when New York is five hours behind London. */
const START_MS = Date.UTC(2026, 1, 2);
const OFFSET_HOURS = { US: -5, GB: 0 };

/** A linear congruential generator (Knuth, MMIX), which nothing else here uses. */
class Luck {
  private state: bigint;
  constructor(seed: number) {
    this.state = BigInt(seed);
    for (let i = 0; i < 8; i++) this.uniform();
  }
  uniform(): number {
    this.state = (this.state * 6364136223846793005n + 1442695040888963407n) & (2n ** 64n - 1n);
    return (Number(this.state >> 12n) + 0.5) / 2 ** 52;
  }
  normal(): number {
    return Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }
  /** Marsaglia & Tsang (2000). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * this.uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = this.normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(this.uniform()) < (x * x) / 2 + d - d * v + d * Math.log(v))
        return d * v;
    }
  }
  beta(a: number, b: number): number {
    const x = this.gamma(a);
    return x / (x + this.gamma(b));
  }
}

const HEAD = 'Sid,From,To,Status,Start Time,Duration,Direction,AnsweredBy,Price';

/** The export as CSV text, `contacts` people called on up to four days until they answer. */
export function exportedLog(truth: CallTruth, contacts: number, seed: number): string {
  const luck = new Luck(seed);
  const rows: { atMs: number; text: string }[] = [];
  for (let i = 0; i < contacts; i++) {
    const country = luck.uniform() < 0.6 ? 'US' : 'GB';
    const mean = truth.meanByCountry[country];
    const { concentration: c } = truth;
    const propensity = c === Infinity ? mean : luck.beta(mean * c, (1 - mean) * c);
    const invalid = luck.uniform() < truth.invalidShare;
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      const hour = Math.floor(luck.uniform() * HOURS);
      const localMs = (FIRST_HOUR + hour) * 3_600_000 + Math.floor(luck.uniform() * 3600) * 1000;
      const atMs = START_MS + (attempt - 1) * DAY_MS + localMs - OFFSET_HOURS[country] * 3_600_000;
      const from = luck.uniform() < 0.5 ? 'US' : 'GB';
      const local = from === country ? truth.localFactor : 1;
      const chance = propensity * truth.hour[hour] * truth.attemptFactor ** (attempt - 1) * local;
      const end = invalid ? 'failed,,' : ending(luck, truth, Math.min(1, chance));
      const text = row(rows.length, caller(luck, from), callee(country, i), atMs, end);
      rows.push({ atMs, text });
      if (end.endsWith('human') || invalid) break;
    }
  }
  rows.sort((a, b) => a.atMs - b.atMs);
  return `${HEAD}\n${rows.map(({ text }) => text).join('\n')}\n`;
}

/** Status, duration and who took it. */
function ending(luck: Luck, truth: CallTruth, chance: number): string {
  const seconds = (median: number, sigma: number) =>
    Math.round(median * Math.exp(sigma * luck.normal()));
  if (luck.uniform() < chance) {
    return `completed,${seconds(truth.talkMedianS, truth.talkSigma)},human`;
  }
  const u = luck.uniform();
  if (u < truth.voicemail) {
    return `completed,${seconds(truth.voicemailMedianS, truth.voicemailSigma)},machine_start`;
  }
  return u < truth.voicemail + truth.busy ? 'busy,0,' : 'no-answer,0,';
}

function row(sid: number, from: string, to: string, atMs: number, end: string): string {
  const [status, duration, answeredBy] = end.split(',');
  const at = new Date(atMs).toUTCString().replace('GMT', '+0000');
  const price = status === 'completed' ? '-0.013' : '';
  const cells = [`CA${sid}`, from, to, status, `"${at}"`, duration];
  const outbound = [...cells, 'outbound-api', answeredBy, price].join(',');
  if (sid % 50 !== 0) return outbound;
  return `${outbound}\nCB${sid},${to},${from},completed,"${at}",12,inbound,,`;
}

function caller(luck: Luck, country: string): string {
  const last = String(Math.floor(luck.uniform() * 20)).padStart(2, '0');
  return country === 'US' ? `+121255501${last}` : `+4420794600${last}`;
}

/** Numbers of the fictional exchange 555 of New York, and of Ofcom's ranges for drama. */
function callee(country: string, i: number): string {
  if (country === 'US') return `+121255${String(50_200 + i).padStart(5, '0')}`;
  const areas = ['113', '114', '115', '116', '117', '118', '121', '131', '141', '151', '161'];
  return `+44${areas[Math.floor(i / 1000) % 11]}4960${String(i % 1000).padStart(3, '0')}`;
}
