import { describe, expect, test } from 'vitest';
import type { AttemptRecord } from '../../src/model/observer.ts';
import { runReplication } from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { answers, expectShare, holds, numberMetric, watch } from '../support/model-replications.ts';
import {
  campaign,
  connection,
  contactTable,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  number,
  numbers,
  scenario,
  usageDrift,
} from '../support/scenario-builder.ts';

/** Common random numbers: what is changed in one place must not change the luck of another. */

const CONTACTS = 1_500;

/** Contacts that differ, with retries and drawn durations; numbers are alike, so that only luck is left. */
function plan(pool: Scenario['numbers'], over: Partial<Scenario> = {}): Scenario {
  return scenario({
    durationMs: 3 * DAY_MS,
    numbers: pool,
    campaigns: [
      campaign(pool.length, CONTACTS, {
        retries: { max: 3, delaysMs: [HOUR_MS], onVoicemail: true },
      }),
    ],
    answer: answers(0.25, { concentration: 4, invalidShare: 0.05, attemptFactor: 0.9 }),
    provider: {
      ...scenario().provider,
      queueDelay: { law: 'lognormal', medianMs: 900, sigma: 0.4 },
      ringAnswered: { law: 'exponential', meanMs: 9_000 },
      talkAnswered: { law: 'lognormal', medianMs: 60_000, sigma: 1 },
    },
    ...over,
  });
}

/** What befell each call, by (contact, ordinal): all that luck decides of it. */
function luckOf(attempts: readonly AttemptRecord[]): Map<string, string> {
  const ordinals = new Map<number, number>();
  const luck = new Map<string, string>();
  for (const a of attempts) {
    const ordinal = ordinals.get(a.contact) ?? 0;
    ordinals.set(a.contact, ordinal + 1);
    luck.set(`${a.contact}/${ordinal}`, `${a.outcome} ${a.ringMs} ${a.talkMs}`);
  }
  return luck;
}

/** Calls that both have are alike; returns how many those are. */
function expectSameLuck(one: Map<string, string>, other: Map<string, string>): number {
  let common = 0;
  for (const [call, luck] of one) {
    const met = other.get(call);
    if (met === undefined) continue;
    common++;
    expect(met, call).toBe(luck);
  }
  return common;
}

describe('a number less', () => {
  const pool = numbers(5);
  const without = pool.filter((_, i) => i !== 2);

  test('leaves every contact its luck', () => {
    const all = luckOf(watch(plan(pool)).attempts);
    const fewer = luckOf(watch(plan(without)).attempts);
    expect(expectSameLuck(all, fewer)).toBe(all.size);
    expect(fewer.size).toBe(all.size);
    expect(all.size).toBeGreaterThan(2 * CONTACTS);
    // Other luck is other luck: the comparison can fail.
    const again = luckOf(watch(plan(pool), 1).attempts);
    expect([...all].filter(([call, luck]) => again.get(call) !== luck).length).toBeGreaterThan(500);
  });

  test('and so it does where lines are short, and every call comes later', () => {
    const short = { connections: [connection({ concurrency: 12 })] };
    const all = watch(plan(pool, short)).attempts;
    const fewer = watch(plan(without, { connections: [connection({ concurrency: 9 })] })).attempts;
    const common = expectSameLuck(luckOf(all), luckOf(fewer));
    expect(common).toBeGreaterThan(CONTACTS);
    const lastMs = (calls: readonly AttemptRecord[]) => Math.max(...calls.map((a) => a.dialMs));
    expect(lastMs(fewer)).toBeGreaterThan(lastMs(all) + MINUTE_MS);
  });

  test.each([
    ['two-state', { model: 'two-state', flagPerDay: 0.8, clearPerDay: 1.5 }],
    [
      'ou',
      { model: 'ou', stepMs: HOUR_MS, meanScore: 60, reversionPerDay: 0.5, noisePerSqrtDay: 9 },
    ],
    [
      'usage',
      usageDrift({
        noisePerSqrtDay: 8,
        recoverySigma: 0.9,
        shockPerDay: 1,
        shockHitShare: 0.5,
        shockPoints: 30,
      }),
    ],
  ] as [string, Scenario['drift']][])('leaves the others their scores: %s', (_, drift) => {
    const scored = pool.map((n) => ({ ...n, spamScore: 50 }));
    const idle = { drift, campaigns: [campaign(5, 0)] };
    const all = runReplication(plan(scored, idle), { replication: 0 });
    const few = scored.filter((_, i) => i !== 2);
    const fewer = runReplication(plan(few, { drift, campaigns: [campaign(4, 0)] }), {
      replication: 0,
    });
    few.forEach((n, place) => {
      const before = scored.indexOf(n);
      for (const metric of ['true_score_end', 'true_flagged_ms', 'flag_episodes'] as const) {
        expect(numberMetric(fewer, place, metric)).toBe(numberMetric(all, before, metric));
      }
    });
    const ends = new Set(scored.map((_, n) => numberMetric(all, n, 'true_score_end')));
    expect(ends.size).toBeGreaterThan(1);
  });
});

