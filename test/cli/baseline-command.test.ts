import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../src/cli/baseline/document.ts';
import { call } from '../support/call.ts';
import { fakeSamples } from '../support/fake-samples.ts';
import type { MemoryHost, MemoryOptions } from '../support/memory-host.ts';
import { TINY } from '../support/tiny-scenario.ts';

const FILE = 'reports/baselines/base.json';
const files = { 'tiny.yaml': TINY };

/** A git that knows one commit, with a changed file. */
const git = (_: MemoryHost, words: readonly string[]) => {
  const stdout = words.includes('HEAD') ? `${'a1'.repeat(20)}\n` : ' M src/x.ts\n';
  return { code: 0, stdout, stderr: '' };
};

async function saved(
  line = 'baseline save base tiny.yaml --reps 4 --workers 1',
  options: MemoryOptions = {},
) {
  const answer = await call(line, { files, ...options });
  return { ...answer, text: answer.code === 0 ? answer.host.text(FILE) : '' };
}

/** One for all tests that only need some baseline: counting work takes a second. */
let common: ReturnType<typeof saved> | null = null;
function commonBaseline(): ReturnType<typeof saved> {
  common ??= saved(undefined, { runProgram: git });
  return common;
}

/** Files of a host as they are given to the next one. */
function kept(host: MemoryHost): Record<string, string> {
  return Object.fromEntries([...host.disk].map(([path, bytes]) => [path, bytes.toString()]));
}

describe('baseline save', () => {
  it('holds outcome and work, with where they come from', async () => {
    const { code, stdout, text } = await saved(undefined, { runProgram: git });
    expect(code).toBe(0);
    expect(stdout).toBe(`${FILE}: outcome of 1 scenario, work\n`);
    const baseline = JSON.parse(text) as Baseline;
    expect(baseline).toMatchObject({
      kind: 'poolsim baseline',
      schemaVersion: 1,
      name: 'base',
      selector: null,
      accepted: [],
      speed: null,
    });
    expect(baseline.outcome!.taken).toEqual({
      at: '2026-02-25T06:13:20.000Z',
      version: '0.0.0-test',
      node: 'v20.0.0-test',
      machine: 'a machine in memory',
      commit: `${'a1'.repeat(20)}+`,
    });
    const [scenario] = baseline.outcome!.scenarios;
    expect(scenario).toMatchObject({ file: 'tiny.yaml', replications: 4, seed: '1' });
    expect(scenario!.inputs.map(({ file }) => file)).toEqual(['tiny.yaml']);
    expect(scenario!.figures.every(({ numerators }) => numerators.length === 4)).toBe(true);
    expect(baseline.work!.counts.sizes.map(({ numbers }) => numbers)).toEqual([
      10, 100, 1_000, 10_000,
    ]);
  });

  it('holds the speed of cases, each process by itself', async () => {
    const { asked, runEntry } = fakeSamples();
    const line = 'baseline save base --cases hold-1000 --samples 3';
    const { code, text } = await saved(line, { runEntry });
    expect(code).toBe(0);
    expect(asked.map(({ case: name, provenHash }) => [name, provenHash])).toEqual([
      ['hold-1000', undefined],
      ['hold-1000', 'abc'],
      ['hold-1000', 'abc'],
    ]);
    const { speed, outcome } = JSON.parse(text) as Baseline;
    expect(outcome).toBeNull();
    const [held] = speed!.cases;
    expect(held).toMatchObject({ name: 'hold-1000', answerHash: 'abc', ns: [50, 50.1, 50.2] });
    expect(held!.draws).toEqual([10, 50.1 / 5, 50.2 / 5]);
  });

  it('writes no time for a wrong answer, and nothing at all', async () => {
    const { runEntry } = fakeSamples(() => ({ kind: 'wrong', case: 'x', why: 'counted 3' }));
    const answer = await call('baseline save base --cases hold-1000', { runEntry });
    expect(answer.code).toBe(1);
    expect(answer.stderr).toContain('hold-1000: counted 3');
    expect(answer.host.disk.size).toBe(0);
  });

  it('never overwrites without being told', async () => {
    const first = await commonBaseline();
    const again = await saved(undefined, { files: kept(first.host) });
    expect(again.code).toBe(2);
    expect(again.stderr).toContain(`${FILE} is there already: poolsim baseline accept base`);
    const line = 'baseline save base tiny.yaml --reps 5 --workers 1 --force';
    const forced = await saved(line, { files: kept(first.host) });
    expect(forced.code).toBe(0);
    expect((JSON.parse(forced.text) as Baseline).outcome!.scenarios[0]!.replications).toBe(5);
  });

  it.each([
    ['baseline save ../evil tiny.yaml', 'cannot name a baseline'],
    ['baseline save built-in tiny.yaml', 'means the real selector'],
    ['baseline save x.json tiny.yaml', 'no .json at the end'],
    ['baseline save', 'baseline save needs the name of a baseline'],
    ['baseline show base other', 'baseline show takes one name, not 2'],
    ['baseline list base', 'baseline list takes no name; show does'],
    ['baseline save base auto.yaml', 'give a number with --reps'],
    ['baseline save base tiny.yaml --reason x', '--reason is for baseline accept, not save'],
    ['baseline sve base', 'did you mean save?'],
    ['baseline', 'baseline needs <verb>'],
  ])('refuses %s', async (line, why) => {
    const auto = TINY.replace('replications: 6', 'replications: auto');
    const { code, stderr, stdout } = await call(line, { files: { ...files, 'auto.yaml': auto } });
    expect(code).toBe(2);
    expect(stderr).toContain(why);
    expect(stdout).toBe('');
  });

  it('writes nothing after Ctrl-C', async () => {
    const answer = await saved(undefined, { onTask: (host) => host.interrupt() });
    expect(answer.code).toBe(130);
    expect(answer.stderr).toContain('interrupted; nothing was written');
    expect([...answer.host.disk.keys()]).toEqual(['/home/tiny.yaml']);
  });

  it('is exit 7 where the folder cannot be written', async () => {
    const answer = await saved(undefined, { failing: { '/home/reports': 'EROFS' } });
    expect(answer.code).toBe(7);
    expect(answer.stderr).toContain('read-only');
  });

  it('tells a law that the user’s selector broke', async () => {
    const modules = { '/home/bad.mjs': { default: () => ({ pick: () => 99 }) } };
    const answer = await saved('baseline save base tiny.yaml --selector bad.mjs --workers 1', {
      files: { ...files, 'bad.mjs': 'x' },
      modules,
    });
    expect(answer.code).toBe(6);
    expect(answer.stderr).toContain('the selector broke law');
    expect(answer.stderr).toContain('nothing was written');
  });
});

