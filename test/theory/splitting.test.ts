import { describe, expect, test } from 'vitest';
import { estimateRareRisk, rootsHere } from '../../src/experiment/splitting/rare-risk.ts';
import { splitRoot, splittingCells } from '../../src/experiment/splitting/split-root.ts';
import type { DurationLaw, Scenario } from '../../src/model/spec.ts';
import { tallyOf } from '../../src/stats/tally.ts';
import { stallRisk } from '../../src/stats/theory/stall-process.ts';
import {
  campaign,
  connection,
  DAY_MS,
  GB,
  numbers,
  scenario,
  US,
  usageDrift,
} from '../support/scenario-builder.ts';

const FOREVER: DurationLaw = { law: 'constant', ms: 400 * DAY_MS };

/** One line, held by one endless call: somebody is always due, and nothing but flags happens. */
function alwaysDue(count: number, over: Partial<Scenario>): Scenario {
  const base = scenario();
  return scenario({
    numbers: numbers(count),
    connections: [connection({ concurrency: 1 })],
    campaigns: [campaign(count, 3)],
    provider: {
      ...base.provider,
      ringTimeoutMs: FOREVER.law === 'constant' ? FOREVER.ms : 0,
      ringAnswered: FOREVER,
      ringVoicemail: FOREVER,
      failAfter: FOREVER,
    },
    ...over,
  });
}

function twoState(count: number, flagged: number, clearPerDay: number, days: number) {
  const flagPerDay = (flagged * clearPerDay) / (1 - flagged);
  const plan = alwaysDue(count, {
    durationMs: days * DAY_MS,
    drift: { model: 'two-state', flagPerDay, clearPerDay },
  });
  const rates = { numbers: count, flagRate: flagPerDay, clearRate: clearPerDay };
  return { plan, truth: stallRisk(rates, days, 'stationary') };
}

describe('splitting on the number of eligible numbers left', () => {
  test('meets the first passage of independent numbers, and gains where it is rare', async () => {
    const { plan, truth } = twoState(4, 0.05, 0.2, 4);
    const rare = await estimateRareRisk(plan, splittingCells(plan, '*', '*'), 800, rootsHere(plan));
    const error = (rare.risk.high - rare.risk.estimate) / 1.965;
    expect(truth).toBeLessThan(1e-4);
    expect(Math.abs(rare.risk.estimate - truth) / error).toBeLessThan(4);
    expect(rare.gain).toBeGreaterThan(5);
  });

  test.each([[[1, 1, 1]], [[3, 1, 4]], [[2, 5, 2]]])('is unbiased with copies %j', (copies) => {
    const { plan, truth } = twoState(3, 0.2, 0.5, 2);
    const cells = splittingCells(plan, '*', '*');
    const risks = Array.from(
      { length: 900 },
      (_, r) => splitRoot(plan, { cells, levels: [2, 1, 0], copies }, r).risk,
    );
    const tally = tallyOf(risks);
    expect(Math.abs(tally.mean - truth) / (tally.standardError() ?? 0)).toBeLessThan(4);
  });

  test('the same root gives the same answer, whatever ran before it', () => {
    const { plan } = twoState(3, 0.3, 0.5, 2);
    const splitting = {
      cells: splittingCells(plan, '*', '*'),
      levels: [2, 1, 0],
      copies: [3, 3, 3],
    };
    const alone = splitRoot(plan, splitting, 5);
    splitRoot(plan, splitting, 4);
    expect(splitRoot(plan, splitting, 5)).toEqual(alone);
  });

  test('splits in a country that an action opens, from that moment on', async () => {
    const [days, opened] = [5, 1];
    const { plan } = twoState(3, 0.05, 2, days);
    const closed: Scenario = {
      ...plan,
      numbers: plan.numbers.map((each) => ({ ...each, allowedCountries: [GB] })),
      interventions: plan.numbers.map((_, number) => ({
        atMs: opened * DAY_MS,
        verb: 'allow',
        number,
        countries: [US],
      })),
    };
    // Nobody may call the contacts before: whoever is flagged then hurts nobody.
    const { truth } = twoState(3, 0.05, 2, days - opened);
    const cells = splittingCells(closed, '*', '*');
    expect(cells).toHaveLength(1);
    const rare = await estimateRareRisk(closed, cells, 120, rootsHere(closed));
    const error = (rare.risk.high - rare.risk.estimate) / 1.98;
    expect(Math.abs(rare.risk.estimate - truth) / error).toBeLessThan(4);
    expect(rare.levels.map(({ eligible }) => eligible)).toEqual([2, 1, 0, -1]);
    // The three actions come at one instant: the first alone leaves one number, and that is no level.
    expect(rare.levels[1].passedShare).toBeLessThan(0.5);
    expect(rare.gain).toBeGreaterThan(2);
    // Without the action the country is counted apart to the end, and no stall counts.
    expect(splittingCells({ ...closed, interventions: [] }, '*', '*')).toEqual([]);
  });

  test('gains nothing where a common shock jumps over the levels', async () => {
    const plan = alwaysDue(4, {
      durationMs: DAY_MS,
      drift: {
        ...usageDrift({ shockPerDay: 0.3, shockHitShare: 1, shockPoints: 100 }),
      },
    });
    const rare = await estimateRareRisk(plan, splittingCells(plan, '*', '*'), 200, rootsHere(plan));
    expect(Math.abs(rare.risk.estimate - (1 - Math.exp(-0.3)))).toBeLessThan(4 * 0.031);
    expect(rare.gain).toBeLessThan(2);
  });
});
