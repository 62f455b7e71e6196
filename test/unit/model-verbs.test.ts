import { describe, expect, it } from 'vitest';
import type { InterventionSpec } from '../../src/model/action-spec.ts';
import type { AttemptRecord } from '../../src/model/observer.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { numberMetric, watch } from '../support/model-replications.ts';
import { platform, statusHours, value } from '../support/model-run.ts';
import { done, stream } from '../support/playbook.ts';
import { connection, DAY_MS, GB, HOUR_MS, number, US } from '../support/scenario-builder.ts';

const at = (hour: number) => hour * HOUR_MS;
const twilio = { managed: 'twilio' } as const;
const bought = { ...twilio, owned: false } as const;

/** Two numbers in the pool, others in reserve, and what is done by hand. */
function byHand(
  interventions: readonly InterventionSpec[],
  reserve: Scenario['numbers'] = [],
  over: Partial<Scenario> = {},
): Scenario {
  const numbers = [number('n/0', twilio), number('n/1', twilio), ...reserve];
  return stream(2, { numbers, interventions, ...over });
}

const from = (attempts: readonly AttemptRecord[], index: number, low = 0, high = 24) =>
  attempts.filter(
    (call) => call.number === index && call.dialMs >= at(low) && call.dialMs < at(high),
  ).length;

describe('narrow and widen by hand', () => {
  const LEVELS = [
    ['a number', { kind: 'number', number: 0 }],
    ['a pool row', { kind: 'row', campaign: 0, number: 0 }],
  ] as const;

  it.each(LEVELS)(
    'cap %s, which is busy for the rest of the day and skipped by nobody',
    (_, target) => {
      const plan = byHand([{ atMs: 0, verb: 'narrow', target, callsPerDay: 5 }], [], {
        durationMs: 2 * DAY_MS,
      });
      const { attempts, result } = watch(plan);
      expect(from(attempts, 0)).toBe(5);
      expect(attempts).toHaveLength(144);
      expect(value(plan, result, 'skip.rate')).toBe(0);
      expect(statusHours(plan, result, 0, 0, 'capped')).toBeGreaterThan(12);
    },
  );

  it('gives its calls back on the next day, and all of them once it is widened', () => {
    const target = { kind: 'number', number: 0 } as const;
    const plan = stream(
      1,
      {
        interventions: [
          { atMs: 0, verb: 'narrow', target, callsPerDay: 5 },
          { atMs: at(36), verb: 'widen', target },
        ],
      },
      48,
    );
    const { attempts, result } = watch(plan);
    expect([from(attempts, 0), from(attempts, 0, 24, 36)]).toEqual([5, 5]);
    expect(from(attempts, 0, 36, 48)).toBe(288 - 10);
    expect(done(result)).toEqual(['0 narrow n/0', '36 widen n/0']);
    expect(value(plan, result, 'blocked.at_capacity')).toBeGreaterThan(0);
    expect(value(plan, result, 'stall.risk')).toBe(0);
  });

  it('count all calls of a campaign together', () => {
    const target = { kind: 'campaign', campaign: 0 } as const;
    const plan = byHand([{ atMs: 0, verb: 'narrow', target, callsPerDay: 7 }]);
    const { attempts, result } = watch(plan);
    expect(attempts).toHaveLength(7);
    expect(value(plan, result, 'limit.campaign')).toBe(1);
  });

  it('give a campaign its calls back on the next day', () => {
    const target = { kind: 'campaign', campaign: 0 } as const;
    const plan = stream(
      2,
      { interventions: [{ atMs: 0, verb: 'narrow', target, callsPerDay: 7 }] },
      48,
    );
    const { attempts } = watch(plan);
    expect(attempts.filter(({ dialMs }) => dialMs >= at(24))).toHaveLength(7);
    expect(attempts).toHaveLength(14);
  });

  it('count all calls of a connection together, and leave the others alone', () => {
    const target = { kind: 'connection', connection: 1 } as const;
    const plan = stream(3, {
      connections: [connection(), connection({ id: 'second' })],
      numbers: [
        number('n/0', twilio),
        number('n/1', { ...twilio, connection: 1 }),
        number('n/2', { ...twilio, connection: 1 }),
      ],
      interventions: [{ atMs: 0, verb: 'narrow', target, callsPerDay: 7 }],
    });
    const { attempts } = watch(plan);
    expect(from(attempts, 1) + from(attempts, 2)).toBe(7);
    expect(attempts).toHaveLength(144);
  });
});

