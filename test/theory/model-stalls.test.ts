import { describe, expect, test } from 'vitest';
import { advance, openWorld } from '../../src/model/run-replication.ts';
import type { NumberSpec, Scenario } from '../../src/model/spec.ts';
import { reachedShare } from '../../src/stats/theory/retries.ts';
import {
  stallEpisodeRate,
  stalledShare,
  stallMeanLength,
  stallRisk,
} from '../../src/stats/theory/stall-process.ts';
import { cleanProbability, flaggedShare, twoStateOf } from '../../src/stats/theory/two-state.ts';
import {
  answers,
  expectMean,
  expectRatio,
  expectShare,
  figureOf,
  holds,
  numberMetric,
  perReplication,
} from '../support/model-replications.ts';
import {
  campaign,
  DAY_MS,
  GB,
  number,
  numbers,
  scenario,
  US,
} from '../support/scenario-builder.ts';

const P = 0.1;
const CLEAR_PER_DAY = 0.1;
const RATES = twoStateOf(P, CLEAR_PER_DAY);

/**
 * Two-state numbers and a contact always due: the tenant has one line, the first call holds it beyond
 * the end, and the second contact waits all the time.
 */
function alwaysDue(
  pool: readonly NumberSpec[],
  days: number,
  over: Partial<Scenario> = {},
): Scenario {
  const base = scenario();
  return scenario({
    durationMs: days * DAY_MS,
    platform: { ...base.platform, tenantConcurrency: 1 },
    drift: { model: 'two-state', flagPerDay: RATES.flagRate, clearPerDay: RATES.clearRate },
    numbers: [...pool],
    campaigns: [campaign(pool.length, 2)],
    answer: answers(1),
    provider: holds({ law: 'constant', ms: 2 * days * DAY_MS }),
    ...over,
  });
}

describe('two-state numbers', () => {
  test('are flagged for the share λ/(λ + μ) of the time, each for itself', () => {
    const plan = alwaysDue(numbers(20), 100);
    const shares = perReplication(plan, 20, (result) =>
      Array.from(
        { length: 20 },
        (_, n) => numberMetric(result, n, 'observed_flagged_ms') / plan.durationMs,
      ),
    );
    expect(flaggedShare(RATES)).toBeCloseTo(P, 15);
    expectMean(shares.flat(), P, 'flagged share');
    // Numbers of one replication are independent: the variance of their sum is the sum of theirs.
    const products = shares.flatMap((row) => row.slice(1).map((x, i) => (x - P) * (row[i] - P)));
    expectMean(products, 0, 'covariance of neighbours');
  });

  test('start as they go on: flagged with p, and clean after t with the law of two states', () => {
    const count = 1_500;
    const rates = { flagRate: 0.4, clearRate: 0.6 };
    const plan = alwaysDue(numbers(count), 2, {
      drift: { model: 'two-state', flagPerDay: 0.4, clearPerDay: 0.6 },
    });
    let flagged = 0;
    let stillClean = 0;
    const replications = 30;
    for (let replication = 0; replication < replications; replication++) {
      const world = openWorld(plan, { replication, audit: false });
      const atStart = world.numbers.trueScore.map((score) => (score > 0 ? 1 : 0));
      advance(world, DAY_MS);
      for (let n = 0; n < count; n++) {
        flagged += atStart[n];
        if (atStart[n] === 0 && world.numbers.trueScore[n] === 0) stillClean++;
      }
    }
    const all = count * replications;
    expectShare(flagged, all, flaggedShare(rates), 'flagged at the start');
    expectShare(stillClean, all - flagged, cleanProbability(rates, 1), 'clean after clean');
  });

  test('are skipped by arrivals as time sees them', () => {
    const plan = alwaysDue(numbers(3), 50, {
      campaigns: [campaign(3, 300, { arrivals: { kind: 'poisson', perMs: 5 / DAY_MS } })],
      platform: scenario().platform,
      provider: holds({ law: 'constant', ms: 1_000 }),
    });
    const runs = perReplication(plan, 60, (result) => [
      figureOf(plan, result, 'skip.rate.spam'),
      figureOf(plan, result, 'skip.rate'),
      figureOf(plan, result, 'skip.attempt_share'),
    ]);
    expectRatio(
      runs.map((r) => r[0]),
      P,
      'skip rate',
    );
    expect(runs.map((r) => r[1])).toEqual(runs.map((r) => r[0]));
    expectRatio(
      runs.map((r) => r[2]),
      reachedShare(P, 3),
      'attempts with a skip',
    );
  });
});

