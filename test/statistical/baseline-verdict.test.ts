import { describe, expect, it } from 'vitest';
import { compareSpeed, type Side } from '../../src/bench/baseline/compare-speed.ts';
import { exponentialQuantile } from '../../src/kernel/rng/quantiles.ts';
import { SequentialStream } from '../../src/kernel/rng/sequential.ts';
import { streamKey } from '../../src/kernel/rng/streams.ts';

// The whole procedure (looks, pairs, verdict) on made-up machines. A budget of 96 pairs at most, horizon 10 %.

interface Machine {
  readonly name: string;
  /** Speed of the machine at its i-th sample; both sides live through the same drift. */
  readonly level: (i: number) => number;
  /** Share of samples that something else held up, by up to 3 times. */
  readonly held: number;
}

const MACHINES: readonly Machine[] = [
  { name: 'a quiet machine', level: () => 1, held: 0 },
  { name: 'a machine with heavy tails', level: () => 1, held: 0.1 },
  {
    name: 'a machine whose speed drifts by 30 %',
    level: (i) => 1 + 0.3 * Math.sin(i / 14) + (i > 40 ? 0.3 : 0),
    held: 0,
  },
  {
    name: 'a machine with both',
    level: (i) => 1 + 0.3 * Math.sin(i / 14) + (i > 40 ? 0.3 : 0),
    held: 0.1,
  },
];
const RUNS = 200;

async function verdicts(machine: Machine, trueRatio: number, runs = RUNS, mostPairs = 96) {
  const count = { faster: 0, slower: 0, same: 0, unsure: 0 };
  let covered = 0;
  for (let run = 0; run < runs; run++) {
    const stream = new SequentialStream(streamKey('baseline', run, 0, machine.name));
    let taken = 0;
    const sample = async (_: string, side: Side) => {
      const own = 1 + 0.02 * exponentialQuantile(stream.next(), 1);
      const held = stream.next() < machine.held ? 1 + 2 * stream.next() : 1;
      const level = machine.level(run + taken++);
      return 20 * level * own * held * (side === 'head' ? trueRatio : 1);
    };
    const mayGoOn = () => taken < 2 * mostPairs;
    const [answer] = await compareSpeed({ cases: ['pick'], sample, mayGoOn });
    count[answer!.verdict]++;
    const { low, high } = answer!.ratio!;
    if (low <= trueRatio && trueRatio <= high) covered++;
  }
  return { count, covered };
}

describe.each(MACHINES)('on $name', (machine) => {
  it('equal speeds are never called slower or faster, and nearly always the same', async () => {
    const { count, covered } = await verdicts(machine, 1);
    expect(count.slower + count.faster).toBe(0);
    expect(count.same).toBeGreaterThanOrEqual(0.95 * RUNS);
    expectCovered(covered);
  });

  it('a fifth more time is called slower, a fifth less faster', async () => {
    const slower = await verdicts(machine, 1.2);
    expect(slower.count.slower).toBeGreaterThanOrEqual(0.95 * RUNS);
    expect(slower.count.faster).toBe(0);
    expectCovered(slower.covered);
    const faster = await verdicts(machine, 1 / 1.2);
    expect(faster.count.faster).toBeGreaterThanOrEqual(0.95 * RUNS);
    expect(faster.count.slower).toBe(0);
  });

  it('a change of exactly the horizon is called slower no oftener than the level allows', async () => {
    const { count } = await verdicts(machine, 1.1, 100, 48);
    expect(count.faster).toBe(0);
    expectAtMost(count.slower, 0.05, 100);
  });
});

/** 95 % promised over all looks; four standard errors of the count below. */
function expectCovered(covered: number): void {
  expectAtMost(RUNS - covered, 0.05, RUNS);
}

function expectAtMost(misses: number, share: number, runs: number): void {
  expect(misses).toBeLessThanOrEqual(runs * share + 4 * Math.sqrt(runs * share * (1 - share)));
}
