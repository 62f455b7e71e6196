import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAIN, poolsim } from '../support/dist-command.ts';

// Real processes and a real git: a repository of a user's, with a selector module in two versions.

let folder = '';
const git = (...words: string[]) => execFileSync('git', words, { cwd: folder, encoding: 'utf8' });
const commit = (text: string) => {
  writeFileSync(join(folder, 'mine.mjs'), text);
  git('add', '.');
  git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-qm', 'x');
};

/** Takes the first that fits, after looking so many times at a number for nothing. */
const module = (idle: number) => `
export default () => ({
  pick({ campaign, country }, pool) {
    for (let i = 0; i < ${idle}; i++) pool.score(0);
    for (let i = 0; i < pool.poolSize(campaign); i++) {
      const n = pool.poolNumber(campaign, i);
      if (pool.status(n) === 'active' && !pool.isPaused(campaign, n) && pool.hasRoom(n)
        && pool.score(n) <= pool.spamThreshold && pool.isAllowed(n, country)) return n;
    }
    return -1;
  },
});
`;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'poolsim-git-')));
  git('init', '-q', '-b', 'main');
  commit(module(0));
  commit(module(300));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const against = ['bench', 'reference pick 10', '--selector', './mine.mjs', '--quick', '--against'];

describe('bench --against a git ref', () => {
  it('holds a module to itself as it was, and leaves nothing behind', async () => {
    // A budget so short that the speed stays unsure on any machine: what decides is counted.
    const answer = await poolsim([...against, 'HEAD~1', '--budget', '1s'], { cwd: folder });
    expect(answer.stderr).toBe('');
    expect(answer.code).toBe(4);
    expect(answer.stdout).toContain('Worse than git HEAD~1 (');
    expect(answer.stdout).toMatch(/\nreference pick 10 .* unsure\n/);
    expect(answer.stdout).toMatch(/\nquestions to the pool, 10 numbers .* more\n/);
    expectNothingLeft();
  });

  it('cleans up after Ctrl-C', async () => {
    const words = [...against, 'HEAD', '--horizon', '0.1%', '--budget', '60s'];
    const child = spawn(process.execPath, [MAIN, ...words], { cwd: folder });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const ended = new Promise<number | null>((done) => child.on('close', done));
    await checkedOutBy(child);
    // Meanwhile the repository is as clean as it was.
    expect(git('status', '--short')).toBe('');
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(stderr).toContain('interrupted; no verdict');
    expectNothingLeft();
  });

  it('removes what a killed one left, and nothing that may be in use or is not its own', async () => {
    const words = [...against, 'HEAD', '--horizon', '0.1%', '--budget', '60s'];
    const child = spawn(process.execPath, [MAIN, ...words], { cwd: folder });
    const ended = new Promise((done) => child.on('close', done));
    const left = await checkedOutBy(child);
    child.kill('SIGKILL');
    await ended;
    expect(git('worktree', 'list')).toContain(left);
    const owner = JSON.parse(readFileSync(join(folder, left, 'owner.json'), 'utf8'));
    expect(owner.pid).toBe(child.pid);
    const others: Record<string, string> = {
      '.poolsim-against-0000000a': JSON.stringify({ ...owner, pid: process.pid }),
      '.poolsim-against-0000000b': JSON.stringify({ ...owner, place: 'elsewhere' }),
      '.poolsim-against-0000000c': JSON.stringify({ ...owner, kind: 'notes' }),
      '.poolsim-against-0000000d': 'mine',
      '.poolsim-against-notes': JSON.stringify(owner),
    };
    for (const [name, text] of Object.entries(others)) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'owner.json'), text);
    }
    // Without a scenario there is no outcome to judge: it ends once the commit is checked out.
    const next = await poolsim([...against, 'HEAD', '--gates', 'outcome'], { cwd: folder });
    expect(next.stderr).toBe(
      `removed ${left}, which process ${owner.pid} left when it was killed\n`,
    );
    expect(next.code).toBe(5);
    expect(readdirSync(folder).sort()).toEqual(['.git', ...Object.keys(others), 'mine.mjs']);
    for (const name of Object.keys(others)) rmSync(join(folder, name), { recursive: true });
    expectNothingLeft();
  });

  it('says what it cannot compare', async () => {
    const unknown = await poolsim([...against, 'nowhere'], { cwd: folder });
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('no baseline, no module and no commit of that name');
    const commit = await poolsim([...against, 'git:nowhere'], { cwd: folder });
    expect(commit.stderr).toContain('no commit of that name here');
    const bare = mkdtempSync(join(tmpdir(), 'poolsim-no-git-'));
    const outside = await poolsim([...against, 'git:HEAD'], { cwd: bare });
    rmSync(bare, { recursive: true });
    expect(outside.code).toBe(2);
    expect(outside.stderr).toContain('this folder is in no git repository');
    const foreign = await poolsim(['bench', '--against', 'HEAD'], { cwd: folder });
    expect(foreign.code).toBe(2);
    expect(foreign.stderr).toContain('needs a checkout of poolsim, or --selector');
    git('rm', '-q', '--cached', 'mine.mjs');
    git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-qm', 'y');
    const absent = await poolsim([...against, 'HEAD'], { cwd: folder });
    expect(absent.code).toBe(2);
    expect(absent.stderr).toContain('that commit has no such file');
    expectNothingLeft();
  });
});

/** Waits until the files of the other commit are there; name of the folder that holds them. */
async function checkedOutBy(child: ChildProcess): Promise<string> {
  for (;;) {
    const found = readdirSync(folder).find((name) => name.startsWith('.poolsim-against-'));
    if (found !== undefined && existsSync(join(folder, found, 'tree', 'mine.mjs'))) return found;
    await new Promise((done) => setTimeout(done, 10));
    expect(child.exitCode).toBeNull();
  }
}

function expectNothingLeft(): void {
  expect(readdirSync(folder).sort()).toEqual(['.git', 'mine.mjs']);
  expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
}
