import { describe, expect, it } from 'vitest';
import { allCases } from '../../src/bench/all-cases.ts';
import type { Sample, SampleRequest } from '../../src/bench/sample.ts';
import type { ProcessEnd } from '../../src/cli/host-seam.ts';
import { call } from '../support/call.ts';
import type { MemoryHost } from '../support/memory-host.ts';

/** Packages can be slow, and their figures long. */
function slow({ case: name }: SampleRequest): number {
  return name.startsWith('vose') ? 170_900 : 50;
}

/** Processes that answer at once: 5 ns a draw, 50 ns an operation, 1 ns more each time. */
function fakeProcesses(change: (request: SampleRequest) => Partial<Sample> = () => ({})) {
  const asked: SampleRequest[] = [];
  const runEntry = (_: unknown, entry: string, args: readonly string[]): ProcessEnd => {
    expect(entry).toBe('bench/sample-worker');
    const request = JSON.parse(args[0]) as SampleRequest;
    const before = asked.filter((each) => each.case === request.case).length;
    asked.push(request);
    const sample = {
      kind: 'taken',
      case: request.case,
      nsPerOperation: request.case.startsWith('oracle') ? 50_000 : slow(request) + before,
      aleaNs: 5,
      emptyNs: 40,
      secondsPerRun: 2 + before,
      bytesPerOperation: request.provenHash === undefined ? 0 : null,
      operations: 1_000,
      answerHash: 'abc',
      work: request.case.includes('pick') ? { operations: 100, lookedAt: 850 } : null,
      cpuShare: 0.99,
      peakMemoryBytes: 2 ** 27,
      ...change(request),
    };
    return { code: 0, stdout: `chatter\n${JSON.stringify(sample)}\n`, stderr: '' };
  };
  return { asked, runEntry };
}

