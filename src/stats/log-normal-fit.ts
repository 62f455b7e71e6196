import { assert } from '../base/assert.ts';
import { assertLevel, assertPositive } from './check.ts';
import { chiSquareTail, multinomialFit } from './chi-square.ts';
import { DEFAULT_LEVEL, type Interval } from './interval.ts';
import { normalCdf, normalPdf, normalQuantile } from './normal.ts';

/** A log-normal law fitted to positive values. */
export interface LogNormalFit {
  /** In the unit of the values. */
  readonly median: Interval;
  /** Standard deviation of the logarithm. */
  readonly sigma: Interval;
  /** P(a worse fit | the law holds), by Pearson's chi-square; null where too few values to tell. */
  readonly pValue: number | null;
}

/** Cells of the test of fit, of equal probability before they are rounded to the grid. */
const CELLS = 20;
/** Least expected count of a cell (Cochran 1954). */
const LEAST_EXPECTED = 5;
const MAX_STEPS = 500;
const SETTLED = 1e-10;

/** Distinct values with how often each occurs, and the edges between which the true value lay, as logarithms. */
interface Grouped {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly count: Float64Array;
  readonly n: number;
}

/**
 * Maximum likelihood of a log-normal law from values that were rounded to a grid: each tells only that the
 * true value lies within half a step of it, so that 0 of a coarse clock is no nonsense. By the EM algorithm
 * (Dempster, Laird & Rubin 1977) on the normal law of the logarithms; intervals from the outer product of
 * the scores. O(distinct values · steps).
 *
 * @param values ≥ 0
 * @param grid step to which the values are rounded, above 0
 * @returns null below two distinct values: no spread to fit
 */
export function fitLogNormal(
  values: ArrayLike<number>,
  grid: number,
  level: number = DEFAULT_LEVEL,
): LogNormalFit | null {
  assertPositive(grid, 'the grid');
  assertLevel(level);
  const data = grouped(values, grid);
  if (data.count.length < 2) return null;
  let { mu, sigma } = start(data);
  for (let step = 0; step < MAX_STEPS; step++) {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < data.count.length; i++) {
      const { mean, square } = within(data.low[i], data.high[i], mu, sigma);
      sum += data.count[i] * mean;
      squares += data.count[i] * square;
    }
    const nextMu = sum / data.n;
    const nextSigma = Math.sqrt(Math.max(squares / data.n - nextMu ** 2, 1e-18));
    const moved = Math.abs(nextMu - mu) + Math.abs(nextSigma - sigma);
    mu = nextMu;
    sigma = nextSigma;
    if (moved < SETTLED) break;
  }
  return { ...intervals(data, mu, sigma, level), pValue: fitOf(data, mu, sigma, grid) };
}

