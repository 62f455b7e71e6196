import seedrandom from 'seedrandom';
import { describe, expect, test } from 'vitest';
import { binomialPmf } from '../../src/stats/binomial.ts';
import { bootstrapInterval } from '../../src/stats/bootstrap.ts';
import { cumulativeIncidence } from '../../src/stats/incidence.ts';
import type { Interval } from '../../src/stats/interval.ts';
import { meanInterval } from '../../src/stats/mean-interval.ts';
import { normalQuantile } from '../../src/stats/normal.ts';
import { pairedDifference } from '../../src/stats/paired.ts';
import { quantileInterval, quantileRanks } from '../../src/stats/quantile-interval.ts';
import { ratioInterval } from '../../src/stats/ratio-jackknife.ts';
import { stoppingLooks } from '../../src/stats/stopping.ts';
import { tallyOf } from '../../src/stats/tally.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';
import { d3, shareDeviation } from '../support/stats-libs.ts';

const EXPERIMENTS = 2_000;

function covers(interval: Interval | null, truth: number): boolean {
  return interval !== null && interval.low <= truth && truth <= interval.high;
}

/** Share of experiments, numbered from 0, that come out true. */
function shareOf(experiments: number, experiment: (index: number) => boolean): number {
  let yes = 0;
  for (let i = 0; i < experiments; i++) if (experiment(i)) yes++;
  return yes / experiments;
}

function fill(n: number, draw: () => number): Float64Array {
  return Float64Array.from({ length: n }, draw);
}

describe('Student intervals', () => {
  test.each([2, 5, 20])('cover 95 %% ± 1.5 %% of normal means at n = %i', (n) => {
    const normal = d3.randomNormal.source(seedrandom.alea(`stats:t:${n}`))(7, 3);
    const share = shareOf(EXPERIMENTS, () => covers(meanInterval(fill(n, normal)), 7));
    expect(Math.abs(share - 0.95)).toBeLessThanOrEqual(0.015);
  });

  test('of pairs cover 95 % ± 1.5 %, and report what pairing saves', () => {
    const uniform = seedrandom.alea('stats:paired');
    const common = d3.randomNormal.source(uniform)(0, 3);
    const own = d3.randomNormal.source(uniform)(0, 1);
    const reductions: number[] = [];
    const share = shareOf(EXPERIMENTS, () => {
      const luck = fill(25, common);
      const a = luck.map((x) => x + own());
      const b = luck.map((x) => x + 0.4 + own());
      const paired = pairedDifference(a, b)!;
      reductions.push(paired.varianceReduction!);
      return covers(paired.difference, 0.4);
    });
    expect(Math.abs(share - 0.95)).toBeLessThanOrEqual(0.015);
    // Var a + Var b = 20 against Var(b − a) = 2: a factor 10, in logarithms nearly unbiased.
    const logs = tallyOf(reductions.map(Math.log));
    expect(Math.exp(logs.mean)).toBeGreaterThan(9);
    expect(Math.exp(logs.mean)).toBeLessThan(11);
  });
});

describe('Wilson intervals', () => {
  /** Coverage at p, by going through every outcome. */
  function enumerated(n: number, p: number, level = 0.95): number {
    let coverage = 0;
    for (let x = 0; x <= n; x++) {
      if (covers(wilsonInterval(x, n, level), p)) coverage += binomialPmf(x, n, p);
    }
    return coverage;
  }

  test('cover exactly the outcomes that the score test does not reject', () => {
    for (const level of [0.8, 0.95, 0.999]) {
      const z = normalQuantile(0.5 + level / 2);
      for (const n of [1, 7, 40, 400]) {
        for (let p = 0.013; p < 1; p += 0.041) {
          let expected = 0;
          for (let x = 0; x <= n; x++) {
            const accepted = Math.abs(x - n * p) <= z * Math.sqrt(n * p * (1 - p));
            if (accepted) expected += binomialPmf(x, n, p);
          }
          expect(enumerated(n, p, level)).toBeCloseTo(expected, 12);
        }
      }
    }
  });

  test('cover about 95 % on average over p, as published', () => {
    // Agresti & Coull (1998): the mean coverage of the score interval stays near 0.95 at any n.
    for (const n of [5, 20, 100, 400]) {
      const grid = 2_000;
      let sum = 0;
      for (let i = 0; i < grid; i++) sum += enumerated(n, (i + 0.5) / grid);
      expect(Math.abs(sum / grid - 0.95)).toBeLessThan(0.006);
    }
  });

  test('match the enumerated coverage in drawn experiments', () => {
    for (const [n, p] of [
      [30, 0.03],
      [100, 0.05],
      [400, 0.5],
    ]) {
      const yes = d3.randomBernoulli.source(seedrandom.alea(`stats:wilson:${n}`))(p);
      const share = shareOf(EXPERIMENTS, () => {
        const successes = fill(n, yes).reduce((sum, x) => sum + x, 0);
        return covers(wilsonInterval(successes, n), p);
      });
      expect(shareDeviation(share, enumerated(n, p), EXPERIMENTS)).toBeLessThan(4);
    }
  });
});

