import { describe, expect, it } from 'vitest';
import { PLAYBOOK_STEPS, STEP_NAMES, takes, withoutStep } from '../../src/model/operator/steps.ts';
import { prepare } from '../../src/model/prepare.ts';
import { DAY_MS, HOUR_MS } from '../support/scenario-builder.ts';
import { load, problemsOf, scenarioText } from '../support/scenario-input.ts';

const one = async (changes: Readonly<Record<string, string>>) =>
  (await load(scenarioText(changes))).scenario;

/** The book of a scenario, which must have one. */
async function bookOf(text: string, changes: Readonly<Record<string, string>> = {}) {
  const scenario = await one({ playbook: text, ...changes });
  if (scenario.playbook === null) throw new Error('no playbook');
  return { scenario, book: scenario.playbook };
}

describe('a playbook', () => {
  it('is none unless one is asked for', async () => {
    expect((await one({})).playbook).toBeNull();
    expect((await one({ playbook: 'none' })).playbook).toBeNull();
  });

  it('has a default for everything', async () => {
    const { book } = await bookOf('{}');
    expect(book).toMatchObject({
      without: [],
      reviewMs: 8 * HOUR_MS,
      reactionMs: HOUR_MS,
      eligibleMin: 2,
      preflight: 'warn',
      spot: { silentReviews: 2, answerRateBelow: 0.5, attemptsMin: 50 },
      pause: { level: 'number', resumeBelow: 60, restMinMs: 30 * DAY_MS, restMax: 0.5 },
      narrow: { level: 'number', callsPerDay: 50 },
      retire: { flags: 3, windowMs: 30 * DAY_MS },
      signOffMs: DAY_MS,
    });
    expect(book.zone.name).toBe('UTC');
  });

  it('lays out spares and what may be bought, dormant, in countries called or at home', async () => {
    const { scenario, book } = await bookOf(
      '{ replace: { max: 2, spares: { GB: 1 }, allowed: home } }',
      {
        numbers: '[{ generate: { country: FR, count: 1 } }]',
        campaigns:
          '[{ name: q1, pool: all, contacts: { generate: { count: 9, countries: { GB: 1 } } } }]',
      },
    );
    const named = (list: readonly number[]) => list.map((n) => scenario.numbers[n].id);
    expect(named(book.replace.spares)).toEqual(['spare/GB/1']);
    expect(named(book.replace.purchasable)).toEqual([
      'buy/FR/1',
      'buy/FR/2',
      'buy/GB/1',
      'buy/GB/2',
    ]);
    expect(scenario.numbers.map(({ owned }) => owned)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(named(scenario.campaigns[0].pool)).toEqual(['FR/1']);
    expect(scenario.campaigns[0].reserve).toHaveLength(5);
    expect(prepare(scenario).layout.rows.map(({ reserve }) => reserve)).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
    const spare = scenario.numbers[book.replace.spares[0]];
    expect(spare.allowedCountries.map((c) => scenario.countries[c])).toEqual(['GB']);
  });

  it('reviews in working hours of its own zone', async () => {
    // 2 March 2026 is a Monday; the scenario starts at 14:00 UTC, which is 14:00 in London.
    const hours = '{ days: [mon, wed], from: "09:00", to: "17:00", timezone: Europe/London }';
    const { scenario } = await bookOf(`{ review: 2h, reaction: 90m, hours: ${hours} }`);
    const { atMs, actMs } = prepare(scenario).reviews;
    const clock = (ms: number) =>
      new Date(scenario.startEpochMs + ms).toISOString().slice(8, 16).replace('T', ' ');
    expect([...atMs].slice(0, 3).map(clock)).toEqual(['02 16:00', '04 10:00', '04 12:00']);
    expect([...actMs].slice(0, 3).map(clock)).toEqual(['04 09:30', '04 11:30', '04 13:30']);
  });

  it('loses one step and nothing else', async () => {
    const { book } = await bookOf('{ without: [narrow] }');
    expect(takes(book, 'narrow')).toBe(false);
    for (const step of STEP_NAMES) {
      const less = withoutStep(book, step);
      expect(takes(less, step)).toBe(false);
      expect(STEP_NAMES.filter((other) => takes(less, other) !== takes(book, other))).toEqual(
        step === 'narrow' ? [] : [step],
      );
      expect({ ...less, without: [] }).toEqual({ ...book, without: [] });
      expect(PLAYBOOK_STEPS[step]).not.toBe('');
    }
    expect(book.without).toEqual(['narrow']);
  });

  it.each([
    ['{ hours: { timezone: Europe/Lodon } }', 'playbook.hours.timezone', /did you mean/],
    ['{ hours: { from: "17:00", to: "09:00" } }', 'playbook.hours.to', /never opens/],
    ['{ hours: { days: [sun] } }', 'playbook.hours', /never works/],
    ['{ replace: { spares: { XQ: 1 } } }', 'playbook.replace.spares.XQ', /no country XQ/],
    ['{ replace: { connection: nowhere } }', 'playbook.replace.connection', /no connection/],
  ])('%s is a problem where it stands', async (text, path, shape) => {
    const listed = { connections: '[{ id: main }]', duration: '3d' };
    const problems = await problemsOf(scenarioText({ playbook: text, ...listed }));
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems.map(({ message, remedy }) => `${message} ${remedy}`).join()).toMatch(shape);
  });
});

