import { describe, expect, it } from 'vitest';
import type { StallEpisode } from '../../src/model/result.ts';
import type { InterventionSpec, Scenario } from '../../src/model/spec.ts';
import { figureOf, watch } from '../support/model-replications.ts';
import {
  arriving,
  contacts,
  everybody,
  hours,
  platform,
  span,
  talking,
  value,
} from '../support/model-run.ts';
import {
  campaign,
  connection,
  DAY_MS,
  DE,
  GB,
  HOUR_MS,
  number,
  numbers,
  scenario,
  US,
} from '../support/scenario-builder.ts';

/** The score of a number at an hour. */
const score = (hour: number, points: number, n = 0): InterventionSpec => ({
  atMs: hour * HOUR_MS,
  verb: 'set_score',
  number: n,
  score: points,
});
const pauseRow = (
  hour: number,
  n: number,
  verb: 'pause' | 'resume' = 'pause',
): InterventionSpec => ({
  atMs: hour * HOUR_MS,
  verb,
  target: { kind: 'row', campaign: 0, number: n },
});

/** One number; contacts come at given hours and are done after one call. */
function coming(atHours: readonly number[], over: Partial<Scenario>): Scenario {
  return scenario({
    numbers: numbers(1),
    answer: everybody('answers'),
    campaigns: [campaign(1, 0, arriving(...atHours.map((h) => ({ arrivesMs: h * HOUR_MS }))))],
    ...over,
  });
}

function episodes(plan: Scenario): StallEpisode[] {
  return [...watch(plan).result.episodes].sort((a, b) => a.startMs - b.startMs);
}

const inHours = (list: readonly StallEpisode[]) =>
  list.map((e) => [e.startMs / HOUR_MS, e.endMs / HOUR_MS, e.activeMs / HOUR_MS]);

describe('an episode', () => {
  it('runs from the first contact that finds nobody to the first eligible number', () => {
    // Flagged from hour 1 to 5; contacts at 2 and 3.
    const plan = coming([2, 3], { interventions: [score(1, 90), score(5, 0)] });
    const { result } = watch(plan);
    expect(result.episodes).toMatchObject([{ cause: 'spam', open: false, contactsMax: 2 }]);
    expect(inHours(result.episodes)).toEqual([[2, 5, 3]]);
    expect(value(plan, result, 'stall.risk')).toBe(1);
    expect(value(plan, result, 'stall.episodes')).toBe(1);
    expect(value(plan, result, 'stall.contact_hours')).toBeCloseTo(3 + 2, 9);
    expect(value(plan, result, 'stall.first')).toBe(2);
    // Open: 0 to 5 h, as long as there are unfinished contacts; calls last two minutes and 8 s.
    expect(value(plan, result, 'stall.time_share')).toBeCloseTo(3 / (5 + 128 / 3_600), 9);
    expect(value(plan, result, 'stall.lost_contacts')).toBe(0);
  });

  it('does not begin while nobody is due', () => {
    const plan = coming([6], { interventions: [score(1, 90), score(5, 0)] });
    expect(episodes(plan)).toEqual([]);
    expect(value(plan, watch(plan).result, 'stall.first')).toBe(Number.POSITIVE_INFINITY);
  });

  it('comes again when all were served in between', () => {
    const plan = coming([2, 8], {
      interventions: [score(1, 90), score(3, 0), score(7, 90), score(9, 0)],
    });
    expect(inHours(episodes(plan))).toEqual([
      [2, 3, 1],
      [8, 9, 1],
    ]);
    expect(value(plan, watch(plan).result, 'stall.first')).toBe(2);
  });

  it('is written down as open, and its contacts as lost, at the horizon', () => {
    const plan = coming([2, 3], { interventions: [score(1, 90)] });
    const { result } = watch(plan);
    expect(result.episodes).toMatchObject([{ open: true }]);
    expect(inHours(result.episodes)).toEqual([[2, 24, 22]]);
    expect(value(plan, result, 'stall.lost_contacts')).toBe(2);
    expect(value(plan, result, 'finish.expired')).toBe(2);
  });

  it('loses nobody who fell due after the window had closed: they met no pool', () => {
    const plan = coming([1, 12], {
      ...span('2026-03-02T09:00:00Z', 1, 'UTC'),
      numbers: [number('a', { spamScore: 90 })],
    });
    const [spec] = plan.campaigns;
    const shut = { ...plan, campaigns: [{ ...spec, windows: hours(9, 18) }] };
    const { result } = watch({ ...shut, durationMs: 20 * HOUR_MS });
    expect(value(shut, result, 'stall.lost_contacts')).toBe(1);
    expect(value(shut, result, 'finish.expired')).toBe(2);
  });

  it('does not lose contacts that expire for another reason', () => {
    const plan = coming([2, 3], {
      connections: [connection({ concurrency: 1 })],
      provider: talking(DAY_MS),
    });
    const { result } = watch(plan);
    expect(value(plan, result, 'finish.expired')).toBe(1);
    expect(value(plan, result, 'stall.lost_contacts')).toBe(0);
  });
});

