import { describe, expect, it } from 'vitest';
import { call } from '../support/call.ts';
import { TINY, tinyWithGates } from '../support/tiny-scenario.ts';

const FILES = { 'tiny.yaml': TINY };

describe('run', () => {
  it('prints the answer on stdout, notes on stderr, and leaves a folder', async () => {
    const { code, stdout, stderr, host } = await call('run tiny.yaml', { files: FILES });
    expect(code).toBe(0);
    expect(stdout).toContain('Number Pool Health');
    const [folder] = /reports\/tiny-[0-9a-f]{12}/.exec(stderr)!;
    expect(stderr).toContain(`results: ${folder}/ (written)`);
    expect(stdout).toContain(folder);
    const names = await host.files.listFiles(`/home/${folder}`);
    expect(names).toEqual(
      expect.arrayContaining(['manifest.json', 'summary.json', 'replications.csv', 'timing.json']),
    );
    expect([...host.folders].filter((path) => path.includes('/.'))).toEqual([]);
  });

  it('prints exactly one JSON document, the same as summary.json', async () => {
    const { stdout, host } = await call('run tiny.yaml --json --out out', { files: FILES });
    expect(JSON.parse(stdout)).toMatchObject({ scenario: 'tiny', replications: 6, seed: 1 });
    expect(stdout).toBe(host.text('out/summary.json'));
  });

  it('takes any text for a seed, which is other luck', async () => {
    const command = 'run tiny.yaml --json --quiet --reps 2';
    const one = await call(`${command} --seed abc --out a`, { files: FILES });
    const other = await call(`${command} --seed abd --out b`, { files: FILES });
    expect([one.code, other.code]).toEqual([0, 0]);
    expect(JSON.parse(one.stdout).seed).toBe('abc');
    expect(JSON.parse(other.stdout).resultHash).not.toBe(JSON.parse(one.stdout).resultHash);
  });

  it('refuses before it simulates to put a folder where a file is, and two formats at once', async () => {
    const files = { ...FILES, out: 'mine' };
    const taken = await call('run tiny.yaml --out out', { files });
    expect(taken.code).toBe(2);
    expect(taken.stderr).toContain('out is a file; --out names a folder');
    expect(taken.host.poolSize).toBe(0);
    for (const command of [
      'run',
      'compare tiny.yaml',
      'sweep --vary platform.spamThreshold=60,80',
      'plan --target stall.risk<=5%',
    ]) {
      const both = await call(`${command} tiny.yaml --format csv --json`, { files: FILES });
      expect(both.code).toBe(2);
      expect(both.stderr).toContain('--format csv and --json ask for two formats');
    }
    expect((await call('run tiny.yaml --format json --json', { files: FILES })).code).toBe(0);
  });

  it('leaves a page where it is asked to, and names it where that is the format', async () => {
    const plain = await call('run tiny.yaml --out out', { files: FILES });
    expect(await plain.host.files.listFiles('/home/out')).not.toContain('report.html');
    const { stdout, host } = await call('run tiny.yaml --out out --format html', { files: FILES });
    expect(stdout).toBe('out/report.html\n');
    expect(host.text('out/report.html')).toMatch(/^<!doctype html>/);
  });

  it('prints one list for several scenarios and exits with the worst code', async () => {
    const files = {
      ...FILES,
      'gated.yaml': tinyWithGates('dials < 1').replace('tiny', 'gated'),
    };
    const { code, stdout } = await call('run tiny.yaml gated.yaml --json --quiet', { files });
    expect(code).toBe(3);
    const documents = JSON.parse(stdout) as { scenario: string }[];
    expect(documents.map(({ scenario }) => scenario)).toEqual(['tiny', 'gated']);
  });

  it('goes on after a scenario that cannot be read', async () => {
    const { code, stdout } = await call('run nowhere.yaml tiny.yaml --json', { files: FILES });
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toHaveLength(1);
  });

  it.each([
    ['dials >= 1', 0],
    ['dials < 1', 3],
    ['stall.risk <= 10%', 5],
    ['skip.sticky_broken{campaign=outreach,country=GB} <= 10%', 5],
  ])('exits by the gate %s with %i', async (gate, wanted) => {
    const files = { 'tiny.yaml': tinyWithGates(`'${gate}'`) };
    const { code } = await call('run tiny.yaml --quiet --set campaigns[0].retries.max=0', {
      files,
    });
    expect(code).toBe(wanted);
  });

  it('says that the same run is already there, and adds nothing', async () => {
    const first = await call('run tiny.yaml', { files: FILES });
    const files = Object.fromEntries(
      [...first.host.disk].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]),
    );
    const second = await call('run tiny.yaml', { files });
    expect(second.code).toBe(0);
    expect(second.stderr).toContain('(already there, identical)');
    expect(second.stdout).toBe(first.stdout);
    expect([...second.host.disk.keys()]).toEqual(Object.keys(files));
  });

  it('is a fault when the same run gives other bytes', async () => {
    const first = await call('run tiny.yaml', { files: FILES });
    const files = Object.fromEntries(
      [...first.host.disk].map(([path, bytes]) => {
        const text = Buffer.from(bytes).toString('utf8');
        return [path, path.endsWith('summary.json') ? `${text} ` : text];
      }),
    );
    const { code, stderr } = await call('run tiny.yaml', { files });
    expect(code).toBe(1);
    expect(stderr).toContain('nothing was overwritten');
    expect(stderr).toContain('this is a fault in poolsim');
  });

  it('prints the summary although the results cannot be written', async () => {
    const options = { files: FILES, failing: { '/home/out': 'ENOSPC', '/home/.out-0': 'ENOSPC' } };
    const { code, stdout, stderr } = await call('run tiny.yaml --out out', options);
    expect(code).toBe(7);
    expect(stdout).toContain('Number Pool Health');
    expect(stderr).toContain('no space left on the disk');
    expect(stderr).toContain('reproduce: poolsim run tiny.yaml --out out\n');
    expect(stderr).toContain('elsewhere: poolsim run tiny.yaml --seed 1 --out');
  });

  it('finds out before it simulates that the folder holds another run', async () => {
    const { host } = await call('run tiny.yaml --out out', { files: FILES });
    const files = Object.fromEntries(
      [...host.disk.keys()].map((path) => [path.replace('/home/', ''), host.text(path)]),
    );
    for (const [line, changed] of [
      ['run tiny.yaml --out out --reps 7', {}],
      ['run tiny.yaml --out out', { 'tiny.yaml': TINY.replace('count: 40', 'count: 41') }],
      ['run tiny.yaml --out out', { 'out/manifest.json': '{}' }],
    ] as const) {
      const other = await call(line, { files: { ...files, ...changed } });
      expect([other.code, other.stdout, other.host.poolSize]).toEqual([2, '', 0]);
      expect(other.stderr).toContain('out holds another run, or something that is no run');
    }
    const same = await call('run tiny.yaml --out out', { files });
    expect(same.code).toBe(0);
    expect(same.stderr).toContain('already there, identical');
  });

  it('tells what the environment set in the command that does it again', async () => {
    const env = { POOLSIM_REPLICATIONS: '3', POOLSIM_SET: 'platform.spamThreshold=5; duration=8h' };
    const line = 'run tiny.yaml --set duration=4h --out out';
    const { host } = await call(line, { files: FILES, env });
    const told = JSON.parse(host.text('out/manifest.json'));
    expect(told.reproduce).toBe(
      'poolsim run tiny.yaml --seed 1 --reps 3 --set platform.spamThreshold=5 --set duration=8h --set duration=4h',
    );
    const words = told.reproduce.split(' ').slice(1);
    const again = await call([...words, '--out', 'again'], { files: FILES });
    const hash = (text: string) => JSON.parse(text).resultHash;
    expect(hash(again.host.text('again/manifest.json'))).toBe(told.resultHash);
  });

  it('prints the summary although another run took the folder meanwhile', async () => {
    const { code, stdout, stderr } = await call('run tiny.yaml --out out', {
      files: FILES,
      onTask: (self) => {
        self.disk.set('/home/out/manifest.json', new TextEncoder().encode('{ "seed": 9 }'));
        self.folders.add('/home/out');
      },
    });
    expect(code).toBe(7);
    expect(stdout).toContain('Number Pool Health');
    expect(stderr).toContain('results not written: out holds another run');
    expect(stderr).toContain('elsewhere: poolsim run tiny.yaml --seed 1 --out');
  });

  it('cleans up when the disk is full half way', async () => {
    const failing = { '/home/.out-0/summary.json': 'ENOSPC' };
    const { code, host } = await call('run tiny.yaml --out out', { files: FILES, failing });
    expect(code).toBe(7);
    expect([...host.disk.keys()]).toEqual(['/home/tiny.yaml']);
    expect([...host.folders]).toEqual(['/', '/home']);
  });

  it('writes every attempt where asked to', async () => {
    const { gunzipSync } = await import('node:zlib');
    const line = 'run tiny.yaml --attempts --out out --json';
    const { stdout, host } = await call(line, { files: FILES });
    const rows = gunzipSync(host.disk.get('/home/out/attempts.ndjson.gz')!)
      .toString('utf8')
      .trimEnd()
      .split('\n');
    const { figures } = JSON.parse(stdout) as { figures: { key: string; mean: number }[] };
    const dials = figures.find(({ key }) => key === 'dials')!.mean;
    expect(rows).toHaveLength(Math.round(dials * 6));
    expect(JSON.parse(rows[0]!)).toMatchObject({ replication: 0, campaign: 'outreach' });
    expect(JSON.parse(rows.at(-1)!)).toMatchObject({ replication: 5 });
  });
});

