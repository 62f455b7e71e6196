import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/base/units.ts';
import { load, scenarioText } from '../support/scenario-input.ts';

const one = async (changes: Readonly<Record<string, string>>) =>
  (await load(scenarioText(changes))).scenario;

describe('drift models', () => {
  it('usage has its resting level by country', async () => {
    const { drift } = await one({ drift: '{ model: usage, baseline: { byCountry: { GB: 33 } } }' });
    if (drift.model !== 'usage') throw new Error(drift.model);
    // 10 + 0.4 × 25 % elsewhere, 10 + 0.4 × 23.5 % in the US.
    expect([...drift.baselineByCountry]).toEqual([20, 19.4, 33]);
    expect(drift).toMatchObject({ stepMs: HOUR_MS, youngMs: 21 * DAY_MS, shockHitShare: 0.5 });
  });

  it('ou, two-state and none are taken as given', async () => {
    expect((await one({ drift: '{ model: ou, mean: 30 }' })).drift).toMatchObject({
      model: 'ou',
      meanScore: 30,
      reversionPerDay: 0.2,
    });
    expect((await one({ drift: '{ model: two-state, clearPerDay: 0.3 }' })).drift).toEqual({
      model: 'two-state',
      flagPerDay: 0.01,
      clearPerDay: 0.3,
    });
    expect((await one({ drift: '{ model: none }' })).drift).toEqual({ model: 'none' });
  });

  it('trace is sorted by time, counted from the start, without strangers', async () => {
    const loaded = await load({
      's.yaml': scenarioText({
        numbers: '[{ e164: +442079460001, spamScore: 0 }, { e164: +14155550100, spamScore: 0 }]',
        drift: '{ model: trace, file: scores.csv }',
      }),
      'scores.csv': [
        'e164,at,score',
        '+14155550100,2026-03-02T15:00:00Z,40',
        '+14155550100,2026-03-02T13:00:00Z,30',
        '+442079460001,2026-03-02T15:00:00Z,50',
        '+14155550199,2026-03-02T15:00:00Z,99',
      ].join('\n'),
    });
    expect(loaded.scenario.drift).toEqual({
      model: 'trace',
      number: Int32Array.of(1, 1, 0),
      atMs: Float64Array.of(-HOUR_MS, HOUR_MS, HOUR_MS),
      score: Float64Array.of(30, 40, 50),
    });
    expect(loaded.warnings.map((warning) => warning.code)).toContain('trace-of-unknown-numbers');
  });
});

describe('how calls end', () => {
  it('laws of durations, a bare duration being constant', async () => {
    const { provider } = await one({
      provider:
        '{ talkAnswered: { law: exponential, mean: 2m }, talkVoicemail: 20s, queueDelay: { law: empirical, values: [1s, 3s] } }',
    });
    expect(provider).toMatchObject({
      talkAnswered: { law: 'exponential', meanMs: 2 * MINUTE_MS },
      talkVoicemail: { law: 'constant', ms: 20_000 },
      queueDelay: { law: 'empirical', valuesMs: [1_000, 3_000] },
      ringAnswered: { law: 'lognormal', medianMs: 8_000, sigma: 0.5 },
      ringTimeoutMs: 30_000,
    });
  });

  it('the default talk time means about two minutes, a quarter under ten seconds', async () => {
    const { talkAnswered } = (await one({})).provider;
    if (talkAnswered.law !== 'lognormal') throw new Error(talkAnswered.law);
    const { medianMs, sigma } = talkAnswered;
    // Mean of a log-normal: median · exp(σ²/2). The quarter: Φ⁻¹(1/4) = −0.6745.
    expect(medianMs * Math.exp(sigma ** 2 / 2)).toBeGreaterThan(110_000);
    expect(medianMs * Math.exp(sigma ** 2 / 2)).toBeLessThan(130_000);
    expect(medianMs * Math.exp(-0.6745 * sigma)).toBeCloseTo(10_000, -3);
  });

  it('answering by country: the share itself wins over the factor, it over the default', async () => {
    const { answer } = await one({
      answer:
        '{ mean: 20%, countryFactor: { US: 2 }, byCountry: { gb: 9% }, hourCurve: flat, concentration: infinite }',
    });
    expect([...answer.meanByCountry]).toEqual([0.2, 0.4, 0.09]);
    expect(answer.hourFactor).toEqual(new Array(24).fill(1));
    expect(answer.concentration).toBe(Number.POSITIVE_INFINITY);
  });

  it('never more than always', async () => {
    const { answer } = await one({ answer: '{ mean: 90%, countryFactor: { US: 5 } }' });
    expect(answer.meanByCountry[1]).toBe(1);
  });
});

