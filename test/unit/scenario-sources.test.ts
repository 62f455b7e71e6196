import { describe, expect, it } from 'vitest';
import { load, problemsOf, scenarioText } from '../support/scenario-input.ts';

describe('extends', () => {
  const base = scenarioText({
    platform: '{ spamThreshold: 60, scoreRefresh: 12h }',
    drift: '{ model: usage, growthPerDay: 3 }',
    faults: '[{ kind: outage, connection: a, from: 1h, to: 2h }]',
    connections: '[{ id: a }]',
  });

  it('merges maps deeply, replaces lists, and says where each value came from', async () => {
    const loaded = await load({
      's.yaml': 'extends: base/b.yaml\nname: child\nplatform:\n  spamThreshold: 80\nfaults: []\n',
      'base/b.yaml': base,
    });
    expect(loaded.scenario.name).toBe('child');
    expect(loaded.scenario.platform.spamThreshold).toBe(80);
    expect(loaded.scenario.platform.scoreRefreshMs).toBe(12 * 3_600_000);
    expect(loaded.scenario.faults).toEqual([]);
    expect(loaded.origins.get('platform.spamThreshold')).toBe('s.yaml:4');
    expect(loaded.origins.get('platform.scoreRefresh')).toBe('extends base/b.yaml:6');
    expect(loaded.origins.get('platform.scoreLag')).toBe('default');
    expect(loaded.inputs.map((input) => input.file)).toEqual(['s.yaml', 'base/b.yaml']);
  });

  it('drops the settings of another drift model', async () => {
    const loaded = await load({
      's.yaml': 'extends: b.yaml\ndrift: { model: two-state, flagPerDay: 0.5 }\n',
      'b.yaml': base,
    });
    expect(loaded.scenario.drift).toEqual({
      model: 'two-state',
      flagPerDay: 0.5,
      clearPerDay: 0.1,
    });
  });

  it('takes paths relative to the file that names them', async () => {
    const loaded = await load({
      's.yaml': 'extends: base/b.yaml\n',
      'base/b.yaml': scenarioText({
        numbers: '[{ file: ../data/n.csv }, { generate: { country: GB, count: 1 } }]',
      }),
      'data/n.csv': 'e164,spam_score\n+14155550100,4\n',
    });
    expect(loaded.scenario.numbers[0].id).toBe('+14155550100');
  });

  it('refuses a circle, with the chain', async () => {
    const problems = await problemsOf({
      's.yaml': 'extends: b.yaml\n',
      'b.yaml': 'name: b\nextends: s.yaml\n',
    });
    expect(problems).toMatchObject([
      { file: 'b.yaml', line: 2, message: 'extends itself: s.yaml → b.yaml → s.yaml' },
    ]);
  });

  it('refuses a missing base where it is named, with the nearest file', async () => {
    const problems = await problemsOf({
      's.yaml': 'name: a\nextends: bsae.yaml\n',
      'base.yaml': base,
    });
    expect(problems).toMatchObject([
      { file: 's.yaml', line: 2, column: 10, path: 'extends', remedy: 'did you mean base.yaml?' },
    ]);
  });
});

describe('overrides', () => {
  it('are stronger the nearer they are: flags, --set, environment, file, default', async () => {
    const environment = {
      POOLSIM_SEED: '5',
      POOLSIM_REPLICATIONS: '200',
      POOLSIM_SET: 'platform.spamThreshold=50; platform.warningBand=5',
    };
    const text = scenarioText({ seed: '3', replications: '100', duration: '2d' });
    const loaded = await load(text, { environment, set: ['platform.spamThreshold=55', 'seed=8'] });
    expect(loaded.scenario.seed).toBe('8');
    expect(loaded.replications).toBe(200);
    expect(loaded.scenario.platform).toMatchObject({ spamThreshold: 55, warningBand: 5 });
    const origins = ['seed', 'replications', 'platform.spamThreshold', 'platform.warningBand'];
    expect(origins.map((path) => loaded.origins.get(path))).toEqual([
      '--set',
      'POOLSIM_REPLICATIONS',
      '--set',
      'POOLSIM_SET',
    ]);
    expect(loaded.origins.get('duration')).toBe('s.yaml:8');
    const flagged = await load(text, {
      environment,
      set: ['seed=8'],
      seed: '9',
      replications: 'auto',
    });
    expect(flagged.scenario.seed).toBe('9');
    expect(flagged.replications).toBe('auto');
    expect(flagged.origins.get('seed')).toBe('--seed');
  });

  it('reach entries of lists by position and by name, and below defaults', async () => {
    const loaded = await load(scenarioText(), {
      set: [
        'campaigns.q1.concurrency=5',
        'campaigns[0].priority=9',
        'numbers.GB.generate.count=3',
        'campaigns.q1.retries.delays[1]=30m',
        'provider.ringAnswered.median=9s',
        'campaigns.q1.pool=[GB]',
        'drift.growthPerDay=7',
      ],
    });
    const [campaign] = loaded.scenario.campaigns;
    expect(campaign).toMatchObject({ concurrency: 5, priority: 9, pool: [3, 4, 5] });
    expect(campaign.retries.delaysMs).toEqual([3_600_000, 1_800_000]);
    expect(loaded.scenario.provider.ringAnswered).toMatchObject({ medianMs: 9_000, sigma: 0.5 });
    expect(loaded.scenario.drift).toMatchObject({ model: 'usage', growthPerDay: 7 });
    expect(loaded.origins.get('campaigns[0].retries.delays[1]')).toBe('--set');
    expect(loaded.origins.get('campaigns[0].retries.delays[0]')).toBe('default');
  });

  it.each([
    ['campaigns.q1.concurency=5', 'did you mean campaigns[0].concurrency?'],
    ['campaigns.q2.concurrency=5', 'did you mean q1?'],
    ['platfrom.spamThreshold=5', 'did you mean platform?'],
    ['numbers.GB.count=5', 'did you mean numbers[1].generate.count?'],
    ['campaigns[4].priority=5', '0 to 0'],
    ['seed.x=5', 'nothing lies below it'],
    ['seed', 'path=value'],
    ['=5', 'path=value'],
    ['a..b=5', 'a.b or a[0].b'],
    ['campaigns.q1.spamThreshold=50', 'platform.spamThreshold'],
  ])('refuse %s', async (assignment, remedy) => {
    const problems = await problemsOf(scenarioText(), { set: [assignment] });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: '--set', line: 0 });
    expect(problems[0].remedy).toContain(remedy);
  });

  it('point at themselves when their value is wrong', async () => {
    const problems = await problemsOf(scenarioText(), {
      set: ['platform.spamThreshold=700'],
      environment: { POOLSIM_SEED: '-1', POOLSIM_REPLICATONS: '5' },
    });
    expect(problems.map(({ file, path }) => [file, path])).toEqual([
      ['--set', 'platform.spamThreshold'],
      ['POOLSIM_REPLICATONS', ''],
      ['POOLSIM_SEED', 'seed'],
    ]);
  });
});
