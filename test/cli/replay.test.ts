import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/report/text/width.ts';
import { call } from '../support/call.ts';
import type { MemoryHost } from '../support/memory-host.ts';
import { TINY, tinyWithGates } from '../support/tiny-scenario.ts';

/** What `replay --json` prints, as far as the tests read it. */
interface Replayed {
  readonly sameAsRun: boolean | null;
  readonly shown: number;
  readonly wanted: number;
  readonly notes: readonly string[];
  readonly events: readonly Shown[];
}

interface Shown {
  readonly atMs: number;
  readonly kind: string;
  readonly contact?: string;
  readonly country?: string;
  readonly number?: string | null;
  readonly numbers?: readonly { number: string; verdict: string }[];
  readonly outcome?: string;
}

/** Everything on the disk of a host in memory, for a command that comes after. */
function disk(host: MemoryHost): Record<string, string> {
  return Object.fromEntries([...host.disk.keys()].map((path) => [path, host.text(path)]));
}

/** From the second hour on, both numbers that may dial GB are flagged. */
const STALLING = tinyWithGates('stall.risk{country=GB} <= 5%', 'skip.rate >= 0%')
  .replace('country: US, count: 3', 'country: US, count: 3, allowedCountries: [US]')
  .replace(
    'campaigns:',
    `interventions:
  - { at: 1h, do: set_score, number: gb/1, score: 90 }
  - { at: 1h, do: set_score, number: gb/2, score: 90 }
campaigns:`,
  );

async function replayed(line: string, files: Record<string, string>): Promise<Replayed> {
  const { code, stdout, stderr } = await call(`replay ${line} --json`, { files });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Replayed;
}

const files = { 'tiny.yaml': TINY, 'stalling.yaml': STALLING };

/** The disk after a run of the tiny scenario, made once. */
let tiny: Promise<Record<string, string>> | null = null;

async function storedTiny(): Promise<Record<string, string>> {
  tiny ??= stored('tiny.yaml', '', files);
  return { ...(await tiny) };
}

async function stored(scenario: string, more: string, all: Record<string, string>) {
  const { code, host, stderr } = await call(`run ${scenario} --out done --quiet ${more}`, {
    files: all,
  });
  expect([0, 3], stderr).toContain(code);
  return disk(host);
}

