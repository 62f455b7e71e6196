import { describe, expect, it } from 'vitest';
import { listedNumbers, MOST_NUMBERS } from '../../src/report/html/listed-numbers.ts';
import { renderPage } from '../../src/report/html/render-page.ts';
import type { StoredRun } from '../../src/report/stored/stored-run.ts';
import { fakeStored } from '../support/fake-stored.ts';

/** A run whose numbers come again and again under other names. */
function large(count: number): StoredRun {
  const run = fakeStored();
  const named = <T extends { readonly number: string }>(rows: readonly T[]): T[] =>
    Array.from({ length: count }, (_, i) => ({ ...rows[i % rows.length]!, number: `line-${i}` }));
  return {
    ...run,
    numbers: named(run.numbers),
    pool: named(run.pool),
    campaignHealth: named(run.campaignHealth),
  };
}

const page = (run: StoredRun) =>
  renderPage({ run, others: [], plans: [], sweeps: [], comparisons: [], version: '0.0.0' });

describe('the page of a pool of thousands', () => {
  it('lists the unhealthiest and the busiest, in their order, and says what it leaves out', () => {
    const run = large(3_000);
    const listed = listedNumbers(run);
    expect(listed).toHaveLength(MOST_NUMBERS);
    const order = listed.map(({ number }) => Number(number.slice(5)));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    // Every fourth is flagged all the time: there are 750 of them, more than are listed.
    expect(order.every((i) => i % 4 === 3)).toBe(true);
    const html = page(run);
    expect(html).toContain('2,400 more numbers in <code>numbers.csv</code>');
    expect(html).toContain('2,400 more numbers in <code>number_pool_health.csv</code>');
    expect(html.length).toBeLessThan(page(large(MOST_NUMBERS)).length * 1.1);
  });

  it('lists all numbers of a smaller one', () => {
    expect(listedNumbers(large(MOST_NUMBERS))).toHaveLength(MOST_NUMBERS);
    expect(page(large(8))).not.toContain('more number');
  });
});
