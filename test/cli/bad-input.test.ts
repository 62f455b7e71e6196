import { describe, expect, it } from 'vitest';
import { call } from '../support/call.ts';
import { TINY } from '../support/tiny-scenario.ts';

const CSV = TINY.replace(/generate: \{ count: 40.*/, 'file: contacts.csv');

/** Files, and what the complaint on stderr must contain. */
const CASES: readonly [string, Record<string, string>, RegExp][] = [
  ['a missing scenario', {}, /tiny\.yaml: .*not exist/],
  ['an empty scenario', { 'tiny.yaml': '' }, /tiny\.yaml/],
  ['a scenario that is a folder', { 'tiny.yaml/x': '' }, /tiny\.yaml.*folder/],
  ['a binary scenario', { 'tiny.yaml': '\u0000\u0001\u0002PNG' }, /tiny\.yaml/],
  ['a YAML syntax error', { 'tiny.yaml': `${TINY}gates: [` }, /tiny\.yaml:\d+:\d+/],
  ['an unknown key', { 'tiny.yaml': `${TINY}sead: 3\n` }, /tiny\.yaml:16:1.*sead.*seed/],
  [
    'a threshold of one campaign',
    { 'tiny.yaml': TINY.replace('    pool: all', '    pool: all\n    spamThreshold: 50') },
    /tiny\.yaml:\d+:\d+.*hreshold/,
  ],
  [
    'no pool and no primary',
    { 'tiny.yaml': TINY.replace('    pool: all\n', '') },
    /tiny\.yaml:\d+:\d+.*pool/,
  ],
  [
    'an unknown figure in a gate',
    { 'tiny.yaml': `${TINY}gates: ['stal.risk < 1']` },
    /stall\.risk/,
  ],
  ['a missing contact list', { 'tiny.yaml': CSV }, /contacts\.csv.*not exist/],
  [
    'a bad phone number',
    { 'tiny.yaml': CSV, 'contacts.csv': 'e164,country\n+14155550100,US\nhello,US\n' },
    /contacts\.csv:3:1.*hello/,
  ],
  [
    'a missing column',
    { 'tiny.yaml': CSV, 'contacts.csv': 'country\nUS\n' },
    /contacts\.csv:1:\d+.*e164/,
  ],
];

describe('bad input', () => {
  it.each(CASES)('%s: exit 2, with place and remedy', async (_, files, complaint) => {
    const { code, stdout, stderr } = await call('run tiny.yaml', { files });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(complaint);
    expect(stderr).toContain('reproduce: poolsim run tiny.yaml');
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('names the one of several scenarios that was not run, with the environment it was read in', async () => {
    const line = 'run tiny.yaml wrong.yaml --reps 2 --workers 1';
    const { code, stdout, stderr } = await call(line, {
      files: { 'tiny.yaml': TINY, 'wrong.yaml': `${TINY}sead: 3\n` },
      env: { POOLSIM_SEED: '4', POOLSIM_SET: 'campaigns.0.name=a b', POOLSIM_DEBUG: '' },
    });
    expect(code).toBe(2);
    expect(stdout).toContain('seed 4');
    expect(stderr).toContain('one problem in the input, wrong.yaml was not run\n');
    expect(stderr).toContain(
      `reproduce: POOLSIM_SEED=4 POOLSIM_SET='campaigns.0.name=a b' poolsim ${line}\n`,
    );
  });

  it('lists all problems of all files at once', async () => {
    const contacts = 'e164,country\nhello,US\n+14155550100,XX\n';
    const files = { 'tiny.yaml': CSV, 'contacts.csv': contacts };
    const { stderr } = await call('run tiny.yaml', { files });
    expect(stderr).toContain('contacts.csv:2:1');
    expect(stderr).toContain('contacts.csv:3:14');
    expect(stderr).toContain('2 problems');
  });

  it('goes on without bad rows where it is asked to', async () => {
    const contacts = 'e164,country\nhello,US\n+14155550100,US\n';
    const files = { 'tiny.yaml': CSV, 'contacts.csv': contacts };
    const { code, stderr } = await call('run tiny.yaml --skip-bad-rows --out out', { files });
    expect(code).toBe(0);
    expect(stderr).toContain('contacts.csv: 1 bad row of 2 skipped');
  });

  it.each([
    ['--set', 'nonsense'],
    ['--map', '=x'],
    ['--workers', '0'],
    ['--workers', '100000'],
    ['--only-replication', '-1'],
    ['--seed', ''],
    ['--seed', '-1'],
    ['--seed', 'x'.repeat(201)],
  ])('refuses %s "%s"', async (option, value) => {
    const files = { 'tiny.yaml': TINY };
    const { code, stderr } = await call(['run', 'tiny.yaml', `${option}=${value}`], { files });
    expect(code).toBe(2);
    expect(stderr).toContain(option);
  });

  it('refuses an option that is given twice', async () => {
    const files = { 'tiny.yaml': TINY };
    const { code, stderr } = await call('run tiny.yaml --seed 1 --seed 2', { files });
    expect(code).toBe(2);
    expect(stderr).toContain('--seed is given 2 times');
  });
});

describe('a fault in poolsim', () => {
  const broken = {
    files: { 'tiny.yaml': TINY },
    startPool: async () => {
      throw new Error('no threads\nsecond line');
    },
  };

  it('exits with 1 and one line, without a stack trace', async () => {
    const { code, stderr } = await call('run tiny.yaml', broken);
    expect(code).toBe(1);
    expect(stderr).toContain('Error: no threads — this is a fault in poolsim\n');
    expect(stderr).toContain('reproduce: poolsim run tiny.yaml');
    expect(stderr).not.toContain('second line');
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('shows the stack trace with POOLSIM_DEBUG=1', async () => {
    const { stderr } = await call('run tiny.yaml', { ...broken, env: { POOLSIM_DEBUG: '1' } });
    expect(stderr).toMatch(/^ +at /m);
  });
});
