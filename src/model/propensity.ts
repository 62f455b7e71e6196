import { betaRegularised } from '../stats/incomplete-beta.ts';

/** Entries of the quantile table: the mean is exact, the spread true to 0.1 %. */
const STEPS = 2_048;
/** Points at which the distribution function is evaluated before it is inverted. */
const GRID = 2_000;

/**
 * Quantiles of Beta(mean·concentration, (1 − mean)·concentration) at the middles of `STEPS` equal
 * shares, scaled so that their mean is exact: one uniform gives one contact's propensity to answer,
 * and a larger uniform never a smaller one. Null when all contacts are alike.
 *
 * The distribution function is evaluated on a grid that is dense at both ends, where the density of a
 * Beta with a shape under 1 is unbounded, and inverted by linear interpolation.
 * @param mean 0 … 1
 * @param concentration > 0; Infinity = all alike
 */
export function betaQuantileTable(mean: number, concentration: number): Float64Array | null {
  if (concentration === Number.POSITIVE_INFINITY || mean <= 0 || mean >= 1) return null;
  const a = mean * concentration;
  const b = (1 - mean) * concentration;
  const table = new Float64Array(STEPS);
  let sum = 0;
  let left = 0;
  let shareLeft = 0;
  let right = gridPoint(1);
  let shareRight = betaRegularised(right, a, b);
  let at = 1;
  for (let i = 0; i < STEPS; i++) {
    const share = (i + 0.5) / STEPS;
    while (shareRight < share && at < GRID) {
      left = right;
      shareLeft = shareRight;
      at++;
      right = gridPoint(at);
      shareRight = betaRegularised(right, a, b);
    }
    const within = shareRight > shareLeft ? (share - shareLeft) / (shareRight - shareLeft) : 1;
    table[i] = left + (right - left) * within;
    sum += table[i];
  }
  const scale = (mean * STEPS) / sum;
  for (let i = 0; i < STEPS; i++) table[i] = Math.min(1, table[i] * scale);
  return table;
}

function gridPoint(i: number): number {
  const up = (i / GRID) ** 4;
  const down = (1 - i / GRID) ** 4;
  return up / (up + down);
}
