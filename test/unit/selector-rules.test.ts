import { describe, expect, it } from 'vitest';
import {
  AT_CAPACITY,
  emptyPickRecord,
  NO_ELIGIBLE,
  NO_NUMBER,
  WEIGHT_UNIT,
} from '../../src/selector/index.ts';
import { draws, JUST_ABOVE, type World, world } from '../support/selector-world.ts';

/** Every number that some draw picks, ascending. */
function pickable(w: World, campaign: number, country: number, sticky = NO_NUMBER): number[] {
  const out = emptyPickRecord();
  const found = new Set<number>();
  for (let i = 0; i < 512; i++) {
    found.add(w.selector.pick(campaign, country, sticky, i / 512, out));
  }
  return [...found].sort((a, b) => a - b);
}

describe('rule 1: one active number of the pool per attempt', () => {
  it('picks among active, unpaused numbers of this campaign alone', () => {
    const w = world();
    const [a, b, c, d] = [
      w.number(),
      w.number({ status: 'inactive' }),
      w.number({ status: 'released' }),
      w.number(),
    ];
    w.number();
    const campaign = w.campaign([a, b, c, d]);
    expect(pickable(w, campaign, w.us)).toEqual([a, d]);
    w.selector.setPaused(campaign, a, true);
    w.selector.setStatus(b, 'active');
    expect(pickable(w, campaign, w.us)).toEqual([b, d]);
  });

  it('answers no_eligible_number for an empty pool', () => {
    const w = world();
    expect(pickable(w, w.campaign([]), w.us)).toEqual([NO_ELIGIBLE]);
  });
});

describe('rule 2: the first call is weighted random', () => {
  it('gives fresh numbers equal shares of the draw, on whatever connection', () => {
    const w = world();
    const numbers = [0, 1, 2, 0].map((connection) => w.number({ connection }));
    const campaign = w.campaign(numbers);
    const out = emptyPickRecord();
    const seen = [0, 0, 0, 0];
    const picks = 4000;
    for (let i = 0; i < picks; i++) {
      seen[w.selector.pick(campaign, w.us, NO_NUMBER, (i + 0.5) / picks, out)] += 1;
    }
    const standardError = Math.sqrt(picks * 0.25 * 0.75);
    for (const count of seen) expect(Math.abs(count - picks / 4)).toBeLessThan(4 * standardError);
  });

  it('may give two contacts in a row the same number: the pick leaves no trace', () => {
    const w = world();
    const campaign = w.campaign([w.number(), w.number()]);
    const out = emptyPickRecord();
    const first = w.selector.pick(campaign, w.us, NO_NUMBER, 0.3, out);
    expect(w.selector.pick(campaign, w.us, NO_NUMBER, 0.3, out)).toBe(first);
  });
});

describe('rule 3: sticky contacts', () => {
  it('uses the sticky number whatever the draw, and says so', () => {
    const w = world();
    const numbers = [w.number(), w.number(), w.number()];
    const campaign = w.campaign(numbers);
    expect(pickable(w, campaign, w.us, numbers[2])).toEqual([numbers[2]]);
    const out = emptyPickRecord();
    w.selector.pick(campaign, w.us, numbers[2], 0.1, out);
    expect(out.usedSticky).toBe(1);
    w.selector.pick(campaign, w.us, NO_NUMBER, 0.1, out);
    expect(out.usedSticky).toBe(0);
  });

  it('goes before country preference', () => {
    const w = world();
    const [american, british] = [w.number(), w.number({ homeCountry: w.gb })];
    const campaign = w.campaign([american, british], true);
    expect(pickable(w, campaign, w.us)).toEqual([american]);
    expect(pickable(w, campaign, w.us, british)).toEqual([british]);
  });

  it('passes over a sticky number that is no member of the pool', () => {
    const w = world();
    const [member, stranger] = [w.number(), w.number()];
    expect(pickable(w, w.campaign([member]), w.us, stranger)).toEqual([member]);
  });
});

