import { describe, expect, it } from 'vitest';
import type { PickRequest, PoolView } from '../../src/selector/index.ts';
import { call } from '../support/call.ts';
import type { MemoryHost } from '../support/memory-host.ts';
import { TINY } from '../support/tiny-scenario.ts';

const files = { 'tiny.yaml': TINY, 'mine.mjs': '// a module', 'broken.mjs': '// a module' };

/** The first number of the pool that the rules allow: the sticky one if it is. */
function pick({ campaign, country, sticky }: PickRequest, pool: PoolView): number {
  const allowed = (number: number) =>
    pool.isAllowed(number, country) && pool.score(number) <= pool.spamThreshold;
  if (sticky >= 0 && allowed(sticky) && pool.hasRoom(sticky)) return sticky;
  for (let i = 0; i < pool.poolSize(campaign); i++) {
    const number = pool.poolNumber(campaign, i);
    if (allowed(number) && pool.hasRoom(number)) return number;
  }
  return -2;
}

const modules = {
  '/home/mine.mjs': { default: { pick } },
  '/home/broken.mjs': { default: { pick: () => 4 } },
};

/** Files of a finished host, for the next one. */
function filesOf(host: MemoryHost): Record<string, string> {
  return Object.fromEntries(
    [...host.disk].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]),
  );
}

interface Row {
  readonly key: string;
  readonly country: string;
  readonly differenceEstimate: number;
  readonly differenceLow: number;
  readonly differenceHigh: number;
  readonly identical: boolean;
  readonly verdict: string;
  readonly horizon: number;
}

function figures(stdout: string): Row[] {
  return (JSON.parse(stdout) as { figures: Row[] }).figures;
}

describe('compare', () => {
  it('of a scenario with itself is the same, with a difference of exactly zero', async () => {
    const { code, stdout } = await call('compare tiny.yaml tiny.yaml --json --figures all', {
      files,
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'same',
      identical: true,
      replications: 100,
    });
    const told = figures(stdout).filter((row) => row.verdict !== 'no_data');
    expect(told.length).toBeGreaterThan(50);
    for (const row of told) {
      expect(row).toMatchObject({ differenceEstimate: 0, differenceLow: 0, differenceHigh: 0 });
      expect(row).toMatchObject({ verdict: 'same', identical: true });
    }
    const text = await call('compare tiny.yaml --set-b name=other --quiet', { files });
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(/^B is the same as A: all 100 replications are equal, event by/);
  });

  it('runs B on the seed of A', async () => {
    const other = { ...files, 'other.yaml': TINY.replace('seed: 1', 'seed: 9') };
    const { code, stdout } = await call('compare tiny.yaml other.yaml --quiet', { files: other });
    expect(code).toBe(0);
    expect(stdout).toContain('event by event');
    expect(stdout).toContain('seed 1;');
    const asked = await call('compare tiny.yaml other.yaml --seed 4 --quiet', { files: other });
    expect(asked.stdout).toContain('seed 4;');
  });

  it('exits with 4 when B is worse, and says by how much', async () => {
    const line = 'compare tiny.yaml --set-b numbers[1].generate.spamScore=90 --reps 40';
    const { code, stdout, stderr } = await call(line, { files });
    expect(code).toBe(4);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^B is worse than A: .*skip\.rate\.spam/s);
    expect(stdout).toContain('B = tiny.yaml --set-b numbers[1].generate.spamScore=90');
    expect(stdout).toContain('40 pairs of replications, seed 1; intervals of B − A hold with 95 %');
    expect(stdout).toMatch(/GB +0\.0 % +40\.0 % +\+40 +.* worse/);
    for (const row of stdout.split('\n')) expect(row.length).toBeLessThanOrEqual(80);
    const turned = await call(
      'compare tiny.yaml --set numbers[1].generate.spamScore=90 --set-b numbers[1].generate.spamScore=10 --reps 40 --quiet --figures skip.rate.spam{country=GB}',
      { files },
    );
    expect(turned.code).toBe(0);
    expect(turned.stdout).toMatch(/^B is better than A: skip\.rate\.spam in GB down by 40 points/);
  });

  it('exits with 5 when it cannot tell', async () => {
    const line = 'compare tiny.yaml --set-b numbers[0].generate.count=2 --reps 3 --quiet';
    const { code, stdout } = await call(`${line} --figures stall.risk`, { files });
    expect(code).toBe(5);
    expect(stdout).toMatch(/^Unsure whether B is as good as A: stall\.risk/);
    const nothing = await call(
      `${line} --figures skip.sticky_broken --set campaigns[0].retries.max=0`,
      {
        files,
      },
    );
    expect(nothing.code).toBe(5);
    expect(nothing.stdout).toContain('no data');
  });

  it('replicates on to the end of the budget, and no further', async () => {
    const figure = '--figures reach.contact_rate --horizon reach.contact_rate=0.01%';
    const line = `compare tiny.yaml --set-b answer.attemptFactor=0.92 --budget 200 ${figure}`;
    const { stdout } = await call(`${line} --json`, { files });
    expect(JSON.parse(stdout)).toMatchObject({
      replications: 200,
      budget: 200,
      looks: { planned: 2, used: 2 },
      verdict: 'unsure',
      comparisons: 3,
      level: 1 - 0.05 / 2 / 3,
    });
  });

  it('takes horizons for all figures and for one', async () => {
    const line =
      'compare tiny.yaml tiny.yaml --json --reps 10 --figures dials,skip.rate{country=GB}';
    const { stdout } = await call(`${line} --horizon 50% --horizon skip.rate=3%`, { files });
    const rows = figures(stdout);
    expect(rows.map(({ key, country }) => `${key} ${country}`)).toEqual([
      'dials *',
      'dials GB',
      'dials US',
      'skip.rate GB',
    ]);
    expect(rows[3].horizon).toBe(0.03);
    const document = JSON.parse(stdout) as { figures: { aEstimate: number; horizon: number }[] };
    expect(rows[0].horizon).toBeCloseTo(0.5 * document.figures[0].aEstimate, 9);
  });

  it('gives the same whatever the number of workers', async () => {
    const line = 'compare tiny.yaml --set-b numbers[0].generate.count=2 --reps 70 --json';
    const one = await call(`${line} --workers 1`, { files });
    const three = await call(`${line} --workers 3`, { files });
    expect(three.stdout).toBe(one.stdout);
    expect(three.host.poolSize).toBe(3);
  });

  it('prints CSV and Markdown', async () => {
    const line = 'compare tiny.yaml --set-b numbers[0].generate.count=2 --reps 5 --figures dials';
    const csv = await call(`${line} --format csv`, { files });
    const [head, ...rows] = csv.stdout.trimEnd().split('\n');
    expect(head).toMatch(/^key,campaign,country,unit,good,a_estimate,.*,gain,.*,verdict$/);
    expect(rows).toHaveLength(3);
    const md = await call(`${line} --format md`, { files });
    expect(md.stdout).toContain('| where | A | B | B − A | interval | gain | verdict |');
  });
});

