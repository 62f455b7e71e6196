import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { poolsim } from '../support/dist-command.ts';
import { FIRST_FIT } from '../support/selector-module.ts';
import { TINY } from '../support/tiny-scenario.ts';

/** Keeps the rules; `made` counts the replications that this thread has begun. */
const selector = (atStart: string) => `
import { existsSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
let made = 0;
export default () => {
  made++;
  if (!isMainThread) { ${atStart} }
  return {
    ${FIRST_FIT},
  };
};
`;

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'poolsim-test-'));
  await writeFile(join(cwd, 'tiny.yaml'), TINY);
});
afterEach(() => rm(cwd, { recursive: true }));

async function run(out: string, workers: number) {
  const options = ['--reps', '40', '--selector', './mine.mjs', '--workers', String(workers)];
  const ended = await poolsim(['run', 'tiny.yaml', ...options, '--out', out], { cwd });
  const read = (name: string) => readFile(join(cwd, out, name), 'utf8').catch(() => null);
  return { ...ended, rows: await read('replications.csv'), manifest: await read('manifest.json') };
}

it.each([1, 2])('runs the block of a thread that ended again, on %i threads', async (workers) => {
  const once = `if (made === 3 && !existsSync('ended')) { writeFileSync('ended', ''); process.exit(3); }`;
  await writeFile(join(cwd, 'mine.mjs'), selector(once));
  const broken = await run('broken', workers);
  expect(broken.stderr).toMatch(/a thread ended by itself \(it exited with code 3\); repl.* again/);
  expect(broken.code).toBe(0);
  const whole = await run('whole', workers);
  expect(whole.stderr).not.toContain('ended by itself');
  expect(broken.rows).not.toBeNull();
  expect(broken.rows).toBe(whole.rows);
  expect(broken.manifest).toBe(whole.manifest);
});

it('reports the replication that ends its thread again, with its seed', async () => {
  await writeFile(join(cwd, 'mine.mjs'), selector('process.exit(4);'));
  const { code, stderr, rows } = await run('out', 2);
  expect(code).toBe(1);
  expect(rows).toBeNull();
  expect(stderr).toContain('replications 0–2 are run again');
  expect(stderr).toContain('seed 1, replication 0: its thread ended by itself');
  expect(stderr).toContain(
    '  replication 0 alone: poolsim run tiny.yaml --seed 1 --selector ./mine.mjs --only-replication 0\n',
  );
  expect(stderr).toContain('twice: it exited with code 4');
});

it('gives up where a thread cannot even start', async () => {
  const start = `if (!isMainThread) throw new Error('no such luck');\nexport default`;
  await writeFile(join(cwd, 'mine.mjs'), selector('').replace('export default', start));
  const { code, stderr } = await run('out', 2);
  expect(code).toBe(1);
  expect(stderr).toContain('twice: no such luck');
});
