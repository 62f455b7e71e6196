import { assert } from '../base/assert.ts';

/** A share or probability in 0 … 1, both ends allowed. */
export function assertProbability(p: number, name: string): void {
  assert(p >= 0 && p <= 1, `${name} must lie in 0 … 1, got ${p}`);
}

/** A confidence level, strictly between 0 and 1. */
export function assertLevel(level: number): void {
  assert(level > 0 && level < 1, `a confidence level must lie inside 0 … 1, got ${level}`);
}

/** A finite number above zero: a rate, a scale, degrees of freedom. */
export function assertPositive(x: number, name: string): void {
  assert(x > 0 && x < Infinity, `${name} must be positive and finite, got ${x}`);
}

/** A finite number, zero allowed: a length of time, a load. */
export function assertNonNegative(x: number, name: string): void {
  assert(x >= 0 && x < Infinity, `${name} must be finite and not negative, got ${x}`);
}

/** A whole number, zero allowed: a count. */
export function assertCount(n: number, name: string): void {
  assert(Number.isSafeInteger(n) && n >= 0, `${name} must be a whole number >= 0, got ${n}`);
}
