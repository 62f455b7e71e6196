import { assert } from '../../base/assert.ts';
import { assertPositive } from '../check.ts';
import { gammaUpper } from '../incomplete-gamma.ts';

/**
 * A score that every event lifts and rest heals: jumps at Poisson instants, exponential decay
 * between them. Campbell (1909); Rice (1944), part I.
 */
export interface ShotNoise {
  /** ν: jumps per unit of time. */
  readonly jumpRate: number;
  /** d: decay per unit of time. */
  readonly decayRate: number;
  /** E[J], in points. */
  readonly meanJump: number;
}

/** νE[J]/d: mean in the steady state, any law of jumps. */
export function shotNoiseMean(noise: ShotNoise): number {
  check(noise);
  return (noise.jumpRate * noise.meanJump) / noise.decayRate;
}

/** νE[J²]/(2d): variance in the steady state, from the second moment of the jumps. */
export function shotNoiseVariance(noise: ShotNoise, jumpSecondMoment: number): number {
  check(noise);
  assert(
    jumpSecondMoment >= noise.meanJump ** 2 * (1 - 1e-12),
    'a second moment is at least the mean squared',
  );
  return (noise.jumpRate * jumpSecondMoment) / (2 * noise.decayRate);
}

/**
 * P(score > x) with exponential jumps: the steady state is Gamma(shape ν/d, scale E[J]).
 * Cox & Isham (1980), "Point Processes".
 */
export function shotNoiseExceedance(noise: ShotNoise, x: number): number {
  check(noise);
  return x <= 0 ? 1 : gammaUpper(noise.jumpRate / noise.decayRate, x / noise.meanJump);
}

function check(noise: ShotNoise): void {
  assertPositive(noise.jumpRate, 'the jump rate');
  assertPositive(noise.decayRate, 'the decay rate');
  assertPositive(noise.meanJump, 'the mean jump');
}
