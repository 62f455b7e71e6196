import { assert } from '../../base/assert.ts';
import { assertPositive } from '../check.ts';

export interface MachineRepair {
  /** N ≥ 1: lines in all. */
  readonly lines: number;
  /** r ≥ 1: replacements that can be under way at once. */
  readonly repairers: number;
  /** λ: failures per unit of time of one working line. */
  readonly failureRate: number;
  /** μ: completions per unit of time of one replacement under way. */
  readonly repairRate: number;
}

/**
 * P(k lines are down), k = 0 … N: π_k ∝ C(N, k)aᵏ for k ≤ r, C(N, k) k!/(r! r^(k−r)) aᵏ above,
 * a = λ/μ. Palm (1947); Kleinrock (1975), section 3.10. Exponential lives and lead times.
 */
export function downDistribution(model: MachineRepair): Float64Array {
  const { lines, repairers, failureRate, repairRate } = model;
  assert(Number.isInteger(lines) && lines >= 1, `lines is a count >= 1, got ${lines}`);
  assert(Number.isInteger(repairers) && repairers >= 1, `repairers >= 1, got ${repairers}`);
  assertPositive(failureRate, 'the failure rate');
  assertPositive(repairRate, 'the repair rate');
  const shares = new Float64Array(lines + 1);
  // Logarithms of the weights: large N would overflow.
  let logWeight = 0;
  let largest = 0;
  for (let k = 1; k <= lines; k++) {
    const birth = (lines - k + 1) * failureRate;
    const death = Math.min(k, repairers) * repairRate;
    logWeight += Math.log(birth / death);
    shares[k] = logWeight;
    largest = Math.max(largest, logWeight);
  }
  let total = 0;
  for (let k = 0; k <= lines; k++) {
    shares[k] = Math.exp(shares[k] - largest);
    total += shares[k];
  }
  for (let k = 0; k <= lines; k++) shares[k] /= total;
  return shares;
}

/** Mean number of working lines. Check: N = 20, λ = 0.1, μ = 0.5: r = 3 → 14.002, r = N → 16.667. */
export function meanLinesUp(model: MachineRepair): number {
  const shares = downDistribution(model);
  let up = 0;
  for (let k = 0; k <= model.lines; k++) up += (model.lines - k) * shares[k];
  return up;
}