describe('bench', () => {
  it('measures a real case, each sample by itself', async () => {
    const { code, stdout } = await call('bench hold-1000 --quick --json');
    expect(code).toBe(0);
    const { cases } = JSON.parse(stdout) as { cases: Record<string, unknown>[] };
    expect(cases.map(({ name }) => name)).toEqual(['hold-1000']);
    expect(cases[0]).toMatchObject({ kind: 'measured', group: 'kernel', samples: 3 });
  });

  it('takes samples in turns and proves an answer once', async () => {
    const { asked, runEntry } = fakeProcesses();
    await call(['bench', 'hold-1000', '--samples', '2'], { runEntry });
    expect(asked.map((each) => [each.case, each.provenHash])).toEqual([
      ['hold-1000', undefined],
      ['hold-1000', 'abc'],
    ]);
    const turns = fakeProcesses();
    await call(['bench', 'hold', '--samples', '2'], { runEntry: turns.runEntry });
    expect(turns.asked.map((each) => each.case)).toEqual([
      'hold-1000',
      'hold-10000',
      'hold-100000',
      'hold-100000',
      'hold-10000',
      'hold-1000',
    ]);
  });

  it('measures everything without a filter, and no whole runs of minutes with --quick', async () => {
    const all = fakeProcesses();
    await call('bench --samples 1', { runEntry: all.runEntry });
    expect(all.asked.map((each) => each.case)).toEqual(allCases().map(({ name }) => name));
    const quick = fakeProcesses();
    await call('bench --quick --samples 1', { runEntry: quick.runEntry });
    const slow = allCases().filter(({ slow }) => slow);
    expect(slow.length).toBeGreaterThan(0);
    expect(quick.asked.length).toBe(all.asked.length - slow.length);
  });

  it('shows a table that fits a terminal, with growth and yardstick below', async () => {
    const { runEntry } = fakeProcesses();
    const { code, stdout } = await call('bench --quick', { runEntry });
    expect(code).toBe(0);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(stdout).toMatch(/^case +ns\/op +interval +op\/s +draws +×oracle +B\/op +looks\n/);
    expect(stdout).toMatch(
      /\nreference pick 1,000 +51.0 +50.0 … 52.0 +19.6 M +10.2 +980 +0 +8.5\n/,
    );
    expect(stdout).toMatch(
      /\nvose-alias-method pick\+update 1,000 +171 k +171 k … 171 k +5.85 k +34.2 k +0.29 +0 +8.5\n/,
    );
    expect(stdout).toMatch(/\nmodel, 10,000 contacts +51.0 +19.6 M +3.00 +2.00 … 4.00/);
    expect(stdout).toContain('reference pick, 10 to 100,000: time of one grows as size ^ 0.00');
    expect(stdout).toContain(
      'intervals hold the median with at least 75 %, the range of few samples',
    );
    expect(stdout).toContain('the yardstick: 5.00 ns');
  });

  it('says when others kept the machine busy', async () => {
    const { runEntry } = fakeProcesses(() => ({ cpuShare: 0.4 }));
    const busy = await call('bench hold', { runEntry });
    expect(busy.stdout).toContain(
      'the machine was busy: the median sample had 40 % of a processor',
    );
    const quiet = await call('bench hold', { runEntry: fakeProcesses().runEntry });
    expect(quiet.stdout).not.toContain('busy');
  });

  it('says how sure twelve samples are, and that one is not', async () => {
    const { runEntry } = fakeProcesses();
    const usual = await call(['bench', 'reference pick 10'], { runEntry });
    expect(usual.stdout).toContain(
      'intervals hold the median with at least 95 %\n12 samples, each in',
    );
    const one = await call('bench hold-1000 --samples 1', { runEntry });
    expect(one.stdout).toContain('one sample of a case is no interval\n1 sample, each in');
  });

  it('writes CSV in full precision and Markdown', async () => {
    const { runEntry } = fakeProcesses();
    const csv = await call(['bench', 'oracle', '--format', 'csv', '--samples', '2'], { runEntry });
    const [head, first, ...rest] = csv.stdout.trimEnd().split('\n');
    expect(head).toMatch(/^case,group,unit,size,samples,ns_median,ns_low,ns_high,level,/);
    expect(first).toMatch(/^oracle pick 10,oracle,pick,10,2,50000,50000,50000,0.5,20000,10000,/);
    expect(rest.length).toBe(2);
    const md = await call('bench oracle --format md', { runEntry });
    expect(md.stdout).toMatch(/^\| case \| ns\/op \|.*\n\| --- \| ---: \|.*\n\| oracle pick 10 \|/);
  });

  it('hands a selector module to every process, and only to cases that take one', async () => {
    const modules = { '/home/mine.mjs': { pick: () => 0 } };
    const files = { 'mine.mjs': 'export const pick = () => 0;' };
    const { asked, runEntry } = fakeProcesses();
    const line = 'bench --quick --samples 1 --selector mine.mjs';
    const { code } = await call(line, { runEntry, files, modules });
    expect(code).toBe(0);
    expect(new Set(asked.map(({ variant }) => JSON.stringify(variant)))).toEqual(
      new Set(['{"module":"/home/mine.mjs"}']),
    );
    expect(asked.some((each) => /^reference update|oracle|chance|hold/.test(each.case))).toBe(
      false,
    );
    const refused = await call('bench hold --selector mine.mjs', { runEntry, files, modules });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('no case for a selector module "hold"');
  });

  it('has no time for a wrong answer, and goes on with the others', async () => {
    const wrong = fakeProcesses(({ case: name }) =>
      name === 'hold-10000' ? ({ kind: 'wrong', why: 'lost an event' } as never) : {},
    );
    const { code, stdout } = await call('bench hold --samples 3', { runEntry: wrong.runEntry });
    expect(code).toBe(1);
    expect(stdout).toContain('WRONG ANSWER, no time: hold-10000: lost an event');
    expect(stdout).toMatch(/\nhold-100000 /);
    expect(wrong.asked.filter((each) => each.case === 'hold-10000').length).toBe(1);
  });

  it('says that a selector of the user’s own broke a law', async () => {
    const modules = { '/home/mine.mjs': { pick: () => 0 } };
    const files = { 'mine.mjs': '' };
    // The real worker, in this process: number 0 is not always allowed.
    const line = ['bench', 'reference pick 100', '--selector', 'mine.mjs', '--samples', '1'];
    const { code, stdout } = await call(line, { files, modules });
    expect(code).toBe(6);
    expect(stdout).toMatch(/WRONG ANSWER, no time: reference pick 100: .*answered 0, which is not/);
  });

  it('leaves out what is not installed', async () => {
    const { runEntry } = fakeProcesses(({ case: name }) =>
      name.startsWith('chance')
        ? ({ kind: 'skipped', why: 'chance is not installed' } as never)
        : {},
    );
    const { code, stdout } = await call('bench package --samples 1', { runEntry });
    expect(code).toBe(0);
    expect(stdout).toContain('not measured: chance pick 1,000: chance is not installed');
  });

  it('keeps within the minute of --quick, and tells what had no time', async () => {
    for (const [seconds, samples] of [
      [10, 5],
      [30, 2],
    ]) {
      const { asked, runEntry } = fakeProcesses();
      const slow: typeof runEntry = (host, entry, args) => {
        (host as MemoryHost).clockMs += seconds * 1_000;
        return runEntry(host, entry, args);
      };
      const { code, stdout } = await call('bench hold --quick', { runEntry: slow });
      expect(code).toBe(0);
      expect(asked.length).toBe(samples);
      const isOutOfTime = stdout.includes('not measured: hold-100000: no time was left');
      expect(isOutOfTime).toBe(samples < 3);
    }
  });

  it('ends with what it has when it is interrupted', async () => {
    const { asked, runEntry } = fakeProcesses();
    const { code, stdout, stderr } = await call('bench hold', {
      runEntry: (host, entry, args) => {
        if (asked.length === 1) (host as MemoryHost).interrupt();
        return runEntry(host, entry, args);
      },
    });
    expect(code).toBe(130);
    expect(asked.length).toBe(2);
    expect(stderr).toContain('interrupted; what has a sample is told by those it has');
    expect(stdout).toMatch(/\nhold-10000 /);
    expect(stdout).not.toContain('hold-100000');
  });

  it('reports a process that ends without an answer', async () => {
    const { code, stderr } = await call('bench hold-1000', {
      runEntry: () => ({ code: 134, stdout: 'half a', stderr: 'out of memory' }),
    });
    expect(code).toBe(1);
    expect(stderr).toContain('the process that measures "hold-1000" ended with 134: out of memory');
  });

  it('suggests the nearest case', async () => {
    const { code, stdout, stderr } = await call('bench kernl');
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('did you mean "kernel"?');
  });
});
