import { describe, expect, it } from 'vitest';
import { runReplication } from '../../src/model/run-replication.ts';
import type { CustomSelector } from '../../src/selector/index.ts';
import { watch } from '../support/model-replications.ts';
import { digest, richScenario } from '../support/model-rich.ts';
import { campaign, number, scenario } from '../support/scenario-builder.ts';

const run = (plan = richScenario(), replication = 0) => runReplication(plan, { replication });

describe('one replication is a function of scenario, seed and index (law 10)', () => {
  it('gives the same cells, rows, timeline, episodes and fingerprint twice', () => {
    expect(digest(run())).toEqual(digest(run()));
    // The same scenario as other objects: nothing is remembered between runs.
    expect(digest(run(structuredClone(richScenario())))).toEqual(digest(run()));
  });

  it('is the same alone as after and between others', () => {
    const plan = richScenario();
    const inOrder = [0, 1, 2, 3].map((r) => digest(run(plan, r)));
    const backwards = [3, 2, 1, 0].map((r) => digest(run(plan, r))).reverse();
    expect(backwards).toEqual(inOrder);
    expect(digest(run(richScenario(), 3))).toEqual(inOrder[3]);
  });

  it('differs with the replication and with the seed', () => {
    const plan = richScenario();
    const prints = [0, 1, 2, 3, 4, 5].map((r) => run(plan, r).fingerprint);
    const seeds = ['2', '3', '10', ''].map((seed) => run({ ...plan, seed }).fingerprint);
    expect(new Set([...prints, ...seeds]).size).toBe(10);
  });

  it('does not change under an observer or without the auditor', () => {
    const plan = richScenario();
    const plain = digest(run(plan));
    expect(digest(watch(plan).result)).toEqual(plain);
    expect(digest(runReplication(plan, { replication: 0, audit: false }))).toEqual(plain);
  });

  it('is seen to be broken by a selector that remembers the run before', () => {
    let asked = 0;
    const forgetless: CustomSelector = { pick: () => (asked++ < 100 ? 0 : 1) };
    const plan = scenario({ campaigns: [campaign(2, 100)] });
    const again = () => runReplication(plan, { replication: 0, selector: forgetless });
    expect(digest(again())).not.toEqual(digest(again()));
    const real = () => runReplication(plan, { replication: 0 });
    expect(digest(real())).toEqual(digest(real()));
  });
});

describe('common random numbers', () => {
  it('leave everything alone when the inventory gains a number that is in no pool', () => {
    const plan = richScenario();
    // In front, so that every other number changes its place.
    const moved = (n: number) => n + 1;
    const more = {
      ...plan,
      numbers: [number('spare'), ...plan.numbers],
      campaigns: plan.campaigns.map((c) => ({ ...c, pool: c.pool.map(moved) })),
      interventions: plan.interventions.map((spec) => {
        if ('number' in spec) return { ...spec, number: moved(spec.number) };
        const { target } = spec;
        return 'number' in target
          ? { ...spec, target: { ...target, number: moved(target.number) } }
          : spec;
      }),
    };
    const ends = (list: ReturnType<typeof watch>['attempts']) =>
      list.map((call) => [call.campaign, call.contact, call.dialMs, call.outcome, call.talkMs]);
    expect(ends(watch(more).attempts)).toEqual(ends(watch(plan).attempts));
  });

  it('give a contact the same first answer whoever calls it', () => {
    const base = richScenario();
    const plan = richScenario({
      platform: { ...base.platform, tenantConcurrency: 99 },
      answer: { ...base.answer, localFactor: 1, labelMultiplier: 1, blockedAtLabel: 0 },
      interventions: [],
      faults: [],
      drift: { model: 'none' },
      campaigns: base.campaigns.map((c) => ({ ...c, followUp: { share: 0, delayMs: 0, max: 0 } })),
    });
    const fewer = { ...plan, campaigns: plan.campaigns.map((c) => ({ ...c, pool: [0, 1, 2] })) };
    const first = (list: ReturnType<typeof watch>['attempts']) =>
      new Map(
        list
          .filter((call) => call.attempt === 1)
          .map((call) => [`${call.campaign}/${call.contact}`, `${call.outcome} ${call.talkMs}`]),
      );
    const one = first(watch(plan).attempts);
    const two = first(watch(fewer).attempts);
    const both = [...one.keys()].filter((contact) => two.has(contact));
    expect(both.length).toBeGreaterThan(100);
    expect(both.map((contact) => one.get(contact))).toEqual(
      both.map((contact) => two.get(contact)),
    );
  });
});
