import { describe, expect, it } from 'vitest';
import type { Sample } from '../../src/bench/sample.ts';
import type { PoolView } from '../../src/selector/index.ts';
import { call } from '../support/call.ts';
import { fakeSamples, sideOf } from '../support/fake-samples.ts';
import type { MemoryHost, MemoryOptions } from '../support/memory-host.ts';
import { TINY } from '../support/tiny-scenario.ts';

const FILE = 'reports/baselines/base.json';
const CASE = 'reference pick 1,000';

/** The lowest number that may be picked: a selector that follows the rules and is nobody's equal. */
const LOWEST = {
  default: () => ({
    pick(request: { campaign: number; country: number }, pool: PoolView) {
      for (let i = 0; i < pool.poolSize(request.campaign); i++) {
        const number = pool.poolNumber(request.campaign, i);
        const fits =
          pool.status(number) === 'active' &&
          !pool.isPaused(request.campaign, number) &&
          pool.score(number) <= pool.spamThreshold &&
          pool.isAllowed(number, request.country);
        if (fits) return pool.hasRoom(number) ? number : -2;
      }
      return -1;
    },
  }),
};

/** The same from the other end. */
const HIGHEST = {
  default: () => {
    const lowest = LOWEST.default();
    return {
      pick(request: { campaign: number; country: number }, pool: PoolView) {
        const size = pool.poolSize(request.campaign);
        const reversed = Object.create(pool, {
          poolNumber: {
            value: (campaign: number, i: number) => pool.poolNumber(campaign, size - 1 - i),
          },
        }) as PoolView;
        return lowest.pick(request, reversed);
      },
    };
  },
};

function kept(host: MemoryHost): Record<string, string> {
  return Object.fromEntries([...host.disk].map(([path, bytes]) => [path, bytes.toString()]));
}

async function savedFiles(line: string, options: MemoryOptions = {}) {
  const answer = await call(line, { files: { 'tiny.yaml': TINY }, ...options });
  expect(answer.code).toBe(0);
  return kept(answer.host);
}

let outcomeAndWork: ReturnType<typeof savedFiles> | null = null;
function outcomeFiles() {
  outcomeAndWork ??= savedFiles('baseline save base tiny.yaml --reps 5 --workers 1');
  return outcomeAndWork;
}

let withSpeed: ReturnType<typeof savedFiles> | null = null;
function speedFiles() {
  const { runEntry } = fakeSamples();
  withSpeed ??= savedFiles(['baseline', 'save', 'base', '--cases', CASE] as never, { runEntry });
  return withSpeed;
}

