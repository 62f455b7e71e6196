import { describe, expect, test } from 'vitest';
import { integrate } from '../../src/stats/integrate.ts';
import { replacedPool, restedPool } from '../../src/stats/theory/playbook-pools.ts';
import { followPool } from '../../src/stats/theory/reviewed-pool.ts';
import { stallRisk } from '../../src/stats/theory/stall-process.ts';
import { cleanProbability, flaggedShare } from '../../src/stats/theory/two-state.ts';
import { evolve } from '../../src/stats/theory/uniformised.ts';

const RATES = { flagRate: 0.3, clearRate: 0.8 };
const P = flaggedShare(RATES);
const TIMES = { reviewEvery: 1.5, actionAfter: 0.4 };
/** P(clean t later | clean now), P(clean t later | flagged now). */
const kept = (t: number) => cleanProbability(RATES, t);
const healed = (t: number) => (1 - P) * (1 - Math.exp(-(RATES.flagRate + RATES.clearRate) * t));

describe('a chain between two instants', () => {
  test('is the two-state law, in its state and in its time', () => {
    const { flagRate, clearRate } = RATES;
    const moves = [
      { from: 0, to: 1, rate: flagRate },
      { from: 1, to: 0, rate: clearRate },
    ];
    const { after, occupied } = evolve(Float64Array.of(1, 0), moves, 3);
    expect(after[0]).toBeCloseTo(kept(3), 13);
    expect(occupied[0]).toBeCloseTo(integrate(kept, 0, 3), 10);
    expect(occupied[0] + occupied[1]).toBeCloseTo(3, 12);
  });

  test('keeps where nothing moves what is there', () => {
    const { after, occupied } = evolve(Float64Array.of(0.25, 0.75), [], 4);
    expect([...after]).toEqual([0.25, 0.75]);
    expect([...occupied]).toEqual([1, 3]);
  });
});

describe('a pool that nobody has reviewed yet', () => {
  test.each([1, 2, 3])('is the stall process of %i numbers', (places) => {
    const pool = replacedPool({ ...RATES, ...TIMES, places });
    const figures = followPool(pool, 1.5);
    expect(figures.eligible).toBeCloseTo(places * (1 - P), 12);
    expect(figures.stalled).toBeCloseTo(P ** places, 12);
    expect(figures.risk).toBeCloseTo(stallRisk({ ...RATES, numbers: places }, 1.5), 12);
    expect(figures.acted).toBe(0);
  });
});

describe('replacement of one place', () => {
  const HORIZON = 6.6;

  /**
   * By hand, without words and uniformisation: clean and flagged shares (c, f) of fresh numbers go
   * through c(t) = c e^(−λt) + fμ(e^(−λt) − e^(−μt))/(μ − λ), f(t) = f e^(−μt); the rest is ordered
   * at the review.
   */
  function byHand() {
    const { flagRate: lambda, clearRate: mu } = RATES;
    const { reviewEvery, actionAfter } = TIMES;
    const fresh = ([c, f]: readonly [number, number], t: number): [number, number] => {
      const [stays, clears] = [Math.exp(-lambda * t), Math.exp(-mu * t)];
      return [c * stays + (f * mu * (stays - clears)) / (mu - lambda), f * clears];
    };
    const cleanAfter = (clean: number, t: number) => clean * kept(t) + (1 - clean) * healed(t);
    let state: [number, number] = fresh([1 - P, P], reviewEvery);
    let clean = 1 - P;
    let eligible = (1 - P) * reviewEvery;
    let acted = 0;
    for (let at = reviewEvery; at < HORIZON; at += reviewEvery) {
      const [c, f] = state;
      const ordered = 1 - c - f;
      const before = Math.min(actionAfter, HORIZON - at);
      const from = clean;
      eligible += integrate((t) => cleanAfter(from, t), 0, before);
      if (before < actionAfter) break;
      acted += ordered;
      // Fresh ones that are clean by the delivery, flagged since or not; the rest is as new.
      const old = c * kept(actionAfter) + f * healed(actionAfter);
      const served = old + ordered * (1 - P);
      const left = Math.min(reviewEvery, HORIZON - at) - actionAfter;
      eligible += integrate((t) => cleanAfter(served, t), 0, left);
      clean = cleanAfter(served, reviewEvery - actionAfter);
      const [a, b] = fresh([c, f], actionAfter);
      state = fresh([a + ordered * (1 - P), b + ordered * P], reviewEvery - actionAfter);
    }
    return { eligible: eligible / HORIZON, acted };
  }

  test('agrees with the map of two shares, derived apart', () => {
    const hand = byHand();
    const figures = followPool(replacedPool({ ...RATES, ...TIMES, places: 1 }), HORIZON);
    expect(figures.eligible).toBeCloseTo(hand.eligible, 10);
    expect(figures.acted).toBeCloseTo(hand.acted, 12);
    // Every place is like every other.
    const three = followPool(replacedPool({ ...RATES, ...TIMES, places: 3 }), HORIZON);
    expect(three.eligible).toBeCloseTo(3 * hand.eligible, 10);
    expect(three.acted).toBeCloseTo(3 * hand.acted, 11);
  });

  test('is worth more than nothing, and less the later it comes', () => {
    const up = (actionAfter: number) =>
      followPool(replacedPool({ ...RATES, ...TIMES, actionAfter, places: 1 }), HORIZON).eligible;
    expect(up(0.1)).toBeGreaterThan(up(1.4));
    expect(up(1.4)).toBeGreaterThan(1 - P);
  });
});

