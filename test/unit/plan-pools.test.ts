import { describe, expect, it } from 'vitest';
import { candidateScenario, comparePools, priceOf } from '../../src/experiment/plan/candidate.ts';
import { componentsOf, cutOff } from '../../src/experiment/plan/components.ts';
import { planGroups } from '../../src/experiment/plan/groups.ts';
import { firstGuess } from '../../src/experiment/plan/guess.ts';
import { exactInterval, judge } from '../../src/experiment/plan/judge.ts';
import { planLooks } from '../../src/experiment/plan/looks.ts';
import { planProblem } from '../../src/experiment/plan/problem.ts';
import { binomialCdf, binomialTail } from '../../src/stats/binomial.ts';
import { planRequest, twoStateLeast, twoStateScenario } from '../support/plan-world.ts';
import { campaign, DE, GB, number, scenario, US } from '../support/scenario-builder.ts';

const pool = scenario({
  numbers: [
    number('+14155550100', { country: US, allowedCountries: [US], spamScore: 30 }),
    number('+14155550101', { country: US, allowedCountries: [US], spamScore: 10 }),
    number('+14155550102', { country: US, allowedCountries: [US], spamScore: 20 }),
    number('+442079460001', { country: GB, allowedCountries: [GB] }),
    number('+442079460002', { country: GB, status: 'inactive' }),
    number('de/1', { country: DE, allowedCountries: [DE] }),
    number('de/2', { country: DE, allowedCountries: [DE] }),
  ],
  campaigns: [
    campaign(7, 30, {
      primary: 2,
      contacts: {
        kind: 'generated',
        group: 'contacts',
        count: 30,
        mix: [
          { share: 0.5, country: US, zone: 0 },
          { share: 0.3, country: GB, zone: 0 },
          { share: 0.2, country: DE, zone: 0 },
        ],
      },
    }),
  ],
  interventions: [
    { atMs: 1, verb: 'set_score', number: 1, score: 90 },
    { atMs: 2, verb: 'pause', target: { kind: 'number', number: 6 } },
  ],
});
const groups = planGroups(pool, 'country');

describe('groups of a plan', () => {
  it('are by name, without inactive numbers, primaries first', () => {
    expect(groups.map(({ name, own, least }) => [name, own, least])).toEqual([
      ['DE', [5, 6], 0],
      ['GB', [3], 0],
      ['US', [2, 0, 1], 1],
    ]);
    expect(groups.map(({ typical }) => pool.numbers[typical].id)).toEqual([
      'de/1',
      '+442079460001',
      '+14155550102',
    ]);
  });

  it('can be connections or allow-lists', () => {
    expect(planGroups(pool, 'connection').map(({ name }) => name)).toEqual(['line']);
    expect(planGroups(pool, 'allow-list').map(({ name }) => name)).toEqual(['DE', 'GB', 'US']);
  });

  it('keep the predecessors of a generated primary, for a file counts from 1', () => {
    const generated = scenario({
      numbers: ['g/1', 'g/2', 'g/3'].map((id) => number(id)),
      campaigns: [campaign(3, 5, { primary: 1 })],
    });
    expect(planGroups(generated, 'country')[0]).toMatchObject({ own: [0, 1, 2], least: 2 });
  });

  it('know which allow-lists tie together', () => {
    expect(componentsOf(pool, groups).map(({ countries }) => countries)).toEqual([
      ['DE'],
      ['GB'],
      ['US'],
    ]);
    const tied = {
      ...pool,
      numbers: pool.numbers.map((n, i) => (i === 3 ? { ...n, allowedCountries: [GB, US] } : n)),
    };
    const parts = componentsOf(tied, planGroups(tied, 'country'));
    expect(parts.map((part) => part.groups)).toEqual([[0], [1, 2]]);
  });
});

