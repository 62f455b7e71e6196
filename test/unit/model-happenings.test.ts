import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/base/units.ts';
import type { Happening } from '../../src/model/happening.ts';
import { actedOnWords } from '../../src/model/operator/acted-on.ts';
import { runReplication } from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { NO_ELIGIBLE } from '../../src/selector/index.ts';
import { richScenario } from '../support/model-rich.ts';
import { arriving, everybody, hours, platform, span, talking } from '../support/model-run.ts';
import { campaign, connection, numbers, scenario } from '../support/scenario-builder.ts';

interface Told {
  readonly atMs: number;
  readonly what: Happening;
}

function watch(plan: Scenario, replication = 0): { told: Told[]; fingerprint: string } {
  const told: Told[] = [];
  const observer = {
    onHappening: (atMs: number, what: Happening) => told.push({ atMs, what }),
  };
  const { fingerprint } = runReplication(plan, { replication, observer });
  return { told, fingerprint };
}

/** Told happenings of the given kinds, each as its kind and time. */
function kinds(told: readonly Told[], ...wanted: readonly Happening['kind'][]): string[] {
  return told
    .filter(({ what }) => wanted.includes(what.kind))
    .map(({ atMs, what }) => `${what.kind} ${atMs / MINUTE_MS}`);
}

function all<K extends Happening['kind']>(told: readonly Told[], kind: K) {
  return told.flatMap(({ atMs, what }) =>
    what.kind === kind ? [{ atMs, what: what as Extract<Happening, { kind: K }> }] : [],
  );
}

describe('the life of a contact', () => {
  it('is told from falling due to its end', () => {
    const retries = { max: 1, delaysMs: [HOUR_MS], onVoicemail: false };
    const plan = scenario({
      campaigns: [campaign(2, 0, { ...arriving({ arrivesMs: 0 }), retries })],
      answer: everybody('is out'),
    });
    const { told } = watch(plan);
    const life = kinds(told, 'due', 'pick', 'dial', 'outcome', 'retry', 'finished');
    expect(life).toEqual([
      ...['due 0', 'pick 0', 'dial 0', 'outcome 0.5', 'retry 0.5'],
      ...['due 60.5', 'pick 60.5', 'dial 60.5', 'outcome 61', 'finished 61'],
    ]);
    expect(all(told, 'retry')[0].what).toMatchObject({ dueMs: 60.5 * MINUTE_MS, followUp: false });
    expect(all(told, 'finished')[0].what).toMatchObject({ contact: 0, why: 'attempts_used' });
    expect(all(told, 'dial').map(({ what }) => what.attempt)).toEqual([1, 2]);
  });

  it('tells which number it sticks to, once', () => {
    const followUp = { share: 1, delayMs: HOUR_MS, max: 2 };
    const plan = scenario({
      campaigns: [campaign(2, 0, { ...arriving({ arrivesMs: 0 }), followUp })],
      answer: everybody('answers'),
    });
    const { told } = watch(plan);
    const stuck = all(told, 'sticky');
    expect(stuck).toHaveLength(1);
    expect(stuck[0].what.before).toBe(-1);
    const picks = all(told, 'pick').map(({ what }) => [what.sticky, what.answer]);
    const { number } = stuck[0].what;
    expect(picks).toEqual([
      [-1, number],
      [number, number],
      [number, number],
    ]);
    expect(all(told, 'retry').map(({ what }) => what.followUp)).toEqual([true, true]);
  });

  it('ends at the horizon for those who are not through', () => {
    const { told } = watch(
      scenario({
        campaigns: [campaign(1, 4)],
        numbers: numbers(1),
        connections: [connection({ concurrency: 1 })],
        answer: everybody('answers'),
        provider: talking(10 * HOUR_MS),
      }),
    );
    const ends = all(told, 'finished').map(({ atMs, what }) => [what.why, atMs / HOUR_MS]);
    expect(ends).toEqual([
      ['answered', 10],
      ['answered', 20],
      ['answered', 30],
      ['horizon', 24],
    ]);
  });
});

