import { assert } from '../base/assert.ts';
import { assertLevel } from './check.ts';
import { DEFAULT_LEVEL, type Interval, type IntervalOptions, openInterval } from './interval.ts';

export interface BootstrapOptions extends IntervalOptions {
  /** Resamples to draw; 2,000 when absent, at least 100. */
  readonly resamples?: number;
}

/**
 * Percentile bootstrap of any statistic of independent observations: Efron (1979); Efron &
 * Tibshirani (1993), section 13.3. Narrower than it claims on small samples (n below about 20).
 *
 * n = 0 gives null; n = 1 gives the statistic with an open interval ([0, 1] for a share); equal
 * observations give a point. O(resamples × (n + cost of the statistic)).
 *
 * @param statistic reads a sample and answers a number; the array is reused between calls, so it
 *   must neither keep it nor rely on its order (it may sort it in place)
 * @param uniform source of uniform draws in [0, 1); one per observation and resample
 */
export function bootstrapInterval(
  values: ArrayLike<number>,
  statistic: (sample: Float64Array) => number,
  uniform: () => number,
  options: BootstrapOptions = {},
): Interval | null {
  const level = options.level ?? DEFAULT_LEVEL;
  const resamples = options.resamples ?? 2_000;
  assertLevel(level);
  assert(Number.isSafeInteger(resamples) && resamples >= 100, 'at least 100 resamples are needed');
  const n = values.length;
  if (n === 0) return null;
  const source = Float64Array.from(values);
  const estimate = statistic(source.slice());
  if (n === 1) return openInterval(estimate, n, options.share);
  const sample = new Float64Array(n);
  const answers = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    for (let i = 0; i < n; i++) sample[i] = source[Math.floor(uniform() * n)];
    answers[r] = statistic(sample);
    assert(!Number.isNaN(answers[r]), 'the statistic of a resample is not a number');
  }
  answers.sort();
  const half = (1 - level) / 2;
  const rank = Math.max(1, Math.floor(half * resamples + 1e-9));
  const low = answers[rank - 1];
  const high = answers[resamples - rank];
  if (!options.share) return { estimate, low, high, n };
  return { estimate, low: Math.max(0, low), high: Math.min(1, high), n };
}
