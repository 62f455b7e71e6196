import { DAY_MS } from '../../base/units.ts';
import type { Interval } from '../../stats/interval.ts';
import { ratioInterval } from '../../stats/ratio-jackknife.ts';
import type { AnswerData } from './answer-data.ts';
import type { AnswerParameters } from './answer-model.ts';
import { predictions } from './answer-model.ts';
import type { PreparedLog } from './prepare.ts';
import { clusteredRate, type Rate } from './rates.ts';

/** A number and how it was used. Days are days of UTC on which it placed a call. */
export interface NumberUse {
  readonly number: string;
  readonly calls: number;
  readonly days: number;
  readonly mostInADay: number;
}

export interface DailyUse {
  readonly numbers: number;
  readonly numberDays: number;
  readonly mean: number;
  readonly median: number;
  readonly p90: number;
  readonly p99: number;
  readonly most: number;
  /** The numbers with the busiest days, at most ten. */
  readonly top: readonly NumberUse[];
}

const TOP = 10;

/** Calls per number and day. O(calls log calls). */
export function dailyUse({ number, startedEpochMs, count, log }: PreparedLog): DailyUse {
  const perDay = Array.from(log.numbers, () => new Map<number, number>());
  for (let i = 0; i < count; i++) {
    const day = Math.floor(startedEpochMs[i] / DAY_MS);
    perDay[number[i]].set(day, (perDay[number[i]].get(day) ?? 0) + 1);
  }
  const sizes = perDay.flatMap((days) => [...days.values()]).sort((a, b) => a - b);
  const quantile = (share: number) =>
    sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))];
  const uses = perDay.map((days, n) => ({
    number: log.numbers[n],
    calls: [...days.values()].reduce((sum, calls) => sum + calls, 0),
    days: days.size,
    mostInADay: Math.max(...days.values()),
  }));
  uses.sort((a, b) => b.mostInADay - a.mostInADay || b.calls - a.calls);
  return {
    numbers: log.numbers.length,
    numberDays: sizes.length,
    mean: count / sizes.length,
    median: quantile(0.5),
    p90: quantile(0.9),
    p99: quantile(0.99),
    most: sizes[sizes.length - 1],
    top: uses.slice(0, TOP),
  };
}

/** Answering after so many calls of the number in the 24 hours before. */
export interface LoadBucket extends Rate {
  readonly from: number;
  /** Exclusive; Infinity for the last. */
  readonly to: number;
  /** Answered over what the model expects of the same contacts, hours and attempts; null without calls. */
  readonly relative: Interval | null;
}

/** Bounds at which vendors see trouble begin: 75 to 100 calls a day are held to be safe. */
const BOUNDS = [0, 25, 50, 75, 100, 150, 250, Number.POSITIVE_INFINITY];

/**
 * How answering moves with a number's load. Calls of one number on one day share its fate, so the intervals
 * leave out one such day at a time.
 */
export function loadBuckets(
  prepared: PreparedLog,
  data: AnswerData,
  parameters: AnswerParameters,
  level: number,
): LoadBucket[] {
  const chance = predictions(data, parameters);
  const clusters = BOUNDS.slice(1).map(() => new Map<string, [number, number, number]>());
  for (let at = 0; at < data.calls; at++) {
    const i = data.row[at];
    const bucket = BOUNDS.findLastIndex((bound) => prepared.load[i] >= bound);
    const key = `${prepared.number[i]}/${Math.floor(prepared.startedEpochMs[i] / DAY_MS)}`;
    const sums = clusters[bucket].get(key) ?? [0, 0, 0];
    sums[0] += data.answered[at];
    sums[1]++;
    sums[2] += chance[at];
    clusters[bucket].set(key, sums);
  }
  return clusters.flatMap((own, b) => {
    if (own.size === 0) return [];
    const sums = [...own.values()];
    const answered = sums.map(([count]) => count);
    const expected = sums.map(([, , sum]) => sum);
    const rate = clusteredRate(
      sums.map(([count, calls]) => [count, calls]),
      level,
    );
    const relative = atLeastNone(ratioInterval(answered, expected, { level }));
    return [{ from: BOUNDS[b], to: BOUNDS[b + 1], ...rate, relative }];
  });
}

/** Nobody answers less than never, whatever a symmetric interval says. */
function atLeastNone(interval: Interval | null): Interval | null {
  return interval === null ? null : { ...interval, low: Math.max(0, interval.low) };
}
