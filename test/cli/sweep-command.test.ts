import { describe, expect, it } from 'vitest';
import { OutputError } from '../../src/cli/output-error.ts';
import { runCommandLine } from '../../src/cli/program.ts';
import { call } from '../support/call.ts';
import { MemoryHost, type MemoryOptions } from '../support/memory-host.ts';
import { TINY, tinyWithGates } from '../support/tiny-scenario.ts';

const files = { 'tiny.yaml': TINY };
const LINE = 'sweep tiny.yaml --vary platform.spamThreshold=5,70 --out out';

/** Another command on the same files. */
function again(
  line: string,
  host: { readonly disk: ReadonlyMap<string, Uint8Array> },
  options: MemoryOptions = {},
) {
  const kept = [...host.disk].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]);
  return call(line, { ...options, files: Object.fromEntries(kept) });
}

describe('poolsim sweep', () => {
  it('prints the answer, leaves its files, and says where', async () => {
    const { code, stdout, stderr, host } = await call(LINE, { files });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^stall.risk goes from 0.0 % .* at spamThreshold=70 to 100.0 %/);
    expect(stdout).toContain('Files\nout/\n');
    expect(stderr).toBe('results: out/ (written)\n');
    const names = await host.files.listFiles('/home/out');
    expect(names).toEqual([
      'figures.csv',
      'journal.ndjson',
      'manifest.json',
      'points.csv',
      'sweep.json',
      'timing.json',
    ]);
    const manifest = JSON.parse(host.text('out/manifest.json'));
    expect(manifest).toMatchObject({ seed: '1', design: 'grid', replications: 6 });
    expect(manifest.files.map((file: { name: string }) => file.name).sort()).toEqual(
      names.filter((name) => !/timing|manifest/.test(name)),
    );
    expect(manifest.reproduce).toBe(
      'poolsim sweep tiny.yaml --vary platform.spamThreshold=5,70 --design grid --seed 1 --reps 6',
    );
    expect(Object.keys(manifest.origins)).toContain('platform.spamThreshold');
  });

  it('has at every point the figures that a run has there', async () => {
    const { stdout } = await call(`${LINE} --json --quiet`, { files });
    const sweep = JSON.parse(stdout) as { figures: { point: number; key: string }[] };
    for (const [point, threshold] of [5, 70].entries()) {
      const set = `--set platform.spamThreshold=${threshold}`;
      const run = JSON.parse((await call(`run tiny.yaml ${set} --json --quiet`, { files })).stdout);
      const own = sweep.figures.filter((figure) => figure.point === point);
      const keys = new Set(own.map(({ key }) => key));
      expect(keys.size).toBe(5);
      const wanted = run.figures.filter(({ key }: { key: string }) => keys.has(key));
      expect(own.map(({ point: _, ...figure }) => figure)).toEqual(wanted);
    }
  });

  it('prints one document as JSON, and a table as CSV, and nothing else', async () => {
    const json = await call(`${LINE} --json --quiet`, { files });
    expect(JSON.parse(json.stdout)).toMatchObject({ schemaVersion: 1, partial: false });
    expect(json.stderr).toBe('');
    expect(json.host.text('out/sweep.json')).toBe(json.stdout);
    const csv = await call(`${LINE} --format csv --quiet`, { files });
    expect(csv.host.text('out/figures.csv')).toBe(csv.stdout);
  });

  it('keeps and shows the figures that were asked for, and those of the gates', async () => {
    const scenario = { 'tiny.yaml': tinyWithGates('reach.answer_rate >= 0%', 'dials >= 1') };
    const options = '--figures dials{country=GB},cost.total --json --quiet';
    const { code, stdout, host } = await call(`${LINE} ${options}`, { files: scenario });
    const { figures, gates } = JSON.parse(stdout);
    const keys = new Set(figures.map((figure: { key: string }) => figure.key));
    expect([...keys]).toEqual(['dials', 'reach.answer_rate', 'cost.total']);
    expect(host.text('out/points.csv').split('\n')[0]).toMatch(
      /,dials\{country=GB\}_mean,.*,cost.total_mean,cost.total_low,cost.total_high$/,
    );
    expect(gates).toMatchObject([
      { point: 0, gate: 'reach.answer_rate >= 0%', verdict: 'no_data' },
      // No call in any of so few replications is no proof that there is none in others.
      { point: 0, gate: 'dials >= 1', verdict: 'unsure' },
      { point: 1, gate: 'reach.answer_rate >= 0%', verdict: 'held' },
      { point: 1, gate: 'dials >= 1', verdict: 'held' },
    ]);
    // A sweep looks for where gates hold: that one does not somewhere is an answer, not a failure.
    expect(code).toBe(0);
  });

  it('moves one axis at a time around the scenario as it is', async () => {
    const line = 'sweep tiny.yaml --design oat --json --quiet --vary platform.spamThreshold=5,70';
    const { stdout } = await call(`${line} --vary duration=6h,1d,2d`, { files });
    const { points, axes, effects } = JSON.parse(stdout);
    // 70 and 1d are what the scenario has already.
    expect(points.map((point: { values: unknown }) => point.values)).toEqual([
      { 'platform.spamThreshold': null, duration: null },
      { 'platform.spamThreshold': '5', duration: null },
      { 'platform.spamThreshold': null, duration: '6h' },
      { 'platform.spamThreshold': null, duration: '2d' },
    ]);
    expect(axes).toMatchObject([{ base: '70' }, { base: '1d' }]);
    expect(effects).toHaveLength(3 * 5);
    const [risk] = effects;
    expect(risk).toMatchObject({ axis: 'platform.spamThreshold', key: 'stall.risk', mean: 1 });
  });

  it('draws the same hypercube from the same seed, within its ends', async () => {
    const line = 'sweep tiny.yaml --design lhs --points 5 --vary platform.spamThreshold=50..90';
    const valuesOf = async (options: string) => {
      const { stdout } = await call(`${line} --reps 1 --json ${options}`, { files });
      const { points } = JSON.parse(stdout) as { points: { values: Record<string, string> }[] };
      return points.map(({ values }) => Number(values['platform.spamThreshold']));
    };
    const values = await valuesOf('--seed 3');
    expect(values.every((value) => value >= 50 && value <= 90)).toBe(true);
    expect(values.map((value) => Math.floor(((value - 50) / 41) * 5)).sort()).toEqual([
      0, 1, 2, 3, 4,
    ]);
    expect(await valuesOf('--seed 3')).toEqual(values);
    expect(await valuesOf('--seed 4')).not.toEqual(values);
  });
});