describe('attach and detach by hand', () => {
  it('take a number out of the pool and put it back, with its attempts kept in the books', () => {
    const row = { campaign: 0, number: 0 };
    const plan = byHand([
      { atMs: at(8), verb: 'detach', ...row },
      { atMs: at(16), verb: 'attach', ...row },
    ]);
    const { attempts, result } = watch(plan);
    expect(from(attempts, 0, 0, 8)).toBeGreaterThan(0);
    expect(from(attempts, 0, 8, 16)).toBe(0);
    expect(from(attempts, 0, 16, 24)).toBeGreaterThan(0);
    expect(attempts).toHaveLength(144);
    expect(numberMetric(result, 0, 'dials')).toBe(from(attempts, 0));
    expect(statusHours(plan, result, 0, 0, 'healthy')).toBe(16);
    expect(done(result)).toEqual(['8 detach n/0 in c', '16 attach n/0 in c']);
    expect(result.actions.map(({ effect }) => effect)).toEqual([
      'eligible numbers over countries: 2 → 1',
      'eligible numbers over countries: 1 → 2',
    ]);
  });

  it('are refused where there is nothing to take out or put in, and for the primary', () => {
    const plan = byHand([
      { atMs: at(1), verb: 'attach', campaign: 0, number: 0 },
      { atMs: at(2), verb: 'detach', campaign: 0, number: 1 },
      { atMs: at(3), verb: 'detach', campaign: 0, number: 1 },
      { atMs: at(4), verb: 'detach', campaign: 0, number: 0 },
      { atMs: at(5), verb: 'pause', target: { kind: 'row', campaign: 0, number: 1 } },
    ]);
    const primary = { ...plan, campaigns: plan.campaigns.map((c) => ({ ...c, primary: 0 })) };
    const { result } = watch(primary);
    expect(result.actions.map(({ outcome, effect }) => `${outcome} ${effect}`)).toEqual([
      'refused it is in the pool already',
      'done eligible numbers over countries: 2 → 1',
      'refused it is not in the pool',
      'refused it is the campaign’s primary, which never leaves the pool',
      'refused it is not in the pool',
    ]);
  });

  it('bring a pause of the number along', () => {
    const plan = byHand([
      { atMs: at(2), verb: 'detach', campaign: 0, number: 0 },
      { atMs: at(3), verb: 'pause', target: { kind: 'number', number: 0 } },
      { atMs: at(4), verb: 'attach', campaign: 0, number: 0 },
      { atMs: at(12), verb: 'resume', target: { kind: 'number', number: 0 } },
    ]);
    const { attempts, result } = watch(plan);
    expect(from(attempts, 0, 2, 12)).toBe(0);
    expect(from(attempts, 0, 12, 24)).toBeGreaterThan(0);
    expect(statusHours(plan, result, 0, 0, 'paused')).toBe(8);
  });
});

it('a pause that was lifted while the number was out of the pool holds no more', () => {
  const target = { kind: 'number', number: 0 } as const;
  const plan = byHand([
    { atMs: at(2), verb: 'pause', target },
    { atMs: at(3), verb: 'detach', campaign: 0, number: 0 },
    { atMs: at(4), verb: 'resume', target },
    { atMs: at(5), verb: 'attach', campaign: 0, number: 0 },
  ]);
  const { attempts } = watch(plan);
  expect([from(attempts, 0, 2, 5), from(attempts, 0, 5) > 0]).toEqual([0, true]);
});

