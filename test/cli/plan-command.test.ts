import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { candidateScenario } from '../../src/experiment/plan/candidate.ts';
import { planGroups } from '../../src/experiment/plan/groups.ts';
import { runReplication } from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { call } from '../support/call.ts';
import type { MemoryHost } from '../support/memory-host.ts';
import { NO_OPTIONS } from '../support/scenario-input.ts';

/** Two countries that stand alone, numbers that flag and clear, and a contact that always waits. */
const WORLD = `name: small
why: How many numbers does a small pool need?
seed: 3
replications: 50
start: 2026-03-02T09:00:00-05:00
duration: 12h
platform: { scoreRefresh: 0h, tenantConcurrency: 1 }
connections: [{ id: line, concurrency: 5, callsPerSecond: 5 }]
numbers:
  - generate: { group: us, country: US, count: 3, allowedCountries: [US], spamScore: 12, age: 90d }
  - { e164: "+442079460001", allowedCountries: [GB] }
  - { e164: "+442079460002", allowedCountries: [GB], callsPerDayMax: 80, name: London }
campaigns:
  - name: outreach
    pool: all
    windows: always
    contacts: { generate: { count: 12, countries: { US: 50%, GB: 50% } } }
provider: { talkAnswered: { law: constant, value: 24h }, talkVoicemail: { law: constant, value: 24h }, ringTimeout: 5m }
drift: { model: two-state, flagPerDay: 0.05, clearPerDay: 1 }
prices: { file: prices.csv }
`;
const PRICES = 'country,number_per_month,minute,check\nUS,1,0.01,0\nGB,4,0.01,0\n';
const files = { 'w.yaml': WORLD, 'prices.csv': PRICES };
const PLAN = ['plan', 'w.yaml', '--target', 'stall.risk<=4%', '--quiet'];

