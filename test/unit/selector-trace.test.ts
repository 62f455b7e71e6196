import { describe, expect, it } from 'vitest';
import { NO_NUMBER, type TraceRow } from '../../src/selector/index.ts';
import { world } from '../support/selector-world.ts';

const verdicts = (rows: readonly TraceRow[]) => rows.map((row) => row.verdict);
const chances = (rows: readonly TraceRow[]) => rows.map((row) => row.probability);

describe('decision trace', () => {
  it('names every member of the pool with its reason; released numbers are no members', () => {
    const w = world();
    const numbers = [
      w.number({ homeCountry: w.gb }),
      w.number(),
      w.number({ status: 'inactive', spamScore: 99 }),
      w.number({ spamScore: 99 }),
      w.number({ spamScore: 99 }),
      w.number({ allowedCountries: [w.de] }),
      w.number({ spamScore: 99, allowedCountries: [w.de] }),
      w.number({ connection: 1 }),
      w.number({ status: 'released' }),
    ];
    const campaign = w.campaign(numbers, true);
    w.selector.setPaused(campaign, numbers[3], true);
    w.selector.setConnectionRoom(1, false);
    const rows = w.selector.trace(campaign, w.gb, NO_NUMBER);
    expect(rows.map((row) => row.number)).toEqual(numbers.slice(0, 8));
    expect(verdicts(rows)).toEqual([
      'candidate',
      'not_preferred',
      'inactive',
      'paused',
      'spam',
      'country',
      'spam_and_country',
      'busy',
    ]);
    expect(chances(rows)).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
    expect(rows[4]).toMatchObject({ spamScore: 99, weight: w.selector.weight(campaign, 4) });
  });

  it('gives the sticky number the whole chance when it is used', () => {
    const w = world();
    const campaign = w.campaign([w.number(), w.number()], true);
    const rows = w.selector.trace(campaign, w.us, 1);
    expect(verdicts(rows)).toEqual(['candidate', 'sticky']);
    expect(chances(rows)).toEqual([0, 1]);
  });

  it('gives nobody a chance while a busy sticky number is waited for', () => {
    const w = world({ stickyWhenBusy: 'wait' });
    const campaign = w.campaign([w.number(), w.number()]);
    w.selector.setNumberRoom(1, false);
    const rows = w.selector.trace(campaign, w.us, 1);
    expect(verdicts(rows)).toEqual(['candidate', 'busy']);
    expect(chances(rows)).toEqual([0, 0]);
  });

  it('splits the chance by weight', () => {
    const w = world();
    const campaign = w.campaign([w.number(), w.number(), w.number()]);
    w.selector.setTally(campaign, 2, 180, 57);
    const [a, b, c] = chances(w.selector.trace(campaign, w.us, NO_NUMBER));
    expect(a + b + c).toBeCloseTo(1, 12);
    expect(c / a).toBeCloseTo(2, 5);
    expect(a).toBe(b);
  });
});
