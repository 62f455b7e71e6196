import type { BenchCase } from './bench-case.ts';
import { holdModel } from './hold-model.ts';
import { mm1Model } from './mm1.ts';

/** What the kernel is measured by. */
export function kernelCases(): BenchCase[] {
  return [holdModel(1_000), holdModel(10_000), holdModel(100_000), mm1Model(1_000_000)];
}