describe('a closed window', () => {
  const shop = (over: Partial<Scenario>) =>
    scenario({
      ...span('2026-03-02T09:00:00Z', 4, 'UTC'),
      numbers: [number('a', { spamScore: 90 })],
      campaigns: [campaign(1, 1, { windows: hours(9, 18) })],
      ...over,
    });

  it('pauses an episode and does not end it', () => {
    // Open 0–9, 24–33, 48–57 h; eligible again at 50 h.
    const plan = shop({ interventions: [score(50, 0)] });
    const { result } = watch(plan);
    expect(inHours(result.episodes)).toEqual([[0, 50, 20]]);
    expect(value(plan, result, 'stall.episodes')).toBe(1);
    expect(value(plan, result, 'stall.contact_hours')).toBeCloseTo(20, 9);
    expect(value(plan, result, 'blocked.outside_window')).toBeCloseTo(30, 9);
  });

  it('is where an episode ended when a number comes back before it opens', () => {
    const plan = shop({ interventions: [score(20, 0)] });
    expect(inHours(episodes(plan))).toEqual([[0, 9, 9]]);
  });

  it('leaves an episode open at the horizon, up to its last stalled moment', () => {
    const plan = shop({ durationMs: 40 * HOUR_MS });
    const { result } = watch(plan);
    expect(result.episodes).toMatchObject([{ open: true }]);
    expect(inHours(result.episodes)).toEqual([[0, 33, 18]]);
    expect(value(plan, result, 'stall.lost_contacts')).toBe(1);
  });

  it('of one zone does not pause while contacts of another are stalled', () => {
    const zones = span('2026-03-02T09:00:00Z', 2, 'UTC', 'America/New_York');
    const plan = shop({
      ...zones,
      campaigns: [
        campaign(1, 0, { windows: hours(9, 18), contacts: contacts([{ zone: 0 }, { zone: 1 }]) }),
      ],
      interventions: [score(30, 0)],
    });
    // New York is open from 14:00Z to 23:00Z: 5–14 h, then from 29 h on.
    expect(inHours(episodes(plan))).toEqual([[0, 30, 14 + 6]]);
  });

  it('never begins an episode', () => {
    const plan = shop({
      campaigns: [
        campaign(1, 0, { windows: hours(9, 18), ...arriving({ arrivesMs: 12 * HOUR_MS }) }),
      ],
      interventions: [score(20, 0)],
    });
    expect(episodes(plan)).toEqual([]);
  });
});

