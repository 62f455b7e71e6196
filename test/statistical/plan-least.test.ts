import { describe, expect, it } from 'vitest';
import { candidateScenario } from '../../src/experiment/plan/candidate.ts';
import { plan } from '../../src/experiment/plan/plan.ts';
import { stalledCells } from '../../src/model/stall-check.ts';
import { usageScenario } from '../support/plan-usage.ts';
import {
  clearestDays,
  here,
  planRequest,
  twoStateLeast,
  twoStateRisk,
  twoStateScenario,
} from '../support/plan-world.ts';

// The proof at full size is `npm run proof:plan`; this is its smoke size.

describe('the least number of two-state numbers', () => {
  it.each([
    { flagged: 0.12, target: 0.05 },
    { flagged: 0.2, target: 0.05 },
    { flagged: 1 / 3, target: 0.05 },
  ])('is found without a guess: $flagged flagged, target $target', async (world) => {
    const { flagged, target } = world;
    const { days } = clearestDays(flagged, target);
    const least = twoStateLeast(flagged, days, target);
    expect(twoStateRisk(flagged, days, least)).toBeLessThan(0.75 * target);
    expect(twoStateRisk(flagged, days, least - 1)).toBeGreaterThan(1.25 * target);
    let exact = 0;
    let wrong = 0;
    for (const seed of ['1', '2', '3', '4']) {
      const request = planRequest(twoStateScenario(seed, flagged, days, 2), [
        `stall.risk<=${target}`,
      ]);
      const { status, answer } = await plan(request, { ...here, losses: false });
      if (status === 'answered' && answer?.counts[0] === least) exact++;
      else if (status === 'answered') wrong++;
    }
    // At 90 of 100 right, 3 of 4 or more are right with probability 0.95; all seeds are fixed.
    expect(exact).toBeGreaterThanOrEqual(3);
    expect(wrong).toBeLessThanOrEqual(1);
  });
});

describe('the least number of numbers that are used', () => {
  it('is the one that brute force finds', async () => {
    const scenario = usageScenario('1');
    const request = planRequest(scenario, ['stall.risk<=5%'], { budget: 8_000 });
    const { status, answer, problem } = await plan(request, { ...here, losses: false });
    const risk = (count: number) => {
      const candidate = candidateScenario(scenario, problem.groups, [count]);
      let stalls = 0;
      for (let replication = 20_000; replication < 20_400; replication++) {
        stalls += stalledCells(candidate, { replication }).includes(1) ? 1 : 0;
      }
      return stalls / 400;
    };
    let least = 1;
    while (risk(least) > 0.05) least++;
    expect(status).toBe('answered');
    expect(answer?.counts).toEqual([least]);
  });
});