function grouped(values: ArrayLike<number>, grid: number): Grouped {
  const counts = new Map<number, number>();
  for (let i = 0; i < values.length; i++) {
    assert(
      values[i] >= 0 && values[i] < Infinity,
      `a time is finite and not negative: ${values[i]}`,
    );
    const step = Math.round(values[i] / grid);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const steps = [...counts.keys()].sort((a, b) => a - b);
  return {
    low: Float64Array.from(steps, (step) =>
      step === 0 ? -Infinity : Math.log((step - 0.5) * grid),
    ),
    high: Float64Array.from(steps, (step) => Math.log((step + 0.5) * grid)),
    count: Float64Array.from(steps, (step) => counts.get(step)!),
    n: values.length,
  };
}

function start({ low, high, count, n }: Grouped): { mu: number; sigma: number } {
  const middle = (i: number) => (low[i] === -Infinity ? high[i] - 1 : (low[i] + high[i]) / 2);
  let [sum, squares] = [0, 0];
  for (let i = 0; i < count.length; i++) {
    sum += count[i] * middle(i);
    squares += count[i] * middle(i) ** 2;
  }
  const mu = sum / n;
  return { mu, sigma: Math.sqrt(Math.max(squares / n - mu ** 2, 1e-6)) };
}

/** Mean and mean square of a normal law cut to an interval. */
function within(
  low: number,
  high: number,
  mu: number,
  sigma: number,
): { mean: number; square: number } {
  const a = (low - mu) / sigma;
  const b = (high - mu) / sigma;
  // So narrow, or so far out, that the density is flat or unknown to the machine: its middle.
  const share = a > 0 ? normalCdf(-a) - normalCdf(-b) : normalCdf(b) - normalCdf(a);
  if (!(share > 1e-12) || b - a < 1e-6) {
    const mean = low === -Infinity ? high : (low + high) / 2;
    return { mean, square: mean ** 2 };
  }
  const [atLow, atHigh] = [a === -Infinity ? 0 : normalPdf(a), normalPdf(b)];
  const shift = (atLow - atHigh) / share;
  const spread = 1 + ((a === -Infinity ? 0 : a * atLow) - b * atHigh) / share;
  return {
    mean: mu + sigma * shift,
    square: mu ** 2 + 2 * mu * sigma * shift + sigma ** 2 * spread,
  };
}

/** Scores of each group from Fisher's identity: the mean score of the whole data given the group. */
function intervals(
  data: Grouped,
  mu: number,
  sigma: number,
  level: number,
): { median: Interval; sigma: Interval } {
  let [mm, ms, ss] = [0, 0, 0];
  for (let i = 0; i < data.count.length; i++) {
    const { mean, square } = within(data.low[i], data.high[i], mu, sigma);
    const byMu = (mean - mu) / sigma ** 2;
    const bySigma = (square - 2 * mu * mean + mu ** 2) / sigma ** 2 - 1;
    mm += data.count[i] * byMu ** 2;
    ms += data.count[i] * byMu * bySigma;
    ss += data.count[i] * bySigma ** 2;
  }
  const z = normalQuantile(0.5 + level / 2);
  const determinant = mm * ss - ms * ms;
  const halfMu = determinant > 0 ? z * Math.sqrt(ss / determinant) : Infinity;
  // The second parameter is ln σ: its interval stays above 0.
  const halfSigma = determinant > 0 ? z * Math.sqrt(mm / determinant) : Infinity;
  const { n } = data;
  return {
    median: { estimate: Math.exp(mu), low: Math.exp(mu - halfMu), high: Math.exp(mu + halfMu), n },
    sigma: {
      estimate: sigma,
      low: sigma * Math.exp(-halfSigma),
      high: sigma * Math.exp(halfSigma),
      n,
    },
  };
}

/** Pearson's test over cells whose edges lie on the grid; two parameters were fitted. */
function fitOf(data: Grouped, mu: number, sigma: number, grid: number): number | null {
  const cells = Math.min(CELLS, Math.floor(data.n / LEAST_EXPECTED));
  const edges: number[] = [];
  for (let i = 1; i < cells; i++) {
    const value = Math.exp(mu + sigma * normalQuantile(i / cells));
    const edge = Math.log((Math.floor(value / grid) + 0.5) * grid);
    if (edge > (edges.at(-1) ?? -Infinity)) edges.push(edge);
  }
  const counts = new Float64Array(edges.length + 1);
  let cell = 0;
  for (let i = 0; i < data.count.length; i++) {
    while (cell < edges.length && data.high[i] > edges[cell] + 1e-12) cell++;
    counts[cell] += data.count[i];
  }
  const below = [...edges.map((edge) => normalCdf((edge - mu) / sigma)), 1];
  const weights = below.map((share, i) => Math.max(0, share - (below[i - 1] ?? 0)));
  const fit = multinomialFit(counts, weights);
  if (fit === null || fit.df < 3) return null;
  return fit.statistic === Infinity ? 0 : chiSquareTail(fit.statistic, fit.df - 2);
}
