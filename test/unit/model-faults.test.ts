import { describe, expect, it } from 'vitest';
import type { FaultSpec } from '../../src/model/fault-spec.ts';
import { NUMBER_METRICS, ROW_METRICS } from '../../src/model/metrics.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { numberMetric, watch } from '../support/model-replications.ts';
import { everybody, platform, talking, value } from '../support/model-run.ts';
import {
  campaign,
  connection,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  number,
  numbers,
  scenario,
  US,
} from '../support/scenario-builder.ts';

const ALL = { connection: -1, fromMs: 0, toMs: DAY_MS } as const;
const lasting = (ms: number) => ({ law: 'constant', ms }) as const;

/** Everybody answers and talks for a minute, one line after another, but for what faults do. */
const plain = (contacts: number, faults: readonly FaultSpec[], over: Partial<Scenario> = {}) =>
  scenario({
    numbers: numbers(1),
    connections: [connection({ concurrency: 1 })],
    campaigns: [campaign(1, contacts)],
    answer: everybody('answers'),
    provider: talking(MINUTE_MS),
    faults,
    ...over,
  });

describe('too many requests (429)', () => {
  const storm = { ...ALL, kind: 'throttle', callsPerSecond: Infinity, share: 1 } as const;

  it('refuse every call while they last, and use up no attempt', () => {
    const plan = plain(2, [{ ...storm, toMs: 10_000 }]);
    const { attempts, result } = watch(plan);
    const outcomes = attempts.map((call) => call.outcome);
    // The connection is left alone for a second after each: 0, 1 … 9 s, then both get through.
    expect(outcomes).toEqual([...new Array(10).fill('refused'), 'answered', 'answered']);
    expect(attempts.map((call) => call.dialMs).slice(0, 11)).toEqual(
      Array.from({ length: 11 }, (_, i) => i * 1_000),
    );
    expect(attempts.every((call) => call.attempt === 1)).toBe(true);
    expect(value(plan, result, 'attempts')).toBe(2);
    expect(value(plan, result, 'fault.throttled_rate')).toBeCloseTo(10 / 12, 12);
    expect(value(plan, result, 'reach.contact_rate')).toBe(1);
    expect(value(plan, result, 'finish.share')).toBe(1);
  });

  it('are told apart from a refusal of the country, which uses an attempt up', () => {
    const refusal = { ...ALL, kind: 'refusal', country: US } as const;
    const plan = plain(1, [refusal]);
    const { attempts, result } = watch(plan);
    expect(attempts).toMatchObject([{ outcome: 'refused', attempt: 1 }]);
    expect(value(plan, result, 'fault.throttled_rate')).toBe(0);
    expect(value(plan, result, 'reach.refused_rate')).toBe(1);
    // Both at once: the request is not even looked at.
    const both = plain(1, [refusal, { ...storm, toMs: 5_000 }]);
    expect(watch(both).attempts.map((call) => call.dialMs)).toEqual([0, 1e3, 2e3, 3e3, 4e3, 5e3]);
  });

  it('hold the connection at the rate that the provider takes', () => {
    const plan = plain(40, [{ ...storm, share: 0, callsPerSecond: 0.01 }], {
      connections: [connection()],
    });
    const taken = watch(plan).attempts.filter((call) => call.outcome === 'answered');
    const starts = taken.map((call) => call.dialMs).sort((a, b) => a - b);
    expect(starts).toHaveLength(40);
    for (let i = 1; i < 40; i++) expect(starts[i] - starts[i - 1]).toBeGreaterThanOrEqual(100_000);
    // The back-off is a second, so the next one is taken as soon as the provider takes one.
    expect(starts[39]).toBe(39 * 100_000);
  });

  it('befall a share of calls, each drawn for itself', () => {
    const plan = plain(2_000, [{ ...storm, share: 0.3 }], {
      connections: [connection()],
      durationMs: 4 * DAY_MS,
      provider: talking(0),
      faults: [{ ...storm, share: 0.3, toMs: 4 * DAY_MS }],
    });
    const { result } = watch(plan);
    expect(value(plan, result, 'reach.contact_rate')).toBe(1);
    const share = value(plan, result, 'fault.throttled_rate');
    // Dials are negative binomial: standard error of the share ≈ √(0.3·0.7/2857).
    expect(Math.abs(share - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 2_857));
  });

  it('leave the other connection alone, and hold contacts as rate limited', () => {
    const two = [connection({ id: 'a' }), connection({ id: 'b' })];
    const numbersOfBoth = [number('a/1'), number('b/1', { connection: 1 })];
    const one = { ...storm, connection: 0 };
    const spared = plain(20, [one], {
      connections: two,
      numbers: numbersOfBoth,
      campaigns: [campaign(2, 20)],
    });
    const { attempts } = watch(spared);
    const answered = attempts.filter((call) => call.outcome === 'answered');
    expect(answered).toHaveLength(20);
    expect(answered.every((call) => call.number === 1)).toBe(true);
    const alone = plain(1, [storm]);
    const { result } = watch(alone);
    expect(value(alone, result, 'expired.rate_limited')).toBe(1);
    expect(value(alone, result, 'blocked.rate_limited')).toBeGreaterThan(15);
    expect(value(alone, result, 'stall.risk')).toBe(0);
  });

  it('use up none of the limits of the number, and do not wear it', () => {
    const plan = plain(3, [{ ...storm, toMs: 10_000 }], {
      numbers: numbers(1, { callsPerDayMax: 3, coolDownMs: 5 * MINUTE_MS }),
    });
    const { attempts, result } = watch(plan);
    const answered = attempts.filter((call) => call.outcome === 'answered');
    expect(answered.map((call) => call.dialMs)).toEqual([10_000, 310_000, 610_000]);
    expect(numberMetric(result, 0, 'calls_per_day_max')).toBe(3);
    expect(numberMetric(result, 0, 'dials')).toBe(13);
  });
});

