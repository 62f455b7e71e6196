import { assert } from '../../base/assert.ts';
import { assertNonNegative, assertPositive } from '../check.ts';

export interface MG1 {
  /** Busy share of the server, λE[S]. */
  readonly utilisation: number;
  /** Mean wait before service, λE[S²]/(2(1 − ρ)). */
  readonly meanWait: number;
  /** Mean number waiting, λ × mean wait. */
  readonly meanQueue: number;
}

/**
 * Poisson arrivals at one server, any law of service with the given first two moments.
 * Pollaczek (1930), Khinchine (1932); Kleinrock (1975), section 5.6.
 * Check: exponential service (E[S²] = 2) at λ = 0.9 → mean wait 9, as in M/M/1.
 * @throws {InvariantError} unless λE[S] < 1: without that there is no steady state
 */
export function mg1(arrivalRate: number, meanService: number, secondMoment: number): MG1 {
  assertNonNegative(arrivalRate, 'the arrival rate');
  assertPositive(meanService, 'the mean service');
  assert(
    secondMoment >= meanService ** 2 * (1 - 1e-12),
    'a second moment is at least the mean squared',
  );
  const utilisation = arrivalRate * meanService;
  assert(utilisation < 1, 'M/G/1 has a steady state only while λE[S] < 1');
  const meanWait = (arrivalRate * secondMoment) / (2 * (1 - utilisation));
  return { utilisation, meanWait, meanQueue: arrivalRate * meanWait };
}

/** The same with a service that always takes `service`: half the wait of M/M/1. */
export function md1(arrivalRate: number, service: number): MG1 {
  return mg1(arrivalRate, service, service ** 2);
}
