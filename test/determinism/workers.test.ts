import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { poolsim } from '../support/dist-command.ts';
import { TINY } from '../support/tiny-scenario.ts';

/** With imported contacts too, so that memory shared between threads takes part. */
const SCENARIO = `${TINY.replace('replications: 6', 'replications: 40')}  - name: second
    pool: all
    windows: { from: "09:00", to: "20:00" }
    contacts: { file: contacts.csv }
gates: ['stall.risk <= 50%']
`;

let cwd: string;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'poolsim-test-'));
  await writeFile(join(cwd, 'both.yaml'), SCENARIO);
  const made = await poolsim(['generate', 'contacts', '--count', '60', '--seed', '5']);
  await writeFile(join(cwd, 'contacts.csv'), made.stdout);
});
afterAll(() => rm(cwd, { recursive: true }));

/** Every file of a run but its timing, as text by name; compressed ones as hex. */
async function runInto(out: string, ...options: string[]): Promise<Map<string, string>> {
  const line = ['run', 'both.yaml', '--attempts', '--out', out, ...options];
  const { code, stderr } = await poolsim(line, { cwd });
  expect(stderr).toContain('(written)');
  expect(code).toBe(0);
  const files = new Map<string, string>();
  const entries = await readdir(join(cwd, out), { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || entry.name === 'timing.json') continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(join(cwd, out).length + 1), (await readFile(path)).toString('latin1'));
  }
  return files;
}

it('gives the same bytes on one thread, on two, and twice in a row', async () => {
  const one = await runInto('one', '--workers', '1');
  const two = await runInto('two', '--workers', '2');
  const again = await runInto('again', '--workers', '2');
  expect([...one.keys()].sort()).toEqual(
    expect.arrayContaining(['attempts.ndjson.gz', 'manifest.json', 'replications.csv']),
  );
  expect([...two.keys()].sort()).toEqual([...one.keys()].sort());
  for (const [name, bytes] of one) {
    expect(two.get(name) === bytes, `${name} on two threads`).toBe(true);
    expect(again.get(name) === bytes, `${name} again`).toBe(true);
  }
});

it('gives other bytes for another seed', async () => {
  const seven = await runInto('seven', '--seed', '7', '--workers', '2');
  const eight = await runInto('eight', '--seed', '8', '--workers', '2');
  expect(seven.get('replications.csv')).not.toBe(eight.get('replications.csv'));
});

it('replays any replication of a run on two threads as it was', async () => {
  await poolsim(['run', 'both.yaml', '--workers', '2', '--out', 'whole', '--quiet'], { cwd });
  for (const rep of ['0', '17', '39']) {
    const line = ['replay', 'whole', '--rep', rep, '--json', '--limit', '1'];
    const { code, stdout } = await poolsim(line, { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ replication: Number(rep), sameAsRun: true });
  }
});
