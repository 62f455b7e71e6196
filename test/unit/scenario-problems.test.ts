import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/scenario/problem.ts';
import { problemsOf, scenarioText } from '../support/scenario-input.ts';

const campaign = (rest: string) =>
  `[{ name: q1, contacts: { generate: { count: 9, countries: { US: 1 } } }, ${rest} }]`;
const contacts = (rest: string) => `[{ name: q1, pool: all, contacts: ${rest} }]`;

describe('values', () => {
  /** [changed line, its text, path, what the message and remedy hold] */
  const cases: readonly (readonly [string, string | null, string, RegExp])[] = [
    ['why', null, 'why', /is missing/],
    ['why', '" "', 'why', /empty/],
    ['name', '7', 'name', /7 is not a text/],
    ['nmae', 'x', 'nmae', /unknown key "nmae" — did you mean name\?/],
    ['seed', '-1', 'seed', /-1 .*0 to/],
    ['seed', '1.5', 'seed', /1.5 .*whole number/],
    ['replications', '0', 'replications', /0 .*1 to 1000000/],
    ['replications', 'lots', 'replications', /"lots".*auto/],
    ['start', '2026-03-02', 'start', /offset/],
    ['duration', '5', 'duration', /without a unit/],
    ['duration', '-5d', 'duration', /out of range/],
    ['duration', '1e99d', 'duration', /not a unit of time/],
    ['duration', '99999d', 'duration', /out of range.*1m to 3650d/],
    ['duration', '10s', 'duration', /out of range.*1m to 3650d/],
    ['platform', '{ spamThreshold: .nan }', 'platform.spamThreshold', /NaN.*0 to 100/],
    ['platform', '{ spamThreshold: .inf }', 'platform.spamThreshold', /Infinity.*0 to 100/],
    ['platform', '{ spamThreshold: -1 }', 'platform.spamThreshold', /-1.*0 to 100/],
    ['platform', '{ spamThreshold: "70" }', 'platform.spamThreshold', /"70" is not a number/],
    ['platform', '{ tenantConcurrency: 1e99 }', 'platform.tenantConcurrency', /1 to 1000000/],
    ['platform', '{ scoreRefersh: 1h }', 'platform.scoreRefersh', /did you mean scoreRefresh/],
    ['selector', '{ weight: { floor: 0 } }', 'selector.weight.floor', /0 is too small/],
    ['selector', '{ sticky: { on: answerd } }', 'selector.sticky.on', /did you mean answered/],
    ['connections', '{ id: a }', 'connections', /a map is not a list/],
    ['connections', '[{ id: a, concurrency: 0 }]', 'connections[0].concurrency', /1 to 1000000/],
    ['numbers', '[]', 'numbers', /an empty list/],
    ['numbers', '[7]', 'numbers[0]', /7 is not allowed/],
    ['numbers', '[{ generate: { country: US } }]', 'numbers[0].generate.count', /is missing/],
    ['numbers', '[{ generate: { country: US, count: -3 } }]', 'numbers[0].generate.count', /1 to/],
    ['numbers', '[{ fiel: n.csv }]', 'numbers[0].fiel', /did you mean file/],
    ['campaigns', '[]', 'campaigns', /an empty list/],
    ['campaigns', campaign('pool: al'), 'campaigns[0].pool', /"al" is not allowed/],
    ['campaigns', campaign('pool: all, whenFull: weit'), 'campaigns[0].whenFull', /wait/],
    [
      'campaigns',
      campaign('pool: all, windows: { days: [tues] }'),
      'campaigns[0].windows.days[0]',
      /did you mean tue/,
    ],
    [
      'campaigns',
      contacts('{ generate: { count: 9, countries: { US: 60 } } }'),
      'campaigns[0].contacts.generate.countries.US',
      /60%/,
    ],
    ['drift', '{ model: usgae }', 'drift.model', /did you mean usage/],
    ['drift', '{ model: none, growthPerDay: 1 }', 'drift.growthPerDay', /unknown key/],
    ['playbook', '{ review: 4 }', 'playbook.review', /without a unit/],
    ['playbook', '{ reviews: 4h }', 'playbook.reviews', /did you mean review/],
    ['playbook', '{ without: [narow] }', 'playbook.without[0]', /did you mean narrow/],
    ['playbook', 'nothing', 'playbook', /none/],
    ['answer', '{ hourCurve: [1, 2] }', 'answer.hourCurve', /24/],
    ['provider', '{ ringTimeout: 60d }', 'provider.ringTimeout', /out of range.*2d/],
    ['interventions', '[{ at: 1h, do: paus, number: US/1 }]', 'interventions[0].do', /pause/],
    ['faults', '[{ kind: outage, from: 1h }]', 'faults[0].to', /is missing/],
    [
      'faults',
      '[{ kind: late_notices, from: 1h, to: 2h }]',
      'faults[0].delay',
      /is missing — a text, or a number, or a map of keys and values$/,
    ],
  ];
  it.each(cases)('%s: %s', async (key, text, path, shape) => {
    const problems = await problemsOf(scenarioText({ [key]: text }));
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(formatProblem(problems[0])).toMatch(shape);
    expect(problems[0]).toMatchObject({ file: 's.yaml', line: expect.any(Number) });
    expect(problems[0].line).toBeGreaterThan(0);
    expect(problems[0].column).toBeGreaterThan(0);
  });

  it.each([
    'spamThreshold',
    'threshold',
    'skipAboveScore',
    'spam-threshold',
    'Spam_Threshold',
    'skip_above',
  ])('a campaign may not have its own %s', async (key) => {
    const problems = await problemsOf(
      scenarioText({ campaigns: campaign(`pool: all, ${key}: 50`) }),
    );
    expect(problems).toHaveLength(1);
    expect(problems[0].message).toContain('one spam threshold for the whole platform');
    expect(problems[0].remedy).toContain('platform.spamThreshold');
  });
});

