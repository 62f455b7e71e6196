import { expect, it } from 'vitest';
import { call } from '../support/call.ts';
import { TINY } from '../support/tiny-scenario.ts';

it('init writes a scenario that validates and runs', async () => {
  const { code, host } = await call('scenarios init mine.yaml');
  expect(code).toBe(0);
  const files = { 'mine.yaml': host.text('mine.yaml') };
  expect(files['mine.yaml'].match(/^ *# /gm)!.length).toBeGreaterThan(10);
  expect(await call('scenarios validate mine.yaml', { files })).toMatchObject({
    code: 0,
    stdout: 'mine.yaml: valid (starter)\n',
  });
  expect((await call('run mine.yaml --reps 2 --quiet', { files })).code).not.toBe(2);
});

it('init overwrites only when forced to', async () => {
  const files = { 'mine.yaml': 'precious' };
  const refused = await call('scenarios init mine.yaml', { files });
  expect(refused.code).toBe(2);
  expect(refused.host.text('mine.yaml')).toBe('precious');
  const forced = await call('scenarios init mine.yaml --force', { files });
  expect(forced.host.text('mine.yaml')).toContain('name: starter');
});

it('list shows names and questions, and passes over other files', async () => {
  const files = {
    'scenarios/tiny.yaml': TINY,
    'scenarios/note.yaml': 'x: 1',
    'scenarios/a.md': '',
  };
  const { stdout } = await call('scenarios list', { files });
  expect(stdout).toBe('scenarios/tiny.yaml\n  tiny: Does the command line work?\n');
  expect((await call('scenarios list nowhere', { files })).code).toBe(2);
});

it('validate reads every file and exits with 2 if one is wrong', async () => {
  const files = { 'a.yaml': `${TINY}oops: 1\n`, 'b.yaml': TINY, 'c.yaml': 'name: 3\n' };
  const { code, stdout } = await call('scenarios validate a.yaml b.yaml c.yaml', { files });
  expect(code).toBe(2);
  expect(stdout).toContain('a.yaml:16:1');
  expect(stdout).toContain('b.yaml: valid (tiny)');
  expect(stdout).toContain('c.yaml');
  const json = await call('scenarios validate a.yaml b.yaml --json', { files });
  expect(JSON.parse(json.stdout)).toMatchObject([{ valid: false }, { valid: true }]);
});

it('show tells where each value came from', async () => {
  const { stdout } = await call('scenarios show tiny.yaml --seed 9', {
    files: { 'tiny.yaml': TINY },
    env: { POOLSIM_REPLICATIONS: '12' },
  });
  expect(stdout).toMatch(/^seed +\S+ +--seed$/m);
  expect(stdout).toMatch(/^name +"tiny" +tiny\.yaml:1$/m);
  expect(stdout).toMatch(/^platform\.spamThreshold +70 +default$/m);
});

it('suggests the nearest verb', async () => {
  expect((await call('scenarios lst')).stderr).toContain('did you mean list?');
});
