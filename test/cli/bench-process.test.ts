import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { SampleTaken, Variant } from '../../src/bench/sample.ts';
import { sampleOnce } from '../../src/cli/bench/sample-once.ts';
import { nodeHost } from '../../src/cli/host.ts';
import { poolsim } from '../support/dist-command.ts';

// Real processes, of the built command.

const CASE = 'reference pick 100';
const NEVER = new AbortController().signal;
const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'poolsim-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function sampled(variant: Variant, name = CASE): Promise<SampleTaken> {
  const sample = await sampleOnce(nodeHost(), { case: name, variant, timeMs: 5 }, NEVER);
  if (sample.kind !== 'taken') throw new Error(sample.why);
  return sample;
}

describe('a sample', () => {
  it('has time, yardstick, allocations, work and memory', async () => {
    const sample = await sampled('here');
    expect(sample.nsPerOperation).toBeGreaterThan(0);
    expect(sample.aleaNs).toBeGreaterThan(0);
    expect(sample.emptyNs).toBeGreaterThan(0);
    expect(sample.bytesPerOperation).toBe(0);
    expect(sample.work?.operations).toBe(4_096);
    expect(sample.peakMemoryBytes).toBeGreaterThan(2 ** 24);
  });

  it('answers alike whichever checkout the same selector comes from', async () => {
    const here = await sampled('here');
    const there = await sampled({ checkout: CHECKOUT });
    expect(there.answerHash).toBe(here.answerHash);
    expect(there.work).toEqual(here.work);
  });

  it('sees what a module allocates, past whatever it prints', async () => {
    const module = join(folder, 'mine.mjs');
    writeFileSync(
      module,
      `console.log('made');
       export default () => ({
         pick({ campaign, country, u }, pool) {
           const fit = [];
           for (let i = 0; i < pool.poolSize(campaign); i++) {
             const number = pool.poolNumber(campaign, i);
             const active = pool.status(number) === 'active' && !pool.isPaused(campaign, number);
             if (!active || pool.score(number) > pool.spamThreshold) continue;
             if (pool.isAllowed(number, country) && pool.hasRoom(number)) fit.push(number);
           }
           return fit.length === 0 ? -1 : fit[Math.floor(u * fit.length)];
         },
       });`,
    );
    const sample = await sampled({ module });
    expect(sample.bytesPerOperation).toBeGreaterThan(8);
    expect(sample.work).toBeNull();
  });

  it('is refused for a checkout that is not built', async () => {
    const request = { case: CASE, variant: { checkout: folder }, timeMs: 5 };
    const sample = await sampleOnce(nodeHost(), request, NEVER);
    expect(sample).toMatchObject({ kind: 'wrong', why: expect.stringContaining('selector') });
  });
});

it('bench --quick measures through the command', async () => {
  const { code, stdout } = await poolsim(['bench', CASE, '--quick', '--samples', '1', '--json']);
  expect(code).toBe(0);
  const { cases } = JSON.parse(stdout) as { cases: readonly { kind: string; name: string }[] };
  expect(cases[0]).toMatchObject({ kind: 'measured', name: CASE, bytesPerOperation: 0 });
});
