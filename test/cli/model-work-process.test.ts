import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareModel } from '../../src/bench/baseline/model-work.ts';
import type { Variant } from '../../src/bench/sample.ts';
import { modelOf } from '../../src/cli/baseline/model-of.ts';
import { nodeHost } from '../../src/cli/host.ts';

// Real processes, and the engine's own counters, over the built model and over one that was slowed.

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const host = nodeHost();
let slowed = '';

beforeAll(() => {
  slowed = mkdtempSync(join(tmpdir(), 'poolsim-slowed-'));
  for (const part of ['dist', 'package.json']) {
    cpSync(join(ROOT, part), join(slowed, part), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(slowed, 'node_modules'));
  const file = join(slowed, 'dist/model/run-replication.js');
  const head = 'export function runReplication(scenario, options) {';
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(head);
  const idle = `let idle = 0;\nfor (let i = 0; i < 5_000_000; i++) { idle += i; }`;
  writeFileSync(file, text.replace(head, `${head}\n${idle}`));
});
afterAll(() => rmSync(slowed, { recursive: true }));

const modelWork = (variant: Variant) => modelOf(host, variant, new AbortController().signal);

it('is exact: the same each time, and of the same code wherever it lies', async () => {
  const here = await modelWork('here');
  expect(here.calls).toBeGreaterThan(2 * here.contacts);
  expect(await modelWork({ checkout: ROOT })).toEqual(here);
  const slower = await modelWork({ checkout: slowed });
  expect(slower.steps - here.steps).toBeGreaterThan(5_000_000 - 1);
  expect(slower.steps - here.steps).toBeLessThan(5_000_100);
  expect(compareModel(here, slower, 0.1)).toMatchObject({ sameAnswers: true, verdict: 'more' });
  expect(compareModel(slower, here, 0.1)?.verdict).toBe('less');
});