describe('what is no stall', () => {
  it.each([
    ['a full tenant', { platform: platform({ tenantConcurrency: 1 }) }],
    ['a full connection', { connections: [connection({ concurrency: 1 })] }],
    ['a number at its cap', { numbers: numbers(1, { callsPerDayMax: 1 }) }],
    ['a slow pace', { connections: [connection({ callsPerSecond: 0.001 })] }],
    ['an outage', { faults: [{ kind: 'outage', connection: 0, fromMs: 0, toMs: DAY_MS }] }],
    [
      'a paused campaign',
      { interventions: [{ atMs: 0, verb: 'pause', target: { kind: 'campaign', campaign: 0 } }] },
    ],
  ] as const)('%s', (_, over) => {
    const plan = scenario({
      numbers: numbers(1),
      answer: everybody('answers'),
      provider: talking(HOUR_MS),
      campaigns: [campaign(1, 20)],
      ...over,
    });
    const { result } = watch(plan);
    expect(result.episodes).toEqual([]);
    expect(value(plan, result, 'stall.contact_hours')).toBe(0);
    expect(value(plan, result, 'stall.risk')).toBe(0);
  });

  it('has capacity in it, while nobody is eligible, whatever the capacity', () => {
    const plan = coming([0, 1], {
      connections: [connection({ concurrency: 1 })],
      provider: talking(6 * HOUR_MS),
      interventions: [score(2, 90), score(4, 0)],
    });
    // The line is full from 0 to 6 h: 1–2 h is capacity, 2–4 h a stall, 4–6 h capacity.
    const { result } = watch(plan);
    expect(inHours(result.episodes)).toEqual([[2, 4, 2]]);
    expect(value(plan, result, 'blocked.at_capacity')).toBeCloseTo(3, 9);
  });

  it('ends an episode when the campaign is paused; another begins when it runs again', () => {
    const campaignTarget = { kind: 'campaign', campaign: 0 } as const;
    const plan = coming([1], {
      interventions: [
        score(0, 90),
        { atMs: 3 * HOUR_MS, verb: 'pause', target: campaignTarget },
        { atMs: 5 * HOUR_MS, verb: 'resume', target: campaignTarget },
        score(6, 0),
      ],
    });
    expect(inHours(episodes(plan))).toEqual([
      [1, 3, 2],
      [5, 6, 1],
    ]);
    expect(value(plan, watch(plan).result, 'blocked.campaign_paused')).toBeCloseTo(2, 9);
  });
});

describe('the cause of an episode', () => {
  const two = (interventions: readonly InterventionSpec[], over: Partial<Scenario> = {}) =>
    scenario({
      numbers: numbers(2),
      campaigns: [campaign(2, 0, arriving({ arrivesMs: HOUR_MS }))],
      interventions,
      ...over,
    });
  const cause = (plan: Scenario) => watch(plan).result.episodes.map((e) => e.cause);

  it('is spam when every number that could is flagged', () => {
    expect(cause(two([score(0, 90), score(0, 90, 1)]))).toEqual(['spam']);
  });

  it('is paused when every one was taken out by hand', () => {
    expect(cause(two([pauseRow(0, 0), pauseRow(0, 1)]))).toEqual(['paused']);
    const target = { kind: 'connection', connection: 0 } as const;
    expect(cause(two([{ atMs: 0, verb: 'pause', target }]))).toEqual(['paused']);
    expect(cause(two([{ atMs: 0, verb: 'deactivate', number: 0 }, pauseRow(0, 1)]))).toEqual([
      'paused',
    ]);
  });

  it('is mixed when some are flagged and the others were taken out', () => {
    expect(cause(two([pauseRow(0, 0), score(0, 90, 1)]))).toEqual(['mixed']);
  });

  it('is spam where the others were not active to begin with, whatever else was done by hand', () => {
    const pool = [number('a'), number('off', { status: 'inactive' })];
    expect(cause(two([score(0, 90)], { numbers: pool }))).toEqual(['spam']);
  });

  it('looks only at numbers that may dial the country', () => {
    const pool = [number('us'), number('gb', { allowedCountries: [GB] })];
    expect(cause(two([score(0, 90), pauseRow(0, 1)], { numbers: pool }))).toEqual(['spam']);
  });

  it('is structural when no active number may dial the country even with a score of 0', () => {
    const pool = [number('gb', { allowedCountries: [GB] }), number('off', { status: 'inactive' })];
    const plan = two([], { numbers: pool });
    const { result } = watch(plan);
    expect(result.episodes.map((e) => e.cause)).toEqual(['structural']);
    for (const key of ['stall.risk', 'stall.episodes', 'stall.contact_hours', 'finish.expired']) {
      expect(value(plan, result, key)).toBe(0);
    }
    expect(value(plan, result, 'stall.structural_contacts')).toBe(1);
    expect(value(plan, result, 'stall.lost_contacts')).toBe(0);
  });
});