describe('plan', () => {
  it('answers in a sentence, with the frontier, and what binds', async () => {
    const { code, stdout, stderr } = await call(PLAN, { files });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^GB \d+, US \d+ keep stalls at or under 4 % with 95 % confidence; (GB|US) is the first to\nstall\.\n/,
    );
    expect(stdout).toMatch(/ answer\n/);
    expect(stdout).toMatch(/ breached\n| refused\n/);
    expect(stdout).toContain('Do more numbers help?');
    expect(stdout).toContain('for 30 days (a number: GB 4, US 1);');
    expect(stdout).toMatch(
      /Contacts reached: [\d.]+ a replication, [\d.]+ with the scenario’s own pool/,
    );
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('prints one JSON document, CSV and Markdown', async () => {
    const { stdout } = await call([...PLAN, '--json'], { files });
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ schemaVersion: 1, status: 'answered', separable: true });
    expect(document.reached.own).toBeGreaterThan(0);
    expect(document.reached.answer).toBeGreaterThan(0);
    const { answer } = document;
    expect(answer.price).toBe(4 * answer.numbers.GB + answer.numbers.US);
    expect(answer.figures[0].high).toBeLessThanOrEqual(0.04);
    for (const pool of document.frontier) {
      if (pool.price < answer.price) expect(pool.verdict).not.toBe('held');
    }
    const csv = await call([...PLAN, '--format', 'csv'], { files });
    expect(csv.stdout.split('\n')[0]).toBe(
      'pool,numbers,price,target,figure_mean,figure_low,figure_high,replications,verdict',
    );
    const md = await call([...PLAN, '--format', 'md'], { files });
    expect(md.stdout).toContain('| numbers | in all | price | stall.risk |');
  });

  it('gives the same plan on any number of threads, and with blocks in any order', async () => {
    const one = await call([...PLAN, '--json', '--workers', '1'], { files });
    const four = await call([...PLAN, '--json', '--workers', '4'], { files });
    expect(four.stdout).toBe(one.stdout);
  });

  it.each([
    ['country', 0.05],
    // Clones of two home countries, in turn.
    ['connection', 0.3],
  ] as const)(
    'writes a scenario by %s that runs to the last bit as it was simulated',
    async (by, flagPerDay) => {
      const set = ['platform.warningBand=7', `drift.flagPerDay=${flagPerDay}`];
      const sets = set.flatMap((each) => ['--set', each]);
      const line = [...PLAN, '--json', '--group', by, '--write', 'out/answer.yaml', ...sets];
      const { host, stdout } = await call(line, { files });
      const document = parse(host.text('out/answer.yaml'));
      expect(document.extends).toBe('../w.yaml');
      expect(document.platform.warningBand).toBe(7);
      const base = await loadScenario('w.yaml', host.files, { ...NO_OPTIONS, set });
      const written = await loadScenario('out/answer.yaml', host.files, NO_OPTIONS);
      const groups = planGroups(base.scenario, by);
      const { numbers } = JSON.parse(stdout).answer;
      const counts = groups.map(({ name }) => numbers[name]);
      const candidate = candidateScenario(base.scenario, groups, counts);
      const told = ({ countries, numbers: list }: Scenario) =>
        list.map((number) => ({
          ...number,
          country: countries[number.country],
          allowedCountries: number.allowedCountries.map((country) => countries[country]),
        }));
      expect(told(written.scenario)).toEqual(told(candidate));
      const clones = candidate.numbers.filter(({ id }) => id.startsWith('plan-'));
      if (by === 'connection') expect(new Set(clones.map(({ country }) => country)).size).toBe(2);
      for (let replication = 0; replication < 5; replication++) {
        const [a, b] = [candidate, written.scenario].map((s) => runReplication(s, { replication }));
        expect(b.fingerprint).toBe(a.fingerprint);
      }
      const run = await call('run out/answer.yaml --reps 5 --quiet', {
        files: { ...files, 'out/answer.yaml': host.text('out/answer.yaml') },
      });
      expect(run.code).toBe(0);
    },
  );

  it('writes no intervention on a number that is gone, nor one that puts it in the place of another', async () => {
    const numbers = [2, 3, 4, 5, 6].map(
      (i) => `  - { e164: "+44207946000${i}", allowedCountries: [GB] }\n`,
    );
    const world = WORLD.replace(/ {2}- \{ e164: "\+442079460002".*\n/, numbers.join('')).concat(
      'interventions:\n',
      '  - { at: 1h, do: replace, number: "+442079460001", with: "+442079460006" }\n',
      '  - { at: 2h, do: pause, number: "+442079460005" }\n',
      '  - { at: 3h, do: set_score, number: "+442079460001", score: 20 }\n',
    );
    const own = { ...files, 'w.yaml': world };
    const { host } = await call([...PLAN, '--write', 'answer.yaml'], { files: own });
    const text = host.text('answer.yaml');
    expect(parse(text).interventions.map((each: { do: string }) => each.do)).toEqual(['set_score']);
    const run = await call('run answer.yaml --reps 2 --quiet', {
      files: { ...own, 'answer.yaml': text },
    });
    expect([run.code, run.stderr]).toEqual([0, '']);
  });

  it('says what is still open when the budget ends, and exits with 5', async () => {
    const { code, stdout, stderr } = await call(
      ['plan', 'w.yaml', '--target', 'stall.risk<=4%', '--budget', '60'],
      { files },
    );
    expect(code).toBe(5);
    expect(stdout).toMatch(/^The budget ended before any pool was proved\./);
    expect(stderr).toContain("reproduce: poolsim plan w.yaml --target 'stall.risk<=4%' --seed 3");
  });

  it('says why no pool can, and what would, and exits with 3', async () => {
    const shocks = WORLD.replace(
      /drift: .*/,
      'drift: { model: usage, shocks: { perDay: 1, hitShare: 100%, points: 90 } }',
    );
    const { code, stdout } = await call(PLAN, { files: { ...files, 'w.yaml': shocks } });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^No pool keeps stalls at or under 4 %/);
    expect(stdout.replaceAll('\n', ' ')).toContain('that is the floor of its stall risk');
    expect(stdout).toContain('What would:');
    const few = await call([...PLAN, '--set', 'drift.flagPerDay=50', '--most', '2'], { files });
    expect(few.code).toBe(3);
    expect(few.stdout.replaceAll('\n', ' ')).toContain(
      'the most numbers that a pool may have do not keep the stall risk. What would: raise --most',
    );
  });

  it('says that a pool that was refused, not breached, may keep its target narrowly', async () => {
    const one = await call([...PLAN, '--most', '1'], { files });
    expect([one.code, one.stdout]).toEqual([
      3,
      expect.stringMatching(/^No pool keeps stalls .* confidence,\s+or\s+at\s+best\s+narrowly:/s),
    ]);
  });

  it('says which targets pull apart, and looks downwards where more numbers make things worse', async () => {
    const dear = await call([...PLAN, '--target', 'cost.total<=3'], { files });
    expect(dear.code).toBe(3);
    const text = dear.stdout.replaceAll('\n', ' ');
    expect(text).toMatch(
      /more numbers make cost\.total worse, and few miss it too \([\d.]+ with GB/,
    );
    expect(text).toContain('fewer do not keep stall.risk<=4%');
    expect(text).toContain('What would: loosen cost.total<=3, or loosen stall.risk<=4%.');
    const many = ['plan', 'w.yaml', '--target', 'stall.risk>=5%', '--json', '--quiet'];
    const fewest = await call(many, { files });
    expect(JSON.parse(fewest.stdout).answer.numbers).toEqual({ GB: 1, US: 1 });
    const never = await call(['plan', 'w.yaml', '--target', 'stall.risk>=70%', '--quiet'], {
      files,
    });
    expect(never.code).toBe(3);
    expect(never.stdout.replaceAll('\n', ' ')).toContain('more numbers make stall.risk worse');
  });

  it('takes the gates of the scenario where no target is named', async () => {
    const gated = `${WORLD}gates: ['stall.risk <= 4%', 'reach.contact_rate >= 0.1%']\n`;
    const { stdout } = await call('plan w.yaml --json --quiet --budget 30', {
      files: { ...files, 'w.yaml': gated },
    });
    expect(JSON.parse(stdout).targets).toEqual(['stall.risk <= 4%', 'reach.contact_rate >= 0.1%']);
  });

  it('refuses targets that nothing keeps or proves, and keeps one that is said twice once', async () => {
    const wrong: readonly (readonly [targets: readonly string[], text: string])[] = [
      [['stall.risk<0%'], 'nothing is under 0 %'],
      [['finish.share>100%'], 'nothing is over 100 %'],
      [['stall.risk<=0%'], 'no number of replications proves a share of runs to be 0 %'],
      [['stall.risk<=1%', 'stall.risk>=50%'], 'leave nothing between — drop one of them'],
      [['stall.risk>1%', 'stall.risk<=1%'], 'leave nothing between'],
    ];
    for (const [targets, text] of wrong) {
      const line = ['plan', 'w.yaml', ...targets.flatMap((each) => ['--target', each])];
      const { code, stderr } = await call(line, { files });
      expect([code, stderr]).toEqual([2, expect.stringContaining(text)]);
    }
    const twice = await call([...PLAN, '--target', 'stall.risk<=4%', '--json', '--budget', '30'], {
      files,
    });
    expect(JSON.parse(twice.stdout).targets).toEqual(['stall.risk<=4%']);
  });

  it('tells whom nobody may dial, and has to have numbers to count', async () => {
    const mixed = WORLD.replace('{ US: 50%, GB: 50% }', '{ US: 50%, GB: 40%, FR: 10% }');
    const { stdout } = await call([...PLAN, '--budget', '30'], {
      files: { ...files, 'w.yaml': mixed },
    });
    expect(stdout.replaceAll('\n', ' ')).toContain(
      'No number may dial FR, nor may one that is added: these contacts are never dialled, and count as no stall.',
    );
    const idle = WORLD.replace(/allowedCountries/g, 'status: inactive, allowedCountries');
    const none = await call(PLAN, { files: { ...files, 'w.yaml': idle } });
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('plan has nothing to count: no pool has an active number');
  });

  it('keeps what is known after Ctrl-C', async () => {
    const { code, stdout } = await call(PLAN, {
      files,
      onTask: (host: MemoryHost, task) => {
        if (task === 12) host.interrupt();
      },
    });
    expect(code).toBe(130);
    expect(stdout).toMatch(/^Interrupted before any pool was proved\./);
  });

  it('names what is wrong on the command line and the nearest right word', async () => {
    const none = await call('plan w.yaml', { files });
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('plan needs a target to keep');
    expect(none.stderr).toContain('the scenario has no gates');
    const typo = await call(['plan', 'w.yaml', '--target', 'stall.rsk<=1%'], { files });
    expect(typo.code).toBe(2);
    expect(typo.stderr).toContain('stall.risk');
    const country = await call(['plan', 'w.yaml', '--target', 'stall.risk{country=FR}<=1%'], {
      files,
    });
    expect(country.stderr).toContain('no country is called FR');
    const group = await call([...PLAN, '--group', 'contry'], { files });
    expect(group.stderr).toContain('did you mean country?');
    const confidence = await call([...PLAN, '--confidence', '5%'], { files });
    expect(confidence.stderr).toContain('--confidence');
  });

  it('overwrites nothing unasked, and no file of the scenario at all', async () => {
    const there = { ...files, 'answer.yaml': 'mine: 1\n' };
    const refused = await call([...PLAN, '--write', 'answer.yaml'], { files: there });
    expect(refused.code).toBe(2);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toContain('answer.yaml is already there; --force overwrites it');
    for (const own of ['w.yaml', './prices.csv']) {
      const { code, stderr, host } = await call([...PLAN, '--force', '--write', own], { files });
      expect(code).toBe(2);
      expect(stderr).toContain(`--write ${own} is read by the scenario; name another file`);
      expect(host.text('w.yaml')).toBe(WORLD);
    }
    const idle = await call([...PLAN, '--force'], { files });
    expect(idle.stderr).toContain('--force overwrites the file of --write');
  });

  it('overwrites an answer where told to', async () => {
    const there = { ...files, 'answer.yaml': 'mine: 1\n' };
    const line = [...PLAN, '--write', 'answer.yaml', '--force'];
    const { code, host } = await call(line, { files: there });
    expect(code).toBe(0);
    expect(parse(host.text('answer.yaml')).extends).toBe('w.yaml');
  });

  it('says so where the answer cannot be written', async () => {
    const { code, stdout, stderr } = await call([...PLAN, '--write', 'full/answer.yaml'], {
      files,
      failing: { '/home/full': 'ENOSPC' },
    });
    expect(code).toBe(7);
    expect(stdout).toContain('keep stalls');
    expect(stderr).toContain('answer not written');
  });
});
