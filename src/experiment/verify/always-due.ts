import { DAY_MS } from '../../base/units.ts';
import type { NumberSpec, Scenario } from '../../model/spec.ts';
import type { TwoState } from '../../stats/theory/two-state.ts';
import { holding, plainCampaign, plainScenario } from './plain-scenario.ts';

/**
 * Two-state numbers and a contact always due: the tenant has one line, the first call holds it
 * beyond the end, and everybody else waits all the time.
 */
export function alwaysDue(
  seed: string,
  numbers: NumberSpec[],
  rates: TwoState,
  days: number,
  over: Partial<Scenario> = {},
): Scenario {
  return plainScenario(seed, {
    durationMs: days * DAY_MS,
    platform: { ...plainScenario(seed).platform, tenantConcurrency: 1 },
    drift: { model: 'two-state', flagPerDay: rates.flagRate, clearPerDay: rates.clearRate },
    numbers,
    campaigns: [plainCampaign(numbers.length, 2)],
    provider: holding({ law: 'constant', ms: 2 * days * DAY_MS }),
    ...over,
  });
}