describe('compare of selectors', () => {
  it('holds a module to the real one', async () => {
    const { code, stdout } = await call(
      'compare tiny.yaml --selector-b mine.mjs --figures pool.load_gini --reps 40 --quiet',
      { files, modules },
    );
    expect(code).toBe(0);
    expect(stdout).toContain('B = tiny.yaml --selector-b mine.mjs');
    expect(stdout).toMatch(
      /^B is the same as A within the horizon; changed: pool\.load_gini up by/,
    );
  });

  it('of one module with itself is the same', async () => {
    const line = 'compare tiny.yaml tiny.yaml --selector-a mine.mjs --selector-b mine.mjs --reps 5';
    const { code, stdout } = await call(line, { files, modules });
    expect(code).toBe(0);
    expect(stdout).toContain('event by event');
  });

  it('does not take two selectors for one because a figure is equal in a few pairs', async () => {
    const { code, stdout } = await call(
      'compare tiny.yaml --selector-b mine.mjs --figures stall.structural_contacts --reps 5 --quiet',
      { files, modules },
    );
    expect(code).toBe(5);
    expect(stdout).toContain('equal in every pair seen, which are too few');
  });

  it('exits with 6 when one breaks a law, names the side and how to see it again', async () => {
    const { code, stdout, stderr } = await call(
      'compare tiny.yaml --selector-b broken.mjs --set duration=12h --reps 5',
      { files, modules },
    );
    expect(code).toBe(6);
    expect(stdout).toBe('');
    expect(stderr).toContain('poolsim: B, tiny.yaml: the selector broke law 1');
    const again = /reproduce: poolsim (.*)/.exec(stderr)![1]!;
    expect(again).toBe(
      'run tiny.yaml --seed 1 --set duration=12h --selector broken.mjs --only-replication 0',
    );
    expect((await call(again, { files, modules })).code).toBe(6);
  });
});