describe.each([1, 2, 3])('%i two-state numbers with a contact always due', (n) => {
  // Ten times as lively as below, so that episodes are many.
  const p = 0.2;
  const rates = twoStateOf(p, 1);
  const process = { ...rates, numbers: n };
  const days = 200;
  const plan = alwaysDue(numbers(n), days, {
    drift: { model: 'two-state', flagPerDay: rates.flagRate, clearPerDay: rates.clearRate },
  });
  const runs = perReplication(plan, 250, (result) => ({
    share: figureOf(plan, result, 'stall.time_share'),
    contactHours: figureOf(plan, result, 'stall.contact_hours').num,
    count: figureOf(plan, result, 'stall.episodes').num,
    episodes: result.episodes,
    skips: figureOf(plan, result, 'pool.eligible_share'),
  }));

  test('are all flagged for pⁿ of the time', () => {
    expectRatio(
      runs.map((r) => r.share),
      stalledShare(process),
      'stalled share',
    );
    for (const { share } of runs) expect(share.den).toBeCloseTo(days * DAY_MS, 0);
    expectRatio(
      runs.map((r) => r.skips),
      1 - p,
      'eligible share',
    );
  });

  test('stall nμpⁿ times a day, besides those that are stalled at the start', () => {
    const expected = stalledShare(process) + stallEpisodeRate(process) * days;
    expectMean(
      runs.map((r) => r.count),
      expected,
      'episodes',
    );
    for (const { count, episodes } of runs) expect(episodes.length).toBe(count);
  });

  test('stall for 1/(nμ) on average', () => {
    // Time at risk of ending over ends: right whatever is cut off at the end.
    const pairs = runs.map(({ episodes }) => ({
      num: episodes.reduce((sum, e) => sum + e.activeMs, 0) / DAY_MS,
      den: episodes.filter((e) => !e.open).length,
    }));
    expectRatio(pairs, stallMeanLength(process), 'length in days');
  });

  test('count two waiting contacts where nobody was dialled, one elsewhere', () => {
    for (const { episodes, contactHours } of runs) {
      for (const e of episodes) expect(e.contactsMax).toBe(e.startMs === 0 ? 2 : 1);
      const hours = episodes.reduce((sum, e) => sum + e.activeMs * e.contactsMax, 0) / 3_600_000;
      expect(contactHours).toBeCloseTo(hours, 6);
      for (const e of episodes) expect(e.cause).toBe('spam');
    }
  });
});

describe('stall.risk is a first passage', () => {
  test.each([
    [2, 5, 3_000],
    [2, 30, 1_500],
    [3, 60, 1_000],
    [1, 10, 1_500],
  ])('%i numbers over %i days', (n, days, replications) => {
    const plan = alwaysDue(numbers(n), days);
    const theory = stallRisk({ ...RATES, numbers: n }, days);
    const runs = perReplication(plan, replications, (result) => ({
      risk: figureOf(plan, result, 'stall.risk').num,
      firstHours: figureOf(plan, result, 'stall.first').num,
    }));
    const risks = runs.map((r) => r.risk);
    expectShare(
      risks.reduce((sum, x) => sum + x, 0),
      replications,
      theory,
      'risk',
    );
    // The time to the first stall has the law of the risk: its curve at half the time.
    const half = runs.filter((r) => r.firstHours <= days * 12).length;
    expectShare(half, replications, stallRisk({ ...RATES, numbers: n }, days / 2), 'at half time');
    expect(runs.every((r) => r.risk === 1 || r.firstHours === Number.POSITIVE_INFINITY)).toBe(true);
  });

  test('the figures of the published check', () => {
    expect(stallRisk({ ...RATES, numbers: 2 }, 5)).toBeCloseTo(0.0198, 4);
    expect(stallRisk({ ...RATES, numbers: 2 }, 30)).toBeCloseTo(0.065, 3);
  });
});

describe('two countries', () => {
  const mix = [
    { share: 0.5, country: US, zone: 0 },
    { share: 0.5, country: GB, zone: 0 },
  ];
  const days = 20;

  function twoCountries(pool: NumberSpec[]): Scenario {
    return alwaysDue(pool, days, {
      campaigns: [
        campaign(pool.length, 40, {
          contacts: { kind: 'generated', group: 'contacts', count: 40, mix },
        }),
      ],
    });
  }

  test('with numbers of their own stall independently; over * it is the union', () => {
    const plan = twoCountries([
      number('us/0', { allowedCountries: [US] }),
      number('us/1', { allowedCountries: [US] }),
      number('gb/0', { allowedCountries: [GB] }),
    ]);
    const us = stallRisk({ ...RATES, numbers: 2 }, days);
    const gb = stallRisk({ ...RATES, numbers: 1 }, days);
    const count = 1_000;
    const runs = perReplication(plan, count, (result) => ({
      risks: ['US', 'GB', '*'].map((c) => figureOf(plan, result, 'stall.risk', '*', c).num),
      share: figureOf(plan, result, 'stall.time_share'),
    }));
    const hits = (i: number) => runs.reduce((sum, r) => sum + r.risks[i], 0);
    expectShare(hits(0), count, us, 'US');
    expectShare(hits(1), count, gb, 'GB');
    expectShare(hits(2), count, 1 - (1 - us) * (1 - gb), 'union');
    expectRatio(
      runs.map((r) => r.share),
      1 - (1 - P ** 2) * (1 - P),
      'time with a stall anywhere',
    );
  });

  test('with the same numbers stall together', () => {
    const plan = twoCountries(numbers(1));
    const runs = perReplication(plan, 200, (result) => ({
      risks: ['US', 'GB', '*'].map((c) => figureOf(plan, result, 'stall.risk', '*', c).num),
      times: ['US', 'GB', '*'].map((c) => figureOf(plan, result, 'stall.time_share', '*', c).num),
      episodes: ['US', 'GB', '*'].map((c) => figureOf(plan, result, 'stall.episodes', '*', c).num),
    }));
    for (const { risks, times, episodes } of runs) {
      expect(risks[1]).toBe(risks[0]);
      expect(risks[2]).toBe(risks[0]);
      expect(times[2]).toBeCloseTo(times[0], 6);
      expect(episodes[2]).toBe(episodes[0] + episodes[1]);
    }
    expectShare(
      runs.reduce((sum, r) => sum + r.risks[2], 0),
      runs.length,
      stallRisk({ ...RATES, numbers: 1 }, days),
      'risk',
    );
  });
});
