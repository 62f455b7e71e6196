import { assert } from '../../base/assert.ts';
import { assertNonNegative, assertPositive } from '../check.ts';

/**
 * Erlang B: share of Poisson arrivals lost by `servers` lines without a waiting room, offered
 * `load` = arrival rate × mean hold (in erlangs). Any law of holds.
 *
 * Recursion B₀ = 1, B_c = aB_{c−1}/(c + aB_{c−1}): Erlang (1917); Kleinrock (1975), section 3.7.
 */
export function erlangB(servers: number, load: number): number {
  assert(Number.isInteger(servers) && servers >= 0, `servers is a count, got ${servers}`);
  assertNonNegative(load, 'the offered load');
  let blocked = 1;
  for (let c = 1; c <= servers; c++) blocked = (load * blocked) / (c + load * blocked);
  return blocked;
}

/** Poisson arrivals, exponential holds, first come first served: the M/M/c queue. */
export interface QueueRates {
  /** Arrivals per unit of time. */
  readonly arrivalRate: number;
  /** Completions per unit of time of one busy server: 1 / mean hold. */
  readonly serviceRate: number;
  readonly servers: number;
}

export interface ErlangC {
  /** P(an arrival has to wait). */
  readonly waitProbability: number;
  /** Mean wait before service, over all arrivals; Infinity where the queue grows without end. */
  readonly meanWait: number;
  /** Mean number waiting. */
  readonly meanQueue: number;
}

/**
 * Erlang C: C = B/(1 − ρ(1 − B)), Wq = C/(cμ − λ), Lq = λWq.
 * Erlang (1917); Kleinrock (1975), section 3.5. Check: c = 3, a = 2.4 → C 0.64719, Wq 1.07865 at μ = 1.
 * At ρ ≥ 1 everyone waits, and for ever.
 */
export function erlangC(rates: QueueRates): ErlangC {
  const { arrivalRate, serviceRate, servers } = rates;
  assertNonNegative(arrivalRate, 'the arrival rate');
  assertPositive(serviceRate, 'the service rate');
  const load = arrivalRate / serviceRate;
  const blocked = erlangB(servers, load);
  if (load >= servers) return { waitProbability: 1, meanWait: Infinity, meanQueue: Infinity };
  const waitProbability = blocked / (1 - (load / servers) * (1 - blocked));
  const meanWait = waitProbability / (servers * serviceRate - arrivalRate);
  return { waitProbability, meanWait, meanQueue: arrivalRate * meanWait };
}

/** P(wait > t) = C e^(−(cμ − λ)t) in the M/M/c queue, t ≥ 0. */
export function erlangCWaitTail(rates: QueueRates, t: number): number {
  assertNonNegative(t, 't');
  const { waitProbability, meanWait } = erlangC(rates);
  if (meanWait === Infinity) return 1;
  const spareRate = rates.servers * rates.serviceRate - rates.arrivalRate;
  return waitProbability * Math.exp(-spareRate * t);
}
