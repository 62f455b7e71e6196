import { assert } from '../../base/assert.ts';
import { binomialPmf } from '../binomial.ts';
import { assertNonNegative, assertPositive } from '../check.ts';
import { poissonPmf } from '../poisson.ts';
import { flaggedShare, type TwoState } from './two-state.ts';

/**
 * n independent two-state numbers that may dial a country, with a contact always due: the number of
 * flagged ones is a birth-death chain on 0 … n (births (n − k)λ, deaths kμ: Ehrenfest's model), and
 * the country is stalled while it is at n.
 */
export interface StallProcess extends TwoState {
  /** n ≥ 1: numbers that may dial the country. */
  readonly numbers: number;
}

/** Where the chain is at time 0: in its steady state, or with every number clean. */
export type StallStart = 'stationary' | 'all_clean';

/** pⁿ: share of time stalled, and the chance of a stall at a given instant. */
export function stalledShare(process: StallProcess): number {
  assertPositive(process.numbers, 'numbers');
  return flaggedShare(process) ** process.numbers;
}

/** nμpⁿ: episodes begin per unit of time. Each ends at rate nμ, and begins as often as it ends. */
export function stallEpisodeRate(process: StallProcess): number {
  return process.numbers * process.clearRate * stalledShare(process);
}

/** 1/(nμ): mean length of an episode. */
export function stallMeanLength(process: StallProcess): number {
  assertPositive(process.numbers, 'numbers');
  assertPositive(process.clearRate, 'the clear rate');
  return 1 / (process.numbers * process.clearRate);
}

/**
 * Mean time to the first stall with all numbers clean at the start:
 * Σ_{k<n} (1/(λ_k π_k)) Σ_{j≤k} π_j with π_j = C(n, j)(λ/μ)^j, λ_k = (n − k)λ.
 * Karlin & Taylor (1975), "A First Course in Stochastic Processes", chapter 4.
 */
export function stallMeanFirstPassage(process: StallProcess): number {
  const { numbers, flagRate, clearRate } = process;
  assertNumbers(numbers);
  assertPositive(flagRate, 'the flag rate');
  assertNonNegative(clearRate, 'the clear rate');
  // Mean time h from k to k + 1, free of large binomials: h_k = (1 + kμ h_{k−1})/((n − k)λ).
  let step = 0;
  let total = 0;
  for (let k = 0; k < numbers; k++) {
    step = (1 + k * clearRate * step) / ((numbers - k) * flagRate);
    total += step;
  }
  return total;
}

/**
 * P(the country is stalled at some time in [0, horizon]): a first passage, larger than pⁿ. A start
 * in the stalled state counts as reached.
 *
 * Uniformisation: the chain steps at the instants of a Poisson process of rate Λ ≥ every exit
 * rate, with n made absorbing. Jensen (1953); Grassmann (1977). The series is cut where
 * the Poisson tail is below 1e-15; only positive terms are summed, so that tiny risks keep their
 * digits. O(n · (Λ·horizon + √(Λ·horizon))) with Λ = n·max(λ, μ).
 * Check: p = 0.1, n = 2, μ = 0.1 a day: 1.98 % in 5 days, 6.5 % in 30.
 */
export function stallRisk(
  process: StallProcess,
  horizon: number,
  start: StallStart = 'stationary',
): number {
  const { numbers, flagRate, clearRate } = process;
  assertNumbers(numbers);
  assertNonNegative(horizon, 'the horizon');
  const state = startingState(process, start);
  const rate = numbers * Math.max(flagRate, clearRate);
  const events = rate * horizon;
  const last = Math.ceil(events + 9 * Math.sqrt(events) + 40);
  let reached = 0;
  for (let k = 0; k <= last; k++) {
    reached += poissonPmf(k, events) * state[numbers];
    stepUniformised(state, flagRate / rate, clearRate / rate);
  }
  return Math.min(1, reached);
}

/** One step of the uniformised chain, in place; the last state absorbs. */
function stepUniformised(state: Float64Array, birth: number, death: number): void {
  const n = state.length - 1;
  let fromBelow = 0;
  for (let k = 0; k < n; k++) {
    const up = (n - k) * birth;
    const down = k * death;
    const here = state[k];
    const fromAbove = k + 1 < n ? state[k + 1] * (k + 1) * death : 0;
    state[k] = here * Math.max(0, 1 - up - down) + fromBelow + fromAbove;
    fromBelow = here * up;
  }
  state[n] += fromBelow;
}

function startingState(process: StallProcess, start: StallStart): Float64Array {
  const { numbers } = process;
  const state = new Float64Array(numbers + 1);
  if (start === 'all_clean') {
    state[0] = 1;
    return state;
  }
  const p = flaggedShare(process);
  for (let k = 0; k <= numbers; k++) state[k] = binomialPmf(k, numbers, p);
  return state;
}

function assertNumbers(numbers: number): void {
  assert(Number.isInteger(numbers) && numbers >= 1, `numbers is a count >= 1, got ${numbers}`);
}