describe('before anything is run', () => {
  const refused = async (options: string, more: MemoryOptions = { files }) => {
    const started: unknown[] = [];
    const startPool = async () => {
      started.push(1);
      throw new Error('too early');
    };
    const { code, stdout, stderr, host } = await call(`sweep tiny.yaml ${options}`, {
      ...more,
      startPool,
    });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(started).toEqual([]);
    expect(await host.files.kind('/home/reports')).toBeNull();
    return stderr;
  };

  it('tells wrong paths with the nearest right one, all at once', async () => {
    const paths = [
      'platform.spamTreshold=1,2',
      'campaigns.outreech.concurrency=1',
      'duration=1..2',
    ];
    const stderr = await refused(paths.map((path) => `--vary ${path}`).join(' '));
    expect(stderr).toContain('--vary: platform.spamTreshold: there is no platform.spamTreshold');
    expect(stderr).toContain('did you mean platform.spamThreshold?');
    expect(stderr).toContain('did you mean outreach?');
    expect(stderr).toContain('--vary: duration: has a range without a step');
    expect(stderr).toContain('4 problems in the input, nothing was run');
  });

  it('tells wrong values, of every point, each once', async () => {
    const stderr = await refused('--vary platform.spamThreshold=90..120:10 --vary duration=1d,2x');
    expect(stderr.match(/110 is too big/g)).toHaveLength(1);
    expect(stderr.match(/120 is too big/g)).toHaveLength(1);
    expect(stderr).toContain('--vary: duration: "x" is not a unit of time');
  });

  it('tells with its place what does not suit a value elsewhere in the file', async () => {
    const path = 'campaigns.outreach.contacts.generate.countries.US';
    const stderr = await refused(`--vary ${path}=60%,90%`);
    expect(stderr).toMatch(/tiny.yaml:\d+:\d+: .*the shares sum to 130% \(at .*US=90%\)/);
  });

  it.each([
    ['', 'sweep needs --vary'],
    ['--vary duration=1d --design lhs', '--design lhs needs --points'],
    ['--vary duration=1d --points 3', '--points is for --design lhs'],
    ['--vary duration=1d --shard 0/4', '--shard "0/4" is not i/n'],
    ['--vary duration=1d --shard 5/4', '--shard "5/4" is not i/n'],
    ['--vary duration=1d --design gird', 'did you mean grid?'],
    ['--vary duration=1d --reps auto', '--reps "auto" is not a whole number'],
    ['--vary seed=1,2', 'use --seed'],
    ['--vary duration=1d --figures stall.rsk', 'did you mean stall.risk?'],
    ['--vary duration=1d --figures dials{country=DE}', 'no country is called DE'],
    ['--vary duration=1d --figures dials{land=DE}', '"land=DE" is not a group'],
    ['--vary duration=1d --figures cost.total{country=US}', 'is not told by country'],
  ])('refuses %s', async (options, message) => {
    expect(await refused(options)).toContain(message);
  });
});