describe('what a pick is told with', () => {
  it('are the chances at that moment, before the call takes its line', () => {
    const plan = scenario({
      numbers: numbers(2, { concurrentMax: 1 }),
      campaigns: [campaign(2, 3)],
    });
    const verdicts: string[][] = [];
    const observer = {
      onHappening: (_: number, what: Happening) => {
        if (what.kind === 'pick') verdicts.push(what.rows().map((row) => row.verdict));
      },
    };
    runReplication(plan, { replication: 0, observer });
    expect(verdicts[0]).toEqual(['candidate', 'candidate']);
    expect(verdicts[1].toSorted()).toEqual(['busy', 'candidate']);
    expect(verdicts[2]).toEqual(['busy', 'busy']);
  });

  it('is nobody for each contact of a stalled line', () => {
    const plan = scenario({ numbers: numbers(2, { spamScore: 90 }), campaigns: [campaign(2, 3)] });
    const { told } = watch(plan);
    const picks = all(told, 'pick').map(({ what }) => [what.contact, what.answer]);
    expect(picks).toEqual([0, 1, 2].map((contact) => [contact, NO_ELIGIBLE]));
    expect(all(told, 'stall').map(({ what }) => [what.phase, what.cause, what.contacts])).toEqual([
      ['begins', 'spam', 3],
      ['ends', 'spam', 3],
    ]);
  });
});

describe('what happens around the contacts', () => {
  it('are faults, actions, windows, and stalls that a closed window pauses', () => {
    const plan = scenario({
      ...span('2026-03-02T09:00:00Z', 2, 'UTC'),
      numbers: numbers(1),
      campaigns: [campaign(1, 2, { windows: hours(9, 18) })],
      interventions: [
        { atMs: 0, verb: 'pause', target: { kind: 'number', number: 0 } },
        { atMs: 26 * HOUR_MS, verb: 'resume', target: { kind: 'number', number: 0 } },
      ],
      faults: [{ kind: 'outage', connection: 0, fromMs: HOUR_MS, toMs: 2 * HOUR_MS }],
    });
    const { told } = watch(plan);
    const around = told.flatMap(({ atMs, what }) => {
      const at = atMs / HOUR_MS;
      if (what.kind === 'fault') return [`${at} fault ${what.starts ? 'begins' : 'ends'}`];
      if (what.kind === 'window') return [`${at} window ${what.open ? 'opens' : 'closes'}`];
      if (what.kind === 'stall') return [`${at} stall ${what.phase} ${what.cause}`];
      return what.kind === 'action' ? [`${at} ${what.row.verb} ${actedOnWords(what.row)}`] : [];
    });
    expect(around).toEqual([
      '0 pause n/0',
      '0 stall begins paused',
      '1 fault begins',
      '2 fault ends',
      '9 window closes',
      '9 stall pauses paused',
      '24 window opens',
      '24 stall goes_on paused',
      '26 resume n/0',
      '26 stall ends paused',
    ]);
  });

  it('are the scores, as they move and as they are seen', () => {
    const { told } = watch(
      scenario({
        numbers: numbers(1),
        campaigns: [campaign(1, 0)],
        platform: platform({ scoreRefreshMs: 12 * HOUR_MS }),
        drift: {
          model: 'trace',
          number: Int32Array.of(0),
          atMs: Float64Array.of(HOUR_MS),
          score: Float64Array.of(140),
        },
      }),
    );
    expect(all(told, 'score').map(({ what }) => [what.from, what.to])).toEqual([[0, 100]]);
    const seen = all(told, 'fetch').map(({ what }) => what.to);
    expect(seen.at(-1)).toBe(100);
    expect(seen[0]).toBe(0);
  });
});

it('changes nothing, in a world with everything in it', () => {
  const plan = richScenario();
  for (const replication of [0, 1]) {
    const { told, fingerprint } = watch(plan, replication);
    expect(fingerprint).toBe(runReplication(plan, { replication }).fingerprint);
    const times = told.map(({ atMs }) => atMs).filter((at) => at < plan.durationMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(all(told, 'dial')).toHaveLength(all(told, 'outcome').length);
  }
});