describe('a finished run', () => {
  it('is replayed as it was, and says so', async () => {
    const after = await storedTiny();
    for (const rep of [0, 5]) {
      const { sameAsRun, shown, wanted, notes } = await replayed(`done --rep ${rep}`, after);
      expect(sameAsRun).toBe(true);
      expect([shown, notes.length]).toEqual([100, 2]);
      expect(wanted).toBeGreaterThan(200);
    }
  });

  it('comes from its manifest when the scenario file has changed or is gone', async () => {
    const after = await storedTiny();
    const before = await replayed('done --rep 2 --limit all', after);
    after['/home/tiny.yaml'] = TINY.replace('count: 40', 'count: 50');
    const changed = await call('replay done --rep 2 --json --limit all', { files: after });
    expect(changed.code).toBe(0);
    expect(JSON.parse(changed.stdout)).toEqual(before);
    expect(changed.stderr).toMatch(/tiny.yaml has changed: sha256 .* from its manifest/);
    delete after['/home/tiny.yaml'];
    const gone = await call('replay done --rep 2 --json --limit all', { files: after });
    expect(JSON.parse(gone.stdout)).toEqual(before);
    expect(gone.stderr).toContain('tiny.yaml is gone');
  });

  it('remembers what was laid over the scenario, and how its files were read', async () => {
    const all = {
      'base/world.yaml': TINY.replace(/generate: \{ count: 40.*/, 'file: ../lists/people.csv'),
      'mine.yaml': 'extends: base/world.yaml\nseed: 3\n',
      'lists/people.csv': 'Fon,country\n+14155550100,US\nnonsense,US\n+442079460001,GB\n',
      'lists/numbers.csv': 'e164,country\n+14155550199,US\n+442079460009,GB\n',
    };
    const words = [
      '--map e164=Fon --skip-bad-rows --seed 9',
      '--set numbers=[{"file":"lists/numbers.csv"}]',
    ].join(' ');
    const after = await stored('mine.yaml', words, all);
    const { sameAsRun, events } = await replayed('done --kind due,dial', after);
    expect(sameAsRun).toBe(true);
    expect(new Set(events.map(({ contact }) => contact))).toEqual(
      new Set(['+14155550100', '+442079460001']),
    );
    expect(events.find(({ kind }) => kind === 'dial')!.number).toMatch(/^\+(1415|4420)/);
  });

  it('is refused when an input file has changed or is gone, with what to do', async () => {
    const all = {
      'list.yaml': TINY.replace(/generate: \{ count: 40.*/, 'file: people.csv'),
      'people.csv': 'e164,country\n+14155550100,US\n',
    };
    const after = await stored('list.yaml', '', all);
    after['/home/people.csv'] += '+442079460001,GB\n';
    const changed = await call('replay done', { files: after });
    expect(changed.code).toBe(2);
    expect(changed.stderr).toMatch(/people.csv has changed: sha256 \w+…, in the run \w+…/);
    expect(changed.stderr).toContain('    poolsim run list.yaml --seed 1');
    delete after['/home/people.csv'];
    const gone = await call('replay done', { files: after });
    expect(gone.code).toBe(2);
    expect(gone.stderr).toContain('people.csv is gone: there is no such file');
  });

  it('is told apart from a replication that came out differently', async () => {
    const after = await storedTiny();
    const prints = after['/home/done/fingerprints.csv']!;
    after['/home/done/fingerprints.csv'] = prints.replace(/^1,.*/m, '1,0123456789abcdef');
    const fault = await call('replay done --rep 1', { files: after });
    expect(fault.code).toBe(1);
    expect(fault.stderr).toContain('came out differently');
    expect(fault.stderr).toContain('this is a fault in poolsim');
    const manifest = after['/home/done/manifest.json']!;
    after['/home/done/manifest.json'] = manifest.replace('"0.0.0-test"', '"0.0.1"');
    const older = await call('replay done --rep 1', { files: after });
    expect(older.code).toBe(2);
    expect(older.stderr).toContain('poolsim: done was made by poolsim 0.0.1 on Node v20.0.0-test;');
    expect(older.stderr).toContain('    replication 1 of done came out differently');
    expect(older.stderr).toContain('    poolsim run tiny.yaml --seed 1\n');
    expect(older.stderr).not.toContain('fault');
  });

  it.each([
    ['a manifest of another shape', '"selector": "built-in"', '"chooser": "built-in"'],
    ['a key that it does not know', '"platform": {', '"platform": { "sharpness": 3,'],
  ])('names the other version before %s', async (_, was, is) => {
    const after = await storedTiny();
    const manifest = after['/home/done/manifest.json']!;
    after['/home/done/manifest.json'] = manifest
      .replace('"0.0.0-test"', '"0.0.1"')
      .replace(was, is);
    const { code, stderr } = await call('replay done', { files: after });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^poolsim: done was made by poolsim 0.0.1 on Node .*; this is poolsim/);
    expect(stderr).toMatch(/\n {4}done\/manifest.json:\d+:\d+: /);
    expect(stderr).toContain('replay it with the version that made it, or make a new run');
    expect(stderr).not.toMatch(/fault in poolsim|in the input/);
  });

  it('by another version that comes out the same only gets a note', async () => {
    const after = await storedTiny();
    const manifest = after['/home/done/manifest.json']!;
    after['/home/done/manifest.json'] = manifest.replace('"v20.0.0-test"', '"v22.1.0"');
    const { code, stderr, stdout } = await call('replay done --json', { files: after });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ sameAsRun: true });
    expect(stderr).toContain('done was made by poolsim 0.0.0-test on Node v22.1.0; this is');
  });

  it('says where it has nothing to hold a replication to', async () => {
    const after = await storedTiny();
    delete after['/home/done/fingerprints.csv'];
    const old = await call('replay done', { files: after });
    expect(old.stderr).toContain('done has no fingerprints.csv');
    after['/home/done/fingerprints.csv'] = 'replication,fingerprint\n0,xyz\n';
    const damaged = await call('replay done', { files: after });
    expect(damaged.stderr).toContain('done/fingerprints.csv:2: damaged');
  });

  it.each([
    ['--set duration=2d', '--set duration=2d comes too late'],
    ['--seed 4', '--seed 4 comes too late'],
    ['--selector ./x.mjs', '--selector ./x.mjs comes too late'],
  ])('is not changed by %s', async (option, complaint) => {
    const { code, stderr } = await call(`replay done ${option}`, { files: await storedTiny() });
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
  });

  it('has no replication beyond its last; its scenario has', async () => {
    const after = await stored('tiny.yaml', '--reps 3 --set duration=12h', files);
    const { code, stdout, stderr } = await call('replay done --rep 3', { files: after });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('poolsim: --rep 3: done has replications 0 to 2\n');
    const command = / {4}poolsim (replay .*)/.exec(stderr)![1]!;
    expect(command).toBe('replay tiny.yaml --seed 1 --set duration=12h --rep 3');
    const { sameAsRun, shown } = await replayed(command.replace('replay ', ''), files);
    expect([sameAsRun, shown]).toEqual([null, 100]);
  });

  it('is no folder without a manifest, and no file that is none', async () => {
    const none = await call('replay empty', { files: { 'empty/x.txt': '' } });
    expect(none.stderr).toContain('empty holds no run: manifest.json is not in it');
    const other = await call('replay odd', { files: { 'odd/manifest.json': '{}' } });
    expect([none.code, other.code]).toEqual([2, 2]);
    expect(other.stderr).toContain('odd/manifest.json');
  });
});

