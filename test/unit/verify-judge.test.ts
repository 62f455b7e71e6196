import { describe, expect, test } from 'vitest';
import { allLaws } from '../../src/experiment/verify/all-laws.ts';
import { holmAdjusted } from '../../src/experiment/verify/holm.ts';
import { judgeLaw } from '../../src/experiment/verify/judge-law.ts';
import {
  exact,
  type LawExperiment,
  mean,
  multinomial,
  ratio,
  share,
} from '../../src/experiment/verify/law.ts';
import { type Verification, verify } from '../../src/experiment/verify/verify.ts';
import { binomialPmf } from '../../src/stats/binomial.ts';
import { studentTTail } from '../../src/stats/student-t.ts';

describe('Holm', () => {
  test('multiplies the smallest by m, the next by m − 1, and never goes down', () => {
    // Sorted 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1 gives 0.02, 0.03, 0.06, 0.04.
    const adjusted = holmAdjusted([0.01, 0.04, 0.03, 0.005]);
    expect(adjusted.map((p) => Number(p.toFixed(12)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  });

  test('stops at 1 and stands on nothing', () => {
    expect(holmAdjusted([0.9, 0.8])).toEqual([1, 1]);
    expect(holmAdjusted([])).toEqual([]);
  });
});

describe('a law is judged by its kind', () => {
  test('mean: t of the values against the theory', () => {
    const values = [1, 2, 4, 5];
    const { z, pValue, simulated, interval } = judgeLaw(
      mean('m', '', '', 2),
      values.map((value) => [value]),
    );
    const error = Math.sqrt(10 / 3 / 4);
    expect(simulated).toBe(3);
    expect(z).toBeCloseTo(1 / error, 12);
    expect(pValue).toBeCloseTo(2 * studentTTail(1 / error, 3), 12);
    expect(interval?.low).toBeLessThan(2);
  });

  test('ratio: t of part − theory · whole', () => {
    const pairs = [
      [1, 2],
      [3, 4],
      [2, 6],
    ];
    const { simulated, z } = judgeLaw(ratio('r', '', '', 0.5), pairs);
    expect(simulated).toBe(0.5);
    expect(z).toBe(0);
    const off = judgeLaw(ratio('r', '', '', 0.25), pairs);
    const residuals = [0.5, 2, 0.5];
    const spread = Math.sqrt(residuals.reduce((sum, x) => sum + (x - 1) ** 2, 0) / 2 / 3);
    expect(off.z).toBeCloseTo(1 / spread, 12);
  });

  test('share: the smaller tail of the exact binomial, doubled', () => {
    const { pValue, z } = judgeLaw(share('s', '', 0.1), [
      [0, 10],
      [5, 10],
    ]);
    let tail = 0;
    for (let k = 5; k <= 20; k++) tail += binomialPmf(k, 20, 0.1);
    expect(pValue).toBeCloseTo(2 * tail, 10);
    expect(z).toBeCloseTo(3 / Math.sqrt(1.8), 12);
  });

  test('fit: Pearson’s χ² of the summed counts', () => {
    const { theory, simulated, pValue, z, interval } = judgeLaw(
      multinomial('f', '', [1, 1, 2, 0]),
      [
        [10, 20, 30, 0],
        [20, 10, 30, 0],
      ],
    );
    expect(theory).toBe(2);
    expect(simulated).toBe(0);
    expect(pValue).toBe(1);
    expect(z).toBe(-Infinity);
    expect(interval).toBeNull();
    const impossible = judgeLaw(multinomial('f', '', [1, 0]), [[5, 1]]);
    expect(impossible.pValue).toBe(0);
  });

  test('exact: nothing may be wrong', () => {
    expect(judgeLaw(exact('e', '', ''), [[0], [0]]).pValue).toBe(1);
    expect(judgeLaw(exact('e', '', ''), [[0], [1]])).toMatchObject({ pValue: 0, simulated: 1 });
  });

  test.each([
    ['ratio', ratio('r', '', '', 0.5), [0, 0]],
    ['share', share('s', '', 0.5), [0, 0]],
    ['fit', multinomial('f', '', [1, 1]), [0, 0]],
  ] as const)('%s: nothing observed is no pass', (_, law, observation) => {
    expect(judgeLaw(law, [observation, observation])).toMatchObject({ simulated: null, pValue: 0 });
  });

  test('a constant that is the theory agrees, another does not', () => {
    const constant = [[2], [2], [2]];
    expect(judgeLaw(mean('m', '', '', 2), constant)).toMatchObject({ z: 0, pValue: 1 });
    expect(judgeLaw(mean('m', '', '', 3), constant)).toMatchObject({ z: -Infinity, pValue: 0 });
  });
});

/** An experiment whose laws are off by a known number of standard errors. */
function off(id: string, ...deviations: readonly number[]): LawExperiment {
  return {
    id,
    group: 'made up',
    about: '',
    laws: deviations.map((_, i) => mean(`${id}/${i}`, '', '', 0)),
    open: () => (replication) => deviations.map((z) => [(replication % 2 === 0 ? 10 : -10) + z]),
  };
}

function finish(run: Generator<unknown, Verification, boolean | undefined>): Verification {
  for (let step = run.next(); ; step = run.next()) if (step.done === true) return step.value;
}

describe('the family', () => {
  test('is one: a deviate that is news for one law is none among a hundred', () => {
    // 400 replications of ±10: a standard error of 0.5.
    const alone = finish(verify([off('x', 1.5)], { seed: '1', replications: 400 }));
    expect(alone).toMatchObject({ failed: true, judged: 1, partial: false });
    const many = off('x', 1.5, ...new Array(99).fill(0.2));
    const family = finish(verify([many], { seed: '1', replications: 400 }));
    expect(family).toMatchObject({ failed: false, judged: 100 });
    expect(family.results[0].pValue).toBe(alone.results[0].pValue);
    const broken = off('x', 3, ...new Array(99).fill(0.2));
    const failed = finish(verify([broken], { seed: '1', replications: 400 }));
    expect(failed.results.filter((row) => row.verdict === 'differs')).toHaveLength(1);
  });

  test('gives every experiment a seed of its own, and each of them its replications', () => {
    const seeds: string[] = [];
    const seen: number[] = [];
    const watch: LawExperiment = {
      ...off('a', 0),
      open: (seed) => {
        seeds.push(seed);
        return (replication) => {
          seen.push(replication);
          return [[replication]];
        };
      },
    };
    finish(verify([watch, { ...watch, id: 'b' }], { seed: '7', replications: 3 }));
    expect(seeds).toEqual(['7/a', '7/b']);
    expect(seen).toEqual([0, 1, 2, 0, 1, 2]);
  });

  test('broken off keeps the experiments that are whole', () => {
    const run = verify([off('a', 0), off('b', 0)], { seed: '1', replications: 4 });
    let steps = 0;
    let end: Verification | null = null;
    for (let step = run.next(); end === null; step = run.next(++steps === 6)) {
      if (step.done === true) end = step.value;
      else expect(step.value).toEqual({ done: steps + 1, total: 8 });
    }
    expect(end.partial).toBe(true);
    expect(end.results.map((row) => row.law.id)).toEqual(['a/0']);
  });
});

test('laws and experiments have names of their own', () => {
  const experiments = allLaws();
  const laws = experiments.flatMap((experiment) => experiment.laws);
  expect(new Set(experiments.map(({ id }) => id)).size).toBe(experiments.length);
  expect(new Set(laws.map(({ id }) => id)).size).toBe(laws.length);
  for (const { id, laws: own } of experiments) {
    for (const law of own) expect(law.id.startsWith(`${id}/`), law.id).toBe(true);
  }
});
