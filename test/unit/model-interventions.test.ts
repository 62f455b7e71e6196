import { describe, expect, it } from 'vitest';
import type { AttemptRecord } from '../../src/model/observer.ts';
import type { FaultSpec, InterventionSpec, Scenario } from '../../src/model/spec.ts';
import { watch } from '../support/model-replications.ts';
import { arriving, everybody, statusHours, talking, value } from '../support/model-run.ts';
import {
  campaign,
  connection,
  DAY_MS,
  DE,
  GB,
  HOUR_MS,
  MINUTE_MS,
  number,
  scenario,
  US,
} from '../support/scenario-builder.ts';

/** Two numbers, each on a connection of its own, in two campaigns; somebody new every ten minutes. */
function busy(over: Partial<Scenario>, country = US): Scenario {
  const rows = Array.from({ length: 144 }, (_, i) => ({ arrivesMs: i * 10 * MINUTE_MS, country }));
  return scenario({
    connections: [connection(), connection({ id: 'second' })],
    numbers: [number('n/0'), number('n/1', { connection: 1 })],
    answer: everybody('answers'),
    provider: talking(MINUTE_MS),
    campaigns: [
      campaign(2, 0, { name: 'a', ...arriving(...rows) }),
      campaign(2, 0, { name: 'b', ...arriving(...rows) }),
    ],
    ...over,
  });
}

const byHand = (...interventions: InterventionSpec[]) => busy({ interventions });

/** Calls of each number of each campaign between two hours: [a n/0, a n/1, b n/0, b n/1]. */
function calls(attempts: readonly AttemptRecord[], from: number, to: number): number[] {
  return [0, 1].flatMap((c) =>
    [0, 1].map(
      (n) =>
        attempts.filter(
          (call) =>
            call.campaign === c &&
            call.number === n &&
            call.dialMs >= from * HOUR_MS &&
            call.dialMs < to * HOUR_MS,
        ).length,
    ),
  );
}
const used = (list: readonly number[]) => list.map((n) => n > 0);

type Target = Extract<InterventionSpec, { target: unknown }>['target'];

describe('pausing', () => {
  const LEVELS: readonly [string, Target, boolean[]][] = [
    ['a number', { kind: 'number', number: 0 }, [false, true, false, true]],
    ['a pool row', { kind: 'row', campaign: 0, number: 0 }, [false, true, true, true]],
    ['a campaign', { kind: 'campaign', campaign: 0 }, [false, false, true, true]],
    ['a connection', { kind: 'connection', connection: 0 }, [false, true, false, true]],
  ];

  it.each(LEVELS)('%s keeps exactly it from dialling, until it is resumed', (_, target, during) => {
    const plan = byHand(
      { atMs: 8 * HOUR_MS, verb: 'pause', target },
      { atMs: 16 * HOUR_MS, verb: 'resume', target },
    );
    const { attempts } = watch(plan);
    expect(used(calls(attempts, 0, 8))).toEqual([true, true, true, true]);
    expect(used(calls(attempts, 8, 16))).toEqual(during);
    expect(used(calls(attempts, 16, 24))).toEqual([true, true, true, true]);
    expect(attempts).toHaveLength(288);
  });

  it('shows in the row’s status for as long as it lasts, and in no skip', () => {
    const plan = byHand(
      { atMs: 8 * HOUR_MS, verb: 'pause', target: { kind: 'number', number: 0 } },
      { atMs: 16 * HOUR_MS, verb: 'resume', target: { kind: 'number', number: 0 } },
    );
    const { result } = watch(plan);
    for (const c of [0, 1]) {
      expect(statusHours(plan, result, c, 0, 'paused')).toBe(8);
      expect(statusHours(plan, result, c, 0, 'healthy')).toBe(16);
    }
    expect(value(plan, result, 'skip.rate')).toBe(0);
  });

  it('at several levels lasts until the last of them is lifted', () => {
    const at = (hour: number, verb: 'pause' | 'resume', target: Target) =>
      ({ atMs: hour * HOUR_MS, verb, target }) as const;
    const [, row] = LEVELS[1];
    const [, own] = LEVELS[0];
    const [, line] = LEVELS[3];
    const plan = byHand(
      at(2, 'pause', row),
      at(3, 'pause', own),
      at(4, 'pause', line),
      at(6, 'resume', own),
      at(8, 'resume', line),
      at(12, 'resume', row),
    );
    const { attempts, result } = watch(plan);
    expect(used(calls(attempts, 3, 8))).toEqual([false, true, false, true]);
    expect(used(calls(attempts, 8, 12))).toEqual([false, true, true, true]);
    expect(used(calls(attempts, 12, 24))).toEqual([true, true, true, true]);
    expect(statusHours(plan, result, 0, 0, 'paused')).toBe(10);
    expect(statusHours(plan, result, 1, 0, 'paused')).toBe(5);
  });

  it('holds a campaign’s contacts back and loses none', () => {
    const target = { kind: 'campaign', campaign: 0 } as const;
    const { attempts, result } = watch(
      byHand(
        { atMs: 8 * HOUR_MS, verb: 'pause', target },
        { atMs: 16 * HOUR_MS, verb: 'resume', target },
      ),
    );
    const late = attempts.filter((call) => call.campaign === 0 && call.dialMs === 16 * HOUR_MS);
    expect(late).toHaveLength(8 * 6 + 1);
    expect(result.episodes).toEqual([]);
  });
});