describe('slow answers', () => {
  it('multiply and lengthen the time until a call starts, and add up', () => {
    const queueDelay = lasting(2_000);
    const provider = { ...talking(MINUTE_MS), queueDelay };
    const slow = { ...ALL, kind: 'slow', factor: 3, delayMs: 5_000 } as const;
    const ends = (faults: readonly FaultSpec[]) =>
      watch(plain(1, faults, { provider })).attempts[0].endMs;
    expect(ends([])).toBe(62_000);
    expect(ends([slow])).toBe(60_000 + 11_000);
    expect(ends([slow, { ...slow, factor: 2, delayMs: 1_000 }])).toBe(60_000 + 2_000 * 6 + 6_000);
    expect(ends([{ ...slow, fromMs: 1 }])).toBe(62_000);
  });
});

describe('notices of outcomes', () => {
  const late = (ms: number) =>
    ({ ...ALL, kind: 'late_notices', share: 1, delay: lasting(ms) }) as const;
  const lost = { ...ALL, kind: 'lost_notices', share: 1 } as const;
  const doubled = { ...ALL, kind: 'doubled_notices', share: 1, delay: lasting(1_000) } as const;

  it('that come late hold the line until they come', () => {
    const plan = plain(2, [late(4 * MINUTE_MS)]);
    const { attempts, result } = watch(plan);
    expect(attempts.map((call) => [call.dialMs, call.endMs, call.outcome])).toEqual([
      [0, 5 * MINUTE_MS, 'answered'],
      [5 * MINUTE_MS, 10 * MINUTE_MS, 'answered'],
    ]);
    expect(value(plan, result, 'fault.idle_line_hours')).toBeCloseTo(8 / 60, 12);
    expect(value(plan, result, 'flow.talk_hours')).toBeCloseTo(2 / 60, 12);
  });

  it('that never come cost the slot until the sweep, and the call is lost', () => {
    const plan = plain(2, [lost], {
      campaigns: [campaign(1, 2, { retries: { max: 1, delaysMs: [HOUR_MS], onVoicemail: false } })],
      faults: [{ ...lost, toMs: 30 * MINUTE_MS }],
    });
    const { attempts, result } = watch(plan);
    expect(attempts.map((call) => [call.dialMs / MINUTE_MS, call.outcome])).toEqual([
      [0, 'lost'],
      [21, 'lost'],
      // An hour after the sweep each of them is tried again.
      [81, 'answered'],
      [102, 'answered'],
    ]);
    expect(value(plan, result, 'fault.lost_rate')).toBe(0.5);
    expect(value(plan, result, 'fault.idle_line_hours')).toBeCloseTo(40 / 60, 12);
    // What was talked is paid, though nobody was told; the weight never heard of it.
    expect(value(plan, result, 'flow.talk_hours')).toBeCloseTo(4 / 60, 12);
    expect(result.rows[ROW_METRICS.indexOf('attempts')]).toBe(2);
    expect(result.numbers[NUMBER_METRICS.indexOf('dials')]).toBe(4);
  });

  it('that come after the sweep are ignored and counted', () => {
    const plan = plain(3, [late(50 * MINUTE_MS)], {
      platform: platform({ sweepAfterMs: HOUR_MS }),
    });
    expect(value(plan, watch(plan).result, 'fault.late_notices')).toBe(0);
    const swept = plain(3, [late(50 * MINUTE_MS)]);
    const { attempts, result } = watch(swept);
    expect(attempts.map((call) => call.outcome)).toEqual(['lost', 'lost', 'lost']);
    expect(value(swept, result, 'fault.late_notices')).toBe(3);
    // Between sweep and notice the slot serves another contact: the notice must not end its call.
    expect(attempts.map((call) => call.dialMs / MINUTE_MS)).toEqual([0, 21, 42]);
  });

  it('that come twice change nothing the second time, whoever has the slot by then', () => {
    const once = watch(plain(5, []));
    for (const delayMs of [0, 1_000, 30_000, 2 * HOUR_MS]) {
      const plan = plain(5, [{ ...doubled, delay: lasting(delayMs) }]);
      const { attempts, result } = watch(plan);
      expect(attempts).toEqual(once.attempts);
      expect(value(plan, result, 'fault.doubled_notices')).toBe(5);
      expect(value(plan, result, 'reach.contact_rate')).toBe(1);
    }
  });

  it('that come late and twice, or twice and never', () => {
    const both = plain(2, [late(MINUTE_MS), doubled]);
    const { attempts, result } = watch(both);
    expect(attempts.map((call) => call.endMs / MINUTE_MS)).toEqual([2, 4]);
    expect(value(both, result, 'fault.doubled_notices')).toBe(2);
    const never = plain(1, [lost, doubled]);
    expect(value(never, watch(never).result, 'fault.doubled_notices')).toBe(0);
    const sweptTwice = plain(1, [late(HOUR_MS), doubled]);
    const swept = watch(sweptTwice).result;
    expect(value(sweptTwice, swept, 'fault.late_notices')).toBe(1);
    expect(value(sweptTwice, swept, 'fault.doubled_notices')).toBe(1);
  });

  it('befall a share of calls, the same ones with a larger share and some more', () => {
    const lostOf = (share: number) =>
      new Set(
        watch(
          plain(600, [{ ...lost, share }], { connections: [connection()], durationMs: 2 * DAY_MS }),
        )
          .attempts.filter((call) => call.outcome === 'lost')
          .map((call) => call.contact),
      );
    const few = lostOf(0.2);
    const more = lostOf(0.5);
    expect(Math.abs(few.size / 600 - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / 600));
    expect(Math.abs(more.size / 600 - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 600));
    for (const contact of few) expect(more.has(contact)).toBe(true);
    // Two faults draw apart from each other: 1 − 0.8² of calls are lost to one or both.
    const plan = plain(
      600,
      [
        { ...lost, share: 0.2 },
        { ...lost, share: 0.2, fromMs: 0 },
      ],
      {
        connections: [connection()],
      },
    );
    const share = value(plan, watch(plan).result, 'fault.lost_rate');
    expect(Math.abs(share - 0.36)).toBeLessThan(4 * Math.sqrt((0.36 * 0.64) / 600));
  });

  it('of calls in the air at the horizon drain with the sweep', () => {
    const plan = plain(1, [lost], { durationMs: 30_000 });
    const { attempts } = watch({ ...plan, faults: [{ ...lost, toMs: HOUR_MS }] });
    expect(attempts).toMatchObject([{ outcome: 'lost', endMs: 21 * MINUTE_MS }]);
  });

  it('concern calls that are over while the fault holds, not those that begin then', () => {
    const cut = { ...lost, fromMs: 0, toMs: 30_000 };
    expect(watch(plain(1, [cut])).attempts[0].outcome).toBe('answered');
    expect(watch(plain(1, [{ ...cut, fromMs: 30_000, toMs: HOUR_MS }])).attempts[0].outcome).toBe(
      'lost',
    );
  });
});
