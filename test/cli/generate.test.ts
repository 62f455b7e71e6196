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
  ['contacts --countries US=60%', 'the shares sum to 60% — they must sum to 100%'],
  ['numbers --countries US=60%,GB', 'give every country its share, or none'],
  ['contacts --countries US=50%,us=50%', 'US stands there twice'],
  ['contacts --seed=-1', '--seed "-1" is neither a whole number, 0 or more, nor a text'],
  ['calls --contacts 40000', '--contacts: 16000 contacts in GB, but the ranges'],
  ['calls --numbers 40000', '--numbers: 16000 caller IDs in GB, but the ranges'],
  ['numbers --count 1000000 --countries SE', 'hold'],
  ['numbers --days 3', '--days is for generate calls'],
  ['calls --start someday', '--start'],
  ['calls --start 2026-02-30', '--start "2026-02-30" is not a day'],
  ['numbers --connections a,,b', '--connections "a,,b" has an empty id'],
  ['kontacts', 'did you mean contacts?'],
])('refuses %s', async (line, complaint) => {
  const { code, stdout, stderr } = await call(`generate ${line}`);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(complaint);
});

it('takes countries without shares for equal ones', async () => {
  const { stdout } = await call('generate contacts --count 30 --countries US,GB,DE');
  for (const country of ['US', 'GB', 'DE']) {
    expect(stdout.match(new RegExp(`,${country}$`, 'gm')), country).toHaveLength(10);
  }
});

it('calls the same contacts more often where there are no more numbers for fiction', async () => {
  const { code, stdout } = await call('generate calls --count 8000 --countries SE=100%');
  expect(code).toBe(0);
  const rows = stdout.trimEnd().split('\n').slice(1);
  expect(rows).toHaveLength(8_000);
  expect(new Set(rows.map((row) => row.split(',')[2])).size).toBe(360);
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
