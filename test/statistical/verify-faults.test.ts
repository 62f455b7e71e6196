import { afterEach, expect, test, vi } from 'vitest';
import { allLaws } from '../../src/experiment/verify/all-laws.ts';
import { verify } from '../../src/experiment/verify/verify.ts';

/** Distributions broken on purpose, while a test asks for it; 1 = right. */
const fault = vi.hoisted(() => ({ exponential: 1, sigma: 1, normal: 1, uniformPower: 1 }));

vi.mock('../../src/kernel/rng/quantiles.ts', async (original) => {
  const real = await original<typeof import('../../src/kernel/rng/quantiles.ts')>();
  return {
    exponentialQuantile: (u: number, mean: number) =>
      fault.exponential * real.exponentialQuantile(u, mean),
    logNormalQuantile: (u: number, medianMs: number, sigma: number) =>
      real.logNormalQuantile(u, medianMs, fault.sigma * sigma),
  };
});

vi.mock('../../src/kernel/rng/entity-draw.ts', async (original) => {
  const real = await original<typeof import('../../src/kernel/rng/entity-draw.ts')>();
  return {
    entityUniform: (...args: Parameters<typeof real.entityUniform>) =>
      real.entityUniform(...args) ** fault.uniformPower,
    entityNormal: (...args: Parameters<typeof real.entityNormal>) =>
      fault.normal * real.entityNormal(...args),
  };
});

afterEach(() => {
  Object.assign(fault, { exponential: 1, sigma: 1, normal: 1, uniformPower: 1 });
});

function lawsThatDiffer(experiments: readonly string[]): string[] {
  const chosen = allLaws().filter(({ id }) => experiments.includes(id));
  expect(chosen).toHaveLength(experiments.length);
  const run = verify(chosen, { seed: 'faults', replications: 60 });
  let step = run.next();
  while (step.done !== true) step = run.next();
  expect(step.value.failed).toBe(step.value.results.some(({ verdict }) => verdict === 'differs'));
  return step.value.results.filter(({ verdict }) => verdict === 'differs').map(({ law }) => law.id);
}

const SUSPECTS = [
  'durations',
  'retries',
  'uniform',
  'two-state',
  'ornstein-uhlenbeck',
  'stall-process-2',
];

test('nothing is broken: every law holds', () => {
  expect(lawsThatDiffer(SUSPECTS)).toEqual([]);
});

test.each([
  ['an exponential 5 % too long', { exponential: 1.05 }, 'durations/talk'],
  ['a lognormal whose sigma is 10 % too large', { sigma: 1.1 }, 'durations/short-ring'],
  ['a normal 10 % too wide', { normal: 1.1 }, 'ornstein-uhlenbeck/start'],
  ['a uniform that leans to 0', { uniformPower: 1.15 }, 'retries/answer-rate'],
  ['picks that lean to the first numbers', { uniformPower: 1.15 }, 'uniform/picks'],
] as const)('%s is found', (_, broken, law) => {
  Object.assign(fault, broken);
  const experiment = law.slice(0, law.indexOf('/'));
  expect(lawsThatDiffer([experiment])).toContain(law);
});