describe('the preflight', () => {
  const codes = async (text: string) => {
    const { warnings } = await load(scenarioText({ playbook: text }));
    return warnings.map(({ code }) => code).filter((code) => /eligible/.test(code));
  };
  // Every number may dial every country of it: four of them.
  it('warns of fewer than the least eligible, or is silent because it buys', async () => {
    expect(await codes('none')).toEqual([]);
    expect(await codes('{ eligibleMin: 4 }')).toEqual([]);
    expect(await codes('{ eligibleMin: 5 }')).toEqual(['fewer-than-eligible-min']);
    expect(await codes('{ eligibleMin: 5, without: [preflight] }')).toEqual([]);
    expect(await codes('{ eligibleMin: 5, preflight: buy }')).toEqual([]);
  });
});

describe('interventions that bring numbers', () => {
  it('buy, bring and replace; what they bring can be named by the others', async () => {
    const { numbers, campaigns, interventions } = await one({
      interventions: `[
        { at: 9h, do: pause, number: add/GB/1, campaign: q1 },
        { at: 1h, do: add, country: GB, lead: 2h, price: 4 },
        { at: 2h, do: add, number: "+44 20 7946 0009", campaigns: [q1] },
        { at: 3h, do: replace, number: GB/1 },
        { at: 4h, do: replace, number: US/1, with: US/2, price: 1 },
        { at: 5h, do: narrow, campaign: q1, callsPerDay: 9 },
        { at: 6h, do: attach, number: add/GB/2, campaign: q1 }]`,
    });
    const at = (id: string) => numbers.findIndex((number) => number.id === id);
    expect(numbers.slice(4).map(({ id, owned, managed }) => [id, owned, managed])).toEqual([
      ['add/GB/1', false, 'twilio'],
      ['+442079460009', false, 'byo'],
      ['add/GB/2', false, 'twilio'],
    ]);
    expect(campaigns[0].reserve).toEqual([4, 5, 6]);
    expect(interventions).toMatchObject([
      { verb: 'add', number: 4, campaigns: [0], leadMs: 2 * HOUR_MS, price: 4 },
      { verb: 'add', number: 5, campaigns: [0], leadMs: DAY_MS, price: 0 },
      { verb: 'replace', number: at('GB/1'), by: 6, leadMs: DAY_MS, price: null },
      { verb: 'replace', number: at('US/1'), by: at('US/2'), leadMs: 0, price: 1 },
      { verb: 'narrow', target: { kind: 'campaign', campaign: 0 }, callsPerDay: 9 },
      { verb: 'attach', number: 6, campaign: 0 },
      { verb: 'pause', target: { kind: 'row', campaign: 0, number: 4 } },
    ]);
  });

  it.each([
    ['{ do: add }', '', /names nothing to add/],
    ['{ do: add, country: GB, number: "+442079460009" }', '', /names two things/],
    ['{ do: add, number: "12" }', '.number', /E.164/],
    ['{ do: add, country: GB, campaigns: [q2] }', '.campaigns[0]', /did you mean q1/],
    ['{ do: replace, number: US/1, with: US/1 }', '.with', /replace itself/],
    ['{ do: narrow, number: US/1 }', '.callsPerDay', /missing/],
    ['{ do: attach, number: US/9, campaign: q1 }', '.number', /did you mean US\/1/],
  ])('%s is a problem where it stands', async (text, path, shape) => {
    const interventions = `[${text.replace('{ ', '{ at: 1h, ')}]`;
    const problems = await problemsOf(scenarioText({ interventions }));
    expect(problems.map((problem) => problem.path)).toEqual([`interventions[0]${path}`]);
    expect(problems.map(({ message, remedy }) => `${message} ${remedy}`).join()).toMatch(shape);
  });
});

it('prices of purchases: by country, then the file, then the rest', async () => {
  const { scenario } = await load({
    's.yaml': scenarioText({
      prices: '{ purchase: 9, file: p.csv, byCountry: { US: { purchase: 1 } } }',
      playbook: '{}',
    }),
    'p.csv': 'country,number_per_month,minute,purchase\nGB,1,0.1,5\nUS,1,0.1,7\n',
  });
  const { countries, prices } = scenario;
  const of = (code: string) => prices.purchaseByCountry[countries.indexOf(code)];
  expect([of('US'), of('GB'), of('??')]).toEqual([1, 5, 9]);
});