describe('order statistics', () => {
  /** P(X₍ₗ₎ ≤ quantile ≤ X₍ᵤ₎) of a continuous law: l … u − 1 observations lie below it. */
  function enumerated(n: number, p: number, ranks: { low: number; high: number }): number {
    let coverage = 0;
    for (let below = ranks.low; below < ranks.high; below++) coverage += binomialPmf(below, n, p);
    return coverage;
  }

  test('keep each side at or under half the error, as tightly as whole ranks can', () => {
    for (const level of [0.9, 0.95, 0.99]) {
      const half = (1 - level) / 2;
      for (const n of [1, 5, 20, 71, 72, 73, 150, 400, 1_000]) {
        for (const p of [0.05, 0.25, 0.5, 0.9, 0.95, 0.99]) {
          const { low, high } = quantileRanks(n, p, level);
          const below = 1 - enumerated(n, p, { low, high: n + 1 });
          const above = 1 - enumerated(n, p, { low: 0, high });
          expect(below).toBeLessThanOrEqual(half + 1e-12);
          expect(above).toBeLessThanOrEqual(half + 1e-12);
          // One rank closer would break the promise on either side.
          expect(below + binomialPmf(low, n, p)).toBeGreaterThan(half);
          expect(above + binomialPmf(high - 1, n, p)).toBeGreaterThan(half);
        }
      }
    }
  });

  test('match the enumerated coverage in drawn experiments', () => {
    for (const [n, p] of [
      [40, 0.5],
      [72, 0.95],
      [200, 0.9],
    ]) {
      const exponential = d3.randomExponential.source(seedrandom.alea(`stats:rank:${n}`))(1);
      const truth = -Math.log(1 - p);
      const share = shareOf(EXPERIMENTS, () =>
        covers(quantileInterval(fill(n, exponential), p), truth),
      );
      const expected = enumerated(n, p, quantileRanks(n, p));
      expect(expected).toBeGreaterThanOrEqual(0.95);
      expect(shareDeviation(share, expected, EXPERIMENTS)).toBeLessThan(4);
    }
  });
});

describe('ratio of sums', () => {
  test('covers about 95 % where numerator and denominator move together', () => {
    const uniform = seedrandom.alea('stats:ratio');
    const load = d3.randomExponential.source(uniform)(1 / 40);
    const noise = d3.randomNormal.source(uniform)(0, 2);
    const share = shareOf(EXPERIMENTS, () => {
      const den = fill(60, () => 20 + load());
      const num = den.map((x) => 0.3 * x + noise());
      return covers(ratioInterval(num, den), 0.3);
    });
    // The jackknife is right to order 1/n only, hence the 1.5 % rather than 4 standard errors.
    expect(Math.abs(share - 0.95)).toBeLessThanOrEqual(0.015);
  });
});

describe('cumulative incidence', () => {
  test('ends at the share that a race of two exponentials gives', () => {
    // P(event first, by t) = a/(a + b) · (1 − e^(−(a+b)t)) with a = 0.2, b = 0.3, t = 4.
    const uniform = seedrandom.alea('stats:incidence');
    const event = d3.randomExponential.source(uniform)(0.2);
    const competing = d3.randomExponential.source(uniform)(0.3);
    const n = 20_000;
    const steps = cumulativeIncidence(fill(n, event), fill(n, competing), { horizon: 4 })!;
    const reached = 1 - Math.exp(-0.5 * 4);
    const last = steps.at(-1)!;
    expect(shareDeviation(last.event.estimate, 0.4 * reached, n)).toBeLessThan(4);
    expect(shareDeviation(last.competing.estimate, 0.6 * reached, n)).toBeLessThan(4);
    const early = steps.findLast((step) => step.time <= 1)!;
    expect(shareDeviation(early.event.estimate, 0.4 * (1 - Math.exp(-0.5)), n)).toBeLessThan(4);
  });
});

describe('bootstrap', () => {
  test('covers the mean of normal data nearly as promised', () => {
    const uniform = seedrandom.alea('stats:bootstrap-coverage');
    const normal = d3.randomNormal.source(uniform)(2, 1);
    const mean = (sample: Float64Array) => sample.reduce((sum, x) => sum + x, 0) / sample.length;
    const experiments = 400;
    const share = shareOf(experiments, () =>
      covers(bootstrapInterval(fill(40, normal), mean, uniform, { resamples: 400 }), 2),
    );
    // It ignores the t law and the bias of the variance: P(|T₃₉| < 1.96 √(39/40)) = 0.9396.
    expect(shareDeviation(share, 0.94, experiments)).toBeLessThan(4);
  });
});

describe('stopping at a look', () => {
  // The worst reader stops at the first look whose interval misses the truth.
  const looks = stoppingLooks(1_600);

  function missesEver(
    data: Float64Array,
    truth: number,
    interval: (seen: Float64Array, level: number) => Interval | null,
    levelOf: (level: number) => number = (level) => level,
  ): boolean {
    return looks.some(
      ({ n, level }) => !covers(interval(data.subarray(0, n), levelOf(level)), truth),
    );
  }

  const wilson = (seen: Float64Array, level: number) =>
    wilsonInterval(
      seen.reduce((sum, x) => sum + x, 0),
      seen.length,
      level,
    );

  test('covers a share at least 94 % of the time, at the worst look', () => {
    const yes = d3.randomBernoulli.source(seedrandom.alea('stats:looks:share'))(0.05);
    const missed = shareOf(EXPERIMENTS, () => missesEver(fill(1_600, yes), 0.05, wilson));
    expect(1 - missed).toBeGreaterThanOrEqual(0.94);
  });

  test('covers a mean at least 94 % of the time, at the worst look', () => {
    const normal = d3.randomNormal.source(seedrandom.alea('stats:looks:mean'))(0, 1);
    const missed = shareOf(EXPERIMENTS, () =>
      missesEver(fill(1_600, normal), 0, (seen, level) => meanInterval(seen, { level })),
    );
    expect(1 - missed).toBeGreaterThanOrEqual(0.94);
  });

  test('without the split the same reader would be misled far more often', () => {
    const yes = d3.randomBernoulli.source(seedrandom.alea('stats:looks:share'))(0.05);
    const missed = shareOf(EXPERIMENTS, () =>
      missesEver(fill(1_600, yes), 0.05, wilson, () => 0.95),
    );
    expect(missed).toBeGreaterThan(0.1);
  });
});