describe('baseline list and show', () => {
  it('list has a line for each, in 80 columns', async () => {
    const first = await commonBaseline();
    const { code, stdout } = await call('baseline list', { files: kept(first.host) });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^name +holds/);
    expect(stdout).toMatch(
      /\nbase +outcome of 1 scenario, work +2026-02-25 +a1a1a1a\+ +this machine\n/,
    );
    const json = await call('baseline list --json', { files: kept(first.host) });
    expect(JSON.parse(json.stdout)).toMatchObject([{ name: 'base', holds: ['outcome', 'work'] }]);
  });

  it('list says when there are none, and which are damaged', async () => {
    const none = await call('baseline list');
    expect(none).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'no baselines in reports/baselines\n',
    });
    const first = await commonBaseline();
    const both = { ...kept(first.host), 'reports/baselines/torn.json': '{ "kind": ' };
    const { code, stdout, stderr } = await call('baseline list', { files: both });
    expect(code).toBe(2);
    expect(stdout).toContain('\nbase ');
    expect(stderr).toContain('reports/baselines/torn.json:1:');
  });

  it('show prints figures, work and speed, no line wider than 80 columns', async () => {
    const { runEntry } = fakeSamples();
    const line = 'baseline save base tiny.yaml --reps 4 --workers 1 --cases hold-1000';
    const first = await saved(line, { runEntry });
    const { code, stdout } = await call('baseline show base', { files: kept(first.host) });
    expect(code).toBe(0);
    expect(Math.max(...stdout.split('\n').map((text) => text.length))).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/\ndials +\d/);
    expect(stdout).toMatch(/\ncandidates looked at +\d/);
    expect(stdout).toMatch(/\nhold-1000 +50\.\d+ +50\.0–50\.2 +10\.0 +12\n/);
    const json = await call('baseline show base --json', { files: kept(first.host) });
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(first.text));
  });

  it('show names the nearest where there is none', async () => {
    const first = await commonBaseline();
    const { code, stderr } = await call('baseline show bsae', { files: kept(first.host) });
    expect(code).toBe(2);
    expect(stderr).toContain('no baseline "bsae" — did you mean base?');
    const none = await call('baseline show x');
    expect(none.stderr).toContain('there are none in reports/baselines');
  });
});

