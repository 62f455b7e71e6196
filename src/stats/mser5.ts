import { assert } from '../base/assert.ts';

export type WarmUp =
  | {
      readonly kind: 'truncate';
      /** Observations to leave out at the start, a multiple of 5. */
      readonly discard: number;
      /** Mean of the whole batches that remain. */
      readonly mean: number;
    }
  | {
      readonly kind: 'refused';
      /** `too_short`: below 50 observations. `no_steady_state`: the best cut is past the middle. */
      readonly why: 'too_short' | 'no_steady_state';
    };

const BATCH = 5;
const LEAST_BATCHES = 10;
/** The statistic falls to 0 by chance when next to nothing is left: those cuts are not tried. */
const LEAST_KEPT = 5;

/**
 * Length of a warm-up by MSER-5: batch the series in means Y of five, and cut the d batches that
 * minimise (k − d)⁻² Σ_{i>d} (Yᵢ − Ȳ_d)².
 *
 * White (1997), "An effective truncation heuristic for bias reduction in simulation output"; White,
 * Cobb & Spratt (2000) for batches of five; Hoad, Robinson & Davies (2010) for refusing a cut in the
 * second half, where the series is too short to speak of a steady state. O(n).
 *
 * A constant series has nothing to cut: discard 0. A rest of fewer than five values is ignored.
 *
 * @param series observations at equal steps, finite, in order of time
 */
export function mser5(series: ArrayLike<number>): WarmUp {
  const batches = Math.floor(series.length / BATCH);
  if (batches < LEAST_BATCHES) return { kind: 'refused', why: 'too_short' };
  const means = batchMeans(series, batches);
  // Backwards, so that each cut adds one batch to what is kept (Welford's update).
  let mean = 0;
  let m2 = 0;
  let best = Infinity;
  let bestCut = 0;
  let bestMean = 0;
  for (let cut = batches - 1; cut >= 0; cut--) {
    const kept = batches - cut;
    const delta = means[cut] - mean;
    mean += delta / kept;
    m2 += delta * (means[cut] - mean);
    const statistic = m2 / (kept * kept);
    if (kept >= LEAST_KEPT && statistic <= best) {
      best = statistic;
      bestCut = cut;
      bestMean = mean;
    }
  }
  if (bestCut > batches / 2) return { kind: 'refused', why: 'no_steady_state' };
  return { kind: 'truncate', discard: bestCut * BATCH, mean: bestMean };
}

function batchMeans(series: ArrayLike<number>, batches: number): Float64Array {
  const means = new Float64Array(batches);
  for (let b = 0; b < batches; b++) {
    let sum = 0;
    for (let i = b * BATCH; i < (b + 1) * BATCH; i++) {
      assert(Number.isFinite(series[i]), `observation ${i} is not finite: ${series[i]}`);
      sum += series[i];
    }
    means[b] = sum / BATCH;
  }
  return means;
}