describe('rule 4: performance weight', () => {
  it('is max(floor, (answered + k·p0) / (attempts + k)) to within half a unit', () => {
    const w = world();
    const number = w.number();
    const campaign = w.campaign([number]);
    const weight = () => w.selector.weight(campaign, number);
    expect(Math.abs(weight() - 0.15)).toBeLessThanOrEqual(WEIGHT_UNIT / 2);
    for (let i = 0; i < 10; i++) w.selector.recordOutcome(campaign, number, i < 4);
    expect(w.selector.attempts(campaign, number)).toBe(10);
    expect(w.selector.answered(campaign, number)).toBe(4);
    expect(Math.abs(weight() - (4 + 20 * 0.15) / 30)).toBeLessThanOrEqual(WEIGHT_UNIT / 2);
    w.selector.setTally(campaign, number, 1_000_000, 0);
    expect(Math.abs(weight() - 0.02)).toBeLessThanOrEqual(WEIGHT_UNIT / 2);
  });

  it('stays above zero for a floor far below one unit', () => {
    const w = world({ weight: { priorMean: 0, priorStrength: 1, floor: 1e-300 } });
    const number = w.number();
    const campaign = w.campaign([number]);
    expect(w.selector.weight(campaign, number)).toBe(WEIGHT_UNIT);
    expect(pickable(w, campaign, w.us)).toEqual([number]);
  });

  it('is the share of draws that fall on the number', () => {
    const w = world();
    const [plain, good] = [w.number(), w.number()];
    const campaign = w.campaign([plain, good]);
    w.selector.setTally(campaign, good, 180, 57);
    expect(w.selector.weight(campaign, good)).toBeCloseTo(0.3, 6);
    const shares = w.selector.trace(campaign, w.us, NO_NUMBER).map((row) => row.probability);
    expect(shares[0]).toBeCloseTo(1 / 3, 6);
    expect(shares[1]).toBeCloseTo(2 / 3, 6);
    const out = emptyPickRecord();
    const picks = 6_000;
    let plainPicks = 0;
    for (let i = 0; i < picks; i++) {
      const picked = w.selector.pick(campaign, w.us, NO_NUMBER, (i + 0.5) / picks, out);
      plainPicks += Number(picked === plain);
    }
    const standardError = Math.sqrt((picks * (1 / 3) * 2) / 3);
    expect(Math.abs(plainPicks - picks / 3)).toBeLessThan(4 * standardError);
  });
});

describe('rule 5: country preference', () => {
  it('keeps to country-matched numbers while there is one with room', () => {
    const w = world();
    const [american, british] = [w.number(), w.number({ homeCountry: w.gb, connection: 1 })];
    const campaign = w.campaign([american, british], true);
    expect(pickable(w, campaign, w.gb)).toEqual([british]);
    expect(pickable(w, campaign, w.de)).toEqual([american, british]);
    w.selector.setConnectionRoom(1, false);
    expect(pickable(w, campaign, w.gb)).toEqual([american]);
  });

  it('is off unless the campaign asks for it', () => {
    const w = world();
    const numbers = [w.number(), w.number({ homeCountry: w.gb })];
    expect(pickable(w, w.campaign(numbers), w.gb)).toEqual(numbers);
  });

  it('matches restricted and unrestricted numbers alike', () => {
    const w = world();
    const numbers = [
      w.number({ homeCountry: w.gb, allowedCountries: [w.gb, w.us] }),
      w.number({ homeCountry: w.gb }),
      w.number({ homeCountry: w.us, allowedCountries: [w.gb] }),
    ];
    expect(pickable(w, w.campaign(numbers, true), w.gb)).toEqual([numbers[0], numbers[1]]);
  });

  it('matches no number for a contact whose country cannot be told', () => {
    const w = world();
    const numbers = [w.number({ homeCountry: 0 }), w.number()];
    expect(pickable(w, w.campaign(numbers, true), 0)).toEqual(numbers);
  });
});

describe('rule 6: spam and compliance skips', () => {
  it('holds the score to the threshold, which itself is eligible', () => {
    const w = world();
    const numbers = [70, JUST_ABOVE, 100, 0].map((spamScore) => w.number({ spamScore }));
    const campaign = w.campaign(numbers);
    expect(pickable(w, campaign, w.us)).toEqual([numbers[0], numbers[3]]);
    w.selector.setScore(numbers[0], JUST_ABOVE);
    w.selector.setScore(numbers[2], 70);
    expect(pickable(w, campaign, w.us)).toEqual([numbers[2], numbers[3]]);
  });

  it('holds the contact country to the allow-list', () => {
    const w = world();
    const numbers = [
      w.number({ allowedCountries: [w.us, w.de] }),
      w.number({ allowedCountries: [w.gb] }),
      w.number(),
    ];
    const campaign = w.campaign(numbers);
    expect(pickable(w, campaign, w.de)).toEqual([numbers[0], numbers[2]]);
    w.selector.setAllowedCountries(numbers[1], [w.de, w.gb, w.de]);
    w.selector.setAllowedCountries(numbers[2], [w.us]);
    expect(pickable(w, campaign, w.de)).toEqual([numbers[0], numbers[1]]);
  });

  it('knows a country that was named after the numbers and campaigns were there', () => {
    const w = world();
    const [open, restricted] = [w.number(), w.number({ allowedCountries: [w.us] })];
    const campaign = w.campaign([open, restricted]);
    const fr = w.selector.country('FR');
    expect(pickable(w, campaign, fr)).toEqual([open]);
    w.selector.setAllowedCountries(restricted, [fr]);
    expect(pickable(w, campaign, fr)).toEqual([open, restricted]);
  });
});