describe('bench --against a baseline', () => {
  it('passes where nothing changed', async () => {
    const { code, stdout } = await call('bench --against base --workers 1', {
      files: await outcomeFiles(),
    });
    expect(code).toBe(0);
    expect(stdout).toContain('Not worse than baseline base: outcome, work.');
    expect(stdout).toContain('Outcome of tiny, 5 replications: identical, to the last bit');
    expect(stdout).toContain('all 16 counts are equal');
    expect(stdout).toContain('Work of the model, one replication with 10,000 contacts: same');
    expect(stdout).toMatch(/\nsteps of the model +1,106 +1,106 +× 1\.000 +same\n/);
  });

  it('is exit 4 where the model takes more steps, from the horizon on', async () => {
    const files = { ...(await outcomeFiles()) };
    const file = `/home/${FILE}`;
    const held = files[file]!;
    files[file] = held.replace('"steps": 29000000', '"steps": 19000000');
    const line = 'bench --against base --gates work';
    const slower = await call(line, { files });
    expect(slower.code).toBe(4);
    expect(slower.stdout).toContain('Worse than baseline base: work.');
    expect(slower.stdout).toMatch(/\nper call +base +now +change\n.*× 1\.526 +more\n/);
    expect((await call(`${line} --horizon 60%`, { files })).code).toBe(0);
    files[file] = held.replace('"steps": 29000000', '"steps": 39000000');
    const faster = await call(line, { files });
    expect(faster.code).toBe(0);
    expect(faster.stdout).toMatch(/× 0\.744 +less\n/);
  });

  it('is held to what a baseline before 0.2.1 has, and says what it has not', async () => {
    const files = { ...(await outcomeFiles()) };
    const file = `/home/${FILE}`;
    files[file] = files[file]!.replace(/,\s*"model": \{[^}]*\}/, '');
    expect(files[file]).not.toContain('"steps"');
    const { code, stdout } = await call('bench --against base --gates work', { files });
    expect(code).toBe(0);
    expect(stdout).toContain('the baseline has no steps of the model: accept it anew');
    const line = ['baseline', 'accept', 'base', '--gates', 'work', '--reason', 'steps'];
    const accepted = await call(line, { files });
    expect(accepted.code).toBe(0);
    expect(accepted.host.text(FILE)).toContain('"steps": 29000000');
  });

  it('is exit 4 where an outcome is worse, and shows what moved', async () => {
    const files = { ...(await outcomeFiles()) };
    // Half of the pool is flagged from the start.
    files['/home/tiny.yaml'] = TINY.replace('count: 2, ', 'count: 2, ').replace(
      'allowedCountries: [GB], spamScore: 10',
      'allowedCountries: [GB], spamScore: 90',
    );
    const { code, stdout } = await call('bench --against base --gates outcome --workers 1', {
      files,
    });
    expect(code).toBe(4);
    expect(stdout).toContain('Worse than baseline base: outcome.');
    expect(stdout).toMatch(/\nskip\.rate\.spam_and_country +0\.0 % +\d+\.\d % +\+\d.* pt +worse\n/);
    expect(stdout).toContain('tiny.yaml has changed since');
    const wider = 'bench --against base --gates outcome --workers 1 --margin 100%';
    expect((await call(wider, { files })).stdout).not.toMatch(/skip\.rate\..* worse/);
  });

  it('is exit 4 where one more candidate is looked at, before any clock', async () => {
    const files = { ...(await outcomeFiles()) };
    const file = `/home/${FILE}`;
    files[file] = files[file]!.replace(
      /"lookedAt": (\d+)/,
      (_, n) => `"lookedAt": ${Number(n) - 1}`,
    );
    const { code, stdout } = await call('bench --against base --gates work', { files });
    expect(code).toBe(4);
    expect(stdout).toMatch(/\ncandidates looked at, 10 numbers .* \+1 in all +more\n/);
    files[file] = (await outcomeFiles())[file]!.replace('"workload": "', '"workload": "x');
    const other = await call('bench --against base --gates work', { files });
    expect(other.code).toBe(5);
  });

  it.each([
    ['slower', 60, 4],
    ['faster', 40, 0],
    ['same', 51, 0],
  ])('says %s of a time of %d ns', async (verdict, ns, exit) => {
    const { runEntry, asked } = fakeSamples(() => ({ nsPerOperation: ns }));
    const files = await speedFiles();
    const { code, stdout } = await call('bench --against base --gates speed', { files, runEntry });
    expect(code).toBe(exit);
    expect(stdout).toMatch(new RegExp(`${CASE} +50\\.1 ns +${ns} ns +× \\d.* +${verdict}\n`));
    expect(asked.length).toBe(12);
  });

  it('is unsure, exit 5, where the budget ends first', async () => {
    const { runEntry } = fakeSamples();
    const slowly = (host: MemoryHost, entry: string, args: readonly string[]) => {
      host.clockMs += 10_000;
      return runEntry(host, entry, args);
    };
    const files = await speedFiles();
    const line = 'bench --against base --gates speed --budget 30s';
    const { code, stdout, stderr } = await call(line, { files, runEntry: slowly });
    expect(code).toBe(5);
    expect(stderr).toBe(`${CASE}: sample 1\n${CASE}: sample 2\n${CASE}: sample 3\n`);
    const terminal = await call(line, { files, runEntry: slowly, isTTY: true });
    const rewrite = '\r\u001b[K';
    expect(terminal.stderr.split(rewrite)).toEqual([
      '',
      ...[1, 2, 3].map((i) => `${CASE}: sample ${i}`),
      '',
    ]);
    const quiet = await call(`${line} --quiet`, { files, runEntry: slowly });
    expect(quiet.stderr).toBe('');
    expect(stdout).toContain('Unsure against baseline base: speed.');
    expect(stdout).toMatch(/\(open\) +unsure\n/);
  });

  it('is unsure at once where the baseline holds too few samples for any verdict', async () => {
    const { runEntry, asked } = fakeSamples();
    const line = ['baseline', 'save', 'base', '--cases', CASE, '--samples', '6'];
    const files = await savedFiles(line as never, { runEntry });
    asked.length = 0;
    const { code, stdout } = await call('bench --against base --gates speed', { files, runEntry });
    expect(code).toBe(5);
    expect(stdout).toContain('held by 6 processes, 7 are needed: save with --samples');
    expect(asked).toEqual([]);
    const junit = await call('bench --against base --gates speed --format junit', {
      files,
      runEntry,
    });
    expect(junit.stdout).toContain('message="unsure: – → –, held by 6 processes');
  });

  it('is no pass where cases are named and the baseline holds no speed', async () => {
    const { code, stdout } = await call('bench hold --against base --workers 1', {
      files: await outcomeFiles(),
    });
    expect(code).toBe(5);
    expect(stdout).toContain('not judged: speed: the baseline holds none');
  });

  it('compares ratios to the draw, and no times, on another machine', async () => {
    const files = { ...(await speedFiles()) };
    const file = `/home/${FILE}`;
    files[file] = files[file]!.replaceAll('a machine in memory', 'a faster one');
    // Twice as slow in everything: the ratio to the draw is what it was.
    const { runEntry } = fakeSamples(() => ({ nsPerOperation: 100, aleaNs: 10 }));
    const { code, stdout } = await call('bench --against base --gates speed', { files, runEntry });
    expect(code).toBe(0);
    expect(stdout).toContain('Speed, random draws per operation: not slower');
    expect(stdout).toContain('the baseline is of another machine (a faster one)');
    expect(stdout).not.toContain(' ns ');
  });

  it('does not compare times of other work', async () => {
    const { runEntry } = fakeSamples(() => ({ answerHash: 'other' }));
    const files = await speedFiles();
    const { code, stdout } = await call('bench --against base --gates speed', { files, runEntry });
    expect(code).toBe(5);
    expect(stdout).toContain('its answers are not those of');
  });

  it('is exit 5 for a gate that was asked for and that the baseline does not hold', async () => {
    const files = await outcomeFiles();
    const { code, stdout } = await call('bench --against base --gates work,speed', { files });
    expect(code).toBe(5);
    expect(stdout).toContain('not judged: speed: the baseline holds none');
  });

  it('prints one format and writes others, by their ending', async () => {
    const line = 'bench --against base --gates work --format github';
    const { code, stdout, host } = await call(`${line} --report g.md --report out/g.xml`, {
      files: { ...(await outcomeFiles()), 'out/x': '' },
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Not worse than baseline base: work\.\n/);
    expect(host.text('g.md')).toContain('### Work of the selector, 4,096 requests: same');
    expect(host.text('out/g.xml')).toContain('<testsuite name="Work of the selector');
    const full = await call(`${line} --report /full/g.md`, {
      files: await outcomeFiles(),
      failing: { '/full/g.md': 'ENOSPC' },
    });
    expect(full).toMatchObject({ code: 7, stdout });
  });

  it('finds out before measuring where no report can be written', async () => {
    const line = 'bench --against base --gates work --report';
    const options = { files: { ...(await outcomeFiles()), 'out.md/x': '' } };
    const refused = await call(`${line} /locked/g.md`, {
      ...options,
      failing: { '/locked': 'EROFS' },
    });
    expect(refused).toMatchObject({ code: 7, stdout: '' });
    const taken = await call(`${line} out.md`, options);
    expect(taken).toMatchObject({ code: 2, stdout: '' });
    expect(taken.stderr).toContain('--report out.md: this is a folder, a file is needed');
  });

  it('takes the path of a file as well as a name', async () => {
    const line = `bench --against ${FILE} --gates work`;
    expect((await call(line, { files: await outcomeFiles() })).code).toBe(0);
  });
});

