import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAIN, poolsim } from '../support/dist-command.ts';
import { TINY } from '../support/tiny-scenario.ts';

/** With imported contacts too, so that memory shared between threads and points takes part. */
const SCENARIO = `${TINY}  - name: second
    pool: all
    windows: { from: "09:00", to: "20:00" }
    contacts: { file: contacts.csv }
gates: ['stall.risk <= 50%']
`;
const LINE = ['sweep', 's.yaml', '--reps', '64', '--parquet'].concat([
  '--vary',
  'platform.spamThreshold=5,70',
  '--vary',
  'platform.scoreRefresh=0h..24h:24h',
]);
const TOTAL = 4 * 64;

let cwd: string;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'poolsim-test-'));
  await writeFile(join(cwd, 's.yaml'), SCENARIO);
  const made = await poolsim(['generate', 'contacts', '--count', '60', '--seed', '5']);
  await writeFile(join(cwd, 'contacts.csv'), made.stdout);
  expect((await sweep('whole', '--workers', '2')).code).toBe(0);
});
afterAll(() => rm(cwd, { recursive: true }));

function sweep(out: string, ...options: string[]) {
  return poolsim([...LINE, '--out', out, ...options], { cwd });
}

/** Every file of a folder but its timing. */
async function filesOf(out: string): Promise<Record<string, string>> {
  const names = (await readdir(join(cwd, out))).filter((name) => name !== 'timing.json');
  const entries = names.map(async (name) => {
    return [name, await readFile(join(cwd, out, name), 'latin1')] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function expectSame(out: string, as = 'whole'): Promise<void> {
  const [found, wanted] = [await filesOf(out), await filesOf(as)];
  expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
  for (const name of Object.keys(wanted)) {
    expect(found[name] === wanted[name], `${name} of ${out}`).toBe(true);
  }
}

const journalOf = (out: string) => readFile(join(cwd, out, 'journal.ndjson'), 'utf8');

/** Replications that a journal holds, those of a torn line left out. */
async function journaled(out: string): Promise<number> {
  const lines = (await journalOf(out)).split('\n').slice(1, -1);
  const counts = lines.map((line) => (JSON.parse(line) as { cells: unknown[] }).cells.length);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Starts a sweep and sends a signal once its journal holds some blocks. */
async function signalled(out: string, signal: NodeJS.Signals): Promise<number | null> {
  const child = spawn(process.execPath, [MAIN, ...LINE, '--out', out, '--workers', '2'], {
    cwd,
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  let running = true;
  void ended.then(() => {
    running = false;
  });
  while (running) {
    const text = await journalOf(out).catch(() => '');
    if (text.split('\n').length > 8) {
      child.kill(signal);
      break;
    }
    await new Promise((done) => setTimeout(done, 5));
  }
  return ended;
}

describe('a sweep that was broken off', () => {
  it('goes on after kill -9 and ends byte for byte as one that was not', async () => {
    expect(await signalled('killed', 'SIGKILL')).toBeNull();
    const kept = await journaled('killed');
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(TOTAL);
    // The last line as a crash of the machine would leave it.
    await appendFile(join(cwd, 'killed/journal.ndjson'), '{"point":3,"from":60,"fingerp');
    const refused = await sweep('killed');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(
      `holds a part of this sweep, ${kept} of ${TOTAL} replications`,
    );
    const { code, stdout, stderr } = await sweep('killed', '--resume', '--workers', '1');
    expect(stderr).toContain('a line of the journal torn');
    expect(stderr).toContain(`killed/: ${kept} of ${TOTAL} replications are there`);
    expect(code).toBe(0);
    const whole = await sweep('whole', '--resume');
    expect(stdout).toBe(whole.stdout.replace('whole/', 'killed/'));
    await expectSame('killed');
    const timing = JSON.parse(await readFile(join(cwd, 'killed/timing.json'), 'utf8'));
    expect(timing).toMatchObject({ resumed: kept, simulated: TOTAL - kept });
  });

  it('goes on after Ctrl-C, which keeps every replication that was finished', async () => {
    expect(await signalled('pressed', 'SIGINT')).toBe(130);
    const kept = await journaled('pressed');
    expect(kept).toBeLessThan(TOTAL);
    const { code, stderr } = await sweep('pressed', '--resume');
    expect(stderr).toContain(`pressed/: ${kept} of ${TOTAL} replications are there`);
    expect(code).toBe(0);
    await expectSame('pressed');
  });
});

describe('threads and shards', () => {
  it('leave no trace in the files of one thread', async () => {
    expect((await sweep('one', '--workers', '1')).code).toBe(0);
    await expectSame('one');
  });

  it.each([
    [1, [1]],
    [2, [2, 1]],
    [4, [3, 1, 4, 2]],
  ])('are merged from %i in any order to the files of the whole', async (count, order) => {
    for (const index of order) {
      const options = ['--shard', `${index}/${count}`, '--workers', String(1 + (index % 2))];
      expect((await sweep(`${index}-of-${count}`, ...options)).code).toBe(0);
    }
    const folders = order.map((index) => `${index}-of-${count}`);
    for (const [name, given] of [
      ['ab', folders],
      ['ba', folders.toReversed()],
    ] as const) {
      const out = `merged-${count}-${name}`;
      const merged = await poolsim(['merge', ...given, '--out', out, '--parquet'], { cwd });
      expect(merged.stderr).toContain('(written)');
      expect(merged.code).toBe(0);
      await expectSame(out);
    }
  });

  it('find a sweep that is there already, and do it again without a journal', async () => {
    const { code, stderr } = await sweep('whole', '--workers', '1');
    expect(stderr).toContain('results: whole/ (already there, identical)');
    expect(code).toBe(0);
  });
});
