import { describe, expect, it } from 'vitest';
import { LawBreach } from '../../src/model/breach.ts';
import { placeCall } from '../../src/model/call.ts';
import { EVENT, PHASE } from '../../src/model/events.ts';
import { advance, closeWorld, openWorld, runReplication } from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import type { World } from '../../src/model/world.ts';
import { AT_CAPACITY, type CustomSelector, NO_ELIGIBLE } from '../../src/selector/index.ts';
import { arriving, contacts, everybody, platform, sticky, talking } from '../support/model-run.ts';
import {
  campaign,
  connection,
  DAY_MS,
  DE,
  GB,
  HOUR_MS,
  MINUTE_MS,
  number,
  numbers,
  scenario,
  US,
} from '../support/scenario-builder.ts';
import { brokenPicker, type Flaw } from '../support/selector-broken.ts';

/** A user's own selector with one fault, or none, on purpose. */
function own(flaw: Flaw | null): CustomSelector {
  return {
    pick({ campaign: c, country, sticky: stuck, u }, pool) {
      const outsider = [0, 1, 2, 3].find((n) => !pool.isAttached(c, n)) ?? 0;
      return brokenPicker(pool, flaw, outsider)(c, country, stuck, u);
    },
  };
}

function breachOf(run: () => void): LawBreach {
  try {
    run();
  } catch (error) {
    if (error instanceof LawBreach) return error;
    throw error;
  }
  throw new Error('no law was broken');
}

const lawOf = (plan: Scenario, selector: CustomSelector) =>
  breachOf(() => runReplication(plan, { replication: 0, selector })).law;

/** Ten contacts, an hour apart, so that everything planned has happened to some of them. */
const stream = arriving(...Array.from({ length: 10 }, (_, i) => ({ arrivesMs: i * HOUR_MS })));

function pool(...list: Scenario['numbers']): Scenario {
  return scenario({
    numbers: list,
    answer: everybody('answers'),
    campaigns: [campaign(list.length, 0, stream)],
  });
}

/** Only the last number is right; a selector that looks at fewer things takes another. */
const clean = number('clean');
const retries = { max: 3, delaysMs: [HOUR_MS], onVoicemail: true };

const WORLDS: readonly [Flaw, number, Scenario][] = [
  ['ignores status', 1, pool(number('off', { status: 'inactive' }), clean)],
  [
    'ignores pause',
    1,
    {
      ...pool(number('paused'), clean),
      interventions: [{ atMs: 1, verb: 'pause', target: { kind: 'number', number: 0 } }],
    },
  ],
  ['ignores allow-list', 1, pool(number('gb', { allowedCountries: [GB] }), clean)],
  [
    'ignores room',
    1,
    {
      ...pool(number('busy', { concurrentMax: 1 }), number('free', { concurrentMax: 100 })),
      provider: talking(DAY_MS),
    },
  ],
  [
    'picks outside the pool',
    1,
    { ...pool(number('in'), number('out')), campaigns: [campaign(1, 5)] },
  ],
  ['skips at the threshold', 2, pool(number('equal', { spamScore: 70 }))],
  [
    'gives up when sticky is skipped',
    2,
    {
      ...pool(number('stuck', { spamScore: 90 }), clean),
      campaigns: [campaign(2, 0, { contacts: contacts([{ sticky: 0 }]) })],
    },
  ],
  ['ignores score', 3, pool(number('flagged', { spamScore: 90 }), clean)],
  [
    'lets just above the threshold pass',
    3,
    pool(number('above', { spamScore: 70 + 2 ** -46 }), clean),
  ],
  [
    'sticky over policy',
    3,
    {
      ...pool(number('stuck', { spamScore: 90 }), clean),
      campaigns: [campaign(2, 0, { contacts: contacts([{ sticky: 0 }]) })],
    },
  ],
  [
    'forgets sticky',
    4,
    {
      ...pool(...numbers(8)),
      answer: everybody('answers'),
      campaigns: [campaign(8, 20, { retries, followUp: { share: 1, delayMs: HOUR_MS, max: 5 } })],
    },
  ],
];

