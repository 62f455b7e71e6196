import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../base/units.ts';
import { formatDuration, type Parsed, parseDuration } from '../../scenario/quantities.ts';

/** Values from `from` on in equal steps, held as whole multiples of a quantum: no 0.30000000000000004. */
export interface AxisRange {
  /** Ends and step in quanta; `step` null where none was written. `to` may lie below `from`. */
  readonly from: number;
  readonly to: number;
  readonly step: number | null;
  /** Finest step worth taking between the ends where none is written, in quanta. */
  readonly finest: number;
  /** A number of quanta, fractional where not whole, in the notation of the ends: `24h`, `1.5%`. */
  readonly format: (quanta: number) => string;
}

const SHAPE = /^(-?\d.*?)\.\.(.+?)(?::(.+))?$/;
const QUANTITY = /^(-?\d+(?:\.\d+)?)\s*([^\d\s.][^\d]*)?$/;
const REMEDY =
  'a range is written from..to:step in one unit, such as 50..90:10, 0h..72h:24h or 1%..5%:1%';
/** Digits beyond those written that a value between two ends may have. */
const EXTRA_DIGITS = 2;
const FINEST_MS = [DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS];

/** Whether a text wants to be a range; a path such as `../numbers.csv` does not. */
export function looksLikeRange(text: string): boolean {
  return SHAPE.test(text);
}

/** `a..b` or `a..b:step`; all three in one unit, or all durations. */
export function parseRange(text: string): Parsed<AxisRange> {
  const match = SHAPE.exec(text);
  if (match === null) return refuse(`"${text}" is not a range`);
  const parts = match
    .slice(1)
    .filter((part) => part !== undefined)
    .map((part) => part.trim());
  const range = inOneUnit(parts) ?? inMilliseconds(parts);
  if (range === null) return refuse(`"${text}" is not a range of one unit`);
  if (range.step === 0) return refuse(`"${text}" has a step of zero`);
  if (range.step !== null && range.step < 0) {
    return refuse(`"${text}" has a step below zero; one that goes down is written 9..1:2`);
  }
  if (range.from === range.to) return refuse(`"${text}" begins where it ends`);
  if (rangeCount(range) === 1) return refuse(`"${text}" has a step beyond its end`);
  return { ok: true, value: range };
}

/** Number of values of a range with a step. */
export function rangeCount({ from, to, step }: AxisRange): number {
  return step === null ? 0 : Math.floor(Math.abs(to - from) / step) + 1;
}

/** The values of a range with a step, the end included where a step meets it. */
export function rangeValues(range: AxisRange): string[] {
  const direction = range.to > range.from ? 1 : -1;
  const step = (range.step ?? 0) * direction;
  return Array.from({ length: rangeCount(range) }, (_, i) => range.format(range.from + i * step));
}

/**
 * The value at a share of the way, in steps where there is one, else as fine as the notation bears; every
 * value has the same chance under a uniform share.
 *
 * @param share inside 0 … 1
 */
export function rangeValueAt(range: AxisRange, share: number): string {
  const span = range.to - range.from;
  const step = range.step ?? range.finest;
  const levels = Math.floor(Math.abs(span) / step + 1e-9) + 1;
  const level = Math.min(levels - 1, Math.floor(share * levels));
  return range.format(range.from + level * step * Math.sign(span));
}

/** Numbers with at most one unit among them; what has none takes that of the others. */
function inOneUnit(parts: readonly string[]): AxisRange | null {
  const found = parts.map((part) => QUANTITY.exec(part));
  if (found.some((match) => match === null)) return null;
  const units = new Set(found.map((match) => match![2]?.trim() ?? '').filter((u) => u !== ''));
  if (units.size > 1) return null;
  const unit = [...units][0] ?? '';
  const decimals = Math.max(...found.map((match) => match![1].split('.')[1]?.length ?? 0));
  const scale = 10 ** decimals;
  const [from, to, step] = found.map((match) => Math.round(Number(match![1]) * scale));
  return {
    from,
    to,
    step: step ?? null,
    // Plain numbers without decimals may count something: between them are whole numbers.
    finest: unit === '' && decimals === 0 ? 1 : 10 ** -EXTRA_DIGITS,
    format: (quanta) => `${plainNumber(quanta / scale, decimals + EXTRA_DIGITS)}${unit}`,
  };
}

/** Durations in several units, such as `30m..2h:30m`, or composed ones, such as `1d4h..2d:4h`. */
function inMilliseconds(parts: readonly string[]): AxisRange | null {
  const found = parts.map((part) => parseDuration(part));
  const ms = found.flatMap((parsed) => (parsed.ok ? [parsed.value] : []));
  if (ms.length < found.length) return null;
  const [from, to, step] = ms;
  const span = Math.abs(to - from);
  const finest = FINEST_MS.find((unitMs) => span >= 100 * unitMs) ?? 1;
  return { from, to, step: step ?? null, finest, format: formatDuration };
}

function plainNumber(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function refuse(message: string): Parsed<never> {
  return { ok: false, message, remedy: REMEDY };
}
