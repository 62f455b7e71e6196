import { describe, expect, test } from 'vitest';
import { advance, openWorld, runReplication } from '../../src/model/run-replication.ts';
import { UsageDriftModel } from '../../src/model/spam-drift/usage.ts';
import type { Scenario, UsageDrift } from '../../src/model/spec.ts';
import { binomialPmf } from '../../src/stats/binomial.ts';
import { Tally } from '../../src/stats/tally.ts';
import { ouAutocorrelation, ouExceedance } from '../../src/stats/theory/ornstein-uhlenbeck.ts';
import { allHitProbability, emptyAfterShock } from '../../src/stats/theory/shared-shock.ts';
import {
  answers,
  expectMean,
  expectRatio,
  expectShare,
  expectVariance,
  expectZ,
  figureOf,
  holds,
  numberMetric,
  perReplication,
} from '../support/model-replications.ts';
import {
  campaign,
  DAY_MS,
  DE,
  GB,
  HOUR_MS,
  number,
  numbers,
  scenario,
  US,
  usageDrift,
} from '../support/scenario-builder.ts';

describe('Ornstein-Uhlenbeck scores', () => {
  const law = { mean: 40, reversion: 0.3, noise: 20 };
  const drift = { model: 'ou', meanScore: 40, reversionPerDay: 0.3, noisePerSqrtDay: 20 } as const;
  const count = 40;

  function plan(stepMs: number, days: number, over: Partial<Scenario> = {}): Scenario {
    return scenario({
      durationMs: days * DAY_MS,
      drift: { ...drift, stepMs },
      numbers: numbers(count),
      campaigns: [campaign(count, 1)],
      ...over,
    });
  }

  test.each([1, 5, 24, 72])(
    'are above the threshold for Q(…) of the time at steps of %i h',
    (step) => {
      const scenes = plan(step * HOUR_MS, 30);
      const shares = perReplication(scenes, 20, (result) => {
        let flaggedMs = 0;
        for (let n = 0; n < count; n++) flaggedMs += numberMetric(result, n, 'true_flagged_ms');
        return flaggedMs / (count * scenes.durationMs);
      });
      expect(ouExceedance(law, 70)).toBeCloseTo(0.1226, 4);
      expectMean(shares, ouExceedance(law, 70), 'share above 70');
    },
  );

  test('are skipped by arrivals as often', () => {
    const scenes = plan(6 * HOUR_MS, 30, {
      campaigns: [campaign(count, 400, { arrivals: { kind: 'poisson', perMs: 10 / DAY_MS } })],
    });
    const pairs = perReplication(scenes, 20, (r) => figureOf(scenes, r, 'skip.rate.spam'));
    expectRatio(pairs, ouExceedance(law, 70), 'skip rate');
  });

  test.each([2, 12])('forget as e^(−κ·lag), started stationary, at steps of %i h', (step) => {
    // Ten standard deviations of room on each side: nothing is clamped.
    const calm = { ...drift, meanScore: 50, noisePerSqrtDay: 4 };
    const deviation = 4 / Math.sqrt(0.6);
    const scenes = plan(step * HOUR_MS, 4, {
      drift: { ...calm, stepMs: step * HOUR_MS },
      numbers: numbers(200),
    });
    const products: number[] = [];
    const starts: number[] = [];
    for (let replication = 0; replication < 50; replication++) {
      const seen: number[][] = [];
      runReplication(scenes, {
        replication,
        observer: { onHour: (_, scores) => void seen.push([...scores]) },
      });
      for (let n = 0; n < 200; n++) {
        const z = (hour: number) => (seen[hour - 1][n] - 50) / deviation;
        products.push(z(24) * z(72));
        // Before the first step it is where it started.
        starts.push(z(1));
      }
    }
    expectMean(products, ouAutocorrelation({ ...law, noise: 4 }, 2), 'two days on');
    expectMean(starts, 0, 'start');
    expectVariance(starts, 1, 'start');
  });
});

