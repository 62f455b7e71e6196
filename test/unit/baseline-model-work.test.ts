import { describe, expect, it } from 'vitest';
import { compareModel, countModel, type ModelWork } from '../../src/bench/baseline/model-work.ts';
import type { StoredBase } from '../../src/cli/bench/against-base.ts';
import { USUAL_CASES, USUAL_RUN, usualFilters } from '../../src/cli/bench/against-speed.ts';
import { chooseCases } from '../../src/cli/bench/choose-cases.ts';
import * as model from '../../src/model/run-replication.ts';

describe('the work of the model', () => {
  it('is counted over one replication that holds the laws', () => {
    const counted = countModel(model, (action) => ({ value: action(), steps: 12_345 }), 200);
    expect(counted).toMatchObject({ contacts: 200, steps: 12_345 });
    expect(counted.calls).toBeGreaterThan(200);
    expect(counted.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  const work = (over: Partial<ModelWork> = {}): ModelWork => {
    return { contacts: 100, fingerprint: 'f', calls: 200, steps: 100_000, ...over };
  };

  it.each([
    [100_000, 'same'],
    [110_000, 'same'],
    [110_001, 'more'],
    [90_910, 'same'],
    [90_909, 'less'],
  ])('of %i steps after 100,000 is %s, with a horizon of 10 %%', (steps, verdict) => {
    expect(compareModel(work(), work({ steps }), 0.1)).toMatchObject({ base: 500, verdict });
  });

  it('counts per call: a model that places more calls may take more steps', () => {
    const busier = work({ calls: 400, steps: 200_000, fingerprint: 'g' });
    expect(compareModel(work(), busier, 0.1)).toMatchObject({
      verdict: 'same',
      sameAnswers: false,
    });
  });

  it('is not compared with what was not counted, or of another size', () => {
    expect(compareModel(null, work(), 0.1)).toBeNull();
    expect(compareModel(work(), null, 0.1)).toBeNull();
    expect(compareModel(work({ contacts: 99 }), work(), 0.1)).toBeNull();
  });
});

describe('the usual cases of the speed gate', () => {
  const live = { kind: 'live', label: 'x', close: async () => {} } as const;

  it('time a whole run against another version of poolsim', () => {
    const cases = usualFilters({ ...live, variant: { checkout: '/x' } });
    expect(cases).toEqual([USUAL_CASES, USUAL_RUN]);
    expect(chooseCases(USUAL_RUN, false, false).map(({ name }) => name)).toEqual([USUAL_RUN]);
  });

  it('time the selector against another selector', () => {
    expect(usualFilters({ ...live, variant: { module: '/x.mjs' } })).toEqual([USUAL_CASES]);
    expect(usualFilters({ ...live, variant: 'here' })).toEqual([USUAL_CASES]);
    expect(usualFilters({ kind: 'stored' } as StoredBase)).toEqual([USUAL_CASES]);
  });
});