describe('what is shown', () => {
  it('is one contact, from due to done', async () => {
    const { events } = await replayed('tiny.yaml --contact 4 --kind calls', files);
    expect(events[0]).toMatchObject({ kind: 'due', contact: 'outreach/4', atMs: 0 });
    expect(events.at(-1)!.kind).toBe('finished');
    expect(new Set(events.map(({ contact }) => contact))).toEqual(new Set(['outreach/4']));
    const calls = events.filter(({ kind }) => kind === 'dial').length;
    expect(events.filter(({ kind }) => kind === 'outcome')).toHaveLength(calls);
    const rung = events.filter(({ kind }) => kind === 'ring').length;
    const took = events.filter(({ outcome }) => /answered|voicemail|no_answer/.test(outcome ?? ''));
    expect(rung).toBe(took.length);
  });

  it('is one number with every pick that it stood in, and its verdict there', async () => {
    const all = await replayed('tiny.yaml --kind pick --limit all', files);
    const one = await replayed('tiny.yaml --kind pick --number gb/1 --limit all', files);
    expect(one.events).toHaveLength(all.events.length);
    for (const { number, numbers } of one.events) {
      const names = numbers!.map((row) => row.number);
      expect(names).toContain('gb/1');
      expect(names.every((name) => name === 'gb/1' || name === number)).toBe(true);
    }
    const dials = await replayed('tiny.yaml --kind dial --number gb/1 --limit all', files);
    expect(new Set(dials.events.map(({ number }) => number))).toEqual(new Set(['gb/1']));
    expect(dials.wanted).toBe(one.events.filter(({ number }) => number === 'gb/1').length);
  });

  it('is a country, a time, and the last so many', async () => {
    const british = await replayed('tiny.yaml --country gb --limit all --kind calls', files);
    expect(new Set(british.events.map(({ country }) => country))).toEqual(new Set(['GB']));
    const late = await replayed('tiny.yaml --from 1h --to 2026-03-02T16:30:00Z --limit all', files);
    expect(late.wanted).toBeGreaterThan(0);
    for (const { atMs } of late.events) {
      expect(atMs).toBeGreaterThanOrEqual(3_600_000);
      expect(atMs).toBeLessThanOrEqual(2.5 * 3_600_000);
    }
    const every = await replayed('tiny.yaml --limit all', files);
    const last = await replayed('tiny.yaml --last 7', files);
    expect(last.events).toEqual(every.events.slice(-7));
    expect(last.notes[0]).toBe(
      `${every.wanted - 7} more events before these; --limit all shows all of them`,
    );
    const first = await replayed('tiny.yaml --limit 7', files);
    expect(first.events).toEqual(every.events.slice(0, 7));
  });

  it('tells how a country came to stall', async () => {
    const { events } = await replayed('stalling.yaml --country GB --kind pool', files);
    const story = events.map(({ kind, atMs }) => `${kind} ${Math.round(atMs / 36_000) / 100}`);
    expect(story.slice(0, 3)).toEqual(['flag 1', 'flag 1', 'status 1']);
    expect(story).toContain('action 1');
    expect(story).toContain('stall 1.01');
  });

  it('fits into 80 columns, with reasons below each pick', async () => {
    const { stdout } = await call('replay tiny.yaml --limit all --every-number', { files });
    for (const line of stdout.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/^0d 00:00:0\d pick {6}outreach\/\d+ \(US\): us\/\d, drawn with \d/m);
    expect(stdout).toMatch(/^ {24}country: gb\/1, gb\/2$/m);
    expect(stdout).toMatch(/^ {24}candidate: us\/1 \d/m);
  });

  it('is the same in every format', async () => {
    const line = 'replay tiny.yaml --kind dial,outcome --limit 30';
    const json = JSON.parse((await call(`${line} --json`, { files })).stdout) as Replayed;
    const ndjson = await call(`${line} --format ndjson`, { files });
    const rows = ndjson.stdout
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row) as Shown);
    expect(rows).toEqual(json.events);
    expect(ndjson.stderr).toMatch(/more events after these/);
    const csv = await call(`${line} --format csv --quiet`, { files });
    const [head, ...body] = csv.stdout.trim().split('\n');
    expect(head).toBe(
      'at_ms,at,event,kind,campaign,contact,country,number,attempt,outcome,text,verdicts',
    );
    expect(body).toHaveLength(30);
    expect(csv.stderr).toBe('');
    const text = await call(line, { files });
    expect(text.stdout.match(/^\d+d \d\d:\d\d:\d\d /gm)).toHaveLength(30);
  });

  it('may be nothing', async () => {
    const { stdout } = await call('replay tiny.yaml --kind fault', { files });
    expect(stdout).toContain('no such event');
  });
});

