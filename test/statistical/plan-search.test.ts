import { describe, expect, it } from 'vitest';
import { type Plan, plan } from '../../src/experiment/plan/plan.ts';
import type { PlanRequest } from '../../src/experiment/plan/problem.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { luckOf, type RiskOf } from '../support/plan-luck.ts';
import { planPool } from '../support/plan-pool.ts';
import { planRequest } from '../support/plan-world.ts';
import { GB, US } from '../support/scenario-builder.ts';

// The search alone, over stalls of known risk: thousands of plans in seconds. All seeds are fixed.

/** Numbers of two countries, of which those of the US may dial both. */
const sharing = (own: number) =>
  planPool([
    { country: US, own },
    { country: GB, own, allowed: [GB] },
  ]);

/** The same where nobody dials abroad. */
const apart = (own: number) =>
  planPool([
    { country: US, own, allowed: [US] },
    { country: GB, own, allowed: [GB] },
  ]);

const alone = (own: number) => planPool([{ country: US, own }]);

async function plans(
  world: Scenario,
  risks: RiskOf,
  seeds: number,
  { target, ...over }: { readonly target: string } & Partial<PlanRequest>,
): Promise<Plan[]> {
  const found: Plan[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const request = planRequest(world, [target], over);
    found.push(await plan(request, { ...luckOf(world, seed, risks), losses: false }));
  }
  return found;
}

describe('what a plan promises', () => {
  /** 5 % of so many seeds, and three standard errors of it. */
  const most = (seeds: number) => seeds * 0.05 + 3 * Math.sqrt(seeds * 0.05 * 0.95);

  it('is wrong in 5 % of the seeds at most, where every pool but a great one just misses', async () => {
    const risks = { US: [1, ...Array.from({ length: 8 }, () => 0.0505), 0.001] };
    const found = await plans(alone(4), risks, 200, { target: 'stall.risk<=5%', budget: 6_000 });
    const wrong = found.filter(({ answer }) => answer !== null && answer.counts[0] < 9);
    expect(wrong.length).toBeLessThanOrEqual(most(200));
  });

  it('is wrong in 5 % at most on the way down, where every lesser pool just misses', async () => {
    const risks = { US: [1, 0.3, 0.3, 0.0253, 0.001], GB: [1, 0.3, 0.3, 0.0253, 0.001] };
    const found = await plans(sharing(4), risks, 100, {
      target: 'stall.risk<=5%',
      budget: 6_000,
    });
    const wrong = found.filter(({ answer }) => answer?.counts.every((count) => count < 4));
    expect(wrong.length).toBeLessThanOrEqual(most(100));
  });
});

describe('a pool that leaves a country with nobody to dial it', () => {
  it('is out without a replication, though its stalls would look better', async () => {
    const risks = { US: [1, 0.001], GB: [0, 0.001] };
    const [found] = await plans(apart(2), risks, 1, {
      target: 'stall.risk<=5%',
      budget: 6_000,
    });
    expect(found.status).toBe('answered');
    expect(found.answer?.counts).toEqual([1, 1]);
    const out = found.frontier.filter(({ cutOff }) => cutOff.length > 0);
    expect(out.length).toBeGreaterThan(0);
    // Nor does it get a part of the error: that is left for pools that may be proved.
    for (const { decision, all, error } of out) {
      expect([decision, all.n, error]).toEqual(['cut_off', 0, 0]);
    }
  });
});