describe('contacts', () => {
  const table = contactTable(600);
  const of = (rows: readonly number[]) => {
    const pick = (column: Int32Array) => Int32Array.from(rows, (i) => column[i]);
    return contactTable(rows.length, { keyLo: pick(table.keyLo), keyHi: pick(table.keyHi) });
  };
  const outcomes = (rows: readonly number[], over: Partial<Scenario> = {}) => {
    const base = plan(numbers(3));
    const imported = {
      ...base.campaigns[0],
      contacts: { kind: 'table' as const, table: of(rows) },
    };
    const { attempts } = watch({ ...base, campaigns: [imported], ...over });
    return luckOf(attempts.map((a) => ({ ...a, contact: rows[a.contact] })));
  };
  const inOrder = Array.from({ length: 600 }, (_, i) => i);

  test('keep their luck in another order, and in a shorter list', () => {
    const all = outcomes(inOrder);
    expect(expectSameLuck(all, outcomes([...inOrder].reverse()))).toBe(all.size);
    const some = outcomes(inOrder.filter((i) => i % 3 !== 0));
    expect(expectSameLuck(some, all)).toBe(some.size);
  });

  test('keep it when a second campaign is added, and their times of arrival too', () => {
    const arrivals = { kind: 'poisson', perMs: 1 / MINUTE_MS } as const;
    const base = plan(numbers(3));
    const alone = { ...base.campaigns[0], arrivals };
    const second = campaign(3, 400, {
      name: 'second',
      contacts: {
        kind: 'generated',
        group: 'others',
        count: 400,
        mix: [{ share: 1, country: 1, zone: 0 }],
      },
    });
    const one = watch({ ...base, campaigns: [alone] }).attempts;
    const two = watch({ ...base, campaigns: [alone, second] }).attempts;
    const mine = two.filter((a) => a.campaign === 0);
    expect(two.length).toBeGreaterThanOrEqual(mine.length + 400);
    expect(mine.map((a) => [a.contact, a.dialMs, a.outcome, a.talkMs])).toEqual(
      one.map((a) => [a.contact, a.dialMs, a.outcome, a.talkMs]),
    );
  });

  test('meet the same first calls under a policy that dials more', () => {
    const base = plan(numbers(3));
    const eager = {
      ...base,
      campaigns: [
        { ...base.campaigns[0], retries: { max: 7, delaysMs: [HOUR_MS / 2], onVoicemail: true } },
      ],
    };
    const few = luckOf(watch(base).attempts);
    const many = luckOf(watch(eager).attempts);
    expect(many.size).toBeGreaterThan(few.size);
    expect(expectSameLuck(few, many)).toBe(few.size);
  });
});

describe('a better chance', () => {
  test('never makes a worse outcome: answers at q stay answers at q′ > q', () => {
    const at = (q: number) =>
      new Set(
        watch(scenario({ campaigns: [campaign(2, 4_000)], answer: answers(q) }))
          .attempts.filter((a) => a.outcome === 'answered')
          .map((a) => a.contact),
      );
    const low = at(0.2);
    const high = at(0.26);
    for (const contact of low) expect(high.has(contact)).toBe(true);
    expectShare(high.size - low.size, 4_000, 0.06, 'gained');
  });

  test('nor does it for contacts that differ', () => {
    const at = (q: number) =>
      new Set(
        watch(
          scenario({
            campaigns: [campaign(2, 4_000)],
            answer: answers(q, { concentration: 4 }),
          }),
        )
          .attempts.filter((a) => a.outcome === 'answered')
          .map((a) => a.contact),
      );
    const high = at(0.26);
    for (const contact of at(0.2)) expect(high.has(contact)).toBe(true);
  });
});

describe('replications', () => {
  const scenes = plan([number('a'), number('b')], { provider: holds({ law: 'constant', ms: 1 }) });
  const print = (replication: number, branch = 0) =>
    runReplication(scenes, { replication, branch }).fingerprint;

  test('are the same whatever ran before, and different from each other and other branches', () => {
    const first = print(0);
    const third = print(2);
    expect(print(2)).toBe(third);
    expect(print(0)).toBe(first);
    expect(new Set([first, print(1), third, print(0, 1), print(2, 1)]).size).toBe(5);
  });

  test('differ by seed', () => {
    const other = { ...scenes, seed: '2' };
    expect(runReplication(other, { replication: 0 }).fingerprint).not.toBe(print(0));
  });
});
