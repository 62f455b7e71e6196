import { describe, expect, it } from 'vitest';
import { type Plan, plan } from '../../src/experiment/plan/plan.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { luckOf, type RiskOf } from '../support/plan-luck.ts';
import { planRequest } from '../support/plan-world.ts';
import { campaign, GB, number, scenario, US } from '../support/scenario-builder.ts';

// The search alone, over stalls of known risk: thousands of plans in seconds. All seeds are fixed.

/** Numbers of two countries, of which those of the US may dial both. */
function sharing(own: number): Scenario {
  const ids = Array.from({ length: own }, (_, i) => String(i));
  return scenario({
    numbers: [
      ...ids.map((id) => number(`us/${id}`, { country: US })),
      ...ids.map((id) => number(`gb/${id}`, { country: GB, allowedCountries: [GB] })),
    ],
    campaigns: [
      campaign(2 * own, 30, {
        contacts: {
          kind: 'generated',
          group: 'contacts',
          count: 30,
          mix: [
            { share: 0.5, country: US, zone: 0 },
            { share: 0.5, country: GB, zone: 0 },
          ],
        },
      }),
    ],
  });
}

function alone(own: number): Scenario {
  const numbers = Array.from({ length: own }, (_, i) => number(`us/${i}`, { country: US }));
  return scenario({ numbers, campaigns: [campaign(own, 30)] });
}

async function plans(
  world: Scenario,
  risks: RiskOf,
  seeds: number,
  over: { readonly target: string; readonly budget: number },
): Promise<Plan[]> {
  const found: Plan[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const request = planRequest(world, [over.target], { budget: over.budget });
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
    const world = sharing(2);
    const numbers = world.numbers.map((each) =>
      each.country === US ? { ...each, allowedCountries: [US] } : each,
    );
    const [found] = await plans({ ...world, numbers }, risks, 1, {
      target: 'stall.risk<=5%',
      budget: 6_000,
    });
    expect(found.status).toBe('answered');
    expect(found.answer?.counts).toEqual([1, 1]);
    const out = found.frontier.filter(({ cutOff }) => cutOff.length > 0);
    expect(out.length).toBeGreaterThan(0);
    for (const { decision, all } of out) expect([decision, all.n]).toEqual(['cut_off', 0]);
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
      for (const { answer, open, problem } of answered) {
        expect(open).toEqual([]);
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