describe('shared shocks', () => {
  const hit = 0.5;

  function shocks(over: Partial<UsageDrift>): UsageDrift {
    return usageDrift({ shockHitShare: hit, shockPoints: 100, ...over });
  }

  /** All numbers of a replication just after the first shock: is anybody eligible? */
  function emptyAfterFirst(plan: Scenario, replication: number): boolean {
    const world = openWorld(plan, { replication });
    const model = world.drift as UsageDriftModel;
    let left = -1;
    const strike = model.strike.bind(model);
    model.strike = (w, country, ordinal, nowMs) => {
      strike(w, country, ordinal, nowMs);
      if (ordinal === 0) left = w.numbers.observedScore.filter((score) => score <= 70).length;
    };
    for (let day = 1; left < 0; day++) advance(world, day * DAY_MS);
    return left === 0;
  }

  test('leave nobody with (p + (1 − p)h)ⁿ just after one, flagged before with p', () => {
    const n = 3;
    const p = 0.2;
    const drift = shocks({ shockPerDay: 5 });
    let estimate = 0;
    let variance = 0;
    // Stratified by how many were flagged before: binomial with p.
    for (let flagged = 0; flagged <= n; flagged++) {
      const pool = numbers(n).map((x, i) => ({ ...x, spamScore: i < flagged ? 100 : 0 }));
      const plan = scenario({
        durationMs: 100 * DAY_MS,
        numbers: pool,
        campaigns: [campaign(n, 1)],
        drift,
      });
      const trials = 400;
      let empty = 0;
      for (let r = 0; r < trials; r++) if (emptyAfterFirst(plan, r)) empty++;
      const weight = binomialPmf(flagged, n, p);
      const theory = hit ** (n - flagged);
      expectShareOrCertain(empty, trials, theory);
      estimate += (weight * empty) / trials;
      variance += (weight ** 2 * theory * (1 - theory)) / trials;
    }
    expectZ(estimate, emptyAfterShock(p, hit, n), Math.sqrt(variance), 'nobody left');
  });

  test('stall a country for good at the rate of inclusion and exclusion', () => {
    const n = 3;
    const days = 30;
    const perDay = 0.08;
    const base = scenario();
    const plan = scenario({
      durationMs: days * DAY_MS,
      platform: { ...base.platform, tenantConcurrency: 1 },
      numbers: numbers(n),
      campaigns: [campaign(n, 2)],
      // No recovery to speak of, so that a hit number stays flagged.
      drift: shocks({ shockPerDay: perDay, recoveryPerDayMedian: 1e-9 }),
      answer: answers(1),
      provider: holds({ law: 'constant', ms: 100 * DAY_MS }),
    });
    const count = 1_200;
    const first = perReplication(plan, count, (r) => figureOf(plan, r, 'stall.first').num / 24);
    for (const day of [10, 20, 30]) {
      const stalled = first.filter((at) => at <= day).length;
      expectShare(stalled, count, allHitProbability(perDay * day, hit, n), `by day ${day}`);
    }
    // One shock can take all three: far likelier than three numbers that are hit alone.
    const alone = allHitProbability(perDay * days, hit, 1) ** n;
    expect(allHitProbability(perDay * days, hit, n)).toBeGreaterThan(1.3 * alone);
  });

  test('strike each country at a time of its own, and each number of it or not', () => {
    const perDay = 0.5;
    const plan = scenario({
      durationMs: 2 * DAY_MS,
      numbers: [
        ...[0, 1].map((i) => number(`us/${i}`, { country: US })),
        ...[0, 1].map((i) => number(`gb/${i}`, { country: GB })),
        number('de/0', { country: DE }),
      ],
      campaigns: [campaign(5, 1)],
      drift: shocks({ shockPerDay: perDay }),
    });
    const hits = perReplication(plan, 1_000, (result) =>
      [0, 1, 2, 3, 4].map((i) => (numberMetric(result, i, 'observed_score_end') > 70 ? 1 : 0)),
    );
    const one = allHitProbability(2 * perDay, hit, 1);
    const two = allHitProbability(2 * perDay, hit, 2);
    expectMean(
      hits.map((h) => h[0]),
      one,
      'one',
    );
    expectMean(
      hits.map((h) => h[4]),
      one,
      'one elsewhere',
    );
    expectMean(
      hits.map((h) => h[0] * h[1]),
      two,
      'both of a country',
    );
    expectMean(
      hits.map((h) => h[2] * h[3]),
      two,
      'both of the other country',
    );
    expectMean(
      hits.map((h) => h[0] * h[2]),
      one * one,
      'one of each country',
    );
    expect(two).toBeGreaterThan(1.2 * one * one);
  });

  test('come at Poisson times: mean and variance of their count are νt', () => {
    const expected = 40;
    const plan = scenario({
      durationMs: 10 * DAY_MS,
      numbers: [US, GB, DE].map((country, i) => number(`n/${i}`, { country, spamScore: 0 })),
      campaigns: [campaign(3, 1)],
      // Every shock adds a point to everybody and nothing takes it away: scores count shocks.
      drift: shocks({
        shockPerDay: expected / 10,
        shockHitShare: 1,
        shockPoints: 1,
        recoveryPerDayMedian: 0,
      }),
    });
    const counts = perReplication(plan, 100, (result) =>
      [0, 1, 2].map((n) => numberMetric(result, n, 'true_score_end')),
    ).flat();
    expectMean(counts, expected, 'shocks');
    expectMean(
      counts.map((n) => (n - expected) ** 2),
      expected,
      'their variance',
    );
  });

  test('the closed form is the sum over the count of shocks', () => {
    for (const [expected, h, n] of [
      [1.3, 0.5, 3],
      [0.2, 0.9, 5],
      [4, 0.1, 2],
    ]) {
      let sum = 0;
      let weight = Math.exp(-expected);
      for (let k = 0; k < 80; k++) {
        sum += weight * (1 - (1 - h) ** k) ** n;
        weight *= expected / (k + 1);
      }
      expect(allHitProbability(expected, h, n)).toBeCloseTo(sum, 12);
    }
  });
});

/** A share that theory holds for certain has no error to judge by. */
function expectShareOrCertain(hits: number, trials: number, theory: number): void {
  if (theory === 1) expect(hits).toBe(trials);
  else expectShare(hits, trials, theory, 'nobody left in a stratum');
}

describe('recovery rates over numbers', () => {
  test('are log-normal with the given median and sigma', () => {
    const plan = scenario({
      numbers: numbers(4_000),
      campaigns: [campaign(1, 1)],
      drift: usageDrift({ recoveryPerDayMedian: 0.026, recoverySigma: 0.86 }),
    });
    const model = openWorld(plan, { replication: 0 }).drift as UsageDriftModel;
    expect(model).toBeInstanceOf(UsageDriftModel);
    const logs = Array.from(model.recoveryPerDay, (rate) => Math.log(rate / 0.026) / 0.86);
    expectMean(logs, 0, 'log of the rate');
    expectVariance(logs, 1, 'its variance');
    // From 85 to 70 takes a median of 10 days, and 30 days at the slow end.
    const tally = new Tally();
    const days = Array.from(model.recoveryPerDay, (k) => Math.log((85 - 19.5) / (70 - 19.5)) / k);
    for (const d of days) tally.add(d <= 10 ? 1 : 0);
    expectShare(tally.mean * days.length, days.length, 0.5, 'recovered in 10 days');
    expectShare(days.filter((d) => d <= 30).length, days.length, 0.8993, 'recovered in 30 days');
  });
});