describe('rule 7: capacity decides when', () => {
  it('leaves out numbers whose connection or own cap has no room, as busy', () => {
    const w = world();
    const numbers = [w.number(), w.number({ connection: 1 }), w.number()];
    const campaign = w.campaign(numbers);
    const out = emptyPickRecord();
    w.selector.setConnectionRoom(1, false);
    w.selector.setNumberRoom(numbers[2], false);
    expect(pickable(w, campaign, w.us)).toEqual([numbers[0]]);
    w.selector.counts(campaign, w.us, out);
    expect(out).toMatchObject({ pool: 3, considered: 3, eligible: 3, busy: 2, spam: 0 });
    w.selector.setNumberRoom(numbers[0], false);
    expect(pickable(w, campaign, w.us)).toEqual([AT_CAPACITY]);
    w.selector.setConnectionRoom(1, true);
    expect(pickable(w, campaign, w.us)).toEqual([numbers[1]]);
    expect(w.selector.eligibleCount(campaign, w.us)).toBe(3);
    expect(w.selector.eligibleOn(campaign, w.us, 0)).toBe(2);
    expect(w.selector.eligibleOn(campaign, w.us, 1)).toBe(1);
    expect(w.selector.eligibleOn(campaign, w.us, 2)).toBe(0);
  });

  it('comes after eligibility: nothing eligible is said first', () => {
    const w = world();
    const campaign = w.campaign([w.number({ spamScore: 99 })]);
    w.selector.setConnectionRoom(0, false);
    expect(w.selector.choose(campaign, w.us, NO_NUMBER, 0)).toEqual({
      kind: 'none',
      why: 'no_eligible_number',
    });
  });
});

describe('the pick as a function of state and draw', () => {
  it('does not depend on the order in which the pool came to be', () => {
    const facts = Array.from({ length: 12 }, (_, i) => i);
    const build = (order: readonly number[]) => {
      const w = world();
      for (const i of facts) {
        w.number({ connection: i % 3, allowedCountries: i % 2 === 0 ? [] : [w.us, w.gb] });
      }
      const campaign = w.campaign([]);
      for (const i of order) {
        if (i % 5 === 0) w.selector.setAllowedCountries(i, [w.de]);
        w.selector.attach(campaign, i);
      }
      for (const i of order) {
        w.selector.setScore(i, 90);
        w.selector.setScore(i, 10);
        if (i % 5 === 0) w.selector.setAllowedCountries(i, i % 2 === 0 ? [] : [w.us, w.gb]);
        w.selector.setTally(campaign, i, 30, i);
      }
      return { w, campaign };
    };
    const forward = build(facts);
    const backward = build([...facts].reverse());
    const next = draws(5);
    for (let i = 0; i < 500; i++) {
      const u = next();
      const [a, b] = [forward, backward].map(({ w, campaign }) =>
        w.selector.choose(campaign, w.us, NO_NUMBER, u),
      );
      expect(a).toEqual(b);
    }
  });

  it('falls on a number for the greatest draw below 1, and on the last one of a running sum', () => {
    const w = world();
    const numbers = Array.from({ length: 7 }, (_, i) => w.number({ connection: i % 3 }));
    const campaign = w.campaign(numbers);
    const thrown = w.selector.pick(campaign, w.us, NO_NUMBER, 1 - 2 ** -53, emptyPickRecord());
    expect(numbers).toContain(thrown);
    // With so few left that a running sum is asked, the last in drawing order is not the last by number.
    const flagged = Array.from({ length: 60 }, () => w.number({ spamScore: 90 }));
    const sparse = w.campaign([...numbers.slice(0, 3), ...flagged]);
    const lastOfSparse = w.selector.choose(sparse, w.us, NO_NUMBER, 1 - 2 ** -53);
    expect(lastOfSparse).toEqual({ kind: 'picked', number: 2 });
  });

  it('answers the same counts whether it picks or only counts', () => {
    const w = world();
    const campaign = w.campaign([w.number(), w.number({ spamScore: 80 })]);
    const [picked, counted] = [emptyPickRecord(), emptyPickRecord()];
    w.selector.pick(campaign, w.us, NO_NUMBER, 0.5, picked);
    w.selector.counts(campaign, w.us, counted);
    const effort = { work: 0, rejections: 0 };
    expect({ ...picked, ...effort }).toEqual({ ...counted, ...effort });
  });
});
