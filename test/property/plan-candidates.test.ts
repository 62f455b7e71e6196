import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidateScenario, comparePools } from '../../src/experiment/plan/candidate.ts';
import { planGroups } from '../../src/experiment/plan/groups.ts';
import { poolCampaign } from '../support/plan-pool.ts';
import { campaign, DE, GB, number, scenario, US } from '../support/scenario-builder.ts';

const pool = scenario({
  numbers: [US, GB, DE, US, GB, US].map((country, i) => number(`n/${i}`, { country })),
  campaigns: [campaign(6, 10, { primary: 0 }), campaign(4, 10, { name: 'd', pool: [1, 2, 3] })],
});
const groups = planGroups(pool, 'country');
const counts = fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: 1, max: 7 }));

describe('candidates of a plan', () => {
  it('have the numbers asked for, each in the pools of its like, and nothing else changed', () => {
    fc.assert(
      fc.property(counts, (asked) => {
        const made = candidateScenario(pool, groups, asked);
        for (const [g, { name }] of groups.entries()) {
          const home = made.numbers.filter(({ country }) => made.countries[country] === name);
          expect(home).toHaveLength(asked[g]);
        }
        expect(new Set(made.numbers.map(({ id }) => id)).size).toBe(made.numbers.length);
        for (const { pool: members, primary } of made.campaigns) {
          for (const index of members) expect(made.numbers[index]).toBeDefined();
          if (primary >= 0) expect(made.numbers[primary].id).toBe('n/0');
        }
        expect({ ...made, numbers: 0, campaigns: 0 }).toEqual({
          ...pool,
          numbers: 0,
          campaigns: 0,
        });
      }),
    );
  });

  it('with more numbers hold all numbers of those with fewer, under the same keys', () => {
    fc.assert(
      fc.property(counts, fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)), (few, extra) => {
        const many = few.map((count, g) => count + extra[g]);
        const [a, b] = [few, many].map((each) => candidateScenario(pool, groups, each).numbers);
        const keys = new Map(b.map(({ id, key }) => [id, key]));
        for (const { id, key } of a) expect(keys.get(id)).toEqual(key);
      }),
    );
  });

  it('of a group of several home countries keep about its mix, and hold all of those with fewer', () => {
    // US 4, GB 3, DE 1, none of whom may dial for another: the primary is one of the US.
    const homes = [US, GB, DE, US, GB, US, GB, US];
    const line = scenario({
      numbers: homes.map((country, i) =>
        number(`n/${i}`, { country, id: `+1415555010${i}`, allowedCountries: [country] }),
      ),
      campaigns: [
        poolCampaign(
          8,
          [US, GB, DE].map((country) => [country, 1 / 3]),
          { primary: 3 },
        ),
      ],
    });
    const [group] = planGroups(line, 'connection');
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 40 }), fc.nat(9), (few, extra) => {
        const [a, b] = [few, few + extra].map((n) => candidateScenario(line, [group], [n]).numbers);
        const keys = new Map(b.map(({ id, key }) => [id, key]));
        for (const { id, key } of a) expect(keys.get(id)).toEqual(key);
        for (const [home, share] of [
          [US, 4 / 8],
          [GB, 3 / 8],
          [DE, 1 / 8],
        ]) {
          const count = a.filter(({ country }) => country === home).length;
          expect(count).toBeGreaterThanOrEqual(1);
          expect(Math.abs(count - few * share)).toBeLessThan(1.5);
        }
      }),
    );
  });

  it('are in a total order', () => {
    const compare = comparePools(pool, groups);
    fc.assert(
      fc.property(counts, counts, counts, (a, b, c) => {
        expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
        if (compare(a, b) === 0) expect(a).toEqual(b);
      }),
    );
  });
});
