import { assert } from '../base/assert.ts';

const MAX_STEPS = 300;

/**
 * The x in [low, high] where the increasing function f reaches `target`: Newton's method, which
 * falls back to halving the bracket whenever a step would leave it (Press et al., Numerical
 * Recipes, section 9.4, the idea; own code).
 *
 * @param slope derivative of f; a wrong or infinite value costs steps, never the answer
 * @param start a first guess, used when it lies inside the bracket
 */
export function solveIncreasing(
  f: (x: number) => number,
  slope: (x: number) => number,
  target: number,
  bracket: { low: number; high: number },
  start: number,
): number {
  let { low, high } = bracket;
  assert(low <= high, `a bracket needs low <= high, got ${low} … ${high}`);
  let x = start > low && start < high ? start : (low + high) / 2;
  for (let step = 0; step < MAX_STEPS; step++) {
    const excess = f(x) - target;
    if (excess === 0) return x;
    if (excess < 0) low = x;
    else high = x;
    let next = x - excess / slope(x);
    if (!(next > low && next < high)) next = (low + high) / 2;
    const moved = Math.abs(next - x);
    x = next;
    if (moved <= 2e-16 * Math.abs(x) || high - low <= 2e-16 * Math.abs(x)) return x;
  }
  return x;
}
