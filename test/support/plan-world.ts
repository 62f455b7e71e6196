import { DAY_MS } from '../../src/base/units.ts';
import type { PlanRequest } from '../../src/experiment/plan/problem.ts';
import type { Simulators } from '../../src/experiment/plan/trials.ts';
import {
  holding,
  plainCampaign,
  plainNumbers,
  plainScenario,
} from '../../src/experiment/verify/plain-scenario.ts';
import { runReplication } from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { stalledCells } from '../../src/model/stall-check.ts';
import { parseGate } from '../../src/scenario/gate.ts';
import { stallRisk } from '../../src/stats/theory/stall-process.ts';
import { twoStateOf } from '../../src/stats/theory/two-state.ts';

/** One clear a day: days are mean times to clear. */
const CLEAR_PER_DAY = 1;

/**
 * Two-state numbers of one country, observed = true, windows 24/7, and a contact always due: the tenant has
 * one line, the first call holds it beyond the end, and the other contact waits all the time.
 */
export function twoStateScenario(
  seed: string,
  flagged: number,
  days: number,
  own: number,
): Scenario {
  const rates = twoStateOf(flagged, CLEAR_PER_DAY);
  const plain = plainScenario(seed);
  return plainScenario(seed, {
    durationMs: days * DAY_MS,
    platform: { ...plain.platform, tenantConcurrency: 1 },
    drift: { model: 'two-state', flagPerDay: rates.flagRate, clearPerDay: rates.clearRate },
    numbers: plainNumbers(own),
    campaigns: [plainCampaign(own, 2)],
    provider: holding({ law: 'constant', ms: 2 * days * DAY_MS }),
  });
}

/** The true risk of a stall of such numbers, by uniformisation. */
export function twoStateRisk(flagged: number, days: number, numbers: number): number {
  return stallRisk({ ...twoStateOf(flagged, CLEAR_PER_DAY), numbers }, days);
}

/** The least number of numbers whose true risk is at or under the target. */
export function twoStateLeast(flagged: number, days: number, target: number): number {
  let n = 1;
  while (twoStateRisk(flagged, days, n) > target) n++;
  return n;
}

/**
 * Of horizons from a quarter of a day to three days the one whose answer is clearest: by which factor the
 * least count and the one below it at least miss the target.
 */
export function clearestDays(flagged: number, target: number): { days: number; apart: number } {
  let best = { days: 0, apart: 0 };
  for (let quarter = 1; quarter <= 12; quarter++) {
    const days = quarter / 4;
    const least = twoStateLeast(flagged, days, target);
    if (least < 2) continue;
    const apart = Math.min(
      target / twoStateRisk(flagged, days, least),
      twoStateRisk(flagged, days, least - 1) / target,
    );
    if (apart > best.apart) best = { days, apart };
  }
  return best;
}

export function planRequest(
  scenario: Scenario,
  targets: readonly string[],
  over: Partial<PlanRequest> = {},
): PlanRequest {
  return {
    scenario,
    targets: targets.map((text) => {
      const gate = parseGate(text, { campaigns: [], countries: null });
      if (!gate.ok) throw new Error(gate.message);
      return gate.value;
    }),
    by: 'country',
    confidence: 0.95,
    budget: 20_000,
    zone: 0.4,
    most: null,
    guess: false,
    ...over,
  };
}

/** Runs candidates on this thread. */
export const here: Simulators = {
  run: async ({ scenario }, from, to) =>
    each(from, to, (replication) => runReplication(scenario, { replication })),
  runStalls: async ({ scenario }, from, to) =>
    each(from, to, (replication) => stalledCells(scenario, { replication })),
};

function each<T>(from: number, to: number, of: (replication: number) => T): T[] {
  return Array.from({ length: to - from }, (_, i) => of(from + i));
}
