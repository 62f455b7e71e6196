import { describe, expect, it } from 'vitest';
import { allCases } from '../../src/bench/all-cases.ts';
import type { Sample, SampleRequest } from '../../src/bench/sample.ts';
import type { ProcessEnd } from '../../src/cli/host-seam.ts';
import { call } from '../support/call.ts';

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
      nsPerOperation: request.case.startsWith('oracle') ? 50_000 : 50 + before,
      aleaNs: 5,
      emptyNs: 40,
      secondsPerRun: 2 + before,
      bytesPerOperation: request.provenHash === undefined ? 0 : null,
      operations: 1_000,
      answerHash: 'abc',
      work: request.case.includes('pick') ? { operations: 100, lookedAt: 850 } : null,
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

  it('suggests the nearest case', async () => {
    const { code, stdout, stderr } = await call('bench kernl');
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('did you mean "kernel"?');
  });
});
