import { DAY_MS } from '../../src/base/units.ts';
import {
  plainCampaign,
  plainNumbers,
  plainScenario,
  stillDrift,
} from '../../src/experiment/verify/plain-scenario.ts';
import type { Scenario } from '../../src/model/spec.ts';

/** Contacts that keep coming and numbers that wear out: the more numbers, the fewer calls on each. */
export function usageScenario(seed: string): Scenario {
  return plainScenario(seed, {
    durationMs: 2 * DAY_MS,
    drift: stillDrift({ safeCallsPerDay: 20, growthPerDay: 60, noisePerSqrtDay: 6 }),
    numbers: plainNumbers(2, { spamScore: 20 }),
    campaigns: [
      {
        ...plainCampaign(2, 400),
        arrivals: { kind: 'poisson', perMs: 200 / DAY_MS },
      },
    ],
  });
}
