import type { BenchCase } from './bench-case.ts';
import { type PoolTask, poolCase } from './pool-case.ts';
import { PLAIN, POOL_SIZES, REFERENCE, USUAL_SIZE, type Workload } from './reference-workload.ts';
import { sized } from './sized.ts';

/** What the selector is measured by: the reference workload at every size, then one thing varied. */
export function selectorCases(): BenchCase[] {
  return [...referenceCases(), ...plainCases(), ...variedCases(), ...mixedCases()];
}

function referenceCases(): BenchCase[] {
  const tasks: readonly (readonly [string, PoolTask])[] = [
    ['reference pick', 'pick'],
    ['reference update', 'update'],
    ['reference pick+update', { picksPerUpdate: 1 }],
  ];
  return tasks.flatMap(([family, task]) =>
    POOL_SIZES.map((numbers) =>
      poolCase({ name: sized(family, numbers), family, workload: REFERENCE, numbers, task }),
    ),
  );
}

function plainCases(): BenchCase[] {
  const family = 'plain pick';
  return POOL_SIZES.map((numbers) =>
    poolCase({ name: sized(family, numbers), family, workload: PLAIN, numbers, task: 'pick' }),
  );
}

/** The reference workload with one thing other than it is; among the values is the reference's own. */
function variedCases(): BenchCase[] {
  const percent = (share: number) => `${share * 100} %`;
  const varied: (readonly [string, Partial<Workload>])[] = [
    ...[0, 0.1, 0.5, 0.9].map(
      (share) => [`ineligible ${percent(share)}`, { ineligibleShare: share }] as const,
    ),
    ...[1, 8, 64].map((countries) => [`countries ${countries}`, { countries }] as const),
    ...[0, 0.3, 0.9].map((share) => [`sticky ${percent(share)}`, { stickyShare: share }] as const),
    ['preference on', { preferCountryMatched: true }],
    ['preference off', { preferCountryMatched: false }],
  ];
  return varied.map(([what, change]) => usualCase(what, { ...REFERENCE, ...change }, 'pick'));
}

function mixedCases(): BenchCase[] {
  return [100, 10, 1].map((picksPerUpdate) =>
    usualCase(`updates ${picksPerUpdate}:1`, REFERENCE, { picksPerUpdate }),
  );
}

function usualCase(what: string, workload: Workload, task: PoolTask): BenchCase {
  const name = `${sized('pick', USUAL_SIZE)}, ${what}`;
  return poolCase({ name, family: name, workload, numbers: USUAL_SIZE, task });
}
