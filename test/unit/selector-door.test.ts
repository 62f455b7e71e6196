import { describe, expect, it } from 'vitest';
import { emptyPickRecord, NO_NUMBER, readOnlyView, Selector } from '../../src/selector/index.ts';
import { SETTINGS, world } from '../support/selector-world.ts';

const weight = SETTINGS.weight;

describe('settings at the door', () => {
  it.each([
    ['threshold NaN', { spamThreshold: Number.NaN }],
    ['threshold above 100', { spamThreshold: 100.5 }],
    ['threshold below 0', { spamThreshold: -1 }],
    ['prior mean above 1', { weight: { ...weight, priorMean: 1.1 } }],
    ['prior mean NaN', { weight: { ...weight, priorMean: Number.NaN } }],
    ['prior strength 0', { weight: { ...weight, priorStrength: 0 } }],
    ['prior strength infinite', { weight: { ...weight, priorStrength: Number.POSITIVE_INFINITY } }],
    ['floor 0', { weight: { ...weight, floor: 0 } }],
    ['floor NaN', { weight: { ...weight, floor: Number.NaN } }],
    ['floor above 1', { weight: { ...weight, floor: 2 } }],
  ])('refuses %s', (_name, change) => {
    expect(() => new Selector({ ...SETTINGS, ...change })).toThrow(RangeError);
  });

  it('refuses an unknown way with busy sticky numbers', () => {
    const settings = { ...SETTINGS, stickyWhenBusy: 'never' as 'wait' };
    expect(() => new Selector(settings)).toThrow(/another/);
  });
});

describe('facts at the door', () => {
  it.each([Number.NaN, -0.1, 100.1, Number.POSITIVE_INFINITY])('refuses a score of %s', (score) => {
    const w = world();
    const number = w.number();
    expect(() => w.number({ spamScore: score })).toThrow(RangeError);
    expect(() => w.selector.setScore(number, score)).toThrow(/threshold/);
    expect(w.selector.score(number)).toBe(10);
  });

  it.each([-1, 99, 0.5, Number.NaN])('refuses an index of %s', (index) => {
    const w = world();
    const number = w.number();
    const campaign = w.campaign([number]);
    expect(() => w.number({ connection: index })).toThrow(RangeError);
    expect(() => w.number({ homeCountry: index })).toThrow(RangeError);
    expect(() => w.number({ allowedCountries: [index] })).toThrow(RangeError);
    expect(() => w.selector.attach(index, number)).toThrow(RangeError);
    expect(() => w.selector.attach(campaign, index)).toThrow(RangeError);
    expect(() => w.selector.detach(campaign, index)).toThrow(RangeError);
    expect(() => w.selector.setPaused(index, number, true)).toThrow(RangeError);
    expect(() => w.selector.setScore(index, 5)).toThrow(RangeError);
    expect(() => w.selector.setStatus(index, 'active')).toThrow(RangeError);
    expect(() => w.selector.setAllowedCountries(index, [])).toThrow(RangeError);
    expect(() => w.selector.weight(campaign, index)).toThrow(RangeError);
  });

  it('refuses a status that no rule knows, and leaves the old one', () => {
    const w = world();
    const number = w.number();
    expect(() => w.selector.setStatus(number, 'asleep' as 'active')).toThrow(/asleep/);
    expect(w.selector.status(number)).toBe('active');
  });

  it.each([
    [3, 4],
    [-1, 0],
    [2, -1],
    [1.5, 1],
    [Number.NaN, 0],
  ])('refuses a tally of %s attempts with %s answered', (attempts, answered) => {
    const w = world();
    const number = w.number();
    const campaign = w.campaign([number]);
    expect(() => w.selector.setTally(campaign, number, attempts, answered)).toThrow(RangeError);
  });

  it('refuses to attach twice and to detach or pause what is not attached', () => {
    const w = world();
    const [inside, outside] = [w.number(), w.number()];
    const campaign = w.campaign([inside]);
    expect(() => w.selector.attach(campaign, inside)).toThrow(RangeError);
    expect(() => w.selector.detach(campaign, outside)).toThrow(RangeError);
    expect(() => w.selector.setPaused(campaign, outside, true)).toThrow(RangeError);
  });

  it.each(['us', 'USA', 'U1', ' US'])('refuses the country code "%s"', (code) => {
    expect(() => world().selector.country(code)).toThrow(RangeError);
  });

  it('interns each country once, and knows the unknown one by two names', () => {
    const { selector, us } = world();
    expect(selector.country('US')).toBe(us);
    expect(selector.countryCode(us)).toBe('US');
    expect([selector.country(''), selector.country('??')]).toEqual([0, 0]);
  });
});