it.each([
  ['{ share: 30%, delay: 2d }', { share: 0.3, delayMs: 2 * DAY_MS, max: 1 }],
  ['{ share: 30%, max: 3 }', { share: 0.3, delayMs: DAY_MS, max: 3 }],
  ['{}', { share: 0, delayMs: DAY_MS, max: 0 }],
])('follow-up %s', async (text, followUp) => {
  const contacts = 'contacts: { generate: { count: 9, countries: { US: 1 } } }';
  const scenario = await one({
    campaigns: `[{ name: q1, pool: all, followUp: ${text}, ${contacts} }]`,
  });
  expect(scenario.campaigns[0].followUp).toEqual(followUp);
});

describe('things done at a time', () => {
  it('are indices in order of time', async () => {
    const { interventions } = await one({
      connections: '[{ id: a }]',
      interventions: `[
        { at: 2d, do: release, number: US/1, confirm: true },
        { at: 1d4h, do: pause, number: GB/1 },
        { at: 1h, do: pause, number: US/2, campaign: q1 },
        { at: 1h, do: pause, campaign: q1 },
        { at: 3h, do: resume, connection: a },
        { at: 4h, do: allow, number: US/3, countries: [us, DE, US] },
        { at: 5h, do: set_score, number: US/3, score: 90 },
        { at: 6h, do: deactivate, number: US/3 }]`,
    });
    expect(interventions).toEqual([
      { atMs: HOUR_MS, verb: 'pause', target: { kind: 'row', campaign: 0, number: 1 } },
      { atMs: HOUR_MS, verb: 'pause', target: { kind: 'campaign', campaign: 0 } },
      { atMs: 3 * HOUR_MS, verb: 'resume', target: { kind: 'connection', connection: 0 } },
      { atMs: 4 * HOUR_MS, verb: 'allow', number: 2, countries: [1, 3] },
      { atMs: 5 * HOUR_MS, verb: 'set_score', number: 2, score: 90 },
      { atMs: 6 * HOUR_MS, verb: 'deactivate', number: 2 },
      { atMs: 28 * HOUR_MS, verb: 'pause', target: { kind: 'number', number: 3 } },
      { atMs: 2 * DAY_MS, verb: 'release', number: 0 },
    ]);
  });

  it('faults too', async () => {
    const { faults, countries } = await one({
      connections: '[{ id: a }, { id: b }]',
      faults:
        '[{ kind: refusal, connection: b, country: FR, from: 2h, to: 9d }, { kind: outage, connection: a, from: 1h, to: 2h }]',
    });
    expect(faults).toEqual([
      { kind: 'outage', connection: 0, fromMs: HOUR_MS, toMs: 2 * HOUR_MS },
      {
        kind: 'refusal',
        connection: 1,
        country: countries.indexOf('FR'),
        fromMs: 2 * HOUR_MS,
        toMs: 9 * DAY_MS,
      },
    ]);
  });
});

it('tables by country are as long as the dictionary', async () => {
  const scenario = await one({ prices: '{ byCountry: { JP: { minute: 1 } } }' });
  const { answer, prices, drift, countries } = scenario;
  expect(countries).toContain('JP');
  const tables = [answer.meanByCountry, prices.minuteByCountry, prices.numberPerMonthByCountry];
  if (drift.model === 'usage') tables.push(drift.baselineByCountry);
  for (const table of tables) expect(table).toHaveLength(countries.length);
});
