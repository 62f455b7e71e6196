import { describe, expect, it } from 'vitest';
import {
  describePool,
  drawingOrder,
  emptyPickRecord,
  NO_NUMBER,
} from '../../src/selector/index.ts';
import { draws, SETTINGS, world } from '../support/selector-world.ts';

const NUMBERS = 60;
const PICKS = 400;

/** A pool of which this many numbers pass the score, with weights this uneven, and what its picks cost. */
function pickAll(passing: number, mostAnswered: number, preferCountryMatched: boolean) {
  const w = world();
  const next = draws(passing * 1000 + mostAnswered);
  const numbers = Array.from({ length: NUMBERS }, (_, i) =>
    w.number({
      connection: i % 3,
      homeCountry: i % 2 === 0 ? w.us : w.gb,
      allowedCountries: i % 4 === 0 ? [] : [w.us],
      spamScore: (i * 7) % NUMBERS < passing ? 0 : 90,
    }),
  );
  const campaign = w.selector.addCampaign({ preferCountryMatched });
  for (const number of numbers) {
    w.selector.attach(campaign, number);
    w.selector.setTally(campaign, number, 1000, Math.floor(next() ** 6 * mostAnswered));
  }
  const request = { country: w.us, sticky: NO_NUMBER, preferCountryMatched };
  const out = emptyPickRecord();
  let different = 0;
  for (let i = 0; i < PICKS; i++) {
    if (i % 50 === 0) w.selector.setConnectionRoom((i / 50) % 3, i % 100 === 0);
    const u = next();
    const drawn = drawingOrder(describePool(w.selector, campaign), SETTINGS, request);
    const picked = w.selector.pick(campaign, w.us, NO_NUMBER, u, out);
    if (picked !== drawn(u)) different++;
    if (picked >= 0) w.selector.recordOutcome(campaign, picked, next() < 0.1);
  }
  return { different, rejections: out.rejections };
}

describe('the two ways to draw', () => {
  it.each([true, false])(
    'fall on the number of the written order (country preference: %s)',
    (prefer) => {
      for (const passing of [1, 2, 3, 4, 6, 8, 12, 30, 60]) {
        for (const mostAnswered of [0, 150, 1000]) {
          expect([passing, mostAnswered, pickAll(passing, mostAnswered, prefer).different]).toEqual(
            [passing, mostAnswered, 0],
          );
        }
      }
    },
  );

  it('throw where weights fill the space under the ceiling, and add up where they do not', () => {
    expect(pickAll(60, 150, false).rejections).toBeGreaterThan(PICKS / 8);
    expect(pickAll(60, 150, false).rejections).toBeLessThan(4 * PICKS);
    expect(pickAll(2, 1000, false).rejections).toBe(0);
  });

  it('add up anew after the sums were let go of', () => {
    const w = world();
    const numbers = Array.from({ length: 30 }, (_, i) => w.number({ connection: i % 3 }));
    const campaign = w.campaign(numbers);
    const next = draws(11);
    const out = emptyPickRecord();
    const request = { country: w.us, sticky: NO_NUMBER, preferCountryMatched: false };
    for (let round = 0; round < 4; round++) {
      for (const i of numbers) w.selector.setScore(i, i % 15 === 0 ? 0 : 90);
      const before = out.rejections;
      for (let i = 0; i < 20; i++) {
        const drawn = drawingOrder(describePool(w.selector, campaign), SETTINGS, request);
        const u = next();
        const picked = w.selector.pick(campaign, w.us, NO_NUMBER, u, out);
        expect(picked).toBe(drawn(u));
      }
      expect(out.rejections).toBe(before);
      for (const i of numbers) w.selector.setScore(i, 0);
      for (let i = 0; i < 100; i++) {
        w.selector.recordOutcome(campaign, i % 30, next() < 0.5);
      }
      w.selector.detach(campaign, 29);
      w.selector.attach(campaign, 29);
    }
  });
});
