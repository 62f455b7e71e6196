import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAIN, poolsim } from '../support/dist-command.ts';
import { FIRST_FIT } from '../support/selector-module.ts';
import { TINY } from '../support/tiny-scenario.ts';

/** Keeps the rules, and tells on stderr when its thread begins the fifth replication. */
const TELLING_SELECTOR = `
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
let made = 0;
export default () => {
  if (++made === 5 && !isMainThread) writeSync(2, 'fifth replication');
  return {
    ${FIRST_FIT},
  };
};
`;

/** Through a shell, for pipes and redirections; answers with what the shell says. */
function shell(script: string, cwd: string): Promise<{ code: number | null; text: string }> {
  return new Promise((done) => {
    const child = spawn('bash', ['-c', script], { cwd, env: { ...process.env, MAIN } });
    let text = '';
    child.stdout.on('data', (data) => {
      text += data;
    });
    child.stderr.on('data', (data) => {
      text += data;
    });
    child.on('close', (code) => done({ code, text }));
  });
}

describe('the real command', () => {
  let cwd: string;

  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'poolsim-test-'));
    await writeFile(join(cwd, 'tiny.yaml'), TINY);
  });
  afterEach(() => rm(cwd, { recursive: true }));

  it('ends quietly when the reader has seen enough', async () => {
    const script = 'node "$MAIN" generate contacts --count 30000 | head -1; echo $PIPESTATUS';
    expect(await shell(script, cwd)).toEqual({ code: 0, text: 'e164,country\n0\n' });
  });

  it('exits with 7 when stdout is full, and says why', async () => {
    const { text } = await shell('node "$MAIN" metrics 2>&1 > /dev/full; echo "code $?"', cwd);
    expect(text).toContain('code 7');
    expect(text).toContain('poolsim: not written: stdout: no space left on the disk (ENOSPC)');
    expect(text).not.toMatch(/^ +at /m);
  });

  it('has no stack trace to show where its folder is gone', async () => {
    const script = 'mkdir gone; cd gone; rmdir ../gone; node "$MAIN" run x.yaml; echo "code $?"';
    const { text } = await shell(script, cwd);
    expect(text).toContain('code 2');
    expect(text).not.toMatch(/^ +at /m);
  });

  it('exits with 7 where --out cannot be a folder, and prints the summary', async () => {
    for (const out of ['tiny.yaml/below', '/proc/nowhere']) {
      const { code, stdout, stderr } = await poolsim(['run', 'tiny.yaml', '--out', out], { cwd });
      expect(code).toBe(7);
      expect(stdout).toContain('Number Pool Health');
      expect(stderr).toContain('results not written');
    }
    expect(await readdir(cwd)).toEqual(['tiny.yaml']);
  });

  it('refuses a file for --out before it simulates anything', async () => {
    const { code, stdout, stderr } = await poolsim(['run', 'tiny.yaml', '--out', 'tiny.yaml'], {
      cwd,
    });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('tiny.yaml is a file; --out names a folder');
    expect(await readdir(cwd)).toEqual(['tiny.yaml']);
  });

  it.each([
    ['sweep <(cat tiny.yaml) --vary platform.spamThreshold=60,80 --reps 3 --out out', '2 points'],
    ['compare named --set-b name=other --reps 3', 'B is the same as A: all 3 replications'],
    ['compare /dev/stdin /dev/stdin --reps 3', 'B is the same as A: all 3 replications'],
    ['run /dev/stdin --reps 3', 'tiny, seed 1, 3 replications'],
  ])('reads a scenario from a pipe as often as it needs: %s', async (line, found) => {
    // A named pipe that nobody reads holds its writer until the time is up.
    const writer = line.includes('named') ? 'timeout 20 cat tiny.yaml > named &' : '';
    const command = `cat tiny.yaml | timeout 20 node "$MAIN" ${line} --quiet`;
    const { text } = await shell(`mkfifo named\n${writer}\n${command}; echo "code $?"`, cwd);
    expect(text).toContain(found);
    expect(text).toContain('code 0');
  });

  it('names no pipe in what reproduces a run, and replays it from what it kept', async () => {
    const run = 'timeout 20 node "$MAIN" run <(cat tiny.yaml) --reps 2 --page --out r > out';
    const replay = 'timeout 20 node "$MAIN" replay r --rep 1 --limit 1';
    const { text } = await shell(`${run}; ${replay}; echo "code $?"`, cwd);
    const about = 'what came through a pipe is gone: save it in a file, and name that for';
    expect(text).toMatch(
      new RegExp(
        `reproduce: poolsim run FILE_FOR_FD_(\\d+) --seed 1 --reps 2\n +${about} FILE_FOR_FD_\\1`,
      ),
    );
    expect(text).toContain('came through a pipe and is gone; replayed is what the run had');
    expect(text).toContain('the same as in the run');
    expect(text).toContain('code 0');
    const { reproduce } = JSON.parse(await readFile(join(cwd, 'r', 'manifest.json'), 'utf8'));
    expect(reproduce).toMatch(/^poolsim run FILE_FOR_FD_\d+ --seed 1 --reps 2$/);
    expect(await readFile(join(cwd, 'r', 'report.html'), 'utf8')).toContain(about);
  });

  it.each([
    ['sweep contacts.yaml --vary platform.spamThreshold=60,80', 'which can be read once'],
    ['plan /dev/stdin --target "stall.risk<=5%" --write a.yaml', '/dev/stdin, which is a pipe'],
  ])('refuses a pipe that will not do at once: %s', async (line, found) => {
    const generated = 'generate: { count: 40, countries: { US: 60%, GB: 40% } }';
    const text = TINY.replace(generated, 'file: named');
    await writeFile(join(cwd, 'contacts.yaml'), text);
    const script = `mkfifo named
      (echo e164,country; echo +12025550123,US) > named &
      cat tiny.yaml | timeout 20 node "$MAIN" ${line} --quiet; echo "code $?"
      kill $! 2> /dev/null; true`;
    const told = (await shell(script, cwd)).text;
    expect(told).toContain(found);
    expect(told).toContain('code 2');
  });

  it('keeps what was finished on Ctrl-C', async () => {
    await writeFile(join(cwd, 'mine.mjs'), TELLING_SELECTOR);
    const options = ['--reps', '500000', '--workers', '1', '--selector', './mine.mjs'];
    let pressed = false;
    const { code, stdout } = await poolsim(['run', 'tiny.yaml', ...options, '--out', 'out'], {
      cwd,
      onStderr: (text, kill) => {
        if (!pressed && text.includes('fifth replication')) kill('SIGINT');
        pressed ||= text.includes('fifth replication');
      },
    });
    expect(code).toBe(130);
    expect(stdout).toContain('interrupted');
    const [folder] = (await readdir(cwd)).filter((name) => name.startsWith('out-partial-'));
    const summary = JSON.parse(await readFile(join(cwd, folder!, 'summary.json'), 'utf8'));
    expect(summary).toMatchObject({ partial: true, requested: 500000 });
    expect(summary.replications).toBeGreaterThanOrEqual(4);
    expect(folder).toBe(`out-partial-${summary.replications}`);
  });

  it('ends well when the same run is started twice at once', async () => {
    const both = await Promise.all([1, 2].map(() => poolsim(['run', 'tiny.yaml'], { cwd })));
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both[0]!.stdout).toBe(both[1]!.stdout);
    expect(await readdir(join(cwd, 'reports'))).toHaveLength(1);
  });

  it('does not wait for a thread that has ended', async () => {
    await writeFile(join(cwd, 'mine.mjs'), 'export default { pick: () => process.exit(3) };\n');
    const line = ['run', 'tiny.yaml', '--selector', './mine.mjs'];
    const { code, stderr } = await poolsim(line, { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain('its thread ended by itself, twice: it exited with code 3');
  });

  it('drives a selector from a file on every thread', async () => {
    await writeFile(join(cwd, 'mine.mjs'), 'export default () => ({ pick: () => 3 });\n');
    const line = ['run', 'tiny.yaml', '--selector', './mine.mjs', '--workers', '2'];
    const { code, stderr } = await poolsim(line, { cwd });
    expect(code).toBe(6);
    expect(stderr).toMatch(/replication 0, event \d+/);
  });
});
