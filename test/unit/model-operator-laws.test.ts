import { describe, expect, it } from 'vitest';
import { LawBreach } from '../../src/model/breach.ts';
import { detachRow } from '../../src/model/operator/pool-change.ts';
import { advance, closeWorld, openWorld } from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import type { World } from '../../src/model/world.ts';
import { stream } from '../support/playbook.ts';
import { HOUR_MS, number } from '../support/scenario-builder.ts';

/** The law that a world breaks when part of it is broken before it runs. */
function lawBroken(plan: Scenario, breakIt: (world: World) => void): string {
  const world = openWorld(plan, { replication: 0 });
  breakIt(world);
  try {
    advance(world, world.horizonMs);
    closeWorld(world);
  } catch (error) {
    if (error instanceof LawBreach) return error.message;
    throw error;
  }
  return 'none';
}

const target = { kind: 'number', number: 0 } as const;
const twilio = { managed: 'twilio' } as const;
const one = (over: Partial<Scenario>) => stream(1, over);

describe('the auditor keeps books of its own on what was done', () => {
  it('law 11: a number that is dialled although it was paused', () => {
    const plan = one({ interventions: [{ atMs: HOUR_MS, verb: 'pause', target }] });
    expect(lawBroken(plan, () => {})).toBe('none');
    const message = lawBroken(plan, (world) => {
      world.applyPause = () => {};
    });
    expect(message).toBe('law 11: n/0 was dialled although its number is paused');
  });

  it('law 11: a campaign that goes on although it was paused', () => {
    const campaign = { kind: 'campaign', campaign: 0 } as const;
    const plan = one({ interventions: [{ atMs: HOUR_MS, verb: 'pause', target: campaign }] });
    expect(lawBroken(plan, () => {})).toBe('none');
    const message = lawBroken(plan, (world) => {
      const settle = world.settle.bind(world);
      world.settle = (nowMs) => {
        world.campaignPaused.fill(0);
        settle(nowMs);
      };
    });
    expect(message).toBe('law 11: n/0 was dialled although its campaign is paused');
  });

  it.each(['deactivate', 'release'] as const)(
    'law 11: a number that is dialled after a %s',
    (verb) => {
      const plan = one({ interventions: [{ atMs: HOUR_MS, verb, number: 0 }] });
      expect(lawBroken(plan, () => {})).toBe('none');
      const message = lawBroken(plan, (world) => {
        world.setStatus = () => {};
      });
      expect(message).toBe(
        `law 11: n/0 was dialled although it is ${verb === 'release' ? 'released' : 'inactive'}`,
      );
    },
  );

  it('law 11: a number that is dialled from outside the pool', () => {
    const plan = one({
      interventions: [{ atMs: HOUR_MS, verb: 'detach', campaign: 0, number: 0 }],
    });
    expect(lawBroken(plan, () => {})).toBe('none');
    const message = lawBroken(plan, ({ selector, auditor }) => {
      selector.detach = () => {};
      if (auditor !== null) auditor.onAttached = () => {};
    });
    expect(message).toBe('law 11: n/0 was dialled from outside the pool');
  });

  it('law 11: a number that is dialled before it is there', () => {
    const numbers = [number('n/0', twilio), number('buy/1', { ...twilio, owned: false })];
    const plan = one({
      numbers,
      interventions: [
        { atMs: HOUR_MS, verb: 'add', number: 1, campaigns: [0], leadMs: 0, price: 0 },
      ],
    });
    expect(lawBroken(plan, () => {})).toBe('none');
    const message = lawBroken(plan, ({ auditor }) => {
      if (auditor !== null) auditor.operator.onOwned = () => {};
    });
    expect(message).toBe('law 11: buy/1 was dialled before it was there');
  });

  it('law 9: a cap of an action that is passed', () => {
    const narrow = { atMs: 0, verb: 'narrow', target, callsPerDay: 3 } as const;
    const plan = one({ interventions: [{ ...narrow, atMs: HOUR_MS / 2 }] });
    expect(lawBroken(plan, () => {})).toBe('none');
    const message = lawBroken(plan, ({ lines }) => {
      lines.tellCapped = () => {};
      lines.isCapped = () => false;
    });
    expect(message).toMatch(/^law (1|9): n\/0/);
  });

  it('law 7: a row that leaves the pool and stays in the index', () => {
    const plan = stream(2, {
      interventions: [{ atMs: HOUR_MS, verb: 'detach', campaign: 0, number: 0 }],
    });
    const message = lawBroken(plan, ({ selector }) => {
      selector.detach = () => {};
    });
    expect(message).toMatch(/^law (1|7|11): /);
  });
});

it('books of a row that left its pool keep what it made', () => {
  const world = openWorld(stream(2), { replication: 0 });
  advance(world, 6 * HOUR_MS);
  const made = world.selector.attempts(0, 0);
  detachRow(world, 0, 6 * HOUR_MS);
  expect(world.numbers.rowAttemptsBefore[0]).toBe(made);
  expect(made).toBeGreaterThan(0);
  advance(world, world.horizonMs);
  closeWorld(world);
});