describe('formats and colours', () => {
  const ESCAPE = String.fromCharCode(27);

  it('prints CSV and Markdown', async () => {
    const csv = await call('run tiny.yaml --format csv', { files: FILES });
    expect(csv.stdout.split('\n', 1)[0]).toBe('key,campaign,country,mean,low,high,n,unit');
    const md = await call('run tiny.yaml --format md', { files: FILES });
    expect(md.stdout).toMatch(/^# tiny\n/);
  });

  it.each([
    ['', {}, true, true],
    ['', {}, false, false],
    ['--no-color', { FORCE_COLOR: '1' }, true, false],
    ['', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['', { NO_COLOR: '' }, true, true],
    ['', { FORCE_COLOR: '1' }, false, true],
    ['', { FORCE_COLOR: '0' }, true, false],
  ])('with "%s" and %o on a terminal: %s, colours: %s', async (option, env, isTTY, colours) => {
    const { stdout } = await call(`run tiny.yaml ${option}`, { files: FILES, env, isTTY });
    expect(stdout.includes(ESCAPE)).toBe(colours);
  });

  it('suggests the nearest format', async () => {
    const { code, stderr } = await call('run tiny.yaml --format jsn', { files: FILES });
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean json?');
  });
});

describe('replications', () => {
  it('takes their number, and refuses what is none', async () => {
    const { stdout } = await call('run tiny.yaml --reps 3 --json', { files: FILES });
    expect(JSON.parse(stdout)).toMatchObject({ replications: 3 });
    for (const reps of ['0', 'x', '-1', '1.5', 'NaN', '1e99']) {
      const { code, stderr } = await call(`run tiny.yaml --reps=${reps}`, { files: FILES });
      expect(code).toBe(2);
      expect(stderr).toContain('--reps');
    }
  });

  it('goes on with auto until every gate is decided', async () => {
    const files = { 'tiny.yaml': tinyWithGates('dials >= 1') };
    const { stdout } = await call('run tiny.yaml --reps auto --json', { files });
    expect(JSON.parse(stdout)).toMatchObject({ auto: true, replications: 100 });
  });

  it('runs one of them alone, with the same luck', async () => {
    const line = 'run tiny.yaml --only-replication 4 --json';
    const alone = JSON.parse((await call(line, { files: FILES })).stdout) as {
      figures: { key: string; campaign: string; country: string; value: number }[];
    };
    const { host } = await call('run tiny.yaml --out out', { files: FILES });
    const value = alone.figures.find(
      ({ key, campaign, country }) => key === 'dials' && campaign === '*' && country === '*',
    )!.value;
    const rows = host
      .text('out/replications.csv')
      .split('\n')
      .filter((row) => row.startsWith('4,dials,calls,*,*,'));
    expect(rows).toHaveLength(1);
    expect(rows[0]!.split(',')).toContain(String(value));
  });

  it('shows with --dry-run what it would do, and writes nothing', async () => {
    const line = 'run tiny.yaml --dry-run --set platform.spamThreshold=60';
    const { code, stdout, host } = await call(line, { files: FILES });
    expect(code).toBe(0);
    expect(stdout).toMatch(/platform\.spamThreshold +60 +--set/);
    expect(stdout).toMatch(/platform\.warningBand +10 +default/);
    expect(stdout).toMatch(/estimate: 6 replications of about \d/);
    expect([...host.disk.keys()]).toEqual(['/home/tiny.yaml']);
  });

  it('prints a dry run as one JSON document', async () => {
    const { stdout } = await call('run tiny.yaml --dry-run --json', { files: FILES });
    expect(JSON.parse(stdout)).toMatchObject({
      resolved: { name: 'tiny' },
      estimate: { by: 'pilot', replications: 6 },
    });
  });
});
