import { describe, expect, it } from 'vitest';
import type { InterventionSpec, Scenario } from '../../src/model/spec.ts';
import { watch } from '../support/model-replications.ts';
import { arriving, contacts, everybody, sticky, talking, value } from '../support/model-run.ts';
import {
  campaign,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  number,
  numbers,
  scenario,
} from '../support/scenario-builder.ts';

const CALLS = 6;

/** One contact, called every hour over ten numbers, in all six times. */
function often(over: Partial<Scenario>, stuckTo = -1): Scenario {
  return scenario({
    numbers: numbers(10),
    campaigns: [
      campaign(10, 0, {
        contacts: contacts([{ sticky: stuckTo }]),
        retries: { max: CALLS - 1, delaysMs: [HOUR_MS], onVoicemail: true },
        followUp: { share: 1, delayMs: HOUR_MS, max: CALLS - 1 },
      }),
    ],
    ...over,
  });
}

/** The calling numbers of replications 0 … 4: ten numbers six times alike by chance is 1 in 100,000. */
function callers(plan: Scenario): number[][] {
  return [0, 1, 2, 3, 4].map((r) => watch(plan, r).attempts.map((call) => call.number));
}

const alike = (runs: number[][]) => runs.map((run) => new Set(run).size === 1);

describe('a contact sticks to the number that reached it', () => {
  it.each([
    ['answered', 'answers', true],
    ['answered', 'has voicemail', false],
    ['answered', 'is out', false],
    ['answered_or_voicemail', 'answers', true],
    ['answered_or_voicemail', 'has voicemail', true],
    ['answered_or_voicemail', 'is out', false],
    ['first_attempt', 'answers', true],
    ['first_attempt', 'has voicemail', true],
    ['first_attempt', 'is out', true],
  ] as const)('on: %s, when the contact %s: %s', (on, does, sticks) => {
    const runs = callers(often({ selector: sticky({ on }), answer: everybody(does) }));
    expect(runs.map((run) => run.length)).toEqual(new Array(5).fill(CALLS));
    expect(alike(runs)).toEqual(new Array(5).fill(sticks));
  });

  it('says of each call whether the sticky number made it', () => {
    const { attempts } = watch(often({ answer: everybody('answers') }));
    expect(attempts.map((call) => call.usedSticky)).toEqual([false, true, true, true, true, true]);
  });

  it('from an earlier campaign, from the first call on', () => {
    for (const run of callers(often({ answer: everybody('is out') }, 7))) {
      expect(run).toEqual(new Array(CALLS).fill(7));
    }
  });

  it('in each campaign for itself', () => {
    const plan = scenario({
      numbers: numbers(10),
      campaigns: [
        campaign(10, 0, { name: 'a', contacts: contacts([{ id: 'same', sticky: 3 }]) }),
        campaign(10, 0, { name: 'b', contacts: contacts([{ id: 'same' }]) }),
      ],
    });
    const other = [0, 1, 2, 3, 4].map((r) => watch(plan, r).attempts);
    expect(other.every((run) => run.find((call) => call.campaign === 0)?.number === 3)).toBe(true);
    expect(other.every((run) => run.find((call) => call.campaign === 1)?.number === 3)).toBe(false);
  });
});

describe('a sticky number that is skipped', () => {
  const flagged = (from: number, to: number): InterventionSpec[] => [
    { atMs: from * HOUR_MS, verb: 'set_score', number: 7, score: 71 },
    { atMs: to * HOUR_MS, verb: 'set_score', number: 7, score: 70 },
  ];

  it('is bypassed while it is skipped, and comes back', () => {
    const plan = often({ answer: everybody('is out'), interventions: flagged(1.5, 3.5) }, 7);
    for (const run of callers(plan)) {
      expect(run[0]).toBe(7);
      expect(run[1]).toBe(7);
      expect(run[2]).not.toBe(7);
      expect(run[3]).not.toBe(7);
      expect(run.slice(4)).toEqual([7, 7]);
    }
    // Calls at 0, 1.0 h … : two of six met it flagged.
    expect(value(plan, watch(plan).result, 'skip.sticky_broken')).toBeCloseTo(2 / 6, 12);
  });

  it('gives way to another number that reaches the contact meanwhile', () => {
    const plan = often({ answer: everybody('answers'), interventions: flagged(0.5, 1.5) }, 7);
    for (const run of callers(plan)) {
      expect(run[0]).toBe(7);
      expect(run[1]).not.toBe(7);
      expect(new Set(run.slice(1)).size).toBe(1);
    }
  });

  it('is not broken, only absent, while it is paused', () => {
    const target = { kind: 'number', number: 7 } as const;
    const plan = often(
      { answer: everybody('is out'), interventions: [{ atMs: 0, verb: 'pause', target }] },
      7,
    );
    const { result, attempts } = watch(plan);
    expect(attempts.every((call) => call.number !== 7)).toBe(true);
    expect(value(plan, result, 'skip.sticky_broken')).toBe(0);
  });

  it('is no way around the rules when nobody else is there', () => {
    const plan = scenario({
      numbers: [number('only', { spamScore: 71 })],
      campaigns: [campaign(1, 0, { primary: 0, contacts: contacts([{ sticky: 0 }]) })],
    });
    expect(watch(plan).attempts).toHaveLength(0);
  });
});

describe('a sticky number that is busy', () => {
  /** The first contact talks to number 0 for ten minutes; the second is stuck to it. */
  const busy = (whenBusy: 'another' | 'wait') =>
    scenario({
      numbers: [number('stuck', { concurrentMax: 1 }), number('other')],
      selector: sticky({ whenBusy }),
      answer: everybody('answers'),
      provider: talking(10 * MINUTE_MS),
      campaigns: [
        campaign(
          2,
          0,
          arriving(
            { arrivesMs: 0, sticky: 0 },
            { arrivesMs: MINUTE_MS, sticky: 0 },
            { arrivesMs: 2 * MINUTE_MS, sticky: 1 },
          ),
        ),
      ],
    });
  const dials = (plan: Scenario) =>
    watch(plan)
      .attempts.map((call) => [call.contact, call.number, call.dialMs / MINUTE_MS])
      .sort((a, b) => a[0] - b[0]);

  it('is replaced for the call, by default', () => {
    expect(dials(busy('another'))).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [2, 1, 2],
    ]);
  });

  it('is waited for where asked to, and nobody behind waits with it', () => {
    const plan = busy('wait');
    expect(dials(plan)).toEqual([
      [0, 0, 0],
      [1, 0, 10],
      [2, 1, 2],
    ]);
    const { result } = watch(plan);
    expect(value(plan, result, 'blocked.at_capacity')).toBeCloseTo(9 / 60, 9);
    expect(value(plan, result, 'stall.risk')).toBe(0);
  });

  it('is not waited for when it is skipped', () => {
    const plan = {
      ...busy('wait'),
      interventions: [{ atMs: 30_000, verb: 'set_score', number: 0, score: 90 }] as const,
    };
    expect(dials(plan)).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [2, 1, 2],
    ]);
  });

  it('lets a waiting contact go to another number when it is flagged meanwhile', () => {
    const plan = {
      ...busy('wait'),
      durationMs: DAY_MS,
      interventions: [{ atMs: 5 * MINUTE_MS, verb: 'set_score', number: 0, score: 90 }] as const,
    };
    expect(dials(plan)[1]).toEqual([1, 1, 5]);
  });
});
