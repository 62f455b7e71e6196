import { describe, expect, it } from 'vitest';
import { emptyPickRecord, NO_NUMBER, type PickRecord } from '../../src/selector/index.ts';
import { type World, world } from '../support/selector-world.ts';

function counts(w: World, campaign: number, country: number): PickRecord {
  const out = emptyPickRecord();
  w.selector.counts(campaign, country, out);
  return out;
}

const NO_ELIGIBLE_NUMBER = { kind: 'none', why: 'no_eligible_number' };
const ALL_BUSY = { kind: 'none', why: 'at_capacity' };

describe('doubtful cases, decided', () => {
  it('every number is skipped: nobody is dialled, not even the sticky number', () => {
    const w = world();
    const [flagged, foreign] = [
      w.number({ spamScore: 71 }),
      w.number({ allowedCountries: [w.gb] }),
    ];
    const campaign = w.campaign([flagged, foreign]);
    expect(w.selector.choose(campaign, w.us, flagged, 0.4)).toEqual(NO_ELIGIBLE_NUMBER);
    expect(w.selector.choose(campaign, w.us, foreign, 0.4)).toEqual(NO_ELIGIBLE_NUMBER);
  });

  it('a skipped sticky number is bypassed, and used again once it is eligible', () => {
    const w = world();
    const [sticky, other] = [w.number(), w.number()];
    const campaign = w.campaign([sticky, other]);
    w.selector.setScore(sticky, 99);
    expect(w.selector.choose(campaign, w.us, sticky, 0)).toEqual({ kind: 'picked', number: other });
    w.selector.setScore(sticky, 70);
    expect(w.selector.choose(campaign, w.us, sticky, 0.99)).toEqual({
      kind: 'picked',
      number: sticky,
    });
  });

  it('a busy sticky number gives way to another by default', () => {
    const w = world();
    const [sticky, other] = [w.number(), w.number()];
    const campaign = w.campaign([sticky, other]);
    w.selector.setNumberRoom(sticky, false);
    expect(w.selector.choose(campaign, w.us, sticky, 0)).toEqual({ kind: 'picked', number: other });
  });

  it('a busy sticky number is waited for when the setting says so', () => {
    const w = world({ stickyWhenBusy: 'wait' });
    const [sticky, other] = [w.number(), w.number({ connection: 1 })];
    const campaign = w.campaign([sticky, other]);
    w.selector.setConnectionRoom(0, false);
    expect(w.selector.choose(campaign, w.us, sticky, 0)).toEqual(ALL_BUSY);
    expect(w.selector.choose(campaign, w.us, NO_NUMBER, 0)).toEqual({
      kind: 'picked',
      number: other,
    });
  });

  it('a sticky number that is busy and skipped is bypassed, never waited for', () => {
    const w = world({ stickyWhenBusy: 'wait' });
    const [sticky, other] = [w.number({ spamScore: 99 }), w.number({ connection: 1 })];
    const campaign = w.campaign([sticky, other]);
    w.selector.setConnectionRoom(0, false);
    expect(w.selector.choose(campaign, w.us, sticky, 0)).toEqual({ kind: 'picked', number: other });
  });

  it('flagged and not allowed counts once, under spam and country', () => {
    const w = world();
    const campaign = w.campaign([
      w.number({ spamScore: 99, allowedCountries: [w.gb] }),
      w.number({ spamScore: 99 }),
      w.number({ allowedCountries: [w.gb] }),
      w.number(),
    ]);
    expect(counts(w, campaign, w.us)).toMatchObject({
      considered: 4,
      eligible: 1,
      spam: 1,
      country: 1,
      spamAndCountry: 1,
    });
    expect(counts(w, campaign, w.gb)).toMatchObject({
      eligible: 2,
      spam: 2,
      country: 0,
      spamAndCountry: 0,
    });
  });

  it('inactive and paused numbers count under neither spam nor country', () => {
    const w = world();
    const bad = { spamScore: 99, allowedCountries: [w.gb] };
    const numbers = [
      w.number({ ...bad, status: 'inactive' }),
      w.number(bad),
      w.number({ ...bad, status: 'inactive' }),
      w.number({ ...bad, status: 'released' }),
    ];
    const campaign = w.campaign(numbers);
    w.selector.setPaused(campaign, numbers[1], true);
    w.selector.setPaused(campaign, numbers[2], true);
    expect(counts(w, campaign, w.us)).toMatchObject({
      pool: 3,
      considered: 0,
      inactive: 2,
      paused: 1,
      spam: 0,
      country: 0,
      spamAndCountry: 0,
    });
  });

  it('a contact whose country cannot be told is dialled by unrestricted numbers alone', () => {
    const w = world();
    const [open, restricted] = [w.number(), w.number({ allowedCountries: [w.us, w.gb, w.de] })];
    const campaign = w.campaign([open, restricted]);
    const unknown = w.selector.country('');
    for (const u of [0, 0.5, 0.999]) {
      expect(w.selector.choose(campaign, unknown, NO_NUMBER, u)).toEqual({
        kind: 'picked',
        number: open,
      });
    }
    expect(counts(w, campaign, unknown)).toMatchObject({ eligible: 1, country: 1 });
    expect(() => w.selector.setAllowedCountries(open, [unknown])).toThrow(RangeError);
  });

  it('a missing score is 0', () => {
    const w = world({ spamThreshold: 0 });
    const number = w.number({ spamScore: null });
    const campaign = w.campaign([number]);
    expect(w.selector.score(number)).toBe(0);
    expect(w.selector.eligibleCount(campaign, w.us)).toBe(1);
    w.selector.setScore(number, 1);
    expect(w.selector.eligibleCount(campaign, w.us)).toBe(0);
    w.selector.setScore(number, null);
    expect(w.selector.eligibleCount(campaign, w.us)).toBe(1);
  });

  it('two campaigns share score, status, allow-list and room, not weight, pause or sticky', () => {
    const w = world();
    const shared = w.number();
    const [one, two] = [w.campaign([shared]), w.campaign([shared])];
    const eligible = () => [one, two].map((c) => w.selector.eligibleCount(c, w.us));
    w.selector.recordOutcome(one, shared, true);
    expect(w.selector.weight(one, shared)).toBeGreaterThan(w.selector.weight(two, shared));
    w.selector.setPaused(one, shared, true);
    expect(eligible()).toEqual([0, 1]);
    w.selector.setPaused(one, shared, false);
    w.selector.setScore(shared, 80);
    expect(eligible()).toEqual([0, 0]);
    w.selector.setScore(shared, 20);
    w.selector.setAllowedCountries(shared, [w.gb]);
    expect(eligible()).toEqual([0, 0]);
    w.selector.setAllowedCountries(shared, []);
    w.selector.setStatus(shared, 'inactive');
    expect(eligible()).toEqual([0, 0]);
    w.selector.setStatus(shared, 'active');
    w.selector.setConnectionRoom(0, false);
    expect([one, two].map((c) => w.selector.choose(c, w.us, NO_NUMBER, 0))).toEqual([
      ALL_BUSY,
      ALL_BUSY,
    ]);
    expect(w.selector.choose(two, w.us, shared, 0)).toEqual(ALL_BUSY);
  });
});