describe('adding a number by hand', () => {
  const order = { verb: 'add', campaigns: [0], price: null } as const;
  const prices = (): Partial<Scenario> => ({
    prices: {
      ...stream(1).prices,
      numberPerMonthByCountry: Float64Array.of(0, 30, 30, 30),
      minuteByCountry: new Float64Array(4),
      purchaseByCountry: Float64Array.of(0, 7, 8, 9),
    },
  });

  it('costs rent from the order on, dials from the delivery on', () => {
    const plan = byHand(
      [{ ...order, atMs: at(6), number: 2, leadMs: at(6) }],
      [number('add/US/1', bought)],
      prices(),
    );
    const { attempts, result } = watch(plan);
    expect(from(attempts, 2, 0, 12)).toBe(0);
    expect(from(attempts, 2, 12, 24)).toBeGreaterThan(0);
    expect(done(result)).toEqual(['6 add add/US/1', '12 attach add/US/1 in c']);
    expect(result.actions.map(({ cost }) => cost)).toEqual([7, 0]);
    expect(result.actions[0].effect).toMatch(/^there in 6h; /);
    // Two numbers for a day, one for three quarters of it, at one a day.
    expect(value(plan, result, 'cost.rent')).toBeCloseTo(2.75, 9);
    expect(value(plan, result, 'cost.purchases')).toBe(7);
    expect(numberMetric(result, 2, 'rented_ms')).toBe(at(18));
  });

  it('that is never delivered never dials, and has no pool status', () => {
    const plan = byHand(
      [{ ...order, atMs: at(20), number: 2, leadMs: at(6) }],
      [number('add/US/1', bought)],
      prices(),
    );
    const { attempts, result } = watch(plan);
    expect(from(attempts, 2)).toBe(0);
    expect(value(plan, result, 'cost.purchases')).toBe(7);
    expect(statusHours(plan, result, 0, 2, 'healthy')).toBe(0);
  });

  it('costs its own price where one is given, and is ordered once', () => {
    const plan = byHand(
      [
        { ...order, atMs: at(1), number: 2, leadMs: 0, price: 3 },
        { ...order, atMs: at(2), number: 2, leadMs: 0 },
        { atMs: at(3), verb: 'detach', campaign: 0, number: 2 },
      ],
      [number('+442079460009', { owned: false, country: GB })],
      prices(),
    );
    const { attempts, result } = watch(plan);
    expect(done(result)).toEqual([
      '1 add +442079460009',
      '1 attach +442079460009 in c',
      '2 add +442079460009 refused',
      '3 detach +442079460009 in c',
    ]);
    expect(value(plan, result, 'cost.purchases')).toBe(3);
    expect(from(attempts, 2, 3)).toBe(0);
  });

  it('is no part of anything before it is there', () => {
    const plan = byHand(
      [
        { atMs: at(1), verb: 'attach', campaign: 0, number: 2 },
        { atMs: at(1), verb: 'deactivate', number: 2 },
      ],
      [number('add/US/1', bought)],
    );
    const { result } = watch(plan);
    expect(result.actions.map(({ effect }) => effect)).toEqual([
      'it is not there yet',
      'it is not there yet',
    ]);
    expect(numberMetric(result, 2, 'rented_ms')).toBe(0);
  });
});

describe('replacing a number by hand', () => {
  it('swaps it for a spare at once', () => {
    const plan = byHand(
      [{ atMs: at(8), verb: 'replace', number: 0, by: 2, leadMs: 0, price: null }],
      [number('spare', twilio)],
    );
    const { attempts, result } = watch(plan);
    expect(done(result)).toEqual([
      '8 replace n/0 by spare',
      '8 attach spare in c',
      '8 detach n/0 in c',
    ]);
    expect([from(attempts, 0, 8), from(attempts, 2, 0, 8)]).toEqual([0, 0]);
    expect(from(attempts, 2, 8)).toBeGreaterThan(0);
    expect(value(plan, result, 'cost.purchases')).toBe(0);
  });

  it('keeps it until the bought one is there', () => {
    const plan = byHand(
      [
        { atMs: at(8), verb: 'replace', number: 0, by: 2, leadMs: at(4), price: 2 },
        { atMs: at(9), verb: 'replace', number: 0, by: 2, leadMs: at(4), price: 2 },
      ],
      [number('add/US/1', bought)],
    );
    const { attempts, result } = watch(plan);
    expect(from(attempts, 0, 8, 12)).toBeGreaterThan(0);
    expect([from(attempts, 0, 12), from(attempts, 2, 0, 12)]).toEqual([0, 0]);
    expect(from(attempts, 2, 12)).toBeGreaterThan(0);
    expect(done(result)).toContain('9 replace n/0 by add/US/1 refused');
    expect(value(plan, result, 'cost.purchases')).toBe(2);
  });
});

