import { expect, it } from 'vitest';
import { call } from '../support/call.ts';
import { TINY } from '../support/tiny-scenario.ts';

const files = {
  'tiny.yaml': TINY,
  'list.yaml': TINY.replace(/generate: \{ count: 40.*/, 'file: contacts.csv'),
  'contacts.csv': 'e164,country\n+14155550100,US\n+442079460001,GB\n',
};

interface Explained {
  readonly contact: string;
  readonly country: string;
  readonly numbers: readonly { number: string; verdict: string; probability: number }[];
}

it('names every number of the pool with its reason and its chance', async () => {
  const { code, stdout } = await call('explain tiny.yaml --contact 0 --at 2h --json', { files });
  expect(code).toBe(0);
  const { numbers, country } = JSON.parse(stdout) as Explained;
  expect(numbers.map(({ number }) => number)).toEqual(['us/1', 'us/2', 'us/3', 'gb/1', 'gb/2']);
  expect(numbers.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 10);
  const gb = numbers.filter(({ number }) => number.startsWith('gb'));
  for (const { verdict } of gb) expect(verdict).toBe(country === 'GB' ? 'candidate' : 'country');
});

it('prints the same for people', async () => {
  const { stdout } = await call('explain tiny.yaml --contact outreach/0 --at 2h', { files });
  expect(stdout).toContain('outreach/0');
  expect(stdout).toMatch(/[^1]\d* attempts so far|1 attempt so far/);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(stdout).toMatch(/us\/1 +US +\d+\.\d % +\d+\.\d +0\.\d+ +(candidate|sticky)/);
});

it('says of a date that is none what is wrong with the date', async () => {
  const line = 'explain tiny.yaml --contact 0 --at';
  const { code, stderr } = await call(`${line} 2026-02-30T09:00:00Z`, { files });
  expect(code).toBe(2);
  expect(stderr).toContain('--at: "2026-02-30T09:00:00Z" is no day of the calendar');
  expect((await call(`${line} soon`, { files })).stderr).toContain('"soon" is not a duration');
});

it('finds a contact by its number, however it is written', async () => {
  for (const typed of ['+442079460001', '+44 20 7946 0001', '442079460001', '1']) {
    const argv = ['explain', 'list.yaml', '--contact', typed, '--at', '0', '--json'];
    const { stdout } = await call(argv, { files });
    expect(JSON.parse(stdout)).toMatchObject({ contact: '+442079460001', country: 'GB' });
  }
});

it('takes an instant as well as a time since the start', async () => {
  const since = await call('explain tiny.yaml --contact 0 --at 90m', { files });
  const at = await call('explain tiny.yaml --contact 0 --at 2026-03-02T15:30:00Z', { files });
  expect(at.stdout).toBe(since.stdout);
});

it.each([
  ['--contact 40 --at 1h', '0 to 39'],
  ['--contact +15550000000 --at 1h', 'in none of outreach'],
  ['--contact 0 --at 3d', '--at'],
  ['--contact 0 --at 2027-01-01T00:00:00Z', 'lies outside'],
  ['--contact 0 --at soon', '--at'],
  ['--contact 0', '--contact and --at are needed'],
  ['--contact 0 --at 1h --campaign outrech', 'did you mean outreach?'],
  ['--contact 0 --at 1h --replication x', '--replication'],
])('refuses %s', async (line, complaint) => {
  const { code, stderr } = await call(`explain tiny.yaml ${line}`, { files });
  expect(code).toBe(2);
  expect(stderr).toContain(complaint);
});
