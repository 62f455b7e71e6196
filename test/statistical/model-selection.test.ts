import { describe, expect, test } from 'vitest';
import { ROW_METRICS } from '../../src/model/figures.ts';
import { runReplication } from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { multinomialFit } from '../../src/stats/chi-square.ts';
import {
  answers,
  expectMean,
  expectRatio,
  expectShare,
  figureOf,
  holds,
  numberMetric,
  perReplication,
  watch,
} from '../support/model-replications.ts';
import {
  campaign,
  GB,
  HOUR_MS,
  number,
  numbers,
  scenario,
  US,
} from '../support/scenario-builder.ts';

/** Two-sided probability of four standard errors. */
const P_LIMIT = 6.3e-5;

function expectFit(counts: readonly number[], weights: readonly number[]): void {
  const fit = multinomialFit(counts, weights);
  expect(fit?.smallestExpected).toBeGreaterThan(20);
  expect(fit?.pValue, `counts ${counts.join(' ')}`).toBeGreaterThan(P_LIMIT);
}

const FIXED = { priorMean: 0.15, priorStrength: 1e9, floor: 0.02 };

/** `calls` contacts, one a second, each dialled once. */
function paced(calls: number, pool: Scenario['numbers'], over: Partial<Scenario> = {}): Scenario {
  return scenario({
    durationMs: Math.ceil((1.2 * calls * 1_000) / HOUR_MS) * HOUR_MS,
    numbers: pool,
    campaigns: [campaign(pool.length, calls, { arrivals: { kind: 'poisson', perMs: 1 / 1_000 } })],
    provider: holds({ law: 'constant', ms: 500 }),
    selector: { ...scenario().selector, weight: FIXED },
    ...over,
  });
}

describe('selection through the whole simulation', () => {
  test('is uniform over numbers of one weight', () => {
    const plan = paced(12_000, numbers(15));
    const { result, attempts } = watch(plan);
    const counts = new Array<number>(15).fill(0);
    for (const a of attempts) counts[a.number]++;
    expectFit(counts, new Array(15).fill(1));
    expect(counts).toEqual(counts.map((_, n) => numberMetric(result, n, 'dials')));
    // One pick says nothing of the next: pairs of successive picks are uniform too.
    const byDial = [...attempts].sort((x, y) => x.dialMs - y.dialMs);
    const pairs = new Array<number>(225).fill(0);
    for (let i = 1; i < byDial.length; i++) pairs[byDial[i - 1].number * 15 + byDial[i].number]++;
    expectFit(pairs, new Array(225).fill(1));
  });

  test('follows unequal weights: numbers that are never answered sink to the floor', () => {
    // A label at 60 points stops every answer; without it everybody answers. The prior counts for
    // nothing, so a weight is 1 or the floor from the first outcome on.
    const pool = [0, 1, 2, 3, 4, 5, 6].map((n) =>
      number(`n/${n}`, { spamScore: n % 3 === 0 ? 65 : 0 }),
    );
    const floor = 0.3;
    const plan = paced(20_000, pool, {
      answer: answers(1, { labelMidpoint: 60, labelWidth: 0.01, labelMultiplier: 0 }),
      selector: {
        ...scenario().selector,
        weight: { priorMean: 1, priorStrength: 1e-7, floor },
      },
    });
    const { result, attempts } = watch(plan);
    const at = ROW_METRICS.indexOf('weight');
    const weights = pool.map((_, n) => result.rows[n * ROW_METRICS.length + at]);
    for (let n = 0; n < 7; n++) expect(weights[n]).toBeCloseTo(n % 3 === 0 ? floor : 1, 6);
    const counts = new Array<number>(7).fill(0);
    for (const a of attempts.slice(200)) counts[a.number]++;
    expectFit(counts, weights);
  });

  test('prefers the contact’s country where asked, and is uniform within it', () => {
    const pool = [0, 1, 2, 3, 4, 5].map((n) => number(`n/${n}`, { country: n < 2 ? US : GB }));
    const base = paced(8_000, pool);
    const mix = [
      { share: 0.6, country: US, zone: 0 },
      { share: 0.3, country: GB, zone: 0 },
      { share: 0.1, country: 3, zone: 0 },
    ];
    const preferring = campaign(6, 8_000, {
      preferCountryMatched: true,
      arrivals: { kind: 'poisson', perMs: 1 / 1_000 },
      contacts: { kind: 'generated', group: 'contacts', count: 8_000, mix },
    });
    const { attempts } = watch({ ...base, campaigns: [preferring] });
    const counts = (country: number) => {
      const seen = new Array<number>(6).fill(0);
      for (const a of attempts) if (a.country === country) seen[a.number]++;
      return seen;
    };
    expectFit(counts(US), [1, 1, 0, 0, 0, 0]);
    expectFit(counts(GB), [0, 0, 1, 1, 1, 1]);
    expectFit(counts(3), [1, 1, 1, 1, 1, 1]);
    const shares = [US, GB, 3].map((c) => attempts.filter((a) => a.country === c).length);
    expectFit(
      shares,
      mix.map((part) => part.share),
    );
  });

  test('is uniform over the numbers with room where lines are short', () => {
    // Ten contacts always wait for four numbers with a line each: whichever is free is taken.
    const plan = scenario({
      durationMs: 24 * HOUR_MS,
      numbers: numbers(4, { concurrentMax: 1 }),
      campaigns: [campaign(4, 20_000)],
      answer: answers(1),
      provider: holds({ law: 'exponential', meanMs: 60_000 }),
      selector: { ...scenario().selector, weight: FIXED },
    });
    const runs = perReplication(plan, 20, (result) =>
      [0, 1, 2, 3].map((n) => numberMetric(result, n, 'dials')),
    );
    // Each line is busy all the time: a renewal process of 60-second holds.
    for (const n of [0, 1, 2, 3]) {
      expectMean(
        runs.map((dials) => dials[n]),
        24 * 60 + 1,
        `dials of number ${n}`,
      );
    }
  });

  test('gini of dials is that of multinomial counts', () => {
    const calls = 2_000;
    const plan = paced(calls, numbers(10), { durationMs: 2 * HOUR_MS });
    const ginis = perReplication(plan, 60, (r) => figureOf(plan, r, 'pool.load_gini').num);
    // The difference of two counts is nearly normal with variance 2N/n; Gini is its mean size over all
    // pairs, those of a number with itself included, in units of twice the mean.
    const difference = Math.sqrt(2 / Math.PI) * Math.sqrt((2 * calls) / 10);
    const theory = (0.9 * difference) / (2 * (calls / 10));
    expectMean(ginis, theory, 'gini');
  });
});

