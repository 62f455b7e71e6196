import seedrandom from 'seedrandom';
import { describe, expect, test } from 'vitest';
import { binomialCdf, binomialPmf, binomialTail } from '../../src/stats/binomial.ts';
import { sequentialErrors } from '../../src/stats/sequential-share.ts';

/** All paths of a small sample, look by look: the chance that any look decides. */
function chanceOfDeciding(
  sizes: readonly number[],
  p: number,
  decides: (events: number, look: number) => boolean,
): number {
  let open = new Map([[0, 1]]);
  let decided = 0;
  let before = 0;
  for (const [j, n] of sizes.entries()) {
    const next = new Map<number, number>();
    for (const [events, chance] of open) {
      for (let more = 0; more <= n - before; more++) {
        const now = events + more;
        const weight = chance * binomialPmf(more, n - before, p);
        if (decides(now, j)) decided += weight;
        else next.set(now, (next.get(now) ?? 0) + weight);
      }
    }
    [open, before] = [next, n];
  }
  return decided;
}

describe('errors of looks at a growing share', () => {
  test.each([
    [[10, 20, 40], 0.3, 0.05],
    [[5, 12, 30, 70], 0.5, 0.1],
    [[60, 90, 135], 0.05, 0.02],
  ])('of %j at %d are spent to the last that fits, and never beyond', (sizes, p, error) => {
    const few = sequentialErrors(sizes, p, error, 'few');
    const low = chanceOfDeciding(sizes, p, (k, j) => binomialCdf(k, sizes[j], p) <= few[j]);
    expect(low).toBeLessThanOrEqual(error * (1 + 1e-9));
    expect(low).toBeGreaterThan(error / 4);
    const many = sequentialErrors(sizes, p, error, 'many');
    const high = chanceOfDeciding(sizes, p, (k, j) => binomialTail(k, sizes[j], p) <= many[j]);
    expect(high).toBeLessThanOrEqual(error * (1 + 1e-9));
    expect(high).toBeGreaterThan(error / 4);
    // More than an equal part each: the looks share their data.
    const equal = error / sizes.length;
    expect(Math.max(...few.slice(1), ...many.slice(1))).toBeGreaterThan(1.2 * equal);
  });

  test('parts may decline from look to look, within the same whole', () => {
    const sizes = [200, 300, 450];
    const equal = sequentialErrors(sizes, 0.05, 0.05, 'few');
    const early = sequentialErrors(sizes, 0.05, 0.05, 'few', 0.5);
    const spent = (errors: readonly number[]) =>
      chanceOfDeciding(sizes, 0.05, (k, j) => binomialCdf(k, sizes[j], 0.05) <= errors[j]);
    expect(spent(early)).toBeLessThanOrEqual(0.05 * (1 + 1e-9));
    expect(early[0]).toBeGreaterThan(equal[0]);
    expect(early[2]).toBeLessThan(equal[2]);
    expect(() => sequentialErrors(sizes, 0.05, 0.05, 'few', 0)).toThrow('decline');
  });

  test('a single look has what fits of the whole error', () => {
    const [few] = sequentialErrors([100], 0.1, 0.05, 'few');
    let most = -1;
    while (binomialCdf(most + 1, 100, 0.1) <= 0.05) most++;
    expect(binomialCdf(most, 100, 0.1)).toBeLessThanOrEqual(few);
    expect(binomialCdf(most + 1, 100, 0.1)).toBeGreaterThan(few);
  });

  test('a look too small to decide has none', () => {
    expect(sequentialErrors([10, 500], 0.01, 0.01, 'few')[0]).toBe(0);
    expect(sequentialErrors([3], 0.9, 0.01, 'many')[0]).toBe(0);
  });

  test('keep their promise on data at the bound', () => {
    const sizes = [300, 390, 507, 660, 858, 1_116];
    const errors = sequentialErrors(sizes, 0.02, 0.05, 'few');
    const draw = seedrandom.alea('sequential share');
    let wrong = 0;
    for (let experiment = 0; experiment < 2_000; experiment++) {
      let [events, seen] = [0, 0];
      const decided = sizes.some((n, j) => {
        for (; seen < n; seen++) if (draw() < 0.02) events++;
        return binomialCdf(events, n, 0.02) <= errors[j];
      });
      if (decided) wrong++;
    }
    // Four standard errors of 5 % over 2,000 experiments.
    expect(wrong / 2_000).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / 2_000));
    expect(wrong).toBeGreaterThan(20);
  });
});
