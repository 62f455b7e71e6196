import { describe, expect, it } from 'vitest';
import { NO_ANSWER } from '../../src/model/provider/mock-provider.ts';
import { advance, openWorld } from '../../src/model/run-replication.ts';
import type { CampaignSpec, Scenario } from '../../src/model/spec.ts';
import { watch } from '../support/model-replications.ts';
import { arriving, contacts, everybody, rowMetric, talking, value } from '../support/model-run.ts';
import {
  campaign,
  connection,
  DAY_MS,
  GB,
  HOUR_MS,
  MINUTE_MS,
  number,
  numbers,
  scenario,
  US,
} from '../support/scenario-builder.ts';

type Retries = CampaignSpec['retries'];

const TEN_DAYS = 10 * DAY_MS;

/** One contact, one number; what becomes of it. */
function one(over: Partial<CampaignSpec>, rest: Partial<Scenario> = {}): Scenario {
  return scenario({
    durationMs: TEN_DAYS,
    numbers: numbers(1),
    campaigns: [campaign(1, 1, over)],
    ...rest,
  });
}

/** Time from the end of each call to the start of the next. */
function pauses(plan: Scenario): number[] {
  const { attempts } = watch(plan);
  return attempts.slice(1).map((call, i) => call.dialMs - attempts[i].endMs);
}

describe('retries', () => {
  const retries: Retries = { max: 4, delaysMs: [HOUR_MS, 3 * HOUR_MS], onVoicemail: false };

  it('makes 1 + max attempts, the last delay repeating', () => {
    const plan = one({ retries }, { answer: everybody('is out') });
    expect(pauses(plan)).toEqual([HOUR_MS, 3 * HOUR_MS, 3 * HOUR_MS, 3 * HOUR_MS]);
    const { attempts, result } = watch(plan);
    expect(attempts.map((call) => call.attempt)).toEqual([1, 2, 3, 4, 5]);
    expect(value(plan, result, 'finish.share')).toBe(1);
    expect(value(plan, result, 'reach.contact_rate')).toBe(0);
  });

  it('makes none when max is 0', () => {
    const none: Retries = { max: 0, delaysMs: [], onVoicemail: true };
    expect(watch(one({ retries: none }, { answer: everybody('is out') })).attempts).toHaveLength(1);
  });

  it('ends with the first answer', () => {
    expect(watch(one({ retries }, { answer: everybody('answers') })).attempts).toHaveLength(1);
  });

  it('takes voicemail for the end, and calls again only where asked to', () => {
    const answer = everybody('has voicemail');
    expect(watch(one({ retries }, { answer })).attempts).toHaveLength(1);
    const again = { ...retries, onVoicemail: true };
    expect(watch(one({ retries: again }, { answer })).attempts).toHaveLength(5);
  });

  it.each(['busy', 'blocked'] as const)('tries again after %s', (outcome) => {
    const unanswered = { voicemail: 0, noAnswer: 0, busy: 0, blocked: 0, [outcome]: 1 };
    const plan = one({ retries }, { answer: { ...everybody('is out'), unanswered } });
    expect(watch(plan).attempts.map((call) => call.outcome)).toEqual(new Array(5).fill(outcome));
  });

  it('lowers the chance of an answer by attemptFactor with each one', () => {
    const answer = { ...everybody('is out'), attemptFactor: 0.5 };
    answer.meanByCountry = new Float64Array(4).fill(0.5);
    const late = arriving({ arrivesMs: HOUR_MS });
    const world = openWorld(one({ retries, ...late }, { answer }), { replication: 0 });
    const chances: number[] = [];
    world.provider.plan = (call, _nowMs, out) => {
      chances.push(call.liveShare);
      Object.assign(out, { queueMs: 0, ringMs: 1_000, talkMs: 0, outcome: NO_ANSWER });
    };
    advance(world, TEN_DAYS);
    expect(chances).toEqual([0.5, 0.25, 0.125, 0.0625, 0.03125]);
  });
});

describe('invalid contacts', () => {
  const retries: Retries = { max: 4, delaysMs: [HOUR_MS], onVoicemail: true };

  it('fail always, are not tried again and count in no answer rate', () => {
    const rows = [{ valid: false }, {}, { valid: false }];
    const plan = one({ retries, contacts: contacts(rows) }, { answer: everybody('answers') });
    const { attempts, result } = watch(plan);
    // In the order of their ends: a call that fails is over at once.
    expect(attempts.map((call) => call.outcome)).toEqual(['failed', 'failed', 'answered']);
    expect(rowMetric(plan, result, 0, 0, 'dials')).toBe(3);
    expect(rowMetric(plan, result, 0, 0, 'attempts')).toBe(1);
    expect(rowMetric(plan, result, 0, 0, 'answered')).toBe(1);
    expect(value(plan, result, 'finish.share')).toBe(1);
  });

  it('are drawn by invalidShare among the others', () => {
    const plan = scenario({
      campaigns: [campaign(2, 1_000, { retries })],
      answer: { ...everybody('answers'), invalidShare: 1 },
    });
    const { attempts } = watch(plan);
    expect(attempts).toHaveLength(1_000);
    expect(attempts.every((call) => call.outcome === 'failed')).toBe(true);
  });
});

