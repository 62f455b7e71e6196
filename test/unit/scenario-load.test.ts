import { describe, expect, it } from 'vitest';
import { load, scenarioText } from '../support/scenario-input.ts';

describe('a small scenario', () => {
  it('becomes indices, milliseconds and tables by country', async () => {
    const { scenario } = await load(scenarioText());
    expect(scenario.startEpochMs).toBe(Date.UTC(2026, 2, 2, 14));
    expect(scenario.durationMs).toBe(5 * 86_400_000);
    expect(scenario.countries).toEqual(['??', 'US', 'GB']);
    expect(scenario.numbers.map((number) => number.id)).toEqual(['US/1', 'US/2', 'US/3', 'GB/1']);
    expect(scenario.campaigns[0].pool).toEqual([0, 1, 2, 3]);
    expect(scenario.answer.meanByCountry).toEqual(Float64Array.of(0.15, 0.15 * 0.85, 0.15));
    const { voicemail, noAnswer, busy, blocked } = scenario.answer.unanswered;
    expect(voicemail + noAnswer + busy + blocked).toBeCloseTo(1, 12);
    expect(voicemail).toBeCloseTo(30 / 78, 12);
    expect(scenario.campaigns[0].contacts).toMatchObject({
      kind: 'generated',
      group: 'q1',
      count: 100,
      mix: [
        { share: 0.6, country: 1, zone: 0 },
        { share: 0.4, country: 2, zone: 1 },
      ],
    });
    expect(scenario.zones.map((zone) => zone.name)).toEqual(['America/New_York', 'Europe/London']);
  });

  it('has a mild hour curve with mean 1 over the working day', async () => {
    const { hourFactor } = (await load(scenarioText())).scenario.answer;
    const day = hourFactor.slice(9, 18);
    expect(day.reduce((sum, factor) => sum + factor, 0) / 9).toBeCloseTo(1, 3);
    expect(Math.max(...hourFactor)).toBeLessThan(1.1);
    // The square root of the measured shares: 15.53 % at 10 h, 11.84 % at 8 h.
    expect(hourFactor[10] / hourFactor[8]).toBeCloseTo(Math.sqrt(15.53 / 11.84), 2);
    expect(hourFactor[3]).toBeLessThan(0.5);
  });

  it('reads the same from JSON, tabs and all', async () => {
    const { resolved } = await load(scenarioText());
    const text = JSON.stringify(resolved, null, '\t');
    const again = await load(text);
    expect(again.resolved).toEqual(resolved);
  });

  it('keeps phone numbers without quotes as text', async () => {
    const numbers = '[{ e164: +14155550100, spamScore: 3 }, { e164: +442079460001 }]';
    const { scenario } = await load(scenarioText({ numbers }));
    expect(scenario.numbers.map((number) => number.id)).toEqual(['+14155550100', '+442079460001']);
    expect(scenario.numbers.map((number) => number.country)).toEqual([1, 2]);
    expect(scenario.numbers.map((number) => number.spamScore)).toEqual([3, null]);
  });

  it('is frozen all the way down', async () => {
    const loaded = await load(scenarioText());
    expect(Object.isFrozen(loaded.scenario.campaigns[0].retries.delaysMs)).toBe(true);
    expect(Object.isFrozen(loaded.resolved)).toBe(true);
    expect(() => Object.assign(loaded.scenario.numbers[0], { spamScore: 1 })).toThrow(TypeError);
  });

  it('can be cloned into a worker', async () => {
    const { scenario } = await load(scenarioText());
    expect(structuredClone(scenario)).toEqual(scenario);
  });

  it('keeps the table of a country in the scenario above file and default', async () => {
    const { scenario } = await load({
      's.yaml': scenarioText({
        prices: '{ file: p.csv, minute: 9, byCountry: { gb: { minute: 0.5 } } }',
      }),
      'p.csv': 'country,number_per_month,minute,check\nGB,2,0.02,0.07\n*,3,0.03,\n',
    });
    expect([...scenario.prices.minuteByCountry]).toEqual([0.03, 0.03, 0.5]);
    expect([...scenario.prices.numberPerMonthByCountry]).toEqual([3, 3, 2]);
    expect(scenario.prices.check).toBe(0.07);
  });
});

