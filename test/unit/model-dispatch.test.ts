import { describe, expect, it } from 'vitest';
import type { AttemptRecord } from '../../src/model/observer.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { figureOf, watch } from '../support/model-replications.ts';
import {
  arriving,
  contacts,
  everybody,
  hours,
  platform,
  talking,
  value,
} from '../support/model-run.ts';
import {
  campaign,
  connection,
  DE,
  GB,
  HOUR_MS,
  MINUTE_MS,
  number,
  numbers,
  scenario,
  US,
} from '../support/scenario-builder.ts';

const ENDLESS = Number.POSITIVE_INFINITY;

/** One line, calls of one minute that everybody answers. */
function oneLine(over: Partial<Scenario>): Scenario {
  return scenario({
    numbers: numbers(1),
    connections: [connection({ concurrency: 1 })],
    answer: everybody('answers'),
    provider: talking(MINUTE_MS),
    ...over,
  });
}

const order = (calls: readonly AttemptRecord[]) =>
  calls.map((call) => `${call.campaign}/${call.contact}`);
const minutes = (calls: readonly AttemptRecord[]) => calls.map((call) => call.dialMs / MINUTE_MS);

describe('who is dialled next', () => {
  it('serves in the order of falling due, across campaigns, countries and zones', () => {
    const at = (arrivesMs: number, country: number) => ({ arrivesMs, country });
    const plan = oneLine({
      campaigns: [
        campaign(1, 0, { name: 'a', ...arriving(at(0, US), at(4, GB), at(2, DE)) }),
        campaign(1, 0, { name: 'b', ...arriving(at(1, GB), at(5, US), at(3, US)) }),
      ],
    });
    expect(order(watch(plan).attempts)).toEqual(['0/0', '1/0', '0/2', '1/2', '0/1', '1/1']);
  });

  it('serves those who fall due together in file order', () => {
    const plan = oneLine({ campaigns: [campaign(1, 6)] });
    const { attempts } = watch(plan);
    expect(attempts.map((call) => call.contact)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(minutes(attempts)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('serves a retry at the place where it fell due again', () => {
    const plan = oneLine({
      answer: everybody('is out'),
      provider: { ...talking(0), ringTimeoutMs: MINUTE_MS },
      campaigns: [
        campaign(1, 3, { retries: { max: 1, delaysMs: [MINUTE_MS], onVoicemail: false } }),
      ],
    });
    expect(order(watch(plan).attempts)).toEqual(['0/0', '0/1', '0/2', '0/0', '0/1', '0/2']);
  });

  it('puts a higher priority first, whenever it fell due', () => {
    const plan = oneLine({
      campaigns: [
        campaign(1, 3, { name: 'low', priority: 1 }),
        campaign(1, 0, {
          name: 'high',
          priority: 10,
          ...arriving({ arrivesMs: 30_000 }, { arrivesMs: 90_000 }),
        }),
      ],
    });
    expect(order(watch(plan).attempts)).toEqual(['0/0', '1/0', '1/1', '0/1', '0/2']);
  });
});

describe('a contact that cannot be dialled holds up nobody behind it', () => {
  const behind = { arrivesMs: 1, country: US };

  it('when no number is eligible for it', () => {
    const plan = oneLine({
      numbers: [number('us', { allowedCountries: [US] })],
      campaigns: [campaign(1, 0, arriving({ arrivesMs: 0, country: DE }, behind))],
    });
    expect(order(watch(plan).attempts)).toEqual(['0/1']);
  });

  it('when its connection is full', () => {
    const plan = oneLine({
      connections: [connection({ concurrency: 1 }), connection({ id: 'second', concurrency: 1 })],
      numbers: [
        number('de', { allowedCountries: [DE] }),
        number('us', { allowedCountries: [US], connection: 1 }),
      ],
      campaigns: [
        campaign(
          2,
          0,
          arriving({ arrivesMs: 0, country: DE }, { arrivesMs: 0, country: DE }, behind),
        ),
      ],
    });
    const { attempts } = watch(plan);
    expect(attempts.map((call) => [call.contact, call.dialMs])).toEqual([
      [0, 0],
      [2, 1],
      [1, MINUTE_MS],
    ]);
  });

  it('when its own number is at its cap', () => {
    const plan = oneLine({
      connections: [connection()],
      numbers: [
        number('de', { allowedCountries: [DE], concurrentMax: 1 }),
        number('us', { allowedCountries: [US] }),
      ],
      campaigns: [
        campaign(
          2,
          0,
          arriving({ arrivesMs: 0, country: DE }, { arrivesMs: 0, country: DE }, behind),
        ),
      ],
    });
    expect(watch(plan).attempts.map((call) => call.dialMs)).toEqual([0, 1, MINUTE_MS]);
  });

  it('when its campaign is full or paused, or its window closed', () => {
    const zones = ['UTC', 'Asia/Tokyo'].map((name, i) => ({
      name,
      fromMs: Float64Array.of(-ENDLESS),
      offsetMs: Float64Array.of(i * 9 * HOUR_MS),
    }));
    const plan = oneLine({
      zones,
      connections: [connection()],
      campaigns: [
        campaign(1, 2, { name: 'full', concurrency: 1 }),
        campaign(1, 1, { name: 'paused' }),
        campaign(1, 0, {
          name: 'zoned',
          windows: hours(9, 18),
          contacts: contacts([{ zone: 1 }, { zone: 0 }]),
        }),
      ],
      interventions: [{ atMs: 0, verb: 'pause', target: { kind: 'campaign', campaign: 1 } }],
    });
    // The start is 14:00Z, 23:00 in Tokyo.
    const { attempts } = watch(plan);
    const dials = attempts.map((call) => [`${call.campaign}/${call.contact}`, call.dialMs]);
    expect(dials).toEqual([
      ['0/0', 0],
      ['2/1', 0],
      ['0/1', MINUTE_MS],
      ['2/0', 10 * HOUR_MS],
    ]);
  });
});

describe('three layers of capacity, caps and pace', () => {
  const crowd = (over: Partial<Scenario>) => scenario({ answer: everybody('answers'), ...over });

  it.each([
    ['tenant', { platform: platform({ tenantConcurrency: 3 }) }],
    ['connection', { connections: [connection({ concurrency: 3 })] }],
    ['campaign', { campaigns: [campaign(2, 7, { concurrency: 3 })] }],
  ])('never has more calls in flight than the %s’s limit', (layer, over) => {
    const plan = crowd({
      provider: talking(MINUTE_MS),
      campaigns: [campaign(2, 7)],
      ...over,
    });
    const { attempts, result } = watch(plan);
    expect(minutes(attempts)).toEqual([0, 0, 0, 1, 1, 1, 2]);
    expect(value(plan, result, 'flow.in_flight_peak')).toBe(3);
    expect(value(plan, result, `limit.${layer}`)).toBe(1);
    // Four wait the first minute, one the second.
    expect(value(plan, result, 'blocked.at_capacity')).toBeCloseTo(5 / 60, 9);
  });

  it('adds up the limits of a pool’s connections', () => {
    const plan = crowd({
      provider: talking(MINUTE_MS),
      connections: [connection({ concurrency: 1 }), connection({ id: 'b', concurrency: 2 })],
      numbers: [number('a'), number('b', { connection: 1 })],
      campaigns: [campaign(2, 6)],
    });
    expect(minutes(watch(plan).attempts)).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('shares the tenant’s cap between campaigns', () => {
    const plan = crowd({
      provider: talking(MINUTE_MS),
      platform: platform({ tenantConcurrency: 2 }),
      campaigns: [campaign(2, 2, { name: 'a' }), campaign(2, 2, { name: 'b' })],
    });
    expect(order(watch(plan).attempts)).toEqual(['0/0', '0/1', '1/0', '1/1']);
  });

  it('keeps each number under its own cap of calls at once', () => {
    const plan = crowd({
      provider: talking(MINUTE_MS),
      numbers: numbers(2, { concurrentMax: 2 }),
      campaigns: [campaign(2, 8)],
    });
    const { attempts } = watch(plan);
    expect(minutes(attempts)).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    for (const minute of [0, 1]) {
      const used = attempts.filter((call) => call.dialMs === minute * MINUTE_MS);
      expect(used.map((call) => call.number).sort()).toEqual([0, 0, 1, 1]);
    }
  });

  it('keeps each number under its calls a day, which start anew every 24 hours', () => {
    const plan = crowd({
      durationMs: 60 * HOUR_MS,
      numbers: numbers(2, { callsPerDayMax: 3 }),
      campaigns: [campaign(2, 20)],
    });
    const { attempts } = watch(plan);
    const byDay = [0, 24, 48].map(
      (hour) => attempts.filter((call) => call.dialMs === hour * HOUR_MS).length,
    );
    expect(byDay).toEqual([6, 6, 6]);
    expect(attempts).toHaveLength(18);
  });

  it('reports the most calls that a number made on one day, capped or not', () => {
    for (const callsPerDayMax of [ENDLESS, 100]) {
      const rows = [0, 0, 0, 25, 25].map((hour) => ({ arrivesMs: hour * HOUR_MS }));
      const plan = crowd({
        durationMs: 48 * HOUR_MS,
        numbers: numbers(1, { callsPerDayMax }),
        campaigns: [campaign(1, 0, arriving(...rows))],
      });
      expect(watch(plan).result.rows[4]).toBe(3);
    }
  });

  it('paces a connection’s calls per second, with nobody waiting for anything else', () => {
    const plan = crowd({
      connections: [connection({ callsPerSecond: 4 })],
      campaigns: [campaign(2, 5)],
    });
    const { attempts, result } = watch(plan);
    expect(attempts.map((call) => call.dialMs)).toEqual([0, 250, 500, 750, 1_000]);
    expect(value(plan, result, 'blocked.rate_limited')).toBeCloseTo(2.5 / 3_600, 9);
    expect(value(plan, result, 'limit.rate')).toBe(1);
  });

  it('paces each connection by itself', () => {
    const plan = crowd({
      connections: [connection({ callsPerSecond: 1 }), connection({ id: 'b', callsPerSecond: 1 })],
      numbers: [number('a'), number('b', { connection: 1 })],
      campaigns: [campaign(2, 6)],
    });
    expect(watch(plan).attempts.map((call) => call.dialMs)).toEqual([0, 0, 1e3, 1e3, 2e3, 2e3]);
  });
});

describe('whenFull: drop', () => {
  it('loses who finds every line busy, and nobody else', () => {
    const rows = [0, 10_000, 70_000].map((arrivesMs) => ({ arrivesMs }));
    const retries = { max: 3, delaysMs: [HOUR_MS], onVoicemail: true };
    const plan = oneLine({
      campaigns: [campaign(1, 0, { whenFull: 'drop', retries, ...arriving(...rows) })],
    });
    const { attempts, result } = watch(plan);
    expect(order(attempts)).toEqual(['0/0', '0/2']);
    expect(value(plan, result, 'attempts')).toBe(3);
    expect(value(plan, result, 'blocked.at_capacity')).toBe(0);
    expect(value(plan, result, 'finish.share')).toBe(1);
  });

  it.each([
    ['tenant', { platform: platform({ tenantConcurrency: 1 }) }],
    ['campaign', { campaigns: [campaign(1, 3, { whenFull: 'drop', concurrency: 1 })] }],
    ['connection', { connections: [connection({ concurrency: 1 })] }],
    ['number', { numbers: numbers(1, { concurrentMax: 1 }) }],
    ['pace', { connections: [connection({ callsPerSecond: 1 })] }],
  ] as const)('drops at the limit of the %s', (_, over) => {
    const plan = oneLine({
      connections: [connection()],
      campaigns: [campaign(1, 3, { whenFull: 'drop' })],
      ...over,
    });
    const { attempts, result } = watch(plan);
    expect(order(attempts)).toEqual(['0/0']);
    expect(value(plan, result, 'attempts')).toBe(3);
  });

  it('waits, all the same, for a window and for an eligible number', () => {
    const plan = oneLine({
      numbers: [number('a', { spamScore: 90 })],
      campaigns: [campaign(1, 1, { whenFull: 'drop', windows: hours(15, 16) })],
      interventions: [{ atMs: 90 * MINUTE_MS, verb: 'set_score', number: 0, score: 0 }],
    });
    expect(minutes(watch(plan).attempts)).toEqual([90]);
  });

  it.each([1, 2])('waits for a provider that is down, of %i connections', (count) => {
    const lines = [connection(), connection({ id: 'unrelated' })].slice(0, count);
    const plan = oneLine({
      connections: lines,
      campaigns: [campaign(1, 3, { whenFull: 'drop' })],
      faults: [{ kind: 'outage', connection: 0, fromMs: 0, toMs: HOUR_MS }],
    });
    expect(minutes(watch(plan).attempts)).toEqual([60, 60, 60]);
  });
});

describe('the horizon', () => {
  it('starts no call at or after it, and lets those in the air end', () => {
    const plan = oneLine({
      durationMs: 3 * MINUTE_MS,
      campaigns: [campaign(1, 9)],
      provider: talking(MINUTE_MS + 1),
    });
    const { attempts, result } = watch(plan);
    expect(attempts.map((call) => call.dialMs)).toEqual([0, 60_001, 120_002]);
    expect(attempts.at(-1)?.endMs).toBeGreaterThan(plan.durationMs);
    expect(value(plan, result, 'finish.expired')).toBe(6);
    expect(value(plan, result, 'finish.share')).toBe(0);
    expect(value(plan, result, 'flow.in_flight')).toBeCloseTo(1, 9);
  });

  it('does not dial who falls due, or finds room, at that very instant', () => {
    const plan = oneLine({
      durationMs: 3 * MINUTE_MS,
      campaigns: [
        campaign(1, 9),
        campaign(1, 0, { name: 'late', ...arriving({ arrivesMs: 3 * MINUTE_MS }) }),
      ],
    });
    const { attempts, result } = watch(plan);
    expect(minutes(attempts)).toEqual([0, 1, 2]);
    expect(value(plan, result, 'finish.expired')).toBe(7);
  });

  it('plans no retry beyond it', () => {
    const retries = { max: 5, delaysMs: [HOUR_MS], onVoicemail: false };
    const plan = oneLine({
      durationMs: 2 * HOUR_MS,
      answer: everybody('is out'),
      campaigns: [campaign(1, 1, { retries })],
    });
    const { attempts, result } = watch(plan);
    expect(attempts).toHaveLength(2);
    expect(value(plan, result, 'blocked.waiting_retry')).toBeCloseTo(2 - 60 / 3_600, 9);
    expect(figureOf(plan, result, 'finish.time')).toEqual({ num: 0, den: 0 });
  });
});