describe('pool rows', () => {
  it('start afresh when a number is attached again, in every place it is used', () => {
    const w = world();
    const [a, b, c] = [w.number(), w.number(), w.number()];
    const [one, two] = [w.campaign([a, b, c]), w.campaign([c, a])];
    w.selector.setTally(one, a, 50, 50);
    w.selector.setPaused(one, a, true);
    w.selector.detach(one, a);
    w.selector.recordOutcome(one, a, true);
    w.selector.detach(one, b);
    expect(w.selector.poolSize(one)).toBe(1);
    expect(w.selector.eligibleCount(one, w.us)).toBe(1);
    w.selector.attach(one, b);
    w.selector.attach(one, a);
    expect(w.selector.attempts(one, a)).toBe(0);
    expect(w.selector.isPaused(one, a)).toBe(false);
    expect([0, 1, 2].map((i) => w.selector.poolNumber(one, i))).toEqual([a, b, c]);
    w.selector.setScore(a, 99);
    expect([one, two].map((campaign) => w.selector.eligibleCount(campaign, w.us))).toEqual([2, 1]);
  });

  it('keep their numbers apart while the tables grow', () => {
    const w = world();
    const campaign = w.campaign([]);
    const numbers = Array.from({ length: 300 }, (_, i) => {
      const number = w.number({ connection: i % 3, spamScore: i % 4 === 0 ? 90 : 5 });
      w.selector.attach(campaign, number);
      return number;
    });
    expect(w.selector.poolSize(campaign)).toBe(300);
    expect(w.selector.eligibleCount(campaign, w.us)).toBe(225);
    expect(numbers.map((n) => w.selector.connectionOf(n))).toEqual(numbers.map((n) => n % 3));
    const out = emptyPickRecord();
    const picked = w.selector.pick(campaign, w.us, NO_NUMBER, 0.77, out);
    expect(w.selector.score(picked)).toBe(5);
    expect(out).toMatchObject({ pool: 300, considered: 300, eligible: 225, spam: 75 });
    expect(out.work).toBeGreaterThan(0);
  });
});

describe('the view for a selector of one’s own', () => {
  it('gives the same answers and cannot be written through', () => {
    const selector = new Selector({
      spamThreshold: 70,
      weight: { priorMean: 0.15, priorStrength: 20, floor: 0.02 },
      stickyWhenBusy: 'another',
    });
    const us = selector.country('US');
    const connection = selector.addConnection();
    const number = selector.addNumber({
      homeCountry: us,
      connection,
      status: 'active',
      allowedCountries: [us],
      spamScore: 12,
    });
    const campaign = selector.addCampaign({ preferCountryMatched: true });
    selector.attach(campaign, number);
    const view = readOnlyView(selector);
    expect(Reflect.set(view, 'score', () => 99)).toBe(false);
    expect(Object.values(view).filter((value) => typeof value === 'object')).toEqual([]);
    view.allowedCountries(number).length = 0;
    expect(view.isAllowed(number, us)).toBe(true);
    expect([view.score(number), view.poolSize(campaign), view.hasRoom(number)]).toEqual([
      12,
      1,
      true,
    ]);
  });
});
