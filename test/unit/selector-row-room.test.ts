import { describe, expect, it } from 'vitest';
import { AT_CAPACITY, emptyPickRecord, NO_NUMBER, Selector } from '../../src/selector/index.ts';

/** Two numbers in the pools of two campaigns. */
function twoPools(): Selector {
  const selector = new Selector({
    spamThreshold: 70,
    weight: { priorMean: 0.15, priorStrength: 20, floor: 0.02 },
    stickyWhenBusy: 'another',
  });
  const us = selector.country('US');
  selector.addConnection();
  for (let n = 0; n < 2; n++) {
    selector.addNumber({
      homeCountry: us,
      connection: 0,
      status: 'active',
      allowedCountries: [],
      spamScore: 0,
    });
  }
  for (let campaign = 0; campaign < 2; campaign++) {
    selector.addCampaign({ preferCountryMatched: false });
    for (let n = 0; n < 2; n++) selector.attach(campaign, n);
  }
  return selector;
}

const picks = (selector: Selector, campaign: number, sticky = NO_NUMBER) => {
  const record = emptyPickRecord();
  const found = [0.1, 0.3, 0.5, 0.7, 0.9].map((u) =>
    selector.pick(campaign, selector.country('US'), sticky, u, record),
  );
  return { found: new Set(found), record };
};

describe('a cap of one pool row', () => {
  it('leaves the number busy in that campaign, and in no other', () => {
    const selector = twoPools();
    selector.setRowRoom(0, 0, false);
    const { found, record } = picks(selector, 0);
    expect([...found]).toEqual([1]);
    expect(record).toMatchObject({ eligible: 2, busy: 1, spam: 0, country: 0 });
    expect(picks(selector, 1).found).toEqual(new Set([0, 1]));
    expect([selector.hasRoom(0), selector.hasRoom(0, 0), selector.hasRoom(0, 1)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('makes everybody wait where all rows are at theirs, until one has room', () => {
    const selector = twoPools();
    for (const number of [0, 1]) selector.setRowRoom(0, number, false);
    expect([...picks(selector, 0).found]).toEqual([AT_CAPACITY]);
    selector.setRowRoom(0, 1, true);
    expect([...picks(selector, 0).found]).toEqual([1]);
  });

  it('bypasses a sticky number, and is told by a trace', () => {
    const selector = twoPools();
    selector.setRowRoom(0, 0, false);
    expect([...picks(selector, 0, 0).found]).toEqual([1]);
    const trace = selector.trace(0, selector.country('US'), 0);
    expect(trace.map(({ verdict }) => verdict)).toEqual(['busy', 'candidate']);
  });

  it('ends with its row: one that is attached again has room', () => {
    const selector = twoPools();
    selector.setRowRoom(0, 0, false);
    selector.detach(0, 0);
    expect(() => selector.setRowRoom(0, 0, true)).toThrow(RangeError);
    selector.attach(0, 0);
    expect(picks(selector, 0).found).toEqual(new Set([0, 1]));
  });
});
