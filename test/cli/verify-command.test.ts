import { describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../../src/cli/program.ts';
import { allLaws } from '../../src/experiment/verify/all-laws.ts';
import { displayWidth } from '../../src/report/text/width.ts';
import { call } from '../support/call.ts';
import { MemoryHost } from '../support/memory-host.ts';

/** A factor on every exponential duration; 1 = right. */
const fault = vi.hoisted(() => ({ exponential: 1 }));

vi.mock('../../src/kernel/rng/quantiles.ts', async (original) => {
  const real = await original<typeof import('../../src/kernel/rng/quantiles.ts')>();
  return {
    ...real,
    exponentialQuantile: (u: number, mean: number) =>
      fault.exponential * real.exponentialQuantile(u, mean),
  };
});

describe('verify', () => {
  it('prints the answer, the seed and a row per law', async () => {
    const { code, stdout, stderr } = await call('verify retries --seed 4 --reps 20');
    expect(code).toBe(0);
    expect(stderr).toBe('');
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('All 3 laws hold.');
    expect(stdout).toContain('Seed 4, 20 replications of each experiment.');
    const row = lines.find((line) => line.startsWith('answered of dials = q'));
    expect(row).toMatch(/ 0\.15 +0\.1\d+ +0\.1\d+–0\.1\d+ +[+−]\d\.\d\d {2}agrees$/);
  });

  it('keeps every law whole within 80 columns', async () => {
    const whole = await call('verify --reps 10');
    const lines = whole.stdout.trimEnd().split('\n');
    for (const line of lines) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
    const found = lines.map((line) => line.trimEnd());
    for (const { says } of allLaws().flatMap(({ laws }) => laws)) {
      const at = found.findIndex((line) => line === says || line.startsWith(`${says}  `));
      expect(at, says).toBeGreaterThan(0);
      const figures = found[at] === says ? found[at + 1] : found[at];
      expect(figures, says).toMatch(/ (agrees|differs)$/);
    }
  });

  it('prints one JSON document with seeds, intervals and p-values', async () => {
    const { stdout } = await call('verify retries --reps 12 --json');
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ schemaVersion: 1, seed: 1, replications: 12, judged: 3 });
    expect(document).toMatchObject({ failed: false, partial: false, familyError: 0.01 });
    expect(document.laws).toHaveLength(3);
    for (const law of document.laws) {
      expect(law.seed).toBe('1/retries');
      expect(law.low).toBeLessThanOrEqual(law.simulated);
      expect(law.high).toBeGreaterThanOrEqual(law.simulated);
      expect(law.pValueHolm).toBeGreaterThanOrEqual(law.pValue);
    }
  });

  it('prints CSV and Markdown', async () => {
    const csv = await call('verify retries --reps 10 --format csv');
    const [head, ...rows] = csv.stdout.trimEnd().split('\n');
    expect(head).toContain('law,kind,unit,seed,replications,theory,simulated,low,high,z,p_value');
    expect(rows).toHaveLength(3);
    const md = await call('verify retries --reps 10 --format md');
    expect(md.stdout).toContain('| answered of dials = q | 0.15 |');
  });

  it('takes a group, or a part of a name', async () => {
    const part = await call('verify kernel --reps 10 --json');
    const laws = (JSON.parse(part.stdout) as { laws: { group: string }[] }).laws;
    expect(new Set(laws.map(({ group }) => group))).toEqual(new Set(['kernel']));
    expect(laws.length).toBeGreaterThan(7);
  });

  it('exits with 3 and says how to see it again when a distribution is broken', async () => {
    fault.exponential = 1.1;
    const { code, stdout, stderr } = await call('verify durations --reps 30');
    fault.exponential = 1;
    expect(code).toBe(3);
    expect(stdout.replaceAll('\n', ' ')).toMatch(
      /^3 of 5 laws do not hold: durations\/talk, durations\/long-talk and /,
    );
    expect(stdout).toMatch(/exponential talk: mean .* differs/);
    expect(stderr).toContain('reproduce: poolsim verify durations --seed 1 --reps 30');
  });

  it('keeps on Ctrl-C the experiments that are finished', async () => {
    const host = new MemoryHost(['verify', 'answers', '--reps', '10']);
    const running = runCommandLine(host);
    while (host.interrupts.size === 0) await new Promise((done) => setImmediate(done));
    await new Promise((done) => setImmediate(done));
    host.interrupt();
    expect(await running).toBe(130);
    const [answer, basis] = host.stdout.text.split('\n');
    const finished = Number(/^Interrupted: (\d+) laws held/.exec(answer)?.[1]);
    expect(finished).toBeGreaterThan(0);
    expect(finished).toBeLessThan(13);
    expect(basis).toContain('Seed 1');
  });

  it('says so when it is interrupted before anything is finished', async () => {
    const host = new MemoryHost(['verify', 'answers', '--reps', '10'], { isTTY: true });
    const onInterrupt = host.onInterrupt.bind(host);
    host.onInterrupt = (callback) => {
      const stop = onInterrupt(callback);
      host.interrupt();
      return stop;
    };
    expect(await runCommandLine(host)).toBe(130);
    expect(host.stdout.text).toBe('');
    expect(host.stderr.text).toContain('before the first experiment was finished');
  });

  it.each([
    ['verify stalks', 'no law "stalks" — did you mean stalls?'],
    ['verify --reps 3', '--reps "3" is not a whole number of at least 10'],
    ['verify --reps many', '--reps "many" is not a whole number'],
    ['verify --format xml', 'is not one of text, json, csv, md'],
    ['verify --sed 3', 'did you mean --seed?'],
  ])('%s is refused', async (line, message) => {
    const { code, stderr } = await call(line);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('reproduce: poolsim verify');
  });
});
