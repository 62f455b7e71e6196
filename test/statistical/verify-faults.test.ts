import { afterEach, expect, test, vi } from 'vitest';
import { DAY_MS } from '../../src/base/units.ts';
import { allLaws } from '../../src/experiment/verify/all-laws.ts';
import { verify } from '../../src/experiment/verify/verify.ts';

/** Parts of the simulator that are broken on purpose while a test asks for it. */
const { fault, RIGHT } = vi.hoisted(() => {
  const right = {
    exponential: 1,
    sigma: 1,
    normal: 1,
    uniformPower: 1,
    skipsEvery: 1_000,
    actLateMs: 0,
  };
  return { fault: { ...right }, RIGHT: right };
});

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

vi.mock('../../src/model/operator/review-times.ts', async (original) => {
  const real = await original<typeof import('../../src/model/operator/review-times.ts')>();
  return {
    reviewTimes: (...args: Parameters<typeof real.reviewTimes>) => {
      const { atMs, actMs } = real.reviewTimes(...args);
      const kept = (_: number, i: number) => (i + 1) % fault.skipsEvery !== 0;
      const late = actMs.map((ms) => ms + fault.actLateMs);
      return { atMs: atMs.filter(kept), actMs: late.filter(kept) };
    },
  };
});

afterEach(() => {
  Object.assign(fault, RIGHT);
});

function lawsThatDiffer(experiments: readonly string[], replications = 60): string[] {
  const chosen = allLaws().filter(({ id }) => experiments.includes(id));
  expect(chosen).toHaveLength(experiments.length);
  const run = verify(chosen, { seed: 'faults', replications });
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

/** More of them: one review in seven is little. */
const OPERATOR = 1_000;

test('an operator who does as the playbook says is not found', () => {
  expect(lawsThatDiffer(['replacement', 'rest'], OPERATOR)).toEqual([]);
});

test.each([
  ['one review of seven that is skipped', { skipsEvery: 4 }, ['rest/actions']],
  ['every other review', { skipsEvery: 2 }, ['replacement/actions', 'rest/actions']],
  ['actions a review late', { actLateMs: DAY_MS }, ['replacement/actions', 'rest/actions']],
  ['actions six hours late', { actLateMs: DAY_MS / 4 }, ['replacement/actions']],
])('an operator is found who does not: %s', (_, broken, laws) => {
  Object.assign(fault, broken);
  expect(lawsThatDiffer(['replacement', 'rest'], OPERATOR)).toEqual(expect.arrayContaining(laws));
});