describe('a file that is no good', () => {
  const damaged: readonly (readonly [string, (text: string) => string, RegExp])[] = [
    [
      'cut off',
      (text) => text.slice(0, 500),
      /^reports\/baselines\/base\.json:\d+:\d+: is no JSON/,
    ],
    [
      'another thing',
      () => '{"name": "x"}',
      /:1:1: is no baseline of poolsim — poolsim baseline save/,
    ],
    [
      'newer',
      (text) => text.replace('"schemaVersion": 1', '"schemaVersion": 2'),
      /:3:20: schemaVersion: has schema version 2; this poolsim reads up to 1 — update poolsim/,
    ],
    [
      'changed in a value',
      (text) => text.replace('"replications": 4', '"replications": "four"'),
      /:\d+:\d+: outcome\.scenarios\[0\]\.replications: is damaged: .*restore the file from git/,
    ],
    [
      'short of a value',
      (text) => text.replace(/("key": "dials".*"numerators": \[)[^,]+, /, '$1'),
      /outcome\.scenarios\[0\]: is damaged: needs one value per replication/,
    ],
    [
      'with a stranger in it',
      (text) => text.replace('"name": "base"', '"name": "base", "nmae": 1'),
      /:1:1: is damaged: Unrecognized key/,
    ],
  ];

  it.each(damaged)('%s: place and remedy, exit 2', async (_, change, message) => {
    const first = await commonBaseline();
    const text = change(first.text);
    expect(text).not.toBe(first.text);
    const after = { ...kept(first.host), [FILE]: text };
    for (const line of [
      'baseline show base',
      'bench --against base',
      'baseline accept base --reason x',
    ]) {
      const { code, stdout, stderr } = await call(line, { files: after });
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(message);
    }
  });
});

describe('baseline accept', () => {
  it('needs a reason', async () => {
    const { code, stderr } = await call('baseline accept base');
    expect(code).toBe(2);
    expect(stderr).toContain('accept needs --reason');
  });

  it('leaves the file alone where nothing changed', async () => {
    const first = await commonBaseline();
    const accept = ['baseline', 'accept', 'base', '--reason', 'because', '--workers', '1'];
    const { code, stdout, host } = await call(accept, { files: kept(first.host) });
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing to accept');
    expect(host.text(FILE)).toBe(first.text);
  });

  it('shows what moved, and writes it with the reason', async () => {
    const first = await commonBaseline();
    const files = { ...kept(first.host), 'tiny.yaml': TINY.replace('count: 40', 'count: 80') };
    expect((await call('bench --against base --workers 1', { files })).code).not.toBe(0);
    const accept = ['baseline', 'accept', 'base', '--reason', 'twice the list', '--workers', '1'];
    const { code, stdout, host } = await call(accept, { files, runProgram: git });
    expect(code).toBe(0);
    expect(stdout).toMatch(/\ndials +\d+/);
    expect(stdout).toContain('tiny.yaml has changed since');
    expect(stdout).toContain('outcome accepted — twice the list');
    const after = JSON.parse(host.text(FILE)) as Baseline;
    expect(after.accepted).toEqual([
      {
        at: '2026-02-25T06:13:20.000Z',
        commit: `${'a1'.repeat(20)}+`,
        gates: ['outcome'],
        reason: 'twice the list',
      },
    ]);
    expect(after.work).toEqual((JSON.parse(first.text) as Baseline).work);
    expect((await call('bench --against base --workers 1', { files: kept(host) })).code).toBe(0);
  });

  it('renews only the parts that are named', async () => {
    const first = await commonBaseline();
    const files = { ...kept(first.host), 'tiny.yaml': TINY.replace('count: 40', 'count: 80') };
    const line = 'baseline accept base --reason x --gates work --workers 1';
    const { stdout, host } = await call(line, { files });
    expect(stdout).toContain('Nothing to accept');
    expect(host.text(FILE)).toBe(first.text);
    const speed = await call('baseline accept base --reason x --gates speed', { files });
    expect(speed).toMatchObject({ code: 2 });
    expect(speed.stderr).toContain('holds no speed; it holds outcome, work');
  });

  it('takes the speed anew', async () => {
    const line = 'baseline save base --cases hold-1000';
    const first = await saved(line, { runEntry: fakeSamples().runEntry });
    const slower = fakeSamples(() => ({ nsPerOperation: 80 }));
    const { code, stdout, host } = await call('baseline accept base --reason rules', {
      files: kept(first.host),
      runEntry: slower.runEntry,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/hold-1000 +50\.1 ns +80 ns +× 1\.597 .* +slower/);
    const { speed } = JSON.parse(host.text(FILE)) as Baseline;
    expect(new Set(speed!.cases[0]!.ns)).toEqual(new Set([80]));
  });
});