describe('one country that nobody may dial', () => {
  it('does not hide what the scores do to the others', () => {
    const plan = scenario({
      numbers: [number('us', { allowedCountries: [US, GB] })],
      answer: everybody('answers'),
      campaigns: [
        campaign(
          1,
          0,
          arriving({ country: DE, arrivesMs: 0 }, { country: US, arrivesMs: 2 * HOUR_MS }),
        ),
      ],
      interventions: [score(1, 90), score(3, 0)],
    });
    const { result } = watch(plan);
    expect(result.episodes.map((e) => e.cause).sort()).toEqual(['spam', 'structural']);
    expect(value(plan, result, 'stall.risk')).toBe(1);
    expect(value(plan, result, 'stall.episodes')).toBe(1);
    expect(value(plan, result, 'stall.first')).toBe(2);
    expect(value(plan, result, 'stall.contact_hours')).toBeCloseTo(1, 9);
    expect(value(plan, result, 'stall.risk', '*', 'DE')).toBe(0);
    expect(value(plan, result, 'stall.risk', '*', 'US')).toBe(1);
    expect(value(plan, result, 'stall.structural_contacts')).toBe(1);
    expect(value(plan, result, 'finish.share')).toBe(1);
  });

  it('is kept apart until a number may dial it, and is a country like others from then on', () => {
    const plan = scenario({
      numbers: [number('gb', { allowedCountries: [GB] })],
      campaigns: [campaign(1, 0, arriving({ arrivesMs: 0 }, { arrivesMs: 5 * HOUR_MS }))],
      interventions: [
        { atMs: HOUR_MS, verb: 'allow', number: 0, countries: [US, GB] },
        score(4, 90),
        score(6, 0),
      ],
    });
    const { result, attempts } = watch(plan);
    expect(attempts.map((call) => call.dialMs / HOUR_MS)).toEqual([1, 6]);
    expect(result.episodes.map((e) => [e.cause, e.startMs / HOUR_MS, e.endMs / HOUR_MS])).toEqual([
      ['structural', 0, 1],
      ['spam', 5, 6],
    ]);
    for (const key of ['stall.risk', 'stall.episodes', 'stall.contact_hours']) {
      expect(value(plan, result, key)).toBe(1);
    }
    expect(value(plan, result, 'stall.first')).toBe(5);
    expect(value(plan, result, 'stall.structural_contacts')).toBe(0);
    expect(value(plan, result, 'finish.share')).toBe(1);
    // In the books from the first hour on, when the country opened, to the end of its last contact.
    const { num, den } = figureOf(plan, result, 'stall.time_share');
    expect([num, Math.floor(den / HOUR_MS)]).toEqual([HOUR_MS, 5]);
  });

  it('begins another stall where the number that opens it is flagged', () => {
    const plan = scenario({
      numbers: [number('gb', { allowedCountries: [GB], spamScore: 90 })],
      campaigns: [campaign(1, 2)],
      interventions: [
        { atMs: HOUR_MS, verb: 'allow', number: 0, countries: [US, GB] },
        score(3, 0),
      ],
    });
    const { result } = watch(plan);
    expect(result.episodes.map((e) => [e.cause, e.startMs / HOUR_MS, e.endMs / HOUR_MS])).toEqual([
      ['structural', 0, 1],
      ['spam', 1, 3],
    ]);
    expect(value(plan, result, 'stall.contact_hours')).toBe(4);
  });

  it('is dialled when a number may dial it from then on', () => {
    const plan = scenario({
      numbers: [number('gb', { allowedCountries: [GB] })],
      campaigns: [campaign(1, 1)],
      interventions: [{ atMs: HOUR_MS, verb: 'allow', number: 0, countries: [US, GB] }],
    });
    const { result, attempts } = watch(plan);
    expect(attempts.map((call) => call.dialMs)).toEqual([HOUR_MS]);
    expect(inHours(result.episodes)).toEqual([[0, 1, 1]]);
  });
});

describe('over * stalled time', () => {
  it('is the union over campaigns and countries, not their sum', () => {
    const plan = scenario({
      numbers: [number('us', { allowedCountries: [US] }), number('gb', { allowedCountries: [GB] })],
      campaigns: [campaign(2, 0, { contacts: contacts([{ country: US }, { country: GB }]) })],
      // US 0–4 h, GB 2–8 h.
      interventions: [score(0, 90, 0), score(4, 0, 0), score(0, 90, 1), score(8, 0, 1)],
      answer: everybody('answers'),
      provider: talking(0),
    });
    const late = {
      ...plan,
      campaigns: [
        campaign(
          2,
          0,
          arriving({ country: US, arrivesMs: 0 }, { country: GB, arrivesMs: 2 * HOUR_MS }),
        ),
      ],
    };
    const { result } = watch(late);
    expect(inHours([...result.episodes].sort((a, b) => a.country - b.country))).toEqual([
      [0, 4, 4],
      [2, 8, 6],
    ]);
    expect(value(late, result, 'stall.episodes')).toBe(2);
    expect(value(late, result, 'stall.contact_hours')).toBeCloseTo(10, 9);
    // Stalled for all of the 8 h in which somebody was unfinished.
    expect(value(late, result, 'stall.time_share')).toBeCloseTo(1, 9);
    expect(value(late, result, 'stall.time_share', '*', 'GB')).toBeCloseTo(6 / 8, 9);
    expect(value(late, result, 'stall.first', '*', 'GB')).toBe(2);
    expect(value(late, result, 'stall.first')).toBe(0);
  });
});

