import { expect, it } from 'vitest';
import { call } from '../support/call.ts';
import { TINY } from '../support/tiny-scenario.ts';

const files = {
  'tiny.yaml': `${TINY}drift: { model: two-state, flagPerDay: 1, clearPerDay: 4 }\nplatform: { scoreRefresh: 0h }\n`,
  'calm.yaml': `${TINY}drift: { model: none }\n`,
};

interface Rare {
  readonly country: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly gain: number | null;
  readonly effectiveRoots: number;
  readonly levels: readonly { eligible: number; copies: number }[];
}

it('answers with the risk, its levels and the gain, as one document', async () => {
  const { code, stdout } = await call('rare tiny.yaml --country GB --roots 60 --json', { files });
  expect(code).toBe(0);
  const { country, mean, low, high, gain, levels, effectiveRoots } = JSON.parse(stdout) as Rare;
  expect(country).toBe('GB');
  expect(low).toBeLessThan(mean);
  expect(high).toBeGreaterThan(mean);
  expect(gain).toBeGreaterThan(0);
  expect(effectiveRoots).toBeGreaterThan(1);
  expect(effectiveRoots).toBeLessThanOrEqual(60);
  expect(levels.at(-1)).toMatchObject({ eligible: -1, copies: 1 });
});

it('knows the levels of a country that an action opens', async () => {
  const closed = files['tiny.yaml']
    .replace('country: US, count: 3', 'country: US, count: 3, allowedCountries: [US]')
    .replace('allowedCountries: [GB]', 'allowedCountries: [US]');
  const opens = `${closed}interventions: [{ at: 10m, do: allow, number: gb/1, countries: [GB] }]\n`;
  const { code, stdout } = await call('rare opens.yaml --country GB --roots 20 --json', {
    files: { 'opens.yaml': opens },
  });
  expect(code).toBe(0);
  const { levels, mean } = JSON.parse(stdout) as Rare;
  expect(mean).toBeGreaterThan(0);
  expect(levels.every(({ eligible }) => Number.isInteger(eligible))).toBe(true);
});

it('says the same twice, for people within 80 columns', async () => {
  const line = 'rare tiny.yaml --roots 40 --quiet';
  const { stdout } = await call(line, { files });
  expect((await call(line, { files })).stdout).toBe(stdout);
  expect(stdout).toMatch(/^all countries: stall risk 0\.\d+ \(95 % interval/);
  expect(stdout).toMatch(/rests on about [\d.]+ of them: the interval is too narrow/);
  for (const text of stdout.split('\n')) expect(text.length).toBeLessThanOrEqual(80);
});

it('gives the same estimate on any number of threads', async () => {
  const line = 'rare tiny.yaml --country US --roots 30 --json';
  const one = await call(`${line} --workers 1`, { files });
  const three = await call(`${line} --workers 3`, { files });
  expect(one.code).toBe(0);
  expect(three.stdout).toBe(one.stdout);
});

it('is unsure where nothing stalls', async () => {
  const { code, stdout } = await call('rare calm.yaml --roots 10', { files });
  expect(code).toBe(5);
  expect(stdout).toContain('no copy of 10 trajectories stalled');
});

it.each([
  ['rare tiny.yaml --country DE', 'there is US, GB'],
  ['rare tiny.yaml --campaign outreech', 'did you mean outreach?'],
  ['rare tiny.yaml --roots 1', '--roots'],
  ['rare tiny.yaml --workers many', '--workers'],
])('%s is refused', async (line, remedy) => {
  const { code, stderr } = await call(line, { files });
  expect(code).toBe(2);
  expect(stderr).toContain(remedy);
});
