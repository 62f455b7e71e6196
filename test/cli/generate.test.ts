import { expect, it } from 'vitest';
import { call } from '../support/call.ts';

it.each(['contacts', 'numbers', 'calls'])(
  'generates %s, the same for the same seed',
  async (kind) => {
    const { code, stdout } = await call(`generate ${kind} --count 25 --seed 3`);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(26);
    expect((await call(`generate ${kind} --count 25 --seed 3`)).stdout).toBe(stdout);
    expect((await call(`generate ${kind} --count 25 --seed 4`)).stdout).not.toBe(stdout);
  },
);

it('writes a file, and overwrites only when forced to', async () => {
  const { stdout, host } = await call('generate contacts --count 2 --out lists/c.csv');
  expect(stdout).toBe('');
  expect(host.text('lists/c.csv')).toContain('e164,country');
  const files = { 'c.csv': 'precious' };
  expect((await call('generate contacts --out c.csv', { files })).code).toBe(2);
  expect((await call('generate contacts --out c.csv --force', { files })).code).toBe(0);
});

it('generates what run can read', async () => {
  const numbers = (await call('generate numbers --count 6 --names')).stdout;
  const contacts = (await call('generate contacts --count 20 --names --timezones 50%')).stdout;
  const scenario = `name: made
why: Can generated files be read?
replications: 2
duration: 1d
numbers: [{ file: numbers.csv }]
connections: [{ id: twilio-main }]
campaigns:
  - { name: c, pool: all, windows: always, contacts: { file: contacts.csv } }
`;
  const files = { 'made.yaml': scenario, 'numbers.csv': numbers, 'contacts.csv': contacts };
  expect(await call('run made.yaml --quiet', { files })).toMatchObject({ code: 0, stderr: '' });
});

it.each([
  ['contacts --count 0', '--count'],
  ['contacts --count NaN', '--count'],
  ['contacts --countries US=x', '--countries'],
  ['contacts --countries Atlantis', '--countries'],
  ['contacts --countries XX', 'XX'],
  ['contacts --invalid 130%', '--invalid'],
  ['numbers --count 1000000 --countries SE', 'hold'],
  ['numbers --days 3', '--days is for generate calls'],
  ['calls --start someday', '--start'],
  ['kontacts', 'did you mean contacts?'],
])('refuses %s', async (line, complaint) => {
  const { code, stdout, stderr } = await call(`generate ${line}`);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(complaint);
});

it('stops when the reader has gone', async () => {
  const { MemoryHost } = await import('../support/memory-host.ts');
  const { runCommandLine } = await import('../../src/cli/program.ts');
  const host = new MemoryHost(['generate', 'contacts', '--count', '20000']);
  const write = host.stdout.write.bind(host.stdout);
  host.stdout.write = (text) => {
    write(text);
    host.stdout.closed = true;
  };
  expect(await runCommandLine(host)).toBe(0);
  expect(host.stdout.text.split('\n').length).toBeLessThan(2_000);
});