describe('contacts from an earlier campaign', () => {
  const retries: Retries = {
    max: 3,
    delaysMs: [HOUR_MS, 2 * HOUR_MS, 3 * HOUR_MS],
    onVoicemail: false,
  };

  it('go on where they were: attempts made count, delays follow', () => {
    const plan = one(
      { retries, contacts: contacts([{ attempts: 2 }]) },
      { answer: everybody('is out') },
    );
    expect(watch(plan).attempts.map((call) => call.attempt)).toEqual([3, 4]);
    expect(pauses(plan)).toEqual([3 * HOUR_MS]);
  });

  it('have ended when they used all their attempts up', () => {
    const plan = one({ retries, contacts: contacts([{ attempts: 4 }, {}]) });
    const { attempts, result } = watch(plan);
    expect(new Set(attempts.map((call) => call.contact))).toEqual(new Set([1]));
    expect(value(plan, result, 'finish.share')).toBe(1);
  });
});

describe('follow-ups', () => {
  it('call an answered contact again, at most max times', () => {
    const followUp = { share: 1, delayMs: DAY_MS, max: 2 };
    const plan = one({ followUp }, { answer: everybody('answers') });
    expect(pauses(plan)).toEqual([DAY_MS, DAY_MS]);
    const { result } = watch(plan);
    expect(value(plan, result, 'reach.contact_rate')).toBe(1);
    expect(value(plan, result, 'reach.answer_rate')).toBe(1);
    expect(value(plan, result, 'blocked.waiting_retry')).toBeCloseTo(48, 9);
  });

  it('call a share of the answered ones', () => {
    const followUp = { share: 0.3, delayMs: DAY_MS, max: 1 };
    const plan = scenario({
      durationMs: TEN_DAYS,
      answer: everybody('answers'),
      campaigns: [campaign(2, 10_000, { followUp })],
    });
    const again = watch(plan).attempts.length - 10_000;
    expect(Math.abs(again - 3_000)).toBeLessThan(4 * Math.sqrt(10_000 * 0.3 * 0.7));
  });

  it('are a task of their own, with attempts of their own', () => {
    // Answered, then out: 1 + max more attempts of the follow-up.
    const plan = one(
      {
        followUp: { share: 1, delayMs: DAY_MS, max: 1 },
        retries: { max: 2, delaysMs: [HOUR_MS], onVoicemail: false },
      },
      { answer: everybody('answers') },
    );
    const world = openWorld(plan, { replication: 0 });
    advance(world, HOUR_MS);
    world.contacts.propensity[0] = 0;
    expect(world.contacts.attempts[0]).toBe(0);
    advance(world, TEN_DAYS);
    expect(world.contacts.dials[0]).toBe(1 + 3);
  });
});

describe('arrivals', () => {
  it('are all there at the start, by default', () => {
    const plan = scenario({ campaigns: [campaign(2, 5)] });
    expect(watch(plan).attempts.map((call) => call.dueMs)).toEqual([0, 0, 0, 0, 0]);
  });

  it('come at the times of their column, in any order of the file, and none after the horizon', () => {
    const at = [5, 1, 30, 1, 0].map((hour) => ({ arrivesMs: hour * HOUR_MS }));
    const answer = everybody('answers');
    const plan = scenario({ answer, campaigns: [campaign(2, 0, arriving(...at))] });
    const { attempts, result } = watch(plan);
    expect(attempts.map((call) => [call.contact, call.dueMs / HOUR_MS])).toEqual([
      [4, 0],
      [1, 1],
      [3, 1],
      [0, 5],
    ]);
    expect(value(plan, result, 'finish.expired')).toBe(1);
  });

  it('come one after another at the rate of a Poisson stream', () => {
    const perMs = 2_000 / DAY_MS;
    const plan = scenario({
      campaigns: [campaign(2, 10_000, { arrivals: { kind: 'poisson', perMs } })],
    });
    const { attempts } = watch(plan);
    const due = attempts.map((call) => call.dueMs).sort((a, b) => a - b);
    expect(Math.abs(due.length - 2_000)).toBeLessThan(4 * Math.sqrt(2_000));
    // Given their number, arrivals are uniform over the day.
    const mean = due.reduce((sum, ms) => sum + ms / DAY_MS, 0) / due.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * due.length));
    const gaps = due.slice(1).map((ms, i) => ms - due[i]);
    const square = gaps.reduce((sum, gap) => sum + (gap * perMs) ** 2, 0) / gaps.length;
    // E[X²] = 2 and Var[X²] = 20 for a standard exponential X.
    expect(Math.abs(square - 2)).toBeLessThan(4 * Math.sqrt(20 / gaps.length));
  });
});

describe('costs of a call', () => {
  it('bills talk time by started minutes, at the price of the contact’s country', () => {
    const plan = scenario({
      answer: everybody('answers'),
      provider: talking(2 * MINUTE_MS + 1),
      connections: [connection()],
      numbers: [number('a')],
      prices: {
        currency: 'USD',
        numberPerMonthByCountry: Float64Array.of(0, 30, 0, 0),
        minuteByCountry: Float64Array.of(0, 0.5, 2, 0),
        purchaseByCountry: new Float64Array(4),
        check: 0,
      },
      campaigns: [campaign(1, 0, { contacts: contacts([{ country: US }, { country: GB }]) })],
    });
    // One number for one of 30 days at 30; three minutes each.
    expect(value(plan, watch(plan).result, 'cost.total')).toBeCloseTo(1 + 3 * 0.5 + 3 * 2, 9);
  });
});
