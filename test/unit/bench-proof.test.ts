import { describe, expect, it } from 'vitest';
import type { Picker } from '../../src/bench/picker.ts';
import { CustomPicker } from '../../src/bench/picker.ts';
import { poolCase } from '../../src/bench/pool-case.ts';
import { faultOf } from '../../src/bench/pool-proof.ts';
import { poolWorld } from '../../src/bench/pool-world.ts';
import { PLAIN, REFERENCE, type Workload } from '../../src/bench/reference-workload.ts';
import { HERE } from '../../src/bench/subject.ts';
import * as selection from '../../src/selector/index.ts';

const { emptyPickRecord, NO_ELIGIBLE } = selection;

/** The fault that the proof finds in a selector that answers as told. */
function faultIn(
  workload: Workload,
  numbers: number,
  change: (real: Picker) => Picker['pick'],
): string | null {
  const world = poolWorld(selection, workload, numbers);
  const pick = change(world.selector);
  return faultOf(selection, world, { pick }, emptyPickRecord());
}

describe('the proof of a pool case', () => {
  it.each([10, 100, 1_000])('passes the real selector at %i numbers', (numbers) => {
    expect(
      faultIn(
        REFERENCE,
        numbers,
        (real) =>
          (...args) =>
            real.pick(...args),
      ),
    ).toBeNull();
  });

  it('finds a number that may not be picked', () => {
    const fault = faultIn(REFERENCE, 100, (real) => (...args) => {
      real.pick(...args);
      return 7;
    });
    expect(fault).toMatch(
      /^request \d+: answered 7, which is not among the \d+ candidates: others go before it$/,
    );
  });

  it('says what keeps a number from being picked', () => {
    const faults = Array.from({ length: 100 }, (_, number) =>
      faultIn(REFERENCE, 100, (real) => (...args) => {
        real.pick(...args);
        return number;
      }),
    );
    const told = faults.map((fault) => fault?.replace(/^.* candidates: /, ''));
    expect(told).toContain('it may not dial the country');
    expect(told.some((why) => /^its spam score is \d\d\.\d, above 70$/.test(why ?? ''))).toBe(true);
  });

  it('finds a reason where there is a number', () => {
    const fault = faultIn(PLAIN, 10, (real) => (...args) => {
      real.pick(...args);
      return NO_ELIGIBLE;
    });
    expect(fault).toContain('answered -1, which is not among');
  });

  it('finds a miscounted skip', () => {
    const fault = faultIn(REFERENCE, 100, (real) => (...args) => {
      const picked = real.pick(...args);
      args[4].spam++;
      return picked;
    });
    expect(fault).toMatch(/counted \d+ spam, the plain scan \d+/);
  });

  it('finds frequencies that do not follow the weights', () => {
    const fault = faultIn(PLAIN, 100, (real) => (campaign, country, sticky, u, out) => {
      return real.pick(campaign, country, sticky, u * u, out);
    });
    expect(fault).toContain('frequencies differ from the weights');
  });

  it('holds a selector of the user’s own to the laws, and not to frequencies', () => {
    const world = poolWorld(selection, REFERENCE, 100);
    const { selector } = world;
    const own = (bend: (u: number) => number, shift: number) =>
      new CustomPicker(
        {
          pick: ({ campaign, country, sticky, u }) =>
            selector.pick(campaign, country, sticky, bend(u), emptyPickRecord()) + shift,
        },
        selector,
      );
    const record = emptyPickRecord();
    expect(
      faultOf(
        selection,
        world,
        own((u) => u * u, 0),
        record,
      ),
    ).toBeNull();
    expect(
      faultOf(
        selection,
        world,
        own((u) => u, 1),
        record,
      ),
    ).toContain('not among');
  });
});

describe('the reference workload', () => {
  const world = poolWorld(selection, REFERENCE, 10_000);
  const { selector, campaign, countryOf, stickyOf } = world;
  const numbers = Array.from({ length: 10_000 }, (_, number) => number);

  it('has twelve allow-lists, eight countries and four connections', () => {
    const lists = new Set(numbers.map((number) => selector.allowedCountries(number).join()));
    const homes = new Set(numbers.map((number) => selector.homeCountry(number)));
    const connections = new Set(numbers.map((number) => selector.connectionOf(number)));
    expect([lists.size, homes.size, connections.size]).toEqual([12, 8, 4]);
  });

  it('has a tenth of its numbers ineligible: flagged, paused and inactive', () => {
    const active = numbers.filter((number) => selector.status(number) === 'active');
    const unpaused = active.filter((number) => !selector.isPaused(campaign, number));
    const unflagged = unpaused.filter((number) => selector.score(number) <= 70);
    expect(numbers.length - active.length).toBe(250);
    expect(active.length - unpaused.length).toBe(250);
    expect(unpaused.length - unflagged.length).toBe(500);
  });

  it('has three tenths of its requests sticky, to a number that may dial the country', () => {
    const sticky = [...stickyOf.keys()].filter((at) => stickyOf[at] >= 0);
    const standardError = Math.sqrt((0.3 * 0.7) / stickyOf.length);
    expect(Math.abs(sticky.length / stickyOf.length - 0.3)).toBeLessThan(4 * standardError);
    expect(sticky.every((at) => selector.isAllowed(stickyOf[at], countryOf[at]))).toBe(true);
  });
});

describe('a pool case', () => {
  const pick = { family: 'test', workload: REFERENCE, numbers: 100 } as const;

  it('tells hash and work of the same answers, whatever is run', async () => {
    const one = await poolCase({ ...pick, name: 'one', task: 'pick' }).prepare(HERE);
    const other = await poolCase({ ...pick, name: 'other', task: 'pick' }).prepare(HERE);
    other.run(1_000);
    expect(other.answer()).toEqual(one.answer());
    expect(one.answer().work?.operations).toBe(4_096);
    expect(one.answer().work?.lookedAt).toBeGreaterThan(4_096);
  });

  it('tells another hash where weights move', async () => {
    const still = await poolCase({ ...pick, name: 'still', task: 'pick' }).prepare(HERE);
    const moving = { ...pick, name: 'moving', task: { picksPerUpdate: 1 } };
    expect((await poolCase(moving).prepare(HERE)).answer().hash).not.toBe(still.answer().hash);
  });

  it('does not prove again what was proved', async () => {
    const module = await HERE.selector();
    let consulted = 0;
    const counting = {
      ...HERE,
      selector: async () => ({
        ...module,
        consultOracle: (...args: Parameters<typeof module.consultOracle>) => {
          consulted++;
          return module.consultOracle(...args);
        },
      }),
    };
    const benchCase = poolCase({ ...pick, name: 'counted', task: 'pick' });
    const provenHash = (await benchCase.prepare(HERE)).answer().hash ?? '';
    expect((await benchCase.prepare(counting, { provenHash })).check()).toBeNull();
    expect(consulted).toBe(0);
    expect((await benchCase.prepare(counting, { provenHash: 'other' })).check()).toBeNull();
    expect(consulted).toBeGreaterThan(0);
  });
});