describe('skips', () => {
  const pool = [
    number('free'),
    number('flagged', { spamScore: 80 }),
    number('abroad', { allowedCountries: [GB] }),
    number('both', { spamScore: 80, allowedCountries: [GB] }),
    number('off', { status: 'inactive', spamScore: 80 }),
  ];

  it('are counted in pairs over active, unpaused rows, each number under one reason', () => {
    const plan = scenario({ numbers: pool, campaigns: [campaign(5, 10)] });
    const { result } = watch(plan);
    expect(value(plan, result, 'attempts')).toBe(10);
    expect(value(plan, result, 'skip.rate')).toBe(3 / 4);
    expect(value(plan, result, 'skip.rate.spam')).toBe(1 / 4);
    expect(value(plan, result, 'skip.rate.country')).toBe(1 / 4);
    expect(value(plan, result, 'skip.rate.spam_and_country')).toBe(1 / 4);
    expect(value(plan, result, 'skip.attempt_share')).toBe(1);
  });

  it('are counted once per attempt, at its first pick, however long it then waits', () => {
    const plan = scenario({
      // Another connection has room, so that the second contact's pick finds every number busy.
      connections: [connection({ concurrency: 1 }), connection({ id: 'other' })],
      numbers: pool.map((n) => ({ ...n, connection: n.id === 'abroad' ? 1 : 0 })),
      answer: everybody('answers'),
      campaigns: [campaign(5, 10)],
      // Whoever picks after this minute finds one number fewer skipped.
      interventions: [score(1 / 60, 0, 1), score(1 / 60, 0, 3)],
    });
    const { result, attempts } = watch(plan);
    expect(attempts).toHaveLength(10);
    expect(value(plan, result, 'attempts')).toBe(10);
    // The first dialled and the second looked in the first minute; the other eight came later.
    expect(value(plan, result, 'skip.rate')).toBeCloseTo((2 * 3 + 8 * 2) / 40, 12);
  });

  it('are counted once for contacts that wait in a stalled line, though they cannot dial', () => {
    const plan = scenario({
      numbers: [number('flagged', { spamScore: 80 })],
      answer: everybody('answers'),
      campaigns: [
        campaign(
          1,
          0,
          arriving({ arrivesMs: 0 }, { arrivesMs: HOUR_MS }, { arrivesMs: DAY_MS / 2 }),
        ),
      ],
      interventions: [score(2, 0)],
    });
    const { result, attempts } = watch(plan);
    expect(attempts).toHaveLength(3);
    expect(value(plan, result, 'attempts')).toBe(3);
    expect(value(plan, result, 'skip.attempt_share')).toBeCloseTo(2 / 3, 12);
    expect(value(plan, result, 'skip.rate.spam')).toBeCloseTo(2 / 3, 12);
  });

  it('are counted again for a contact’s next attempt', () => {
    const plan = scenario({
      numbers: pool,
      answer: everybody('is out'),
      campaigns: [campaign(5, 4, { retries: { max: 2, delaysMs: [HOUR_MS], onVoicemail: false } })],
    });
    const { result } = watch(plan);
    expect(value(plan, result, 'attempts')).toBe(12);
    expect(value(plan, result, 'skip.rate')).toBe(3 / 4);
  });

  it('wait for the window: who is not due inside it has met no pool', () => {
    const plan = scenario({
      numbers: pool,
      campaigns: [campaign(5, 4, { windows: hours(9, 10) })],
      durationMs: 4 * HOUR_MS,
    });
    expect(value(plan, watch(plan).result, 'attempts')).toBe(0);
  });
});
