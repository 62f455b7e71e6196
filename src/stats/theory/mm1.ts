import { assert } from '../../base/assert.ts';
import { assertNonNegative, assertPositive } from '../check.ts';

export interface MM1 {
  /** Busy share of the server, λ/μ. */
  readonly utilisation: number;
  /** Mean wait before service, ρ/(μ − λ). */
  readonly meanWait: number;
  /** Mean time in system, 1/(μ − λ). */
  readonly meanTimeInSystem: number;
  /** Mean number in system, ρ/(1 − ρ). */
  readonly meanInSystem: number;
}

/**
 * The M/M/1 queue in steady state: Kleinrock (1975), "Queueing Systems I", section 3.2.
 * Check: λ = 0.9, μ = 1 → mean wait 9.
 * @throws {InvariantError} unless λ < μ: without that there is no steady state
 */
export function mm1(arrivalRate: number, serviceRate: number): MM1 {
  assertNonNegative(arrivalRate, 'the arrival rate');
  assertPositive(serviceRate, 'the service rate');
  assert(arrivalRate < serviceRate, 'M/M/1 has a steady state only while arrivals < service');
  const utilisation = arrivalRate / serviceRate;
  const spareRate = serviceRate - arrivalRate;
  return {
    utilisation,
    meanWait: utilisation / spareRate,
    meanTimeInSystem: 1 / spareRate,
    meanInSystem: arrivalRate / spareRate,
  };
}

/** P(wait before service > t) = ρ e^(−(μ − λ)t), t ≥ 0. */
export function mm1WaitTail(arrivalRate: number, serviceRate: number, t: number): number {
  assertNonNegative(t, 't');
  const { utilisation } = mm1(arrivalRate, serviceRate);
  return utilisation * Math.exp(-(serviceRate - arrivalRate) * t);
}
