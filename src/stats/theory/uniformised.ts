import { assert } from '../../base/assert.ts';
import { assertNonNegative } from '../check.ts';
import { poissonPmf, poissonTail } from '../poisson.ts';

/** A move of a Markov chain in continuous time: from one state to another, per unit of time. */
export interface Move {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
}

/** Where a chain is after some time, and how long it was where on the way. */
export interface Stay {
  readonly after: Float64Array;
  /** Expected time in each state. */
  readonly occupied: Float64Array;
}

/**
 * The law of a chain after `time`, from the law `start` over its states. Uniformisation: the chain
 * steps at the instants of a Poisson process of rate Λ, the largest exit rate, so that its law is
 * the mixture of P(N(Λt) = k) start·Pᵏ; ∫₀ᵗ P(N(Λs) = k) ds = P(N(Λt) > k)/Λ gives the times.
 * Jensen (1953); Grassmann (1977). Only positive terms are summed, and the series is cut where the
 * Poisson tail is below 1e-15. `start` need not sum to 1: mass that is taken out stays out.
 * O(moves · (Λt + √(Λt))).
 */
export function evolve(start: Float64Array, moves: readonly Move[], time: number): Stay {
  assertNonNegative(time, 'the time');
  const exits = new Float64Array(start.length);
  for (const { from, to, rate } of moves) {
    assertNonNegative(rate, 'the rate of a move');
    assert(from !== to, 'a move leads to another state');
    exits[from] += rate;
  }
  const fastest = Math.max(...exits);
  if (fastest === 0) return { after: start.slice(), occupied: start.map((mass) => mass * time) };
  const events = fastest * time;
  const last = Math.ceil(events + 9 * Math.sqrt(events) + 40);
  const after = new Float64Array(start.length);
  const occupied = new Float64Array(start.length);
  let state = start.slice();
  for (let k = 0; k <= last; k++) {
    const now = poissonPmf(k, events);
    const later = poissonTail(k + 1, events) / fastest;
    for (let i = 0; i < state.length; i++) {
      after[i] += now * state[i];
      occupied[i] += later * state[i];
    }
    const next = state.map((mass, i) => mass * (1 - exits[i] / fastest));
    for (const { from, to, rate } of moves) next[to] += (state[from] * rate) / fastest;
    state = next;
  }
  return { after, occupied };
}