describe('going on', () => {
  const interrupted = () =>
    call(`${LINE} --workers 1`, {
      files,
      onTask: (self, task) => {
        if (task === 4) self.interrupt();
      },
    });

  it('keeps on Ctrl-C what was finished, shows it as a part, and says how to go on', async () => {
    const { code, stdout, stderr, host } = await interrupted();
    expect(code).toBe(130);
    expect(stdout).toContain('interrupted: 1 of 2 points');
    expect(stderr).toMatch(/interrupted: \d of 12 replications are kept in out\//);
    expect(stderr).toContain(`go on: poolsim ${LINE} --workers 1 --resume`);
    expect(await host.files.listFiles('/home/out')).toEqual(['journal.ndjson']);
    const resumed = await again(`${LINE} --resume`, host);
    expect(resumed.code).toBe(0);
    const whole = await call(LINE, { files });
    expect(resumed.stdout).toBe(whole.stdout);
    for (const name of await whole.host.files.listFiles('/home/out')) {
      if (name === 'timing.json') continue;
      expect(resumed.host.text(`out/${name}`), name).toBe(whole.host.text(`out/${name}`));
    }
  });

  it.each([
    ['torn in its last line', (text: string) => `${text}{"point":1,"from":0,"finger`],
    ['cut before the end of its last line', (text: string) => text.slice(0, -1)],
  ])('loses nothing more of a journal %s, however often it is broken off', async (_, tear) => {
    const { host } = await interrupted();
    const path = '/home/out/journal.ndjson';
    host.put(path, Buffer.from(tear(host.text(path))));
    const onTask: MemoryOptions['onTask'] = (self, task) => {
      if (task === 2) self.interrupt();
    };
    const second = await again(`${LINE} --resume --workers 1`, host, { onTask });
    expect(second.code).toBe(130);
    const kept = /interrupted: (\d+ of 12 replications) are kept/.exec(second.stderr)?.[1];
    const third = await again(`${LINE} --resume`, second.host);
    expect(third.stderr).toContain(`out/: ${kept} are there`);
    expect(third.stderr).not.toContain('torn');
    expect(third.code).toBe(0);
    expect(third.stdout).toBe((await call(LINE, { files })).stdout);
  });

  it.each([0, 1, 20, 500])(
    'begins anew where a crash left %i bytes of the first line',
    async (bytes) => {
      const { host } = await interrupted();
      const torn = host.text('out/journal.ndjson').slice(0, bytes);
      const more = { files: { ...files, 'out/journal.ndjson': torn } };
      const { code, stdout } = await call(`${LINE} --resume`, more);
      expect(code).toBe(0);
      expect(stdout).toBe((await call(LINE, { files })).stdout);
    },
  );

  it('begins where there is nothing to go on with, and simulates nothing where all is done', async () => {
    const first = await call(`${LINE} --resume`, { files });
    expect(first.code).toBe(0);
    expect(first.stderr).toContain('out/: 0 of 12 replications are there');
    const startPool = async () => {
      throw new Error('nothing is left to do');
    };
    const { code, stdout, stderr } = await again(`${LINE} --resume`, first.host, { startPool });
    expect(code).toBe(0);
    expect(stderr).toContain('(already there, identical)');
    expect(stdout).toBe(first.stdout);
  });

  it('refuses the folder of another sweep, another shard, or something else', async () => {
    const { host } = await interrupted();
    const other = await again(`${LINE} --resume --seed 2 --reps 7`, host);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain(
      'out holds another sweep: seed 2 against 1, 7 replications against 6; choose another --out',
    );
    const shard = await again(`${LINE} --resume --shard 1/2`, host);
    expect(shard.stderr).toContain('out holds the whole sweep, not shard 1/2');
    const [name, text] = Object.entries(files)[0]!;
    host.put(`/home/${name}`, Buffer.from(`${text}# a remark\n`));
    const remark = await again(`${LINE} --resume`, host);
    expect(remark.stderr).toContain(`out holds another sweep: other input files (${name})`);
    const foreign = await call(LINE, { files: { ...files, 'out/letter.txt': 'Dear …' } });
    expect(foreign.code).toBe(2);
    expect(foreign.stderr).toContain('choose another --out');
    const letter = await call(LINE, { files: { ...files, 'out/journal.ndjson': 'Dear diary' } });
    expect(letter.code).toBe(2);
    expect(letter.host.text('out/journal.ndjson')).toBe('Dear diary');
  });

  it('says so when the same sweep gives other bytes', async () => {
    const { host } = await call(LINE, { files });
    host.put('/home/out/points.csv', Buffer.from('something else'));
    const { code, stderr } = await again(LINE, host);
    expect(code).toBe(1);
    expect(stderr).toContain('out holds other results for the same inputs (points.csv)');
    expect(stderr).toContain('if nobody changed the files there, this is a fault in poolsim');
    expect(stderr).not.toContain('DifferentBytes');
    expect(host.text('out/points.csv')).toBe('something else');
  });
});

describe('when it cannot be written', () => {
  it('prints the results and exits with 7', async () => {
    const failing = { '/home/out': 'ENOSPC' };
    const { code, stdout, stderr } = await call(LINE, { files, failing });
    expect(code).toBe(7);
    expect(stdout).toMatch(/^stall.risk goes from/);
    expect(stdout).not.toContain('Files');
    expect(stderr).toContain('results not written: /home/out: no space left on the disk (ENOSPC)');
  });

  it('names what goes on with the journal where the disk was full in the middle', async () => {
    const host = new MemoryHost([...LINE.split(' '), '--workers', '1'], {
      files,
      env: { POOLSIM_SET: 'platform.warningBand=5' },
    });
    const { appendFile } = host.files;
    let lines = 0;
    Object.assign(host.files, {
      appendFile: (path: string, text: string) => {
        if (lines++ > 1) throw new OutputError(path, 'ENOSPC');
        return appendFile(path, text);
      },
    });
    expect(await runCommandLine(host)).toBe(7);
    expect(host.stderr.text).toContain('results not written: /home/out/journal.ndjson: no space');
    const command = `poolsim ${LINE} --workers 1 --resume`;
    expect(host.stderr.text).toContain(`go on: POOLSIM_SET=platform.warningBand=5 ${command}\n`);
  });

  it('does not begin a shard, which has nothing to print', async () => {
    const failing = { '/home/out': 'EACCES' };
    const { code, stdout } = await call(`${LINE} --shard 1/2`, { files, failing });
    expect(code).toBe(7);
    expect(stdout).toBe('');
  });
});

it('names the point, the replication and the command when the selector breaks a law', async () => {
  const modules = { '/home/mine.mjs': { default: { pick: () => 3 } } };
  const { code, stderr } = await call(`${LINE} --selector mine.mjs --workers 1`, {
    files: { ...files, 'mine.mjs': '' },
    modules,
  });
  expect(code).toBe(6);
  expect(stderr).toMatch(/tiny, point 1 \(platform.spamThreshold=70\): the selector broke law \d/);
  const command = /reproduce: poolsim (.*)/.exec(stderr)?.[1] ?? '';
  expect(command).toBe(
    'run tiny.yaml --seed 1 --set platform.spamThreshold=70 --selector mine.mjs --only-replication 0',
  );
  const alone = await call(command, { files: { ...files, 'mine.mjs': '' }, modules });
  expect(alone.code).toBe(6);
});

describe('poolsim merge', () => {
  it('prints what the whole sweep prints', async () => {
    const whole = await call(LINE, { files });
    let { host } = await call(LINE.replace('out out', 'out a --shard 1/2'), { files });
    ({ host } = await again(LINE.replace('out out', 'out b --shard 2/2'), host));
    const { code, stdout } = await again('merge b a --out out', host);
    expect(code).toBe(0);
    expect(stdout).toBe(whole.stdout);
    const one = await again('merge b', host);
    expect(one.code).toBe(2);
    expect(one.stderr).toContain('merge: shard 1/2 is missing: 6 replications');
    expect(one.stderr).toContain('--shard 1/2 --resume');
  });

  it('refuses folders that are no shards, all at once', async () => {
    const { code, stderr } = await call('merge nowhere tiny.yaml', { files });
    expect(code).toBe(2);
    expect(stderr).toContain('nowhere: there is no such folder');
    expect(stderr).toContain('tiny.yaml: holds no sweep');
  });

  it('needs a folder', async () => {
    const { code, stderr } = await call('merge', { files });
    expect(code).toBe(2);
    expect(stderr).toContain('merge needs <folder..>');
  });
});