describe('the auditor finds the fault of a user’s selector', () => {
  it.each(WORLDS)('%s: law %i', (flaw, law, plan) => {
    expect(lawOf(plan, own(flaw))).toBe(law);
  });

  it.each(WORLDS)('and none in the world of “%s” when it has no fault', (_, __, plan) => {
    expect(() => runReplication(plan, { replication: 0, selector: own(null) })).not.toThrow();
  });

  it('law 1: an answer that is no number of the inventory', () => {
    for (const answer of [99, -3, 0.5, Number.NaN]) {
      expect(lawOf(pool(clean), { pick: () => answer })).toBe(1);
    }
  });

  it('law 4: another number while the sticky one is to be waited for', () => {
    const plan = {
      ...pool(number('stuck', { concurrentMax: 1 }), clean),
      selector: sticky({ whenBusy: 'wait' }),
      provider: talking(DAY_MS),
      campaigns: [campaign(2, 0, { contacts: contacts([{ sticky: 0 }, { sticky: 0 }]) })],
    };
    const impatient: CustomSelector = {
      pick: (request, view) => (view.hasRoom(request.sticky) ? request.sticky : 1),
    };
    expect(lawOf(plan, impatient)).toBe(4);
    expect(() => runReplication(plan, { replication: 0 })).not.toThrow();
  });

  it('law 6: a preference that empties picks, found by the scan of every 1,000th', () => {
    // One line. US and DE contacts find no number of their own country; GB ones keep the line turning.
    const plan = scenario({
      numbers: [number('gb', { country: GB })],
      connections: [connection({ concurrency: 1 })],
      answer: everybody('answers'),
      provider: talking(MINUTE_MS),
      campaigns: [
        campaign(1, 0, {
          preferCountryMatched: true,
          contacts: contacts([
            { country: US },
            { country: DE },
            ...Array.from({ length: 600 }, () => ({ country: GB })),
          ]),
        }),
      ],
    });
    const choosy: CustomSelector = {
      pick: (request, view) => (view.homeCountry(0) === request.country ? 0 : AT_CAPACITY),
    };
    expect(lawOf(plan, choosy)).toBe(6);
    expect(() => runReplication(plan, { replication: 0 })).not.toThrow();
  });

  it.each([
    ['a small pool', 10, 1_000],
    ['a large one', 250, 4_000],
  ])('law 7: an index that has lost count, in %s, at the first scan', (_, size, scanAt) => {
    const steadily = { arrivals: { kind: 'poisson', perMs: 1 / 1_000 } } as const;
    const all = Array.from({ length: size }, (_, i) => number(`n/${i}`));
    const plan = scenario({ numbers: all, campaigns: [campaign(size, 5_000, steadily)] });
    const world = openWorld(plan, { replication: 0 });
    const pick = world.selector.pick.bind(world.selector);
    let picks = 0;
    world.selector.pick = (campaign, country, sticky, u, record) => {
      picks++;
      const answer = pick(campaign, country, sticky, u, record);
      record.considered--;
      return answer;
    };
    const breach = breachOf(() => advance(world, world.horizonMs));
    expect(breach.message).toBe(`law 7: the index counts ${size - 1} considered, a scan ${size}`);
    expect(picks).toBe(scanAt);
  });

  it('says which law, where and when, and in which replication', () => {
    const plan = pool(number('flagged', { spamScore: 90 }), clean);
    const late: CustomSelector = { pick: ({ attempt }) => (attempt === 1 ? 0 : 1) };
    const later = { ...plan, campaigns: [campaign(2, 0, arriving({ arrivesMs: 5_000 }))] };
    const breach = breachOf(() => runReplication(later, { replication: 7, selector: late }));
    expect(breach).toMatchObject({ law: 3, replication: 7, atMs: 5_000 });
    expect(breach.event).toBeGreaterThan(0);
    expect(breach.message).toBe('law 3: flagged was picked score 90 above the threshold 70');
  });

  it('is silent when it is not asked to look', () => {
    const plan = pool(number('flagged', { spamScore: 90 }), clean);
    const options = { replication: 0, selector: own('ignores score'), audit: false };
    expect(() => runReplication(plan, options)).not.toThrow();
  });
});

/** A world in which something is broken before the rest of it runs. */
function broken(plan: Scenario, breakIt: (world: World) => void): LawBreach {
  return breachOf(() => {
    const world = openWorld(plan, { replication: 0 });
    breakIt(world);
    advance(world, world.horizonMs);
    closeWorld(world);
  });
}