describe('draws of one run are independent of each other', () => {
  const q = 0.3;
  const contacts = 20_000;
  const plan = scenario({
    answer: answers(q),
    numbers: numbers(4),
    campaigns: [
      campaign(4, contacts, { retries: { max: 1, delaysMs: [HOUR_MS], onVoicemail: true } }),
    ],
    provider: {
      ...scenario().provider,
      talkAnswered: { law: 'exponential', meanMs: 60_000 },
      ringAnswered: { law: 'exponential', meanMs: 10_000 },
    },
    selector: { ...scenario().selector, weight: FIXED },
  });
  const { attempts } = watch(plan);
  const first = attempts.filter((a) => a.attempt === 1).sort((x, y) => x.contact - y.contact);
  const answered = (i: number) => (first[i].outcome === 'answered' ? 1 : 0);

  test('between neighbours in the list', () => {
    for (const lag of [1, 2, 8, 256]) {
      const products = first.slice(lag).map((_, i) => (answered(i) - q) * (answered(i + lag) - q));
      expectMean(products, 0, `lag ${lag}`);
    }
  });

  test('between the number picked and the outcome', () => {
    for (const n of [0, 1, 2, 3]) {
      const calls = first.filter((a) => a.number === n);
      const hits = calls.filter((a) => a.outcome === 'answered').length;
      expectShare(hits, calls.length, q, `number ${n}`);
    }
  });

  test('between first and second attempt', () => {
    const second = attempts.filter((a) => a.attempt === 2);
    expect(second.length).toBe(contacts - first.filter((a) => a.outcome === 'answered').length);
    expectShare(second.filter((a) => a.outcome === 'answered').length, second.length, q);
    // The number of the second try is as free as that of the first.
    const numberOf = new Map(first.map((a) => [a.contact, a.number]));
    const same = second.filter((a) => numberOf.get(a.contact) === a.number).length;
    expectShare(same, second.length, 1 / 4, 'same number again');
  });

  test('between ring and talk', () => {
    const taken = first.filter((a) => a.outcome === 'answered');
    expectMean(
      taken.map((a) => (a.ringMs / 10_000 - 1) * (a.talkMs / 60_000 - 1)),
      0,
      'ring and talk',
    );
    expectMean(
      taken.map((a) => a.ringMs),
      10_000,
      'ring',
    );
    expectMean(
      taken.map((a) => a.talkMs),
      60_000,
      'talk',
    );
  });

  test('between replications', () => {
    const other = watch(plan, 1).attempts.filter((a) => a.attempt === 1);
    const luck = new Map(other.map((a) => [a.contact, a.outcome === 'answered' ? 1 : 0]));
    const products = first.map((a, i) => (answered(i) - q) * ((luck.get(a.contact) ?? 0) - q));
    expectMean(products, 0, 'same contact in another replication');
  });
});

describe('events and outcomes agree with the figures', () => {
  test('answer rate of the pool is that of its rows', () => {
    const plan = paced(3_000, numbers(5), { answer: answers(0.25) });
    const result = runReplication(plan, { replication: 3 });
    const width = ROW_METRICS.length;
    let tried = 0;
    let reached = 0;
    for (let row = 0; row < 5; row++) {
      tried += result.rows[row * width + ROW_METRICS.indexOf('attempts')];
      reached += result.rows[row * width + ROW_METRICS.indexOf('answered')];
    }
    const rate = figureOf(plan, result, 'reach.answer_rate');
    expect([reached, tried]).toEqual([rate.num, rate.den]);
    expectRatio(
      perReplication(plan, 20, (r) => figureOf(plan, r, 'reach.answer_rate')),
      0.25,
      'answer rate',
    );
  });
});