describe('rest of one number', () => {
  const HORIZON = 6.6;

  /** By hand: (clean, flagged) of those that serve, that rest since the last review, that rest longer. */
  function byHand() {
    const { reviewEvery, actionAfter } = TIMES;
    const onward = (clean: number, flagged: number): [number, number] => {
      const next = clean * kept(reviewEvery) + flagged * healed(reviewEvery);
      return [next, clean + flagged - next];
    };
    let [serves, young, rests] = [onward(1 - P, P), [0, 0], [0, 0]];
    let eligible = (1 - P) * reviewEvery;
    let acted = 0;
    for (let at = reviewEvery; at < HORIZON; at += reviewEvery) {
      const [clean, flagged] = serves;
      const back = clean + rests[0];
      const until = Math.min(reviewEvery, HORIZON - at);
      const before = Math.min(actionAfter, until);
      eligible += integrate((t) => clean * kept(t) + flagged * healed(t), 0, before);
      eligible += integrate((t) => back * kept(t), before, until);
      if (before === actionAfter) acted += flagged + rests[0];
      const longer = onward(young[0], young[1] + rests[1]);
      [serves, young, rests] = [onward(back, 0), onward(0, flagged), longer];
    }
    return { eligible: eligible / HORIZON, acted };
  }

  test('agrees with the shares from review to review, derived apart', () => {
    const hand = byHand();
    const alone = restedPool({ ...RATES, ...TIMES, places: 1, restMost: 1 });
    const figures = followPool(alone, HORIZON);
    expect(figures.eligible).toBeCloseTo(hand.eligible, 10);
    expect(figures.acted).toBeCloseTo(hand.acted, 12);
    const free = followPool(restedPool({ ...RATES, ...TIMES, places: 2, restMost: 2 }), HORIZON);
    expect(free.eligible).toBeCloseTo(2 * hand.eligible, 10);
    expect(free.acted).toBeCloseTo(2 * hand.acted, 11);
  });

  test('takes fewer from a pool in which only one may rest', () => {
    const times = { ...RATES, ...TIMES, places: 2 };
    const one = followPool(restedPool({ ...times, restMost: 1 }), HORIZON);
    const both = followPool(restedPool({ ...times, restMost: 2 }), HORIZON);
    expect(one.eligible).toBeGreaterThan(both.eligible);
    expect(one.considered).toBeGreaterThan(both.considered);
    // The limit holds only once the other number is out too: then the pool was stalled before.
    expect(one.risk).toBeCloseTo(both.risk, 12);
    expect(one.stalled).toBeLessThan(both.stalled);
  });
});

test('actions that come behind the next review are no such pool', () => {
  const pool = replacedPool({ ...RATES, reviewEvery: 1, actionAfter: 1, places: 1 });
  expect(() => followPool(pool, 5)).toThrow(/before the next review/);
});