it.each([
  ['--kind stal', 'did you mean stall?'],
  ['--number us/9', 'is no number of the scenario'],
  ['--country FR', 'there is ??, US, GB'],
  ['--campaign outrech', 'did you mean outreach?'],
  ['--contact 40', '0 to 39'],
  ['--from 2d', '--from'],
  ['--from 3h --to 2h', '--from 3h is later than --to 2h'],
  ['--limit 0', '--limit'],
  ['--limit 5 --last 5', 'exclude each other'],
  ['--rep -1', '--rep'],
  ['--format xml', '--format'],
])('refuses %s', async (options, complaint) => {
  const { code, stderr } = await call(`replay tiny.yaml ${options}`, { files });
  expect(code).toBe(2);
  expect(stderr).toContain(complaint);
});

describe('a failure prints the replay that shows it', () => {
  const own = { ...files, 'mine.mjs': '// a module' };
  const modules = { '/home/mine.mjs': { default: { pick: () => 4 } } };

  it('of a broken law, up to the event', async () => {
    const run = await call('run tiny.yaml --selector ./mine.mjs', { files: own, modules });
    const command = /timeline: poolsim (.*)/.exec(run.stderr)![1]!;
    expect(command).toBe('replay tiny.yaml --seed 1 --selector ./mine.mjs --rep 0 --last 20');
    const { code, stdout, stderr } = await call(command, { files: own, modules });
    expect(code).toBe(6);
    expect(stdout.trim().split('\n').at(-1)).toBe('law 1 was broken here; the replication ends');
    expect(stdout).toMatch(/pick {6}outreach\/\d+ \(US\): gb\/2/);
    expect(stderr).toMatch(/the selector broke law 1: .*may not dial US/);
  });

  it('of a gate, for people and for programs', async () => {
    const run = await call('run stalling.yaml --out done', { files });
    expect(run.code).toBe(3);
    const after = disk(run.host);
    const command = / {2}poolsim (replay done --rep 0 .*)/.exec(run.stdout)![1]!;
    expect(command).toBe('replay done --rep 0 --country GB --kind pool');
    const { stdout } = await call(command, { files: after });
    expect(stdout).toContain('outreach, GB: a stall begins (spam)');
    const json = await call('run stalling.yaml --out done --json --quiet', { files });
    expect(json.stderr).toMatch(/stall.risk\{country=GB\} <= 5%: replication 0 stalls in GB after/);
    expect(json.stderr).toContain(`reproduce: poolsim ${command}`);
    const md = await call('run stalling.yaml --out done --format md', { files });
    expect(md.stdout).toContain('## Why a gate did not hold');
    expect(md.stdout).toContain(`\`poolsim ${command}\``);
  });
});
