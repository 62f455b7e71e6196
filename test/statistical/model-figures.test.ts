import { describe, expect, test } from 'vitest';
import { advance, openWorld } from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { integrate } from '../../src/stats/integrate.ts';
import { reachedShare } from '../../src/stats/theory/retries.ts';
import { cleanProbability, twoStateOf } from '../../src/stats/theory/two-state.ts';
import {
  answers,
  expectMean,
  expectRatio,
  expectShare,
  figureOf,
  holds,
  perReplication,
  watch,
} from '../support/model-replications.ts';
import {
  campaign,
  contactTable,
  DAY_MS,
  GB,
  HOUR_MS,
  number,
  numbers,
  scenario,
  US,
} from '../support/scenario-builder.ts';

const P = 0.3;
const RATES = twoStateOf(P, 2);
const TWO_STATE = {
  model: 'two-state',
  flagPerDay: RATES.flagRate,
  clearPerDay: RATES.clearRate,
} as const;

/** Contacts that come one by one over the run and are dialled at once, each a single time. */
function stream(pool: Scenario['numbers'], days: number, over: Partial<Scenario> = {}): Scenario {
  const contacts = 60 * days;
  return scenario({
    durationMs: days * DAY_MS,
    numbers: pool,
    campaigns: [
      campaign(pool.length, contacts, { arrivals: { kind: 'poisson', perMs: 50 / DAY_MS } }),
    ],
    drift: TWO_STATE,
    provider: holds({ law: 'constant', ms: 0 }),
    selector: {
      ...scenario().selector,
      weight: { priorMean: 0.15, priorStrength: 1e9, floor: 0.02 },
    },
    ...over,
  });
}

describe('skip.sticky_broken', () => {
  // Two numbers: both are flagged often, and a stalled attempt with a sticky number is broken too.
  const n = 2;
  const contacts = 200;
  const sticky = Int32Array.from({ length: contacts }, (_, i) => (i % 2 === 0 ? (i / 2) % n : -1));
  const arrivesMs = Float64Array.from({ length: contacts }, (_, i) => (i / contacts) * 20 * DAY_MS);
  const table = contactTable(contacts, { sticky, arrivesMs });
  const plan = stream(numbers(n), 20, {
    campaigns: [
      campaign(n, contacts, { arrivals: { kind: 'column' }, contacts: { kind: 'table', table } }),
    ],
  });

  test('is the flagged share, of those with a sticky number alone', () => {
    const pairs = perReplication(plan, 80, (r) => figureOf(plan, r, 'skip.sticky_broken'));
    expectRatio(pairs, P, 'broken');
    // A stalled contact's attempt met its pool too: everybody counts once.
    expect(pairs.every((pair) => pair.den === contacts / 2)).toBe(true);
  });

  test('who is not broken is dialled from it', () => {
    const { attempts, result } = watch(plan);
    const own = attempts.filter((a) => a.number === sticky[a.contact] && sticky[a.contact] >= 0);
    expect(own.every((a) => a.usedSticky)).toBe(true);
    expect(attempts.filter((a) => a.usedSticky).length).toBe(own.length);
    const { num, den } = figureOf(plan, result, 'skip.sticky_broken');
    // One who stalled may find its number first again; one may still wait at the end.
    expect(own.length).toBeGreaterThanOrEqual(den - num - 1);
  });

  test('counts a number that may not dial the country as broken', () => {
    const pool = numbers(n).map((x, i) => (i === 1 ? { ...x, allowedCountries: [GB] } : x));
    const fixed = { ...plan, numbers: pool, drift: { model: 'none' } as const };
    const { result } = watch(fixed);
    // Even places stick to numbers 0 and 1 in turn.
    expect(figureOf(fixed, result, 'skip.sticky_broken')).toEqual({
      num: contacts / 4,
      den: contacts / 2,
    });
  });
});

describe('skips by reason', () => {
  test('spam, country and both are the shares of a cross table', () => {
    const pool = [0, 1, 2, 3, 4].map((i) =>
      number(`n/${i}`, { allowedCountries: i < 2 ? [GB] : [] }),
    );
    const plan = stream(pool, 20);
    const runs = perReplication(plan, 60, (r) => ({
      spam: figureOf(plan, r, 'skip.rate.spam'),
      country: figureOf(plan, r, 'skip.rate.country'),
      both: figureOf(plan, r, 'skip.rate.spam_and_country'),
      all: figureOf(plan, r, 'skip.rate'),
      share: figureOf(plan, r, 'pool.eligible_share'),
    }));
    expectRatio(
      runs.map((r) => r.spam),
      0.6 * P,
      'spam alone',
    );
    expectRatio(
      runs.map((r) => r.country),
      0.4 * (1 - P),
      'country alone',
    );
    expectRatio(
      runs.map((r) => r.both),
      0.4 * P,
      'both',
    );
    expectRatio(
      runs.map((r) => r.share),
      0.6 * (1 - P),
      'eligible',
    );
    for (const { spam, country, both, all } of runs) {
      expect(spam.num + country.num + both.num).toBe(all.num);
      expect(all.den % 5).toBe(0);
    }
  });
});

