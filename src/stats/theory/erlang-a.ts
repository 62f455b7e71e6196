import { assert } from '../../base/assert.ts';
import { assertPositive } from '../check.ts';
import type { QueueRates } from './erlang.ts';

export interface AbandonmentRates extends QueueRates {
  /** Rate at which one waiting caller gives up: 1 / mean patience. */
  readonly abandonRate: number;
}

export interface ErlangA {
  /** Share of arrivals that give up before service. */
  readonly abandonProbability: number;
  /** P(an arrival has to wait). */
  readonly waitProbability: number;
  /** Mean number waiting. */
  readonly meanQueue: number;
  /** Mean number in service. */
  readonly meanBusy: number;
}

const MAX_STATES = 10_000_000;

/**
 * Erlang A, the M/M/c queue whose callers lose patience after an exponential time: the birth-death
 * chain with deaths min(k, c)μ + (k − c)⁺θ, and P(abandon) = θ Lq/λ.
 *
 * Palm (1943); Garnett, Mandelbaum & Reiman (2002), section 2. Check: c = 3, a = 2.4, θ = 0.5 →
 * 0.11986. Any load, since impatience keeps it stable.
 */
export function erlangA(rates: AbandonmentRates): ErlangA {
  const { arrivalRate, serviceRate, servers, abandonRate } = rates;
  assertPositive(arrivalRate, 'the arrival rate');
  assertPositive(serviceRate, 'the service rate');
  assertPositive(abandonRate, 'the abandonment rate');
  assert(Number.isInteger(servers) && servers >= 0, `servers is a count, got ${servers}`);
  let weight = 1;
  let total = 0;
  let busy = 0;
  let waiting = 0;
  let full = 0;
  for (let k = 0; k < MAX_STATES; k++) {
    total += weight;
    busy += weight * Math.min(k, servers);
    if (k >= servers) {
      full += weight;
      waiting += weight * (k - servers);
    }
    const next = k + 1;
    const deaths =
      Math.min(next, servers) * serviceRate + Math.max(0, next - servers) * abandonRate;
    const growth = arrivalRate / deaths;
    // Past the peak the weights fall faster than geometrically: the rest is under this.
    if (growth < 0.999 && (weight * next) / (1 - growth) < 1e-17 * total) break;
    weight *= growth;
    if (weight > 1e250) {
      weight *= 1e-250;
      total *= 1e-250;
      busy *= 1e-250;
      waiting *= 1e-250;
      full *= 1e-250;
    }
  }
  const meanQueue = waiting / total;
  return {
    abandonProbability: (abandonRate * meanQueue) / arrivalRate,
    waitProbability: full / total,
    meanQueue,
    meanBusy: busy / total,
  };
}