describe('releasing a number by hand', () => {
  it('is refused within the hold after its last call, and ends its rent once it is over', () => {
    const plan = byHand(
      [
        { atMs: at(8), verb: 'deactivate', number: 0 },
        { atMs: at(9), verb: 'release', number: 0 },
        { atMs: at(20), verb: 'release', number: 0 },
        { atMs: at(21), verb: 'activate', number: 0 },
      ],
      [],
      { platform: platform({ releaseHoldMs: at(10) }) },
    );
    const { attempts, result } = watch(plan);
    expect(from(attempts, 0, 8)).toBe(0);
    expect(result.actions.map(({ outcome }) => outcome)).toEqual([
      'done',
      'refused',
      'done',
      'refused',
    ]);
    expect(result.actions[1].effect).toMatch(/^its last call was too recent: it is held for/);
    expect(statusHours(plan, result, 0, 0, 'inactive')).toBe(12);
    expect(statusHours(plan, result, 0, 0, 'released')).toBe(4);
    expect(numberMetric(result, 0, 'rented_ms')).toBe(at(20));
    expect(numberMetric(result, 1, 'rented_ms')).toBe(at(24));
  });

  it('is refused for a number that was brought along', () => {
    const plan = stream(1, {
      numbers: [number('byo')],
      interventions: [{ atMs: at(1), verb: 'release', number: 0 }],
    });
    expect(watch(plan).result.actions[0]).toMatchObject({
      outcome: 'refused',
      effect: expect.stringMatching(/brought along/),
    });
  });
});

describe('costs', () => {
  it('are the sum of their parts, and what actions cost is in them', () => {
    const plan = byHand(
      [
        { atMs: at(3), verb: 'add', number: 2, campaigns: [0], leadMs: at(1), price: 5 },
        { atMs: at(6), verb: 'replace', number: 0, by: 3, leadMs: at(2), price: null },
      ],
      [number('add/US/1', bought), number('add/US/2', bought)],
      {
        platform: platform({ scoreRefreshMs: at(6) }),
        prices: {
          currency: 'USD',
          numberPerMonthByCountry: Float64Array.of(1, 2, 3, 4),
          minuteByCountry: Float64Array.of(0.1, 0.2, 0.3, 0.4),
          purchaseByCountry: Float64Array.of(0, 7, 0, 0),
          check: 0.04,
        },
      },
    );
    const { result } = watch(plan);
    const of = (key: string) => value(plan, result, `cost.${key}`);
    const parts = of('rent') + of('minutes') + of('checks') + of('purchases');
    expect(of('total')).toBeCloseTo(parts, 9);
    expect(of('purchases')).toBe(result.actions.reduce((sum, { cost }) => sum + cost, 0));
    expect(of('purchases')).toBe(12);
    // Fetches of numbers that are not there yet cost nothing: 4 a day each, and one on delivery.
    expect(of('checks') / 0.04).toBeCloseTo(4 + 4 + 4 + 3, 0);
    expect(of('minutes')).toBeGreaterThan(0);
  });
});

describe('scores by hand', () => {
  it('are seen at once, and are not undone by a fetch that sees the past', () => {
    const plan = byHand([{ atMs: at(8), verb: 'set_score', number: 0, score: 90 }], [], {
      platform: platform({ scoreLagMs: at(4) }),
    });
    const { attempts, result } = watch(plan);
    expect(from(attempts, 0, 8)).toBe(0);
    expect(statusHours(plan, result, 0, 0, 'flagged')).toBe(16);
  });
});

it('countries opened by an allow-list are dialled and counted from then on', () => {
  const plan = stream(1, {
    numbers: [number('gb', { ...twilio, allowedCountries: [GB] })],
    interventions: [{ atMs: at(6), verb: 'allow', number: 0, countries: [GB, US] }],
  });
  const { attempts, result } = watch(plan);
  expect([from(attempts, 0, 0, 6), from(attempts, 0, 6)]).toEqual([0, 144]);
  expect(value(plan, result, 'stall.structural_contacts')).toBe(0);
  expect(value(plan, result, 'stall.risk')).toBe(0);
  expect(value(plan, result, 'finish.share')).toBe(1);
  expect(value(plan, result, 'finish.time')).toBeGreaterThan(23);
});