describe('a candidate', () => {
  it('takes numbers from the end, adds clones at the end, and keeps every reference right', () => {
    const fewer = candidateScenario(pool, groups, [1, 3, 2]);
    expect(fewer.numbers.map(({ id }) => id)).toEqual([
      '+14155550100',
      '+14155550102',
      '+442079460001',
      '+442079460002',
      'de/1',
      'plan-GB/1',
      'plan-GB/2',
    ]);
    expect(fewer.numbers[5]).toMatchObject({ country: GB, allowedCountries: [GB] });
    expect(fewer.campaigns[0].primary).toBe(1);
    expect(fewer.campaigns[0].pool).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(fewer.interventions).toEqual([]);
    const more = candidateScenario(pool, groups, [2, 1, 3]);
    expect(more.interventions).toEqual(pool.interventions);
  });

  it('is cut off where nobody is left to dial a country', () => {
    expect(cutOff(pool, candidateScenario(pool, groups, [0, 1, 3]))).toEqual(['DE']);
    expect(cutOff(pool, candidateScenario(pool, groups, [1, 1, 1]))).toEqual([]);
  });

  it('is less by price, then by total, then with fewer in the first group', () => {
    const dear = {
      ...pool,
      prices: { ...pool.prices, numberPerMonthByCountry: Float64Array.of(0, 5, 1, 1) },
    };
    expect(priceOf(dear, groups, [2, 3, 1])).toBe(10);
    const compare = comparePools(dear, groups);
    expect(compare([4, 1, 1], [1, 1, 2])).toBeLessThan(0);
    expect(compare([1, 2, 1], [2, 1, 1])).toBeLessThan(0);
    expect(compare([2, 2, 1], [2, 2, 1])).toBe(0);
  });
});

describe('looks', () => {
  it('promise wrongly with no more than the error over all candidates, and refuse so in each', () => {
    const { targets } = planRequest(pool, ['stall.risk<=1%', 'skip.rate<20%']);
    let held = 0;
    for (let candidate = 1; candidate <= 300; candidate++) {
      const looks = planLooks(targets, candidate, 0.05, 50_000);
      for (const look of looks) held += look.held * targets.length;
      const breached = looks.reduce((sum, look) => sum + look.breached * targets.length, 0);
      expect(breached).toBeCloseTo(0.05, 9);
    }
    expect(held).toBeLessThan(0.05);
    expect(held).toBeGreaterThan(0.03);
  });

  it('have one at the least size that a clean record needs', () => {
    const { targets } = planRequest(pool, ['stall.risk<=1%']);
    const looks = planLooks(targets, 1, 0.05, 5_000);
    const first = looks.find(({ held }) => held > 0)!;
    expect(0.99 ** first.n).toBeLessThanOrEqual(first.held);
    expect(0.99 ** (first.n - 1)).toBeGreaterThan(first.held);
    expect(looks.every(({ n }, i) => i === 0 || n > looks[i - 1].n)).toBe(true);
  });
});

describe('a judgement', () => {
  it('has an exact interval', () => {
    const { low, high } = exactInterval(3, 200, 0.02, 0.005);
    expect(binomialTail(3, 200, low)).toBeCloseTo(0.02, 9);
    expect(binomialCdf(3, 200, high)).toBeCloseTo(0.005, 9);
    expect(exactInterval(0, 10, 0.1, 0)).toMatchObject({ low: 0, high: 1 });
  });

  it('is held, breached, near or open', () => {
    const [target] = planRequest(pool, ['stall.risk<=10%']).targets;
    const decision = (yes: number, n: number) => {
      const pairs = {
        numerators: Float64Array.from({ length: n }, (_, i) => (i < yes ? 1 : 0)),
        denominators: new Float64Array(n).fill(1),
      };
      return judge(target, pairs, { held: 0.01, breached: 0.01 }, 0.25).decision;
    };
    expect(decision(0, 100)).toBe('held');
    expect(decision(40, 100)).toBe('breached');
    expect(decision(10, 100)).toBe('open');
    expect(decision(1_000, 10_000)).toBe('near');
  });
});

describe('the first guess', () => {
  it('is the closed form of two-state numbers', () => {
    const request = planRequest(twoStateScenario('1', 0.2, 1, 3), ['stall.risk<=1%']);
    expect(firstGuess(planProblem(request))).toEqual([twoStateLeast(0.2, 1, 0.01)]);
  });

  it('is dials a day over what a number bears, of usage; none of other drifts', () => {
    expect(firstGuess(planProblem(planRequest(pool, ['stall.risk<=1%'])))).toBeNull();
  });
});
