import { describe, expect, test } from 'vitest';
import type { AttemptRecord } from '../../src/model/observer.ts';
import type { CampaignSpec, DurationLaw, Scenario } from '../../src/model/spec.ts';
import { erlangB, erlangC, erlangCWaitTail } from '../../src/stats/theory/erlang.ts';
import { littleNumber } from '../../src/stats/theory/little.ts';
import { md1 } from '../../src/stats/theory/mg1.ts';
import {
  answers,
  expectMean,
  expectRatio,
  figureOf,
  holds,
  perReplication,
  timelineOf,
  watch,
} from '../support/model-replications.ts';
import {
  campaign,
  connection,
  HOUR_MS,
  MINUTE_MS,
  numbers,
  scenario,
} from '../support/scenario-builder.ts';

const HOLD_MS = MINUTE_MS;
const EXPONENTIAL: DurationLaw = { law: 'exponential', meanMs: HOLD_MS };
const CONSTANT: DurationLaw = { law: 'constant', ms: HOLD_MS };

interface Queue {
  readonly servers: number;
  /** Arrivals per mean hold. */
  readonly load: number;
  readonly hours: number;
  readonly whenFull: CampaignSpec['whenFull'];
  readonly hold: DurationLaw;
}

/** Poisson arrivals at one connection with `servers` lines; six standard deviations of spare contacts. */
function queue(q: Queue): Scenario {
  const perMs = q.load / HOLD_MS;
  const arrivals = perMs * q.hours * HOUR_MS;
  const contacts = Math.ceil(arrivals + 6 * Math.sqrt(arrivals));
  return scenario({
    durationMs: q.hours * HOUR_MS,
    connections: [connection({ concurrency: q.servers })],
    campaigns: [
      campaign(2, contacts, { whenFull: q.whenFull, arrivals: { kind: 'poisson', perMs } }),
    ],
    answer: answers(1),
    provider: holds(q.hold),
  });
}

/** Every contact-hour of the books is the wait of somebody who was dialled, or still waits at the end. */
function expectWaits(contactHours: number, attempts: readonly AttemptRecord[]): void {
  const waits = attempts.reduce((sum, a) => sum + a.dialMs - a.dueMs, 0) / HOUR_MS;
  expect(contactHours).toBeGreaterThanOrEqual(waits - 1e-6);
  expect(contactHours - waits).toBeLessThan(1);
}

describe('Erlang B: lines without a waiting room', () => {
  // The start from empty lines biases the loss by about one hold in 4,800: a hundredth of the error.
  const base = { servers: 3, load: 2.4, hours: 80, whenFull: 'drop' as const };

  test.each([
    ['exponential', EXPONENTIAL],
    ['constant', CONSTANT],
    ['lognormal', { law: 'lognormal', medianMs: HOLD_MS * Math.exp(-0.5), sigma: 1 }],
  ] as [string, DurationLaw][])('loses its share with %s holds', (_, hold) => {
    const plan = queue({ ...base, hold });
    const pairs = perReplication(plan, 12, (result) => {
      const attempts = figureOf(plan, result, 'attempts').num;
      return { num: attempts - figureOf(plan, result, 'dials').num, den: attempts };
    });
    expectRatio(pairs, erlangB(3, 2.4), 'loss');
  });

  test('limits of campaign, tenant, numbers and two connections lose as one connection’s does', () => {
    const plan = queue({ ...base, hold: EXPONENTIAL });
    const open = [connection()];
    const byCampaign = {
      ...plan,
      connections: open,
      campaigns: [{ ...plan.campaigns[0], concurrency: 3 }],
    };
    const byTenant = {
      ...plan,
      connections: open,
      platform: { ...plan.platform, tenantConcurrency: 3 },
    };
    const byNumber = {
      ...plan,
      connections: open,
      numbers: numbers(3, { concurrentMax: 1 }),
      campaigns: [{ ...plan.campaigns[0], pool: [0, 1, 2] }],
    };
    // Two lines and one: a number whose connection is full is left out, so that both serve all.
    const byTwo = {
      ...plan,
      connections: [connection({ concurrency: 2 }), connection({ id: 'other', concurrency: 1 })],
      numbers: numbers(2).map((x, i) => ({ ...x, connection: i })),
    };
    const dials = [plan, byCampaign, byTenant, byNumber, byTwo].map((p) =>
      perReplication(p, 3, (result) => [
        figureOf(p, result, 'attempts').num,
        figureOf(p, result, 'dials').num,
        figureOf(p, result, 'flow.in_flight').num,
      ]),
    );
    expect(dials[0][0][0]).toBeGreaterThan(dials[0][0][1]);
    for (const other of dials.slice(1)) expect(other).toEqual(dials[0]);
  });
});