describe('compare with a finished run', () => {
  const finished = async (line = 'run tiny.yaml --out done --reps 12 --quiet') => {
    return filesOf((await call(line, { files })).host);
  };

  it('is the same as simulating it again', async () => {
    const stored = await finished();
    const line = '--set-b numbers[0].generate.count=2 --reps 12 --quiet --format csv';
    const again = await call(`compare done tiny.yaml ${line}`, { files: stored });
    const both = await call(`compare tiny.yaml tiny.yaml ${line}`, { files });
    expect(again.stdout).toBe(both.stdout);
    expect(again.code).toBe(both.code);
  });

  it('of its own scenario is the same', async () => {
    const stored = await finished();
    for (const line of ['compare done tiny.yaml', 'compare tiny.yaml done', 'compare done done']) {
      const { code, stdout } = await call(line, { files: stored });
      expect(code).toBe(0);
      expect(stdout).toMatch(/^B is the same as A: no figure differs in any of 12 replications\./);
    }
  });

  it('runs the other side on its seed', async () => {
    const stored = await finished('run tiny.yaml --seed 5 --out done --reps 12 --quiet');
    const { code, stdout } = await call('compare tiny.yaml done', { files: stored });
    expect(code).toBe(0);
    expect(stdout).toContain('seed 5');
  });

  it('says when the run was interrupted, or made by another version', async () => {
    const stored = await finished();
    const manifest = JSON.parse(stored['/home/done/manifest.json']);
    const other = JSON.stringify({ ...manifest, partial: true, poolsim: '0.0.1' });
    const { stderr } = await call('compare done tiny.yaml', {
      // Another version leaves hashes of its own.
      files: { ...stored, '/home/done/manifest.json': other, '/home/done/SHA256SUMS': '' },
    });
    expect(stderr).toContain('A, done: the run was interrupted after 12 replications');
    expect(stderr).toContain('A, done: made by poolsim 0.0.1, this is 0.0.0-test');
  });

  it.each([
    ['compare done tiny.yaml --seed 9', 'A, done, was run with seed 1, not 9'],
    ['compare done tiny.yaml --reps 13', 'the finished run has 12 replications'],
    ['compare done tiny.yaml --budget 200', '--budget: a finished run goes no further'],
    [
      'compare tiny.yaml done --set-b seed=3',
      'B, done, is a finished run: --set-b seed=3 comes too',
    ],
    [
      'compare done tiny.yaml --set seed=3',
      'A, done, is a finished run: --set seed=3 comes too late',
    ],
    [
      'compare done/summary.json tiny.yaml',
      'A, done/summary.json, is a file of a finished run; name its folder: done',
    ],
    ['compare tiny.yaml done/replications.csv', 'a finished run; name its folder: done'],
    ['compare done done --selector-b mine.mjs', '--selector-b mine.mjs comes too late'],
  ])('%s is refused', async (line, message) => {
    const { code, stderr } = await call(line, { files: await finished() });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it.each([
    ['no manifest', 'manifest.json', null, 'holds no run: manifest.json is not in it'],
    ['no replications', 'replications.csv', null, 'replications.csv is not in it'],
    [
      'a manifest of something else',
      'manifest.json',
      '{"seed":"1"}',
      'manifest.json:1:1: schemaVersion: it is missing',
    ],
    ['a manifest that is cut off', 'manifest.json', '{"seed":', 'is not JSON'],
    [
      'other columns',
      'replications.csv',
      'a,b\n1,2\n',
      'replications.csv:1: column replication, key',
    ],
    [
      'a gap',
      'replications.csv',
      'replication,key,campaign,country,numerator,denominator\n1,stall.risk,*,*,0,1\n',
      'replications.csv:2: a replication is missing or out of order',
    ],
    [
      'no number',
      'replications.csv',
      'replication,key,campaign,country,numerator,denominator\n0,stall.risk,*,*,x,1\n',
      'replications.csv:2: no number',
    ],
    [
      'a last line that is cut',
      'replications.csv',
      'replication,key,campaign,country,numerator,denominator\n0,stall.risk,*,*,0,1\n1,sta',
      'replications.csv:3: Invalid Record Length',
    ],
    [
      'a quote that never closes',
      'replications.csv',
      'replication,key,campaign,country,numerator,denominator\n0,"stall.risk,*,*,0,1\n',
      'replications.csv:2: Quote Not Closed',
    ],
    [
      'too few',
      'replications.csv',
      'replication,key,campaign,country,numerator,denominator\n0,stall.risk,*,*,0,1\n',
      'manifest.json tells of 12 replications, replications.csv has 1',
    ],
    [
      'none of the figures',
      'replications.csv',
      'replication,key,campaign,country,numerator,denominator\n0,else,*,*,0,1\n',
      'replications.csv has none of dials, stall.risk, ',
    ],
  ])('with %s is refused', async (_, name, text, message) => {
    const stored = await finished();
    if (text === null) delete stored[`/home/done/${name}`];
    else stored[`/home/done/${name}`] = text;
    const { code, stderr } = await call('compare done tiny.yaml', { files: stored });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('refuses a value that the run did not write', async () => {
    const stored = await finished();
    const csv = stored['/home/done/replications.csv']!;
    const changed = csv.replace(/^(0,stall\.risk,[^\n]*),0,1/m, '$1,1,1');
    expect(changed).not.toBe(csv);
    const { code, stderr } = await call('compare done tiny.yaml', {
      files: { ...stored, '/home/done/replications.csv': changed },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('done/replications.csv: it is not as the run wrote it');
  });

  it('takes it where an editor or git changed the ends of lines alone', async () => {
    const stored = await finished();
    const crlf = stored['/home/done/replications.csv']!.replaceAll('\n', '\r\n');
    const { code } = await call('compare done tiny.yaml', {
      files: { ...stored, '/home/done/replications.csv': crlf },
    });
    expect(code).toBe(0);
  });
});

describe('compare interrupted', () => {
  const interruptAt = (wanted: number) => ({
    files,
    onTask: (self: MemoryHost, task: number) => {
      if (task === wanted) self.interrupt();
    },
  });

  it('keeps the pairs that are finished, without a verdict', async () => {
    const line = 'compare tiny.yaml --set-b numbers[0].generate.count=2 --workers 1 --json';
    // The sides take turns of 16, in blocks of 1: A is in its second turn.
    const { code, stdout, stderr } = await call(line, interruptAt(20));
    expect(code).toBe(130);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ partial: true, verdict: null, replications: 16 });
    expect(stderr).toContain('interrupted; finishing the replications under way');
  });

  it('says so when no pair is finished', async () => {
    const line = 'compare tiny.yaml --set-b numbers[0].generate.count=2 --workers 1';
    const { code, stdout, stderr } = await call(line, interruptAt(2));
    expect(code).toBe(130);
    expect(stdout).toBe('');
    expect(stderr).toContain('interrupted before the first pair was finished');
  });
});

describe('a command line', () => {
  it.each([
    ['compare', 'compare needs <a> [b]'],
    ['compare tiny.yaml', 'nothing to compare with: give B, --set-b or --selector-b'],
    ['compare tiny.yaml nowhere.yaml', 'nowhere.yaml'],
    ['compare tiny.yaml tiny.yaml --figures stal.risk', 'did you mean stall.risk?'],
    ['compare tiny.yaml tiny.yaml --figures stall', 'there is no figure stall'],
    ['compare tiny.yaml tiny.yaml --figures stall.risk<=3', 'is no figure'],
    ['compare tiny.yaml tiny.yaml --figures dials{country=UK}', 'countries of contacts: GB, US'],
    ['compare tiny.yaml tiny.yaml --figures dials{campaign=x}', 'campaigns: outreach'],
    ['compare tiny.yaml tiny.yaml --figures cost.total{country=GB}', 'is not told by country'],
    ['compare tiny.yaml tiny.yaml --horizon lots', 'is not a share'],
    ['compare tiny.yaml tiny.yaml --horizon dials=x', 'is not a bound for dials'],
    ['compare tiny.yaml --set-b seed=3', '--set-b seed=3: seed is not set for B alone'],
    ['compare tiny.yaml --set-b gates=[]', 'gates is not set for B alone'],
    ['compare tiny.yaml --set-b name=b --figures ,', '--figures "," names no figure'],
    ['compare tiny.yaml tiny.yaml --set-b tiny', '--set-b "tiny" is not path=value'],
    [
      'compare tiny.yaml --set-b drift.flagPerDy=1',
      '--set-b: drift.flagPerDy: there is no drift.flagPerDy',
    ],
    ['compare tiny.yaml tiny.yaml --set-b duration=-3d', '--set-b: duration: '],
    ['compare tiny.yaml tiny.yaml --set duration=-3d --set-b seed=2', '--set: duration: '],
    ['compare tiny.yaml tiny.yaml --reps 1', '--reps "1" is not a whole number of at least 2'],
    ['compare tiny.yaml tiny.yaml --reps 10 --budget 200', '--budget is for --reps auto'],
    ['compare tiny.yaml tiny.yaml --budget 50', 'at least 100'],
    ['compare tiny.yaml tiny.yaml --workers 1000', '--workers 1000 is more than 256'],
    ['compare tiny.yaml tiny.yaml --set-c x=1', 'did you mean --set-b?'],
    ['compare tiny.yaml --selector-b nowhere.mjs', '--selector-b nowhere.mjs'],
  ])('%s is refused', async (line, message) => {
    const { code, stdout, stderr } = await call(line, { files });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr).toContain('reproduce: poolsim compare');
  });
});