describe('references', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string, RegExp])[] = [
    [
      'primary not there',
      { campaigns: campaign('primary: "+14155550100"') },
      'campaigns[0].primary',
      /not in the inventory/,
    ],
    [
      'no pool, no primary',
      { campaigns: campaign('priority: 5') },
      'campaigns[0]',
      /no pool and no primary/,
    ],
    ['empty pool', { campaigns: campaign('pool: []') }, 'campaigns[0].pool', /is empty/],
    [
      'pool of nothing',
      { campaigns: campaign('pool: { country: [DE] }') },
      'campaigns[0].pool',
      /is empty/,
    ],
    [
      'pool entry',
      { campaigns: campaign('pool: [US, UK]') },
      'campaigns[0].pool[1]',
      /UK.*not in the inventory/,
    ],
    [
      'no day',
      { campaigns: campaign('pool: all, windows: { days: [] }') },
      'campaigns[0].windows.days',
      /never opens/,
    ],
    [
      'from after to',
      { campaigns: campaign('pool: all, windows: { from: "18:00", to: "09:00" }') },
      'campaigns[0].windows.to',
      /never opens/,
    ],
    [
      'only on Sunday',
      { campaigns: campaign('pool: all, windows: { days: [sun] }') },
      'campaigns[0].windows',
      /never opens between/,
    ],
    [
      'no delay',
      { campaigns: campaign('pool: all, retries: { delays: [] }') },
      'campaigns[0].retries.delays',
      /no delay/,
    ],
    [
      'shares',
      { campaigns: contacts('{ generate: { count: 9, countries: { US: 60% } } }') },
      'campaigns[0].contacts.generate.countries',
      /sum to 60%/,
    ],
    [
      'country',
      { campaigns: contacts('{ generate: { count: 9, countries: { UK: 1 } } }') },
      'campaigns[0].contacts.generate.countries.UK',
      /did you mean GB/,
    ],
    [
      'zone',
      {
        campaigns: contacts(
          '{ generate: { count: 9, countries: { US: 1 }, zones: { US: { America/Newyork: 1 } } } }',
        ),
      },
      'campaigns[0].contacts.generate.zones.US["America/Newyork"]',
      /America\/New_York/,
    ],
    [
      'arrivals',
      { campaigns: contacts('{ generate: { count: 9, countries: { US: 1 } }, arrivals: column }') },
      'campaigns[0].contacts.arrivals',
      /no column arrives/,
    ],
    [
      'connection',
      {
        connections: '[{ id: main }]',
        numbers: '[{ generate: { country: US, count: 1, connection: mian } }]',
      },
      'numbers[0].generate.connection',
      /did you mean main/,
    ],
    [
      'two connections',
      { connections: '[{ id: a }, { id: a }]' },
      'connections[1].id',
      /two connections/,
    ],
    [
      'two groups',
      {
        numbers:
          '[{ generate: { country: US, count: 1, group: x } }, { generate: { country: GB, count: 1, group: x } }]',
      },
      'numbers[1].generate.group',
      /two groups/,
    ],
    [
      'two numbers',
      { numbers: '[{ e164: +14155550100 }, { e164: +14155550100 }]' },
      'e164',
      /twice.*s.yaml:4/,
    ],
    [
      'no such number',
      { numbers: '[{ e164: +14155550100 }, { e164: +1415 }]' },
      'numbers[1].e164',
      /E.164/,
    ],
    [
      'allow-list',
      { numbers: '[{ generate: { country: US, count: 1, allowedCountries: [XQ] } }]' },
      'numbers[0].generate.allowedCountries[0]',
      /no country XQ — two letters of ISO 3166-1/,
    ],
    [
      'country that people spell so',
      { numbers: '[{ generate: { country: UK, count: 1 } }]' },
      'numbers[0].generate.country',
      /no country UK — did you mean GB\?/,
    ],
    [
      'unanswered',
      { answer: '{ unanswered: { voicemail: 0, noAnswer: 0, busy: 0, blocked: 0 } }' },
      'answer.unanswered',
      /all weights are 0/,
    ],
    [
      'release',
      { interventions: '[{ at: 1h, do: release, number: US/1 }]' },
      'interventions[0]',
      /for good.*confirm: true/,
    ],
    [
      'release of byo',
      {
        numbers: '[{ generate: { country: US, count: 1, managed: byo } }]',
        interventions: '[{ at: 1h, do: release, number: US/1, confirm: true }]',
      },
      'interventions[0].number',
      /brought along.*deactivate/,
    ],
    [
      'unknown number',
      { interventions: '[{ at: 1h, do: pause, number: US/9 }]' },
      'interventions[0].number',
      /US\/9.*did you mean US\/1/,
    ],
    [
      'nothing to pause',
      { interventions: '[{ at: 1h, do: pause }]' },
      'interventions[0]',
      /names nothing/,
    ],
    [
      'too late',
      { interventions: '[{ at: 9d, do: pause, number: US/1 }]' },
      'interventions[0].at',
      /after the scenario/,
    ],
    [
      'unknown campaign',
      { interventions: '[{ at: 1h, do: pause, campaign: q2 }]' },
      'interventions[0].campaign',
      /did you mean q1/,
    ],
    [
      'fault',
      { connections: '[{ id: a }]', faults: '[{ kind: outage, connection: b, from: 1h, to: 2h }]' },
      'faults[0].connection',
      /no connection b/,
    ],
    [
      'fault backwards',
      { connections: '[{ id: a }]', faults: '[{ kind: outage, connection: a, from: 2h, to: 1h }]' },
      'faults[0].to',
      /before it begins/,
    ],
    ['gate', { gates: '["stall.rsik < 5%"]' }, 'gates[0]', /did you mean stall.risk/],
  ];
  it.each(cases)('%s', async (_, changes, path, shape) => {
    const problems = await problemsOf(scenarioText(changes));
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(formatProblem(problems[0])).toMatch(shape);
  });
});

