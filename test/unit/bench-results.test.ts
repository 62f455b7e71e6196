import { describe, expect, it } from 'vitest';
import { caseNamed } from '../../src/bench/all-cases.ts';
import { benchReport } from '../../src/bench/bench-report.ts';
import { caseResult, medianInterval } from '../../src/bench/case-result.ts';
import { growthExponent } from '../../src/bench/growth.ts';
import type { SampleTaken } from '../../src/bench/sample.ts';
import { sampleCase } from '../../src/bench/sample-case.ts';
import { HERE } from '../../src/bench/subject.ts';

function sample(
  name: string,
  nsPerOperation: number,
  answerHash: string | null = 'a',
): SampleTaken {
  return {
    kind: 'taken',
    case: name,
    nsPerOperation,
    aleaNs: 5,
    emptyNs: 40,
    secondsPerRun: nsPerOperation / 100,
    bytesPerOperation: nsPerOperation > 50 ? null : 0,
    operations: 1_000,
    answerHash,
    work: { operations: 4, lookedAt: 10 },
    cpuShare: 1,
    peakMemoryBytes: nsPerOperation * 1_000,
  };
}

describe('medianInterval', () => {
  it('lies between two of the samples, at 95 % from six on', () => {
    expect(medianInterval([6, 1, 5, 2, 4, 3])).toEqual({
      estimate: 3.5,
      low: 1,
      high: 6,
      level: 0.95,
    });
    const twelve = Array.from({ length: 12 }, (_, i) => i + 1);
    // P(2 < B < 10) = 0.961 for B ~ Binomial(12, 1/2): David & Nagaraja (2003), table of section 7.1.
    expect(medianInterval(twelve)).toEqual({ estimate: 6.5, low: 3, high: 10, level: 0.95 });
  });

  it('says how little a range of few samples holds', () => {
    expect(medianInterval([3, 1, 2])).toEqual({ estimate: 2, low: 1, high: 3, level: 0.75 });
    expect(medianInterval([4])).toEqual({ estimate: 4, low: 4, high: 4, level: 0 });
  });
});

describe('growthExponent', () => {
  it('is the slope of the logarithms', () => {
    expect(growthExponent([10, 100, 1_000].map((n) => [n, 7 * n ** 1.5]))).toBeCloseTo(1.5, 12);
    expect(growthExponent([10, 1_000].map((n) => [n, 3]))).toBe(0);
  });

  it('is nothing with one size', () => {
    expect(growthExponent([])).toBeNull();
    expect(growthExponent([[10, 3]])).toBeNull();
    expect(
      growthExponent([
        [10, 3],
        [10, 4],
      ]),
    ).toBeNull();
  });
});

describe('caseResult', () => {
  const pick = caseNamed('reference pick 1,000');

  it('folds the samples', () => {
    const samples = [40, 60, 50].map((ns) => sample(pick.name, ns));
    expect(caseResult(pick, samples)).toMatchObject({
      kind: 'measured',
      samples: 3,
      ns: { estimate: 50, low: 40, high: 60 },
      operationsPerSecond: 2e7,
      inAleaDraws: { estimate: 10, low: 8, high: 12 },
      bytesPerOperation: 0,
      lookedAtPerOperation: 2.5,
      peakMemoryBytes: 60_000,
      size: 1_000,
    });
  });

  it('has no time where two processes answered differently', () => {
    const samples = [sample(pick.name, 40), sample(pick.name, 50, 'b')];
    expect(caseResult(pick, samples)).toMatchObject({ kind: 'wrong', name: pick.name });
  });
});

describe('benchReport', () => {
  const results = ['reference pick 10', 'reference pick 1,000', 'oracle pick 1,000'].map(
    (name, i) => caseResult(caseNamed(name), [sample(name, [20, 40, 8_000][i])]),
  );

  it('sets picks against the oracle at the same size', () => {
    const { cases } = benchReport(results);
    expect(cases.map((each) => each.kind === 'measured' && each.oracleRatio)).toEqual([
      null,
      200,
      null,
    ]);
  });

  it('tells how a family grows, of the model by whole runs', () => {
    const names = ['model, 10,000 contacts', 'model, 100,000 contacts'];
    const model = names.map((name, i) =>
      caseResult(caseNamed(name), [sample(name, 100 * 10 ** i)]),
    );
    const { growth } = benchReport([...results, ...model]);
    expect(growth).toEqual([
      {
        family: 'reference pick',
        cost: 'operation',
        sizes: [10, 1_000],
        exponent: expect.closeTo(Math.log10(2) / 2, 12),
      },
      {
        family: 'model',
        cost: 'run',
        sizes: [10_000, 100_000],
        exponent: expect.closeTo(1, 12),
      },
    ]);
  });
});

function sizeOf256(action: () => void): number {
  action();
  return 256;
}

describe('sampleCase', () => {
  const bytes: number[] = [];
  const meters = {
    collectGarbage: () => {},
    peakMemoryBytes: () => 1_000,
    cpuMs: () => 0,
    allocatedBytes: (action: () => void) => {
      action();
      bytes.push(bytes.length);
      // Eight times 256 bytes for nothing, then 10,256 for a batch.
      return bytes.length <= 8 ? 256 : 10_256;
    },
  };
  const counting = (wrong: string | null) => ({
    name: 'counting',
    group: 'kernel' as const,
    unit: 'step',
    prepare: async () => {
      let sum = 0;
      return {
        run(operations: number) {
          for (let i = 0; i < operations * 100; i++) sum = (sum + i) | 0;
          return operations;
        },
        check: () => wrong,
        answer: () => ({ hash: 'h', work: null }),
      };
    },
  });

  it('tells time, yardstick and allocations', async () => {
    const taken = await sampleCase(counting(null), HERE, { timeMs: 5 }, meters);
    if (taken.kind !== 'taken') throw new Error(taken.why);
    expect(taken.nsPerOperation).toBeGreaterThan(0);
    expect(taken.aleaNs).toBeGreaterThan(0);
    expect(taken.operations).toBeGreaterThanOrEqual(5_000);
    expect(taken.bytesPerOperation).toBeGreaterThan(0);
    expect(taken.answerHash).toBe('h');
  });

  it('takes off what an empty batch allocates', async () => {
    const flat = { ...meters, allocatedBytes: sizeOf256 };
    const taken = await sampleCase(counting(null), HERE, { timeMs: 5 }, flat);
    expect(taken).toMatchObject({ kind: 'taken', bytesPerOperation: 0 });
  });

  it('counts no allocations where the answer was proved before', async () => {
    const taken = await sampleCase(counting(null), HERE, { timeMs: 5, provenHash: 'h' }, meters);
    expect(taken).toMatchObject({ kind: 'taken', bytesPerOperation: null });
  });

  it('gives no time for a wrong answer', async () => {
    const wrong = await sampleCase(counting('off by one'), HERE, { timeMs: 5 }, meters);
    expect(wrong).toEqual({ kind: 'wrong', case: 'counting', why: 'off by one' });
  });

  it('takes a selector module only where one fits', async () => {
    const subject = { ...HERE, custom: () => ({ pick: () => 0 }) };
    const refused = await sampleCase(counting(null), subject, { timeMs: 5 }, meters);
    expect(refused).toMatchObject({ kind: 'wrong', why: 'no selector module can stand in here' });
  });
});
