import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PickRequest, PoolView } from '../../src/selector/index.ts';
import { call } from '../support/call.ts';
import { poolsim } from '../support/dist-command.ts';
import { TINY } from '../support/tiny-scenario.ts';

const files = { 'tiny.yaml': TINY, 'mine.mjs': '// a module' };

function run(module: Record<string, unknown>, line = 'run tiny.yaml --selector ./mine.mjs') {
  return call(line, { files, modules: { '/home/mine.mjs': module } });
}

/** The first number of the pool that the rules allow. */
function firstAllowed({ campaign, country }: PickRequest, pool: PoolView): number {
  for (let i = 0; i < pool.poolSize(campaign); i++) {
    const number = pool.poolNumber(campaign, i);
    if (!pool.isAllowed(number, country) || pool.isPaused(campaign, number)) continue;
    if (pool.score(number) <= pool.spamThreshold && pool.hasRoom(number)) return number;
  }
  return -2;
}

function lastAllowed(request: PickRequest, pool: PoolView): number {
  const turned: PoolView = {
    ...pool,
    poolNumber: (campaign, i) => pool.poolNumber(campaign, pool.poolSize(campaign) - 1 - i),
  };
  return request.sticky >= 0 ? firstAllowed(request, pool) : firstAllowed(request, turned);
}

describe('a selector of the user’s own', () => {
  it.each([
    ['a function that makes one', { default: () => ({ pick: firstAllowed }) }],
    ['an object', { default: { pick: firstAllowed } }],
    ['pick itself', { pick: firstAllowed }],
  ])('is driven when the module gives %s', async (_, module) => {
    const { code, host } = await run(module, 'run tiny.yaml --selector ./mine.mjs --out out');
    expect(code).toBe(0);
    expect(host.text('out/manifest.json')).toContain('./mine.mjs sha256:');
  });

  it('is made anew for every replication', async () => {
    let made = 0;
    await run({
      default: () => {
        made++;
        return { pick: firstAllowed };
      },
    });
    expect(made).toBeGreaterThanOrEqual(6);
  });

  it('exits with 6 when it breaks a law, and says where and how to see it again', async () => {
    const broken = { default: { pick: () => 4 } };
    const { code, stdout, stderr } = await run(broken);
    expect(code).toBe(6);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/the selector broke law 1: .*may not dial US/);
    expect(stderr).toMatch(/seed 1, replication 0, event \d+, at /);
    const again = /reproduce: poolsim (.*)/.exec(stderr)![1]!;
    expect(again).toBe('run tiny.yaml --seed 1 --selector ./mine.mjs --only-replication 0');
    const replayed = await run(broken, again);
    expect(replayed.code).toBe(6);
    expect(replayed.stderr).toContain(/event \d+, at .*/.exec(stderr)![0]);
  });

  it('exits with 6 when it throws or answers nonsense', async () => {
    const thrown = await run({
      pick: () => {
        throw new TypeError('oops');
      },
    });
    expect(thrown.code).toBe(6);
    expect(thrown.stderr).toContain('the selector threw TypeError: oops');
    expect((await run({ pick: () => 'first' })).code).toBe(6);
  });

  it('exits with 6 when it finds everybody busy who is not', async () => {
    const { code, stderr } = await run({ pick: () => -2 });
    expect(code).toBe(6);
    expect(stderr).toMatch(/broke law 6: .*everybody busy, and \S+ is eligible with room/);
  });

  it('exits with 2, and blames the module, when the function that makes one throws', async () => {
    const { code, stderr } = await run({
      default: () => {
        throw new Error('no database');
      },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('its default function threw: no database');
    expect(stderr).not.toContain('fault in poolsim');
  });

  it('keeps the answer when it answers otherwise the second time', async () => {
    const line = 'run tiny.yaml --selector ./mine.mjs --out out';
    const before = await run({ pick: firstAllowed }, line);
    expect(before.code).toBe(0);
    const kept = Object.fromEntries(
      [...before.host.disk].map(([path, data]) => [path, Buffer.from(data).toString()]),
    );
    // The same file, and yet other answers: it looked at more than its arguments.
    const modules = { '/home/mine.mjs': { pick: lastAllowed } };
    const { code, stdout, stderr } = await call(line, { files: kept, modules });
    expect(code).toBe(1);
    expect(stdout).toContain('Number Pool Health');
    expect(stderr).toContain('the selector depends on more than its arguments');
    expect(stderr).toContain('nothing was overwritten');
  });

  it.each([
    ['gives none', { default: 7 }],
    ['makes none', { default: () => null }],
  ])('exits with 2 when the module %s', async (_, module) => {
    const { code, stderr } = await run(module);
    expect(code).toBe(2);
    expect(stderr).toContain('pick(request, pool)');
  });

  it('exits with 2 when there is no such module or it cannot be imported', async () => {
    expect((await call('run tiny.yaml --selector ./no.mjs', { files })).stderr).toContain(
      'there is no such file',
    );
    const { code, stderr } = await call('run tiny.yaml --selector ./mine.mjs', { files });
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be imported');
  });

  it('says how to find what cannot be parsed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'poolsim-selector-'));
    writeFileSync(join(folder, 'half.mjs'), 'export default { pick( {');
    const { code, stderr } = await poolsim(['bench', '--selector', './half.mjs'], { cwd: folder });
    rmSync(folder, { recursive: true });
    expect(code).toBe(2);
    expect(stderr).toContain('Unexpected end of input; node --check ./half.mjs shows where\n');
  });
});
