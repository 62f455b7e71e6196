import type { BenchCase } from './bench-case.ts';
import { kernelCases } from './kernel-cases.ts';
import { modelCases } from './model-cases.ts';
import { oracleCases } from './oracle-cases.ts';
import { packageCases } from './package-cases.ts';
import { selectorCases } from './selector-cases.ts';

/** Every case, in the order of the report. */
export function allCases(): BenchCase[] {
  return [
    ...selectorCases(),
    ...oracleCases(),
    ...packageCases(),
    ...kernelCases(),
    ...modelCases(),
  ];
}

/** @throws {RangeError} when there is none of this name */
export function caseNamed(name: string): BenchCase {
  const found = allCases().find((each) => each.name === name);
  if (found === undefined) throw new RangeError(`there is no case "${name}"`);
  return found;
}