describe('pools', () => {
  const numbers =
    '[{ generate: { country: US, count: 2, connection: a } }, { generate: { country: GB, count: 2, managed: byo, connection: b } }, { e164: +14155550100, connection: a }]';
  const campaigns = (rest: string) =>
    `[{ name: q1, ${rest}, contacts: { generate: { count: 9, countries: { US: 1 } } } }]`;
  it.each([
    ['pool: all', [0, 1, 2, 3, 4], -1],
    ['pool: [US, +14155550100]', [0, 1, 4], -1],
    ['pool: [GB/2, US/1]', [0, 3], -1],
    ['pool: { country: [gb] }', [2, 3], -1],
    ['pool: { managed: byo, connection: [a] }', [4], -1],
    ['pool: [GB], primary: +14155550100', [2, 3, 4], 4],
    ['primary: +14155550100', [4], 4],
  ])('%s', async (rest, pool, primary) => {
    const { scenario } = await load(scenarioText({ numbers, campaigns: campaigns(rest) }));
    expect(scenario.campaigns[0].pool).toEqual(pool);
    expect(scenario.campaigns[0].primary).toBe(primary);
  });
});

describe('contacts from a file', () => {
  const campaigns = '[{ name: q1, pool: all, contacts: { file: c.csv } }]';
  const numbers = '[{ file: n.csv }]';
  const files = {
    's.yaml': scenarioText({ numbers, campaigns }),
    'n.csv':
      'e164,status,managed,allowed_countries,spam_score,first_used\n+14155550100,active,twilio,US|CA,12,2026-02-02T14:00:00Z\n+442079460001,active,byo,,,\n',
    'c.csv':
      'e164,timezone,arrives,sticky_number,attempts\n+442079460123,,2026-03-02T15:00:00Z,+442079460001,1\n+14155550123,America/Chicago,,+14155559999,\n',
  };

  it('share the dictionaries and times of the scenario', async () => {
    const { scenario, inputs, warnings } = await load(files);
    expect(scenario.countries).toEqual(['??', 'US', 'CA', 'GB']);
    expect(scenario.numbers[0].firstUsedMs).toBe(-28 * 86_400_000);
    const { contacts, arrivals } = scenario.campaigns[0];
    if (contacts.kind !== 'table') throw new Error('not a table');
    expect([...contacts.table.country]).toEqual([3, 1]);
    expect([...contacts.table.zone].map((zone) => scenario.zones[zone].name)).toEqual([
      'Europe/London',
      'America/Chicago',
    ]);
    expect([...(contacts.table.arrivesMs ?? [])]).toEqual([3_600_000, 0]);
    expect(arrivals).toEqual({ kind: 'column' });
    expect([...(contacts.table.sticky ?? [])]).toEqual([1, -1]);
    expect([...(contacts.table.attempts ?? [])]).toEqual([1, 0]);
    expect(inputs.map((input) => [input.file, input.rows])).toEqual([
      ['s.yaml', 0],
      ['n.csv', 2],
      ['c.csv', 2],
    ]);
    expect(warnings.map((warning) => warning.code)).toContain('sticky-not-in-pool');
  });

  it('take --map to heart, and say when nothing has such a column', async () => {
    const odd = { ...files, 'c.csv': files['c.csv'].replace('e164', 'Ruf') };
    const loaded = await load(odd, { columnMap: ['e164=Ruf'] });
    expect(loaded.scenario.campaigns[0].contacts).toMatchObject({ table: { count: 2 } });
    await expect(load(files, { columnMap: ['e164=Ruf'] })).rejects.toThrow(/--map.*no input file/);
  });
});