describe('taking a number out', () => {
  it('deactivates it until it is activated', () => {
    const plan = byHand(
      { atMs: 8 * HOUR_MS, verb: 'deactivate', number: 0 },
      { atMs: 16 * HOUR_MS, verb: 'activate', number: 0 },
    );
    const { attempts, result } = watch(plan);
    expect(used(calls(attempts, 8, 16))).toEqual([false, true, false, true]);
    expect(used(calls(attempts, 16, 24))).toEqual([true, true, true, true]);
    expect(statusHours(plan, result, 0, 0, 'inactive')).toBe(8);
  });

  it('releases it for good: nothing brings it back', () => {
    const plan = busy({
      numbers: [number('n/0', { managed: 'twilio' }), number('n/1', { connection: 1 })],
      interventions: [
        { atMs: 8 * HOUR_MS, verb: 'release', number: 0 },
        { atMs: 12 * HOUR_MS, verb: 'activate', number: 0 },
        { atMs: 14 * HOUR_MS, verb: 'deactivate', number: 0 },
      ],
    });
    const { attempts, result } = watch(plan);
    expect(used(calls(attempts, 8, 24))).toEqual([false, true, false, true]);
    expect(statusHours(plan, result, 0, 0, 'released')).toBe(16);
    expect(result.actions.map(({ verb, outcome, effect }) => [verb, outcome, effect])).toEqual([
      ['release', 'done', 'eligible numbers over countries: 4 → 2'],
      ['activate', 'refused', 'it was released'],
      ['deactivate', 'refused', 'it was released'],
    ]);
  });

  it('lets a call in the air end and count', () => {
    const plan = scenario({
      numbers: [number('a', { managed: 'twilio' })],
      answer: everybody('answers'),
      provider: talking(HOUR_MS),
      campaigns: [campaign(1, 1)],
      interventions: [{ atMs: MINUTE_MS, verb: 'release', number: 0 }],
    });
    const { attempts, result } = watch(plan);
    expect(attempts).toMatchObject([{ outcome: 'answered', endMs: HOUR_MS }]);
    expect(value(plan, result, 'finish.share')).toBe(1);
  });
});

describe('allow-lists and scores by hand', () => {
  it('narrows a number to some countries, and widens it again', () => {
    const plan = byHand(
      { atMs: 8 * HOUR_MS, verb: 'allow', number: 0, countries: [GB, DE] },
      { atMs: 16 * HOUR_MS, verb: 'allow', number: 0, countries: [] },
    );
    const { attempts, result } = watch(plan);
    expect(used(calls(attempts, 8, 16))).toEqual([false, true, false, true]);
    expect(used(calls(attempts, 16, 24))).toEqual([true, true, true, true]);
    expect(value(plan, result, 'skip.rate.country')).toBeCloseTo((48 * 2) / (288 * 2), 12);
  });

  it('sets true and observed score at once, above the threshold and at it', () => {
    const plan = byHand(
      { atMs: 8 * HOUR_MS, verb: 'set_score', number: 0, score: 71 },
      { atMs: 16 * HOUR_MS, verb: 'set_score', number: 0, score: 70 },
    );
    const { attempts, result } = watch(plan);
    expect(used(calls(attempts, 8, 16))).toEqual([false, true, false, true]);
    expect(used(calls(attempts, 16, 24))).toEqual([true, true, true, true]);
    expect(attempts.filter((call) => call.number === 0).at(-1)).toMatchObject({
      trueScore: 70,
      observedScore: 70,
    });
    expect(statusHours(plan, result, 0, 0, 'flagged')).toBe(8);
    expect(statusHours(plan, result, 0, 0, 'degraded')).toBe(8);
    expect(value(plan, result, 'pool.flag_episodes')).toBe(1);
    expect(value(plan, result, 'pool.eligible_min')).toBe(1);
  });

  it('writes down each action with its target and effect', () => {
    const { result } = watch(
      byHand(
        { atMs: HOUR_MS, verb: 'set_score', number: 1, score: 99 },
        { atMs: 2 * HOUR_MS, verb: 'pause', target: { kind: 'row', campaign: 1, number: 0 } },
      ),
    );
    expect(result.actions).toMatchObject([
      { atMs: HOUR_MS, by: 'intervention', verb: 'set_score', number: 'n/1', campaign: '' },
      {
        verb: 'pause',
        number: 'n/0',
        campaign: 'b',
        effect: 'eligible numbers over countries: 2 → 1',
      },
    ]);
    expect(result.actions[0].effect).toBe('eligible numbers over countries: 4 → 2');
  });
});