function sound(plan: Scenario): void {
  expect(broken.bind(null, plan, () => {})).toThrow('no law was broken');
}

/** Poisson arrivals: nothing has happened yet when the world is opened. */
const later = (count: number, perHour: number, over = {}) =>
  campaign(2, count, { arrivals: { kind: 'poisson', perMs: perHour / HOUR_MS }, ...over });

describe('the auditor finds a fault of the world', () => {
  const crowded = (over: Partial<Scenario>) =>
    scenario({
      answer: everybody('answers'),
      provider: talking(HOUR_MS),
      campaigns: [later(100, 100)],
      ...over,
    });

  it('law 1: lines that tell of room where there is none', () => {
    const plan = crowded({ connections: [connection({ concurrency: 3 })] });
    sound(plan);
    expect(broken(plan, ({ lines }) => lines.connectionMax.fill(99)).law).toBe(1);
    const capped = crowded({ numbers: numbers(2, { callsPerDayMax: 3 }) });
    sound(capped);
    expect(broken(capped, ({ lines }) => lines.numberDayMax.fill(99)).law).toBe(1);
    const paced = crowded({ connections: [connection({ callsPerSecond: 0.01 })] });
    sound(paced);
    expect(broken(paced, ({ lines }) => lines.connectionGapMs.fill(0)).law).toBe(1);
  });

  it('law 2: an index that says that nobody is eligible', () => {
    const plan = crowded({});
    sound(plan);
    const breach = broken(plan, ({ selector }) => {
      selector.pick = (c, country, _sticky, _u, out) => {
        selector.counts(c, country, out);
        return NO_ELIGIBLE;
      };
    });
    expect(breach.law).toBe(2);
  });

  it('law 7: weights that do not follow the outcomes', () => {
    const plan = scenario({
      numbers: numbers(3),
      campaigns: [{ ...later(2_500, 400), pool: [0, 1, 2] }],
    });
    sound(plan);
    const breach = broken(plan, ({ selector }) => {
      selector.recordOutcome = () => {};
    });
    expect(breach.law).toBe(7);
  });

  it('law 7: counts of skips that are not those of a scan', () => {
    const plan = scenario({ campaigns: [later(2_500, 400)] });
    const breach = broken(plan, ({ selector }) => {
      const pick = selector.pick.bind(selector);
      selector.pick = (c, country, stuck, u, out) => {
        const answer = pick(c, country, stuck, u, out);
        out.spam++;
        return answer;
      };
    });
    expect(breach.law).toBe(7);
    expect(breach.message).toBe('law 7: the index counts 1 spam, a scan 0');
  });

  it('law 7: a stall that begins although somebody is eligible', () => {
    const plan = scenario({
      numbers: numbers(1),
      campaigns: [campaign(1, 0, arriving({ arrivesMs: 3 * HOUR_MS }))],
      interventions: [
        { atMs: HOUR_MS, verb: 'set_score', number: 0, score: 90 },
        { atMs: 2 * HOUR_MS, verb: 'set_score', number: 0, score: 0 },
      ],
    });
    sound(plan);
    const breach = broken(plan, ({ selector }) => {
      const setScore = selector.setScore.bind(selector);
      selector.setScore = (n, score) => {
        if (score !== 0) setScore(n, score);
      };
    });
    expect(breach).toMatchObject({ law: 7, atMs: 3 * HOUR_MS });
  });

  it('law 8: a line that is given back twice', () => {
    const plan = crowded({});
    const breach = broken(plan, (world) => {
      const give = world.calls.give.bind(world.calls);
      world.calls.give = (slot) => {
        give(slot);
        world.calls.give = give;
        world.engine.schedule(world.engine.nowMs, PHASE.callEnd, EVENT.callEnd, slot, 0);
      };
    });
    expect(breach.law).toBe(8);
  });

  const NOTICES = [
    {
      kind: 'doubled_notices',
      connection: -1,
      fromMs: 0,
      toMs: DAY_MS,
      share: 1,
      delay: { law: 'constant', ms: 1_000 },
    },
    {
      kind: 'late_notices',
      connection: -1,
      fromMs: 0,
      toMs: DAY_MS,
      share: 1,
      delay: { law: 'constant', ms: MINUTE_MS },
    },
  ] as const;

  it('law 8: a second notice that ends a call again', () => {
    const plan = crowded({ faults: NOTICES });
    sound(plan);
    const breach = broken(plan, ({ notices }) => {
      notices.awaited.delete = () => true;
    });
    expect(breach).toMatchObject({ law: 8 });
    expect(breach.message).toMatch(/was given back by a call that does not hold it/);
  });

  it('law 8: a notice that is passed over while its call holds a slot', () => {
    const plan = crowded({ faults: NOTICES });
    const breach = broken(plan, ({ notices }) => {
      notices.awaited.get = () => undefined;
    });
    expect(breach.message).toBe('law 8: the notice of a call that holds its slot was ignored');
  });

  it('laws 1 and 9: a connection that is dialled while it is left alone after a 429', () => {
    const plan = crowded({
      faults: [
        {
          kind: 'throttle',
          connection: -1,
          fromMs: 0,
          toMs: DAY_MS,
          callsPerSecond: 0.001,
          share: 0,
        },
      ],
      platform: platform({ throttleBackoffMs: HOUR_MS }),
    });
    sound(plan);
    const breach = broken(plan, ({ lines }) => {
      lines.holdOff = () => {};
    });
    expect(breach.message).toMatch(/^law 1: n\/\d was picked and had no room$/);
  });

  it('law 1: limits of numbers that are not told', () => {
    const cooled = crowded({ numbers: numbers(2, { coolDownMs: HOUR_MS }) });
    sound(cooled);
    expect(broken(cooled, ({ lines }) => lines.numberGapMs.fill(0)).law).toBe(1);
    const warmed = crowded({
      numbers: numbers(2, { warmUp: [{ forMs: DAY_MS, callsPerDayMax: 2 }] }),
    });
    sound(warmed);
    expect(broken(warmed, ({ lines }) => lines.numberWarmUpMax.fill(99)).law).toBe(1);
  });

  it('law 8: an outcome that is in no book', () => {
    const breach = broken(crowded({}), (world) => {
      const { outcomes } = world;
      const onEnd = world.auditor?.onEnd.bind(world.auditor);
      if (world.auditor === null || onEnd === undefined) throw new Error('no auditor');
      world.auditor.onEnd = (c, n, outcome, nowMs, slot, serial) => {
        onEnd(c, n, outcome, nowMs, slot, serial);
        // The world counts it right after; this takes it out again.
        outcomes[outcome]--;
      };
    });
    expect(breach.law).toBe(8);
    expect(breach.message).toMatch(/^law 8: \d+ dials, 0 outcomes, 0 lines not given back$/);
  });

  it('law 9: more calls in flight than tenant or campaign may have', () => {
    const tenant = crowded({ platform: platform({ tenantConcurrency: 4 }) });
    sound(tenant);
    const noCap = broken(tenant, ({ lines }) => Object.assign(lines, { tenantMax: 99 }));
    expect(noCap.message).toBe('law 9: the tenant has more calls in flight than its limit');
    const limited = crowded({ campaigns: [later(100, 100, { concurrency: 4 })] });
    sound(limited);
    const noLimit = broken(limited, ({ lines }) => lines.campaignMax.fill(99));
    expect(noLimit.message).toBe('law 9: campaign c has more calls in flight than its limit');
  });

  it.each([
    [
      'connection',
      { connections: [connection({ concurrency: 2 })] },
      /^law 9: connection line has/,
    ],
    ['number', { numbers: numbers(2, { concurrentMax: 2 }) }, /^law 9: n\/0 has more calls/],
    ['day', { numbers: numbers(2, { callsPerDayMax: 2 }) }, /^law 9: n\/0 made more than 2 calls/],
    [
      'pace',
      { connections: [connection({ callsPerSecond: 2 })] },
      /^law 9: connection line started two calls 0 ms apart/,
    ],
  ])('law 9: calls placed past the limit of the %s', (_, over, message) => {
    const world = openWorld(crowded(over), { replication: 0 });
    const breach = breachOf(() => {
      for (let contact = 0; contact < 3; contact++) placeCall(world, contact, 0, false, 0);
    });
    expect(breach.law).toBe(9);
    expect(breach.message).toMatch(message);
  });
});
