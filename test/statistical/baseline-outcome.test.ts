import { describe, expect, it } from 'vitest';
import type { Pairs } from '../../src/experiment/aggregate.ts';
import { pairedDifferenceOf } from '../../src/experiment/outcome-baseline-difference.ts';
import { exponentialQuantile } from '../../src/kernel/rng/quantiles.ts';
import { SequentialStream } from '../../src/kernel/rng/sequential.ts';
import { streamKey } from '../../src/kernel/rng/streams.ts';
import type { Estimator } from '../../src/model/figures.ts';

// Pairs with known differences: half of each value is the luck that both sides share.

const RUNS = 250;
const LEVEL = 0.95;

interface Law {
  readonly estimator: Estimator;
  readonly replications: number;
  /** True difference head − base. */
  readonly difference: number;
  /** One replication: [numerator, denominator] of base and of head. */
  readonly draw: (u: () => number) => [number, number, number, number];
}

const expo = (u: number) => exponentialQuantile(u, 1);

const LAWS: readonly Law[] = [
  {
    estimator: 'mean',
    replications: 40,
    difference: 0.3,
    draw(u) {
      const luck = 5 * u();
      return [luck + u(), 1, luck + u() + 0.3, 1];
    },
  },
  {
    estimator: 'ratio',
    replications: 40,
    difference: 0.1,
    // Denominators move with the numerators: means of ratios would be biased.
    draw(u) {
      const base = 50 + 100 * u();
      const head = base * (0.9 + 0.2 * u());
      return [0.2 * base + 4 * u() - 2, base, 0.3 * head + 4 * u() - 2, head];
    },
  },
  {
    estimator: 'share_of_runs',
    replications: 200,
    difference: 0.1,
    draw(u) {
      const luck = u();
      return [luck < 0.2 ? 1 : 0, 1, luck < 0.3 ? 1 : 0, 1];
    },
  },
  {
    estimator: 'median',
    replications: 60,
    difference: Math.LN2,
    draw(u) {
      const luck = u();
      return [expo(luck), 1, 2 * expo(luck) + 0.01 * (u() - 0.5), 1];
    },
  },
];

describe.each(LAWS)('the interval of a difference by $estimator', (law) => {
  it(`covers the truth in ${LEVEL * 100} % of runs`, () => {
    let missed = 0;
    for (let run = 0; run < RUNS; run++) {
      const stream = new SequentialStream(streamKey('difference', run, 0, law.estimator));
      const [base, head] = draw(law, () => stream.next());
      const { low, high } = pairedDifferenceOf(law.estimator, base, head, LEVEL)!;
      if (law.difference < low || law.difference > high) missed++;
    }
    const expected = RUNS * (1 - LEVEL);
    const standardError = Math.sqrt(expected * LEVEL);
    expect(missed).toBeLessThanOrEqual(expected + 4 * standardError);
  });
});

function draw(law: Law, u: () => number): [Pairs, Pairs] {
  const n = law.replications;
  const base = { numerators: new Float64Array(n), denominators: new Float64Array(n) };
  const head = { numerators: new Float64Array(n), denominators: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    const [a, b, c, d] = law.draw(u);
    base.numerators[i] = a;
    base.denominators[i] = b;
    head.numerators[i] = c;
    head.denominators[i] = d;
  }
  return [base, head];
}
