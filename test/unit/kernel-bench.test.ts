import { describe, expect, it } from 'vitest';
import type { BenchCase } from '../../src/bench/bench-case.ts';
import { prepareDrawReference } from '../../src/bench/draw-reference.ts';
import { holdModel } from '../../src/bench/hold-model.ts';
import { kernelCases } from '../../src/bench/kernel-cases.ts';
import { measureCases } from '../../src/bench/measure.ts';
import { mm1Model } from '../../src/bench/mm1.ts';

const SHORT = { timeMs: 1, leastRuns: 8 };

function caseThat(wrong: string | null): BenchCase {
  let sum = 0;
  return {
    name: 'counting',
    group: 'kernel',
    unit: 'step',
    prepare: () => ({
      run() {
        for (let i = 0; i < 5_000; i++) sum += i;
        return 5_000;
      },
      check: () => (sum > 0 ? wrong : 'never ran'),
    }),
  };
}

describe('the kernel cases', () => {
  it('answer rightly', () => {
    const smaller = [holdModel(10), holdModel(1_000), mm1Model(50_000)];
    for (const { name, prepare } of smaller) {
      const prepared = prepare();
      expect(prepared.run(), name).toBeGreaterThanOrEqual(1_000);
      prepared.run();
      expect(prepared.check(), name).toBeNull();
    }
  });

  it('are named apart', () => {
    const names = kernelCases().map(({ name }) => name);
    expect(names).toEqual(['hold-1000', 'hold-10000', 'hold-100000', 'mm1-1000000']);
  });

  it('find a wrong answer', () => {
    const unserved = mm1Model(1_000).prepare();
    expect(unserved.check()).toBe('nothing was run');
  });

  it('the yardstick draws uniforms', () => {
    const reference = prepareDrawReference();
    reference.run();
    expect(reference.check()).toBeNull();
  });
});

describe('measureCases', () => {
  it('tells the median per operation, its interval and its ratio to a draw', () => {
    const [measured] = measureCases([caseThat(null)], SHORT);
    if (measured.kind !== 'measured') throw new Error(measured.why);
    expect(measured.samplesNs.length).toBeGreaterThanOrEqual(SHORT.leastRuns);
    const { estimate, low, high } = measured.nsPerOperation;
    expect(low <= estimate && estimate <= high && estimate > 0).toBe(true);
    expect(measured.inAleaDraws).toBeGreaterThan(0);
  });

  it('gives no time for a wrong answer', () => {
    const [measured] = measureCases([caseThat('off by one')], SHORT);
    expect(measured).toEqual({ kind: 'wrong', name: 'counting', why: 'off by one' });
  });
});
