import { expect, it } from 'vitest';
import { call } from '../support/call.ts';

it('prints speed and interval of the chosen cases', async () => {
  const { code, stdout } = await call('bench hold-1000 --quick --json');
  expect(code).toBe(0);
  const { cases } = JSON.parse(stdout) as { cases: Record<string, unknown>[] };
  expect(cases.length).toBeGreaterThan(0);
  for (const { name } of cases) expect(name).toContain('hold-1000');
  expect(cases[0]).toMatchObject({ kind: 'measured', group: 'kernel', ns: expect.any(Number) });
});

it('prints a table for people', async () => {
  const { stdout } = await call('bench hold-10000 --quick');
  expect(stdout).toMatch(/hold-10000 +\d+\.\d +\[.*\] +[\d,]+ +\d+\.\d × per hold/);
});

it('suggests the nearest case', async () => {
  const { code, stdout, stderr } = await call('bench kernl');
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('did you mean kernel?');
});
