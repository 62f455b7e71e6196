import { assert } from '../base/assert.ts';
import { SequentialStream } from '../kernel/rng/sequential.ts';
import { streamKey } from '../kernel/rng/streams.ts';
import type { Estimator } from '../model/figures.ts';
import { bootstrapInterval } from '../stats/bootstrap.ts';
import { type Interval, openInterval, symmetricInterval } from '../stats/interval.ts';
import { quantileRanks } from '../stats/quantile-interval.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import { Tally } from '../stats/tally.ts';
import { wilsonInterval } from '../stats/wilson.ts';
import type { Pairs } from './aggregate.ts';

/** Engines may round an exponential or a logarithm another way: what differs less is the same value. */
const ROUNDING = 1e-9;

/** True when the figure has the same value in every replication, to rounding. */
export function isIdentical(base: Pairs, head: Pairs): boolean {
  return alike(base.numerators, head.numerators) && alike(base.denominators, head.denominators);
}

/**
 * head − base of one figure over replications that met the same luck, by the figure's estimator.
 *
 * | estimator | interval |
 * | --- | --- |
 * | `mean`, `ratio` | difference of the two ratios of sums, delete-one jackknife over replications with Student's t: Miller (1974). Where every denominator is 1 it is the paired t interval |
 * | `share_of_runs` | (b − c)/n of the replications in which only head (b), only base (c) had it; the Wilson intervals of b/n and c/n, at half the error each, subtracted: conservative |
 * | `median`, `p95` | difference of the two order statistics, percentile bootstrap over replications; open where n replications cannot bear a bound on the quantile itself |
 *
 * null where either side has no data at all. "Never" on both sides differs by 0.
 */
export function pairedDifferenceOf(
  estimator: Estimator,
  base: Pairs,
  head: Pairs,
  level: number,
): Interval | null {
  assert(base.numerators.length === head.numerators.length, 'pairs need equal replications');
  switch (estimator) {
    case 'mean':
    case 'ratio':
      return ratioDifference(base, head, level);
    case 'share_of_runs':
      return shareDifference(base, head, level);
    case 'median':
      return quantileDifference(base, head, 0.5, level);
    case 'p95':
      return quantileDifference(base, head, 0.95, level);
  }
}

function alike(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i] || isRounding(x, b[i]));
}

function isRounding(x: number, y: number): boolean {
  return Math.abs(x - y) <= ROUNDING * Math.min(Math.abs(x), Math.abs(y));
}

function ratioDifference(base: Pairs, head: Pairs, level: number): Interval | null {
  const n = base.numerators.length;
  const sums = [base.numerators, base.denominators, head.numerators, head.denominators].map(total);
  const [baseNum, baseDen, headNum, headDen] = sums;
  if (baseDen === 0 || headDen === 0) return null;
  const estimate = headNum / headDen - baseNum / baseDen;
  const informative = Math.min(present(base.denominators), present(head.denominators));
  if (informative < 2) return openInterval(estimate, n);
  const leftOut = new Tally();
  for (let i = 0; i < n; i++) {
    const headRest = headDen - head.denominators[i];
    const baseRest = baseDen - base.denominators[i];
    // One replication outweighs all others beyond rounding: as good as a single one.
    if (headRest <= 0 || baseRest <= 0) return openInterval(estimate, n);
    leftOut.add(
      (headNum - head.numerators[i]) / headRest - (baseNum - base.numerators[i]) / baseRest,
    );
  }
  const standardError = Math.sqrt(((n - 1) / n) * leftOut.m2);
  const t = studentTQuantile(0.5 + level / 2, informative - 1);
  return symmetricInterval(estimate, t * standardError, n);
}

function shareDifference(base: Pairs, head: Pairs, level: number): Interval | null {
  let n = 0;
  let onlyHead = 0;
  let onlyBase = 0;
  for (let i = 0; i < base.numerators.length; i++) {
    if (base.denominators[i] === 0 || head.denominators[i] === 0) continue;
    n++;
    if (head.numerators[i] > base.numerators[i]) onlyHead++;
    if (head.numerators[i] < base.numerators[i]) onlyBase++;
  }
  const sideLevel = 1 - (1 - level) / 2;
  const gained = wilsonInterval(onlyHead, n, sideLevel);
  const lost = wilsonInterval(onlyBase, n, sideLevel);
  if (gained === null || lost === null) return null;
  const estimate = (onlyHead - onlyBase) / n;
  return { estimate, low: gained.low - lost.high, high: gained.high - lost.low, n };
}

function quantileDifference(base: Pairs, head: Pairs, p: number, level: number): Interval | null {
  const paired: number[] = [];
  for (let i = 0; i < base.numerators.length; i++) {
    if (base.denominators[i] > 0 && head.denominators[i] > 0) paired.push(i);
  }
  const n = paired.length;
  if (n === 0) return null;
  const ranks = quantileRanks(n, p, level);
  const rank = ranks.estimate - 1;
  const left = new Float64Array(n);
  const right = new Float64Array(n);
  const difference = (sample: Float64Array) => {
    for (let i = 0; i < n; i++) {
      left[i] = base.numerators[sample[i]];
      right[i] = head.numerators[sample[i]];
    }
    left.sort();
    right.sort();
    return left[rank] === right[rank] ? 0 : right[rank] - left[rank];
  };
  if (ranks.low < 1 || ranks.high > n)
    return openInterval(difference(Float64Array.from(paired)), n);
  const stream = new SequentialStream(streamKey('outcome baseline', 0, 0, `${p} of ${n}`));
  // Enough resamples for ten beyond either end, whatever the level.
  const resamples = Math.min(50_000, Math.max(2_000, Math.ceil(20 / (1 - level))));
  return bootstrapInterval(paired, difference, () => stream.next(), { level, resamples });
}

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function present(denominators: Float64Array): number {
  let count = 0;
  for (const value of denominators) if (value > 0) count++;
  return count;
}
