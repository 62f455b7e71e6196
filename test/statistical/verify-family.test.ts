import { describe, expect, test } from 'vitest';
import { allLaws } from '../../src/experiment/verify/all-laws.ts';
import type { LawResult } from '../../src/experiment/verify/verify.ts';
import { verify } from '../../src/experiment/verify/verify.ts';
import { binomialTail } from '../../src/stats/binomial.ts';

/** `npm run proof:verify` in small: every law under a few seeds. */
const SEEDS = ['a', 'b', 'c', 'd'];

describe('a right simulator', () => {
  const rows: LawResult[] = [];
  let failed = 0;
  for (const seed of SEEDS) {
    const run = verify(allLaws(), { seed, replications: 15 });
    let step = run.next();
    while (step.done !== true) step = run.next();
    rows.push(...step.value.results);
    if (step.value.failed) failed++;
  }
  const lucky = rows.filter(({ law }) => law.kind !== 'exact');

  test('fails in at most 1 % of the seeds', () => {
    // Two of four would happen once in 1,700 sets of seeds.
    expect(failed).toBeLessThan(2);
  });

  test('has p-values that are not too small too often', () => {
    // Laws of one experiment hang together: 4 standard errors of a binomial of half as many.
    const half = Math.round(lucky.length / 2);
    const below = lucky.filter(({ pValue }) => pValue < 0.05).length;
    expect(binomialTail(Math.round(below / 2), half, 0.05)).toBeGreaterThan(3.2e-5);
  });

  test('is held to more than seventy laws, each by its own kind of evidence', () => {
    expect(rows.length / SEEDS.length).toBeGreaterThanOrEqual(70);
    for (const { law, simulated, interval, z } of rows) {
      expect(simulated, law.id).not.toBeNull();
      const bare = law.kind === 'fit' || law.kind === 'exact';
      expect(interval === null, law.id).toBe(bare);
      expect(z === null, law.id).toBe(law.kind === 'exact');
    }
  });
});

test('the same seed gives the same, another seed other luck', () => {
  const once = (seed: string) => {
    const chosen = allLaws().filter(({ id }) => id === 'mm1' || id === 'retries');
    const run = verify(chosen, { seed, replications: 3 });
    let step = run.next();
    while (step.done !== true) step = run.next();
    return step.value.results.map(({ simulated }) => simulated);
  };
  expect(once('1')).toEqual(once('1'));
  expect(once('1')).not.toEqual(once('2'));
});