describe('pool.dialled_flagged', () => {
  /** P(flagged now | seen clean so long ago). */
  const turned = (ageMs: number) => 1 - cleanProbability(RATES, ageMs / DAY_MS);
  // So many numbers that somebody is always eligible: 0.3^24.
  const pool = numbers(24);
  const days = 15;

  test('with a lag of whole hours is the chance to have turned since', () => {
    const lagHours = 3;
    const base = scenario().platform;
    const plan = stream(pool, days, { platform: { ...base, scoreLagMs: lagHours * HOUR_MS } });
    const pairs = perReplication(plan, 40, (r) => figureOf(plan, r, 'pool.dialled_flagged'));
    // Within hour H the platform sees the score as it was `lag` before H, or at the start.
    let theory = 0;
    for (let hour = 0; hour < 24 * days; hour++) {
      const seenMs = Math.min(lagHours, hour) * HOUR_MS;
      theory += integrate((x) => turned(seenMs + x * HOUR_MS), 0, 1) / (24 * days);
    }
    expect(theory).toBeGreaterThan(0.05);
    expectRatio(pairs, theory, 'dialled flagged');
  });

  test('with a refresh is that chance at an age uniform up to it', () => {
    const refreshMs = DAY_MS;
    const base = scenario().platform;
    const plan = stream(pool, days, { platform: { ...base, scoreRefreshMs: refreshMs } });
    const pairs = perReplication(plan, 40, (r) => figureOf(plan, r, 'pool.dialled_flagged'));
    const upTo = (ageMs: number) =>
      ageMs <= 0 ? 0 : integrate((x) => turned(x * refreshMs), 0, ageMs / refreshMs);
    // First fetches fall evenly over the first refresh time; until then the start's score is seen.
    const start = integrate((t) => upTo(t * refreshMs) + (1 - t) * turned(t * refreshMs), 0, 1);
    const theory = (start + (days - 1) * upTo(refreshMs)) / days;
    expect(theory).toBeGreaterThan(0.1);
    expectRatio(pairs, theory, 'dialled flagged');
  });

  test('grows with the age of what the platform knows, fetched or followed late', () => {
    const share = (platform: Partial<Scenario['platform']>) => {
      const plan = stream(pool, days, { platform: { ...scenario().platform, ...platform } });
      const pairs = perReplication(plan, 10, (r) => figureOf(plan, r, 'pool.dialled_flagged'));
      return pairs.reduce((sum, { num }) => sum + num, 0);
    };
    const late = [0, 3, 12].map((hours) => share({ scoreLagMs: hours * HOUR_MS }));
    const fetched = [0, 12].map((hours) =>
      share({ scoreRefreshMs: DAY_MS, scoreLagMs: hours * HOUR_MS }),
    );
    expect(late).toEqual(late.toSorted((a, b) => a - b));
    expect(late[0]).toBe(0);
    expect(late[2]).toBeGreaterThan(1.5 * late[1]);
    expect(fetched[1]).toBeGreaterThan(1.1 * fetched[0]);
  });

  test('first fetches fall evenly over the refresh time, later ones a refresh apart', () => {
    const count = 4_000;
    const plan = scenario({
      durationMs: 3 * DAY_MS,
      platform: { ...scenario().platform, scoreRefreshMs: DAY_MS },
      numbers: numbers(count),
    });
    const world = openWorld(plan, { replication: 0 });
    for (const days of [0.25, 0.5, 0.8]) {
      advance(world, days * DAY_MS);
      const fetched = world.scores.fetchesOf.reduce((sum, f) => sum + f, 0);
      expectShare(fetched, count, days, `fetched after ${days} days`);
    }
    advance(world, 3 * DAY_MS);
    expect(new Set(world.scores.fetchesOf)).toEqual(new Set([3]));
  });

  test('is 0 where the platform sees the truth', () => {
    const plan = stream(pool, days);
    const { num, den } = figureOf(plan, watch(plan).result, 'pool.dialled_flagged');
    expect(num).toBe(0);
    expect(den).toBeGreaterThan(500);
  });
});

describe('costs and times of use', () => {
  test('pool.flag_episodes is λ(1 − p) a day and number', () => {
    const plan = stream(numbers(10), 20);
    const counts = perReplication(plan, 60, (r) => figureOf(plan, r, 'pool.flag_episodes').num);
    expectMean(counts, 10 * 20 * RATES.flagRate * (1 - P), 'flags');
  });

  test('skip.attempt_share is 1 − (1 − p)ⁿ', () => {
    const plan = stream(numbers(3), 30);
    const pairs = perReplication(plan, 60, (r) => figureOf(plan, r, 'skip.attempt_share'));
    expectRatio(pairs, reachedShare(P, 3), 'attempts with a skip');
  });

  test('minutes are billed as they are begun, and rent by the day', () => {
    const base = scenario();
    const plan = scenario({
      durationMs: 3 * DAY_MS,
      answer: answers(0.5),
      provider: holds({ law: 'exponential', meanMs: 90_000 }),
      campaigns: [campaign(2, 1_000)],
      prices: {
        ...base.prices,
        numberPerMonthByCountry: Float64Array.of(0, 3, 0, 0),
        minuteByCountry: Float64Array.of(0, 0.02, 0, 0),
      },
    });
    const runs = perReplication(plan, 40, (r) => ({
      cost: figureOf(plan, r, 'cost.total').num,
      reached: figureOf(plan, r, 'cost.per_reached'),
      talk: figureOf(plan, r, 'flow.talk_hours').num,
    }));
    // Begun minutes of an exponential talk: geometric, mean 1/(1 − e^(−60/90)).
    const minutes = 1 / -Math.expm1(-60 / 90);
    const rent = (2 * 3 * 3) / 30;
    expectMean(
      runs.map((r) => r.cost),
      rent + 500 * minutes * 0.02,
      'cost',
    );
    expectMean(
      runs.map((r) => r.talk),
      500 * (90 / 3_600),
      'talk',
    );
    for (const { cost, reached } of runs) expect(reached.num).toBeCloseTo(cost, 9);
    expect(plan.numbers.every((x) => x.country === US)).toBe(true);
  });
});