describe('faults', () => {
  const broken = (...faults: FaultSpec[]) => busy({ faults });

  it('an outage silences one connection, and lets calls in the air end', () => {
    const { attempts, result } = watch(
      broken({ kind: 'outage', connection: 0, fromMs: 8 * HOUR_MS + 1, toMs: 16 * HOUR_MS }),
    );
    expect(used(calls(attempts, 8.001, 16))).toEqual([false, true, false, true]);
    expect(used(calls(attempts, 16, 24))).toEqual([true, true, true, true]);
    expect(attempts.every((call) => call.outcome === 'answered')).toBe(true);
    expect(result.episodes).toEqual([]);
  });

  it('overlapping outages end with the last of them', () => {
    const { attempts } = watch(
      broken(
        { kind: 'outage', connection: 0, fromMs: 8 * HOUR_MS, toMs: 12 * HOUR_MS },
        { kind: 'outage', connection: 0, fromMs: 10 * HOUR_MS, toMs: 16 * HOUR_MS },
      ),
    );
    expect(used(calls(attempts, 8, 16))).toEqual([false, true, false, true]);
    expect(used(calls(attempts, 16, 24))).toEqual([true, true, true, true]);
  });

  it('an outage of all connections holds everybody until it ends', () => {
    const plan = broken(
      { kind: 'outage', connection: 0, fromMs: 1, toMs: 8 * HOUR_MS },
      { kind: 'outage', connection: 1, fromMs: 1, toMs: 8 * HOUR_MS },
    );
    const { attempts, result } = watch(plan);
    expect(calls(attempts, 0.001, 8)).toEqual([0, 0, 0, 0]);
    expect(attempts).toHaveLength(288);
    // Contacts at 10 min … 7 h 50 min, in two campaigns.
    const waited =
      2 * Array.from({ length: 47 }, (_, i) => 8 - (i + 1) / 6).reduce((a, b) => a + b);
    expect(value(plan, result, 'blocked.provider_down')).toBeCloseTo(waited, 9);
  });

  it('a refusal turns down one country on one connection, and counts in no answer rate', () => {
    const refusal = { kind: 'refusal', country: GB, fromMs: 0, toMs: DAY_MS } as const;
    const plan = busy({ faults: [{ ...refusal, connection: 0 }] }, GB);
    const { attempts, result } = watch(plan);
    for (const call of attempts) {
      expect(call.outcome).toBe(call.number === 0 ? 'refused' : 'answered');
    }
    const refused = attempts.filter((call) => call.outcome === 'refused').length;
    expect(refused).toBeGreaterThan(0);
    expect(value(plan, result, 'reach.refused_rate')).toBeCloseTo(refused / 288, 12);
    // Nothing counted, so the weight is the prior mean still.
    const row = result.rows.slice(0, 4);
    expect([row[1], row[2], row[3]]).toEqual([0, 0, expect.closeTo(0.15, 6)]);
    expect(watch(busy({ faults: [{ ...refusal, connection: 0 }] }, US)).attempts).toSatisfy(
      (list: AttemptRecord[]) => list.every((call) => call.outcome === 'answered'),
    );
  });

  it('a refused contact is tried again', () => {
    const plan = scenario({
      numbers: [number('a')],
      answer: everybody('answers'),
      campaigns: [campaign(1, 1, { retries: { max: 3, delaysMs: [HOUR_MS], onVoicemail: false } })],
      faults: [{ kind: 'refusal', connection: 0, country: US, fromMs: 0, toMs: 90 * MINUTE_MS }],
    });
    expect(watch(plan).attempts.map((call) => call.outcome)).toEqual([
      'refused',
      'refused',
      'answered',
    ]);
  });
});
