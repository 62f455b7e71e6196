import { SECOND_MS } from '../../base/units.ts';
import { fitLogNormal, type LogNormalFit } from '../../stats/log-normal-fit.ts';
import { ANSWERED, BLOCKED, BUSY, FAILED, NO_ANSWER, VOICEMAIL } from './outcomes.ts';
import type { PreparedLog } from './prepare.ts';

/** The law that a scenario would be given for a stage of a call. Times in seconds. */
export interface TimeLaw {
  readonly n: number;
  readonly meanS: number;
  readonly medianS: number;
  readonly p90S: number;
  /** Null where the values do not spread. */
  readonly fit: LogNormalFit | null;
  readonly law: 'constant' | 'lognormal' | 'empirical';
  /** Quantiles at the middles of equal shares, each as likely. */
  readonly quantilesS: readonly number[];
}

/** Stages by the key of a scenario's provider; null where the log has too few times. */
export interface CallTimes {
  readonly ringAnswered: TimeLaw | null;
  readonly ringVoicemail: TimeLaw | null;
  readonly ringTimeout: TimeLaw | null;
  readonly failAfter: TimeLaw | null;
  readonly talkAnswered: TimeLaw | null;
  readonly talkVoicemail: TimeLaw | null;
}

const LEAST_TIMES = 20;
/** A fit that chance would give less often than this is refused: then the values themselves are the law. */
export const LEAST_FIT = 0.01;
/** A law with this share of its values within half a second of the median is a constant. */
const CONSTANT_SHARE = 0.95;
const CONSTANT_S = 0.5;
const QUANTILES = 100;
/** Enough where a coarse clock has few different values. */
const FEW_QUANTILES = 20;

export function callTimes(prepared: PreparedLog, level: number): CallTimes {
  const law = (from: Float64Array, ends: readonly number[]) =>
    timeLaw(times(prepared, from, ends), level);
  const { ringS, talkS } = prepared;
  return {
    ringAnswered: law(ringS, [ANSWERED]),
    ringVoicemail: law(ringS, [VOICEMAIL]),
    ringTimeout: law(ringS, [NO_ANSWER]),
    failAfter: law(ringS, [BUSY, FAILED, BLOCKED]),
    talkAnswered: law(talkS, [ANSWERED]),
    talkVoicemail: law(talkS, [VOICEMAIL]),
  };
}

function times(prepared: PreparedLog, from: Float64Array, ends: readonly number[]): Float64Array {
  const { outcome } = prepared;
  return from.filter((seconds, i) => !Number.isNaN(seconds) && ends.includes(outcome[i])).sort();
}

/** @param sorted ascending */
export function timeLaw(sorted: Float64Array, level: number): TimeLaw | null {
  const n = sorted.length;
  if (n < LEAST_TIMES) return null;
  const quantile = (share: number) => sorted[Math.min(n - 1, Math.floor(share * n))];
  const medianS = quantile(0.5);
  const near = sorted.filter((seconds) => Math.abs(seconds - medianS) <= CONSTANT_S).length;
  const grid = sorted.every((seconds) => Number.isInteger(seconds)) ? 1 : 1 / SECOND_MS;
  const fit = fitLogNormal(sorted, grid, level);
  const fits = fit !== null && fit.pValue !== null && fit.pValue >= LEAST_FIT;
  const law = near >= CONSTANT_SHARE * n ? 'constant' : fits ? 'lognormal' : 'empirical';
  const count = new Set(sorted).size <= FEW_QUANTILES ? FEW_QUANTILES : QUANTILES;
  return {
    n,
    meanS: sorted.reduce((sum, seconds) => sum + seconds, 0) / n,
    medianS,
    p90S: quantile(0.9),
    fit,
    law,
    quantilesS: Array.from({ length: count }, (_, i) => quantile((i + 0.5) / count)),
  };
}