describe('Erlang C: callers wait in line', () => {
  const servers = 3;
  const load = 2.1;
  const hours = 100;
  const plan = queue({ servers, load, hours, whenFull: 'wait', hold: EXPONENTIAL });
  const theory = erlangC({ arrivalRate: load, serviceRate: 1, servers });
  // Relaxation time 1/(√c − √a)² = 12.5 holds; ten hours are 48 of them.
  const warmUpHours = 10;
  const runs = Array.from({ length: 12 }, (_, r) => watch(plan, r));
  // Who is due an hour before the end has been dialled by the end.
  const steady = runs.map(({ attempts }) =>
    attempts.filter((a) => a.dueMs > warmUpHours * HOUR_MS && a.dueMs < (hours - 1) * HOUR_MS),
  );

  test('mean wait', () => {
    const pairs = steady.map((calls) => ({
      num: calls.reduce((sum, a) => sum + a.dialMs - a.dueMs, 0) / HOLD_MS,
      den: calls.length,
    }));
    expectRatio(pairs, theory.meanWait, 'wait in holds');
  });

  test('share that waits, and that waits longer than t', () => {
    const waited = (longerMs: number) =>
      steady.map((calls) => ({
        num: calls.filter((a) => a.dialMs - a.dueMs > longerMs).length,
        den: calls.length,
      }));
    expectRatio(waited(0), theory.waitProbability, 'P(wait)');
    const tail = erlangCWaitTail({ arrivalRate: load, serviceRate: 1, servers }, 1.5);
    expectRatio(waited(1.5 * HOLD_MS), tail, 'P(wait > 1.5 holds)');
  });

  test('mean queue, by the timeline and by contact-hours', () => {
    const queues = runs.map(({ result }) => {
      const hourly = timelineOf(plan, result, 'waiting_capacity');
      const late = hourly.slice(warmUpHours);
      return late.reduce((sum, x) => sum + x, 0) / late.length;
    });
    expectMean(queues, theory.meanQueue, 'queue');
    for (const { result, attempts } of runs) {
      const hourly = timelineOf(plan, result, 'waiting_capacity').reduce((sum, x) => sum + x, 0);
      const contactHours = figureOf(plan, result, 'blocked.at_capacity').num;
      expect(contactHours).toBeCloseTo(hourly, 6);
      expectWaits(contactHours, attempts);
    }
  });

  test('first come is first served', () => {
    for (const { attempts } of runs.slice(0, 2)) {
      const byDue = [...attempts].sort((x, y) => x.dueMs - y.dueMs);
      for (let i = 1; i < byDue.length; i++) {
        expect(byDue[i].dialMs).toBeGreaterThanOrEqual(byDue[i - 1].dialMs);
      }
    }
  });
});

describe('Little’s law', () => {
  test('calls in flight = dial rate × mean hold', () => {
    const load = 2.4;
    const plan = queue({ servers: 3, load, hours: 40, whenFull: 'drop', hold: EXPONENTIAL });
    const carried = load * (1 - erlangB(3, load));
    const holdsInRun = plan.durationMs / HOLD_MS;
    const gaps = perReplication(plan, 20, (result) => {
      const perHold = figureOf(plan, result, 'dials').num / holdsInRun;
      return figureOf(plan, result, 'flow.in_flight').num - littleNumber(perHold, 1);
    });
    // Calls in the air at the end have a mean hold ahead of them that the books leave out.
    expectMean(gaps, -carried / holdsInRun, 'in flight less rate × hold');
    const inFlight = perReplication(plan, 20, (r) => figureOf(plan, r, 'flow.in_flight').num);
    expectMean(inFlight, carried, 'in flight');
  });

  test('holds call by call, whatever the laws of ring and talk', () => {
    const base = queue({ servers: 5, load: 4, hours: 10, whenFull: 'wait', hold: EXPONENTIAL });
    const plan = {
      ...base,
      answer: scenario().answer,
      provider: {
        ...scenario().provider,
        queueDelay: { law: 'lognormal', medianMs: 800, sigma: 0.5 },
        ringAnswered: { law: 'lognormal', medianMs: 9_000, sigma: 0.6 },
        talkAnswered: { law: 'empirical', valuesMs: [5_000, 60_000, 400_000] },
      } as Scenario['provider'],
    };
    const { result, attempts } = watch(plan);
    const inside = attempts.reduce(
      (sum, a) => sum + Math.min(a.endMs, plan.durationMs) - a.dialMs,
      0,
    );
    expect(figureOf(plan, result, 'flow.in_flight').num).toBeCloseTo(inside / plan.durationMs, 9);
    expect(figureOf(plan, result, 'flow.in_flight_peak').num).toBeLessThanOrEqual(5);
    expect(figureOf(plan, result, 'dials').num).toBe(attempts.length);
  });
});

describe('calls per second: a line with a fixed time of service', () => {
  test('waits as M/D/1', () => {
    const load = 0.7;
    const gapMs = 2_000;
    const perMs = load / gapMs;
    const hours = 8;
    const plan = scenario({
      durationMs: hours * HOUR_MS,
      connections: [connection({ callsPerSecond: 1_000 / gapMs })],
      campaigns: [campaign(2, 12_000, { arrivals: { kind: 'poisson', perMs } })],
      answer: answers(1),
      provider: holds(CONSTANT),
    });
    const theory = md1(perMs, gapMs);
    const runs = Array.from({ length: 16 }, (_, r) => watch(plan, r));
    const waits = runs.map(({ attempts }) => {
      const calls = attempts.filter((a) => a.dueMs > MINUTE_MS * 10);
      return {
        num: calls.reduce((sum, a) => sum + a.dialMs - a.dueMs, 0) / 1_000,
        den: calls.length,
      };
    });
    expectRatio(waits, theory.meanWait / 1_000, 'wait for the next call per second');
    for (const { result, attempts } of runs) {
      expectWaits(figureOf(plan, result, 'blocked.rate_limited').num, attempts);
      expect(figureOf(plan, result, 'blocked.at_capacity').num).toBe(0);
    }
  });
});
