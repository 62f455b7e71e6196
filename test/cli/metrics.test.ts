import { expect, it } from 'vitest';
import { FIGURES } from '../../src/model/figures.ts';
import { call } from '../support/call.ts';

it('lists every figure', async () => {
  const { code, stdout } = await call('metrics');
  expect(code).toBe(0);
  for (const { key, meaning } of FIGURES) {
    expect(stdout).toContain(`${key}\n`);
    expect(stdout).toContain(meaning);
  }
});

it('shows one figure, or those below a prefix', async () => {
  expect((await call('metrics stall.risk')).stdout).toMatch(/^stall\.risk\n.*Wilson/s);
  expect((await call('metrics skip.rate')).stdout).not.toContain('skip.rate.spam\n');
  const { stdout } = await call('metrics skip');
  expect(stdout).toContain('skip.rate.spam');
  expect(stdout).not.toContain('stall.risk\n');
});

it('suggests the nearest figure', async () => {
  const { code, stderr } = await call('metrics stal.risk');
  expect(code).toBe(2);
  expect(stderr).toContain('did you mean stall.risk?');
});

it('prints one JSON document', async () => {
  const { stdout } = await call('metrics --json');
  expect(JSON.parse(stdout)).toHaveLength(FIGURES.length);
});
