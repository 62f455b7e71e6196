import { describe, expect, it } from 'vitest';
import {
  consultOracle,
  describePool,
  emptyPickRecord,
  NO_NUMBER,
} from '../../src/selector/index.ts';
import { chiSquare, chiSquareLimit } from '../support/selector-laws.ts';
import { draws, SETTINGS, type World, world } from '../support/selector-world.ts';

const PICKS = 60_000;

function frequencies(w: World, campaign: number, country: number, seed: number): number[] {
  const out = emptyPickRecord();
  const next = draws(seed);
  const seen = new Array<number>(w.selector.numbers.count).fill(0);
  for (let i = 0; i < PICKS; i++) {
    seen[w.selector.pick(campaign, country, NO_NUMBER, next(), out)] += 1;
  }
  return seen;
}

describe('pick frequencies, chi-square at four standard errors', () => {
  it('are uniform over fresh numbers of every group', () => {
    const w = world();
    const numbers = Array.from({ length: 40 }, (_, i) =>
      w.number({
        connection: i % 3,
        homeCountry: w.countries[i % 4],
        allowedCountries: i % 5 < 2 ? [] : [w.us, i % 2 === 0 ? w.gb : w.de],
      }),
    );
    const seen = frequencies(w, w.campaign(numbers), w.us, 1);
    expect(chiSquare(seen, Array(40).fill(1))).toBeLessThan(chiSquareLimit(39, 4));
  });

  it('follow unequal weights, over the eligible numbers with room alone', () => {
    const w = world();
    const numbers = Array.from({ length: 30 }, (_, i) =>
      w.number({ connection: i % 3, spamScore: i % 7 === 0 ? 99 : 70 }),
    );
    const campaign = w.campaign(numbers);
    for (const i of numbers) w.selector.setTally(campaign, i, 60, (i * 7) % 50);
    w.selector.setConnectionRoom(2, false);
    const seen = frequencies(w, campaign, w.us, 2);
    const open = numbers.filter((i) => i % 7 !== 0 && i % 3 !== 2);
    const weights = open.map((i) => w.selector.weight(campaign, i));
    expect(open.reduce((sum, i) => sum + seen[i], 0)).toBe(PICKS);
    const counts = open.map((i) => seen[i]);
    expect(chiSquare(counts, weights)).toBeLessThan(chiSquareLimit(open.length - 1, 4));
  });

  it('follow weights that outcomes moved meanwhile, within preferred numbers', () => {
    const w = world();
    const numbers = Array.from({ length: 24 }, (_, i) =>
      w.number({ connection: i % 2, homeCountry: i % 3 === 0 ? w.us : w.gb }),
    );
    const campaign = w.campaign(numbers, true);
    const next = draws(3);
    for (let i = 0; i < 5_000; i++) {
      const number = Math.floor(next() * 24);
      w.selector.recordOutcome(campaign, number, next() < 0.02 * number);
    }
    const answer = consultOracle(describePool(w.selector, campaign), SETTINGS, {
      country: w.us,
      sticky: NO_NUMBER,
      preferCountryMatched: true,
    });
    expect(answer.candidates.map((c) => c.number).sort((a, b) => a - b)).toEqual(
      numbers.filter((i) => i % 3 === 0),
    );
    const seen = frequencies(w, campaign, w.us, 4);
    const counts = answer.candidates.map((c) => seen[c.number]);
    const weights = answer.candidates.map((c) => c.probability);
    expect(chiSquare(counts, weights)).toBeLessThan(chiSquareLimit(counts.length - 1, 4));
  });
});