describe('files', () => {
  it.each<readonly [string, Readonly<Record<string, string | null>>, RegExp]>([
    ['missing', { 'other.yaml': '' }, /^s.yaml: does not exist/],
    ['folder', { 's.yaml': null }, /^s.yaml: is a folder/],
    ['empty', { 's.yaml': '' }, /^s.yaml:1:1: is empty/],
    ['only a comment', { 's.yaml': '# nothing\n' }, /^s.yaml:1:1: is empty/],
    ['binary', { 's.yaml': 'PK\u0003\u0004\u0000\u0000' }, /^s.yaml:1:1: is not text/],
    ['a list', { 's.yaml': '- a\n- b\n' }, /^s.yaml:1:1: is not a scenario/],
    ['two documents', { 's.yaml': 'name: a\n---\nname: b\n' }, /^s.yaml:2:1: .*more than one/],
    ['bad YAML', { 's.yaml': 'name: a\nwhy: [1\n' }, /^s.yaml:[23]:\d+: /],
    ['bad JSON', { 's.yaml': '{\n "name": "a",,\n}' }, /^s.yaml:2:14: /],
    ['twice the same key', { 's.yaml': 'name: a\nname: b\n' }, /^s.yaml:2:1: .*unique/],
    ['tab', { 's.yaml': 'platform:\n\tspamThreshold: 5\n' }, /^s.yaml:2:1: .*[Tt]ab/],
  ])('%s', async (_, files, shape) => {
    expect(formatProblem((await problemsOf(files))[0])).toMatch(shape);
  });

  it('all problems of all files come at once, in order', async () => {
    const problems = await problemsOf({
      's.yaml': scenarioText({ duration: '5', numbers: '[{ file: n.csv }, { file: x.csv }]' }),
      'n.csv': 'e164,spam_score\n+14155550100,900\n12,5\n',
    });
    const places = problems.map(({ file, line, path }) => `${file}:${line} ${path}`);
    expect(places).toEqual([
      'n.csv:2 spam_score',
      'n.csv:3 e164',
      's.yaml:4 numbers[1].file',
      's.yaml:6 duration',
    ]);
  });

  it('a file that cannot be read does not make what it may hold unknown', async () => {
    const problems = await problemsOf(
      scenarioText({
        numbers: '[{ file: n.csv }]',
        campaigns: campaign('pool: ["+14155550100"], primary: "+14155550100"'),
      }),
    );
    expect(problems.map((problem) => problem.path)).toEqual(['numbers[0].file']);
  });

  it('an unknown connection of an inventory is told once', async () => {
    const problems = await problemsOf({
      's.yaml': scenarioText({ connections: '[{ id: main }]', numbers: '[{ file: n.csv }]' }),
      'n.csv': 'e164,connection\n+14155550100,mian\n+14155550101,mian\n+14155550102,main\n',
    });
    expect(problems.map(formatProblem)).toEqual([
      'n.csv:2:14: connection: +14155550100 (and 1 more numbers) calls through mian, which is no connection — did you mean main?',
    ]);
  });

  it('a bomb of aliases is refused', async () => {
    const levels = Array.from({ length: 9 }, (_, i) => {
      const inner = i === 0 ? 'x' : `*a${i - 1}`;
      return `a${i}: &a${i} [${Array.from({ length: 9 }, () => inner).join(', ')}]`;
    });
    const problems = await problemsOf(`${levels.join('\n')}\n`);
    expect(problems.map((problem) => problem.message)).toContain('holds too many values');
  });

  it('an alias inside its own value is refused with its place, and repeated values are not', async () => {
    const problems = await problemsOf('name: &n x\nwhy: *n\nself: &s { a: { b: *s } }\n');
    expect(problems).toContainEqual(
      expect.objectContaining({
        line: 3,
        message: '*s stands inside the value that it repeats',
      }),
    );
    const twice = await problemsOf('name: x\nwhy: &w y\na: *w\nb: [*w, *w]\n');
    expect(twice.map((problem) => problem.message).join()).not.toContain('stands inside');
  });
});