describe('the least pool of groups that share countries', () => {
  it('is found, from above and from below, though a neighbour keeps the target only just', async () => {
    const risks = {
      US: [1, 0.9, 0.4, 0.1, 0.018, 0.004, 0.0004, 0],
      GB: [1, 0.12, 0.009, 0.0004, 0],
    };
    for (const own of [2, 8]) {
      const found = await plans(sharing(own), risks, 20, {
        target: 'stall.risk<=1%',
        budget: 20_000,
      });
      const answered = found.filter(({ status }) => status === 'answered');
      // GB, US: 2 6 keeps it at 0.94 %, and may be passed over; 3 5 at 0.44 % is as dear.
      const least = answered.filter(({ answer }) => answer!.counts.join(' ') === '3 5');
      expect(answered.length).toBeGreaterThanOrEqual(18);
      expect(least.length).toBeGreaterThanOrEqual(17);
      for (const { answer, open, ties, problem } of answered) {
        expect([open, ties]).toEqual([[], []]);
        expect(problem.compare([3, 5], answer!.counts)).toBeLessThanOrEqual(0);
      }
    }
  });

  it('is left when the budget ends with lesser pools undecided, which are told', async () => {
    const risks = { US: [1, 0.5, 0.0085, 0.001], GB: [1, 0.0085, 0] };
    const [found] = await plans(sharing(3), risks, 1, { target: 'stall.risk<=1%', budget: 5_000 });
    expect(found.status).toBe('undecided');
    expect(found.open.length).toBeGreaterThan(0);
    const { problem, answer } = found;
    for (const { counts } of found.open) {
      expect(answer === null || problem.isCheaper(counts, answer.counts)).toBe(true);
    }
  });
});

describe('a first pool far too large', () => {
  // Few stalls that no number mends: screening never sees a pool that is clean, and doubles in vain.
  const floor = Array.from({ length: 40 }, (_, i) => Math.min(1, Math.max(0.003, 3 * 0.4 ** i)));

  it('is left in jumps, not a number at a time', async () => {
    const found = await plans(alone(6), { US: floor }, 10, {
      target: 'stall.risk<=1%',
      budget: 20_000,
    });
    const large = found.filter(({ frontier }) => frontier.some(({ counts }) => counts[0] >= 24));
    expect(large.length).toBeGreaterThan(0);
    for (const { status, answer, frontier } of large) {
      expect([status, answer?.counts]).toEqual(['answered', [7]]);
      expect(frontier.length).toBeLessThanOrEqual(6);
    }
  });
});

describe('groups of numbers that cannot stand in for each other', () => {
  it('keep their mix, and the least of them is found', async () => {
    const world = planPool([
      { country: US, own: 3, allowed: [US] },
      { country: GB, own: 3, allowed: [GB] },
    ]);
    const risks = { US: [1, 0.4, 0.1, 0.001], GB: [1, 0.4, 0.1, 0.001] };
    for (const own of [3, 1]) {
      const numbers = world.numbers.filter(({ id }) => Number(id.split('/')[1]) < own);
      const pool = { ...world.campaigns[0], pool: numbers.map((_, n) => n) };
      const [found] = await plans({ ...world, numbers, campaigns: [pool] }, risks, 1, {
        target: 'stall.risk<=5%',
        by: 'connection',
      });
      expect([found.status, found.answer?.counts]).toEqual(['answered', [6]]);
    }
  });
});

describe('pools as dear as the answer', () => {
  const risks = { US: [1, 0.4, 0.02, 0.001], GB: [1, 0.4, 0.036, 0.001] };

  it('leave it the least in price, though the budget ends before they are told apart', async () => {
    const [found] = await plans(apart(3), risks, 1, { target: 'stall.risk<=5%', budget: 3_000 });
    expect(found.status).toBe('answered');
    const { answer, ties, problem } = found;
    expect(answer?.counts).toEqual([3, 2]);
    expect(ties.map(({ counts }) => counts)).toEqual([[2, 3]]);
    expect(problem.isCheaper([2, 3], [3, 2])).toBe(false);
  });

  it('are tried with the most numbers that the price allows, not one by one', async () => {
    const free = apart(3);
    const prices = { ...free.prices, numberPerMonthByCountry: Float64Array.of(0, 1, 0, 1) };
    const [found] = await plans(
      { ...free, prices },
      { US: [1, 0.4, 0.045, 0.001], GB: [1, 0.4, 0.09, 0.001] },
      1,
      {
        target: 'stall.risk<=5%',
      },
    );
    expect([found.status, found.answer?.counts]).toEqual(['answered', [3, 3]]);
    expect(found.frontier.length).toBeLessThanOrEqual(8);
  });
});
