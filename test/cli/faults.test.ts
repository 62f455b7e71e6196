import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { call } from '../support/call.ts';
import { TINY } from '../support/tiny-scenario.ts';

const STORM = `${TINY}faults:
  - { kind: throttle, from: 0h, to: 1h, share: 60% }
  - { kind: lost_notices, from: 0h, to: 1h, share: 50% }
  - { kind: doubled_notices, from: 0h, to: 24h }
`;

it('a run tells what the faults did, and one without faults says nothing of them', async () => {
  const files = { 'storm.yaml': STORM, 'tiny.yaml': TINY };
  const storm = await call('run storm.yaml', { files });
  expect(storm.code).toBe(0);
  const section = storm.stdout.split('Faults of the provider')[1];
  expect(section).toMatch(/calls refused with a 429 \/ calls placed +\d/);
  expect(section).toMatch(/calls never heard of \/ calls placed +\d/);
  expect(section).toMatch(/second notices, ignored +\d/);
  expect(section).not.toContain('notices after the sweep');
  const calm = await call('run tiny.yaml', { files });
  expect(calm.stdout).not.toContain('Faults of the provider');
});

it('a call of a run tells a 429 from other refusals, and a lost one from the rest', async () => {
  const files = { 'storm.yaml': STORM };
  const { host } = await call('run storm.yaml --attempts --out out', { files });
  const packed = host.disk.get('/home/out/attempts.ndjson.gz')!;
  const calls = gunzipSync(packed)
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { outcome: string; throttled: boolean });
  const refused = calls.filter(({ outcome }) => outcome === 'refused');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(({ throttled }) => throttled)).toBe(true);
  expect(calls.filter(({ throttled }) => throttled)).toHaveLength(refused.length);
  expect(calls.some(({ outcome }) => outcome === 'lost')).toBe(true);
});

it('explain says in words why a contact is not moving', async () => {
  const files = { 'down.yaml': `${TINY}faults: [{ kind: outage, from: 0h, to: 2h }]\n` };
  const { stdout } = await call('explain down.yaml --contact 0 --at 1h', { files });
  expect(stdout).toContain('not moving: provider down (the provider is down)');
});

it('a bad fault is refused with its place', async () => {
  const files = { 'bad.yaml': `${TINY}faults:\n  - { kind: throtle, from: 0h, to: 1h }\n` };
  const { code, stderr } = await call('run bad.yaml', { files });
  expect(code).toBe(2);
  expect(stderr).toMatch(/bad\.yaml:17:\d+.*throtle/);
  expect(stderr).toContain('throttle');
});