describe('bench --against a baseline of a module', () => {
  const modules = { '/home/low.mjs': LOWEST };
  const files = { 'tiny.yaml': TINY, 'low.mjs': 'a' };

  it('holds that module to it, unless another selector is named', async () => {
    const save = 'baseline save base tiny.yaml --reps 3 --workers 1 --selector low.mjs';
    const saved = await savedFiles(save, { files, modules });
    const own = await call('bench --against base --workers 1', { files: saved, modules });
    expect(own.code).toBe(0);
    expect(own.stdout).toContain('identical, to the last bit');
    const other = { ...saved, '/home/high.mjs': 'b' };
    const line = 'bench --against base --gates outcome --workers 1 --selector high.mjs';
    const high = await call(line, { files: other, modules: { '/home/high.mjs': HIGHEST } });
    expect(high.stdout).toMatch(/Outcome of tiny, 3 replications: \w/);
    expect(high.stdout).not.toContain('identical, to');
  });
});

describe('bench --against something that runs', () => {
  const modules = { '/home/low.mjs': LOWEST, '/home/lower.mjs': LOWEST };
  const files = { 'tiny.yaml': TINY, 'low.mjs': 'a', 'lower.mjs': 'b' };
  const line = (...words: string[]) => ['bench', CASE, ...words];
  const bySide = (here: number, other: number) =>
    fakeSamples((request) => ({ nsPerOperation: sideOf(request) === 'here' ? here : other }));

  it('alternates with a module, and gates the real selector on it', async () => {
    const { runEntry, asked } = bySide(60, 50);
    const { code, stdout } = await call(line('--against', 'low.mjs'), { files, modules, runEntry });
    expect(code).toBe(4);
    expect(stdout).toContain('Worse than module low.mjs: speed.');
    expect(asked.map((request) => sideOf(request)[0]).join('')).toBe('mhhmmhhmmhhmmhhmmhhmmhhm');
  });

  it('gates a module of the user’s on the real selector', async () => {
    const { runEntry } = bySide(50, 60);
    const words = line('--selector', 'low.mjs', '--against', 'built-in');
    const { code, stdout } = await call(words, { files, modules, runEntry });
    expect(code).toBe(4);
    expect(stdout).toContain('Worse than the built-in selector: speed.');
    expect(stdout).not.toContain('not judged');
  });

  it('counts the questions of two modules, and simulates a scenario with both', async () => {
    const { runEntry } = bySide(50, 50);
    const words = ['--selector', 'low.mjs', '--against', 'lower.mjs', '--scenario', 'tiny.yaml'];
    const { code, stdout } = await call(line(...words, '--reps', '3', '--workers', '1'), {
      files,
      modules,
      runEntry,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('Not worse than module lower.mjs: outcome, work, speed.');
    expect(stdout).toContain('all 4 counts are equal');
    expect(stdout).toContain('Outcome of tiny, 3 replications: identical');
  });

  it('tells apart what a wrong answer of the base and of the head means', async () => {
    const wrongOf = (side: string) =>
      fakeSamples((request) => {
        const wrong: Sample = { kind: 'wrong', case: CASE, why: 'counted 3' };
        return sideOf(request) === side ? wrong : {};
      }).runEntry;
    const base = await call(line('--against', 'low.mjs'), {
      files,
      modules,
      runEntry: wrongOf('module'),
    });
    expect(base.code).toBe(5);
    expect(base.stdout).toContain('the base answers wrongly');
    const head = await call(line('--against', 'low.mjs'), {
      files,
      modules,
      runEntry: wrongOf('here'),
    });
    expect(head.code).toBe(1);
    expect(head.stderr).toContain('wrong answer, no time: reference pick 1,000: counted 3');
    const own = line('--selector', 'low.mjs', '--against', 'built-in');
    expect((await call(own, { files, modules, runEntry: wrongOf('module') })).code).toBe(6);
  });

  it('holds the answers behind the counts to the rules', async () => {
    const counted = (head: unknown, base: unknown) =>
      call('bench --selector head.mjs --against base.mjs --gates work', {
        files: { 'head.mjs': 'a', 'base.mjs': 'b' },
        modules: { '/home/head.mjs': head, '/home/base.mjs': base } as never,
      });
    const throws = {
      pick: () => {
        throw new Error('boom');
      },
    };
    const first = { pick: () => 0 };
    const thrown = await counted(throws, LOWEST);
    expect(thrown).toMatchObject({ code: 6, stdout: '' });
    expect(thrown.stderr).toContain('work of the selector: 10 numbers: pick threw Error: boom');
    const flagged = await counted(first, LOWEST);
    expect(flagged.code).toBe(6);
    expect(flagged.stderr).toMatch(/answered 0, which is not among the \d candidates: (it|others)/);
    const base = await counted(LOWEST, first);
    expect(base.code).toBe(5);
    expect(base.stdout).toContain('not judged: work: the base answers wrongly: work of the');
  });

  it('ends at Ctrl-C without a verdict', async () => {
    const { runEntry } = bySide(50, 50);
    const interrupted = (host: MemoryHost, entry: string, args: readonly string[]) => {
      host.interrupt();
      return runEntry(host, entry, args);
    };
    const { code, stdout, stderr } = await call(line('--against', 'low.mjs'), {
      files,
      modules,
      runEntry: interrupted,
    });
    expect(code).toBe(130);
    expect(stdout).toBe('');
    expect(stderr).toContain('interrupted; no verdict');
  });

  it('takes a process that Ctrl-C ended for a part of it, and any other end for a fault', async () => {
    const ended = (host: MemoryHost) => {
      host.interrupt();
      return { code: null, stdout: '', stderr: '' };
    };
    const stopped = await call(line('--against', 'low.mjs'), { files, modules, runEntry: ended });
    expect(stopped.code).toBe(130);
    const crashed = () => ({ code: 9, stdout: '', stderr: 'out of memory' });
    const fault = await call(line('--against', 'low.mjs'), { files, modules, runEntry: crashed });
    expect(fault.code).toBe(1);
    expect(fault.stderr).toContain('out of memory');
  });
});

describe('what --against may name', () => {
  it.each([
    ['bench --against bse', 'did you mean base?'],
    ['bench --against gone', 'baselines: base'],
    ['bench --against baseline:gone', 'no baseline of that name — baselines: base'],
    ['bench --against baseline:bse', 'did you mean baseline:base?'],
    ['bench --against nothing', 'no baseline, no module and no commit of that name'],
    ['bench --against gone.mjs', '--against gone.mjs: there is no such file'],
    ['bench --against git:base', 'there is no git on this machine'],
    ['bench --against base --format csv', 'is not one of text, json, md, github, junit'],
    ['bench --against base --samples 3', '--budget bounds it'],
    ['bench --against base --gates speeed', 'did you mean speed?'],
    ['bench --against base --margin x', '"x" is not a share'],
    ['bench --against base --horizon 0', 'must be above 0'],
    ['bench --against base --budget 3', 'a duration without a unit'],
    ['bench --against base --report out.txt', 'the ending must be .md, .json or .xml'],
    ['bench --against base --reps 3', '--reps is for --scenario'],
    ['bench --against base --scenario tiny.yaml', 'baseline base brings its own'],
    ['bench --gates work', '--gates needs --against'],
    ['bench --format github', 'github'],
  ])('%s', async (line, why) => {
    const { code, stdout, stderr } = await call(line, { files: await outcomeFiles() });
    expect(code).toBe(2);
    expect(stderr).toContain(why);
    expect(stdout).toBe('');
  });

  it('says which is taken of a baseline and a branch of one name', async () => {
    const runProgram = (_: MemoryHost, words: readonly string[]) => {
      const isRef = words.includes('base^{commit}');
      return { code: isRef ? 0 : 1, stdout: isRef ? 'a1'.repeat(20) : '', stderr: '' };
    };
    const { code, stderr } = await call('bench --against base --gates work', {
      files: await outcomeFiles(),
      runProgram,
    });
    expect(code).toBe(0);
    expect(stderr).toContain('the baseline is taken, git:base means the other');
  });
});
