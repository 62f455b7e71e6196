import { assert } from '../../base/assert.ts';
import { assertNonNegative, assertPositive } from '../check.ts';
import { integrate } from '../integrate.ts';
import { millsRatio, normalTail } from '../normal.ts';

/** dx = κ(b − x)dt + σ dW. Uhlenbeck & Ornstein (1930). */
export interface OrnsteinUhlenbeck {
  /** b: where it is drawn to, in points. */
  readonly mean: number;
  /** κ > 0: pull per unit of time. */
  readonly reversion: number;
  /** σ > 0: points per √time. */
  readonly noise: number;
}

/** σ/√(2κ): standard deviation in the steady state. */
export function ouStandardDeviation(ou: OrnsteinUhlenbeck): number {
  assertPositive(ou.reversion, 'the reversion');
  assertPositive(ou.noise, 'the noise');
  return ou.noise / Math.sqrt(2 * ou.reversion);
}

/**
 * P(x > threshold) in the steady state: Q((θ − b)/s).
 * Check: b = 0.4, κ = 0.3, σ = 0.2, threshold 0.7 → 0.1226.
 */
export function ouExceedance(ou: OrnsteinUhlenbeck, threshold: number): number {
  return normalTail((threshold - ou.mean) / ouStandardDeviation(ou));
}

/**
 * Law of x(t + Δ) given x(t), normal and exact for any Δ ≥ 0: mean b + (x − b)e^(−κΔ), variance
 * s²(1 − e^(−2κΔ)). Gillespie (1996), equations 1.9.
 */
export function ouStep(
  ou: OrnsteinUhlenbeck,
  x: number,
  delta: number,
): { mean: number; variance: number } {
  assertNonNegative(delta, 'the step');
  const s = ouStandardDeviation(ou);
  return {
    mean: ou.mean + (x - ou.mean) * Math.exp(-ou.reversion * delta),
    variance: -s * s * Math.expm1(-2 * ou.reversion * delta),
  };
}

/** Correlation of x(t) with x(t + lag) in the steady state: e^(−κ·lag). */
export function ouAutocorrelation(ou: OrnsteinUhlenbeck, lag: number): number {
  assertPositive(ou.reversion, 'the reversion');
  return Math.exp(-ou.reversion * Math.abs(lag));
}

/**
 * Mean time until x first reaches `threshold` from `from`:
 * (√(2π)/κ) ∫ Φ(z) e^(z²/2) dz over z from (x₀ − b)/s to (θ − b)/s; 0 when it starts there.
 * Siegert (1951); Thomas (1975). For a path watched continuously: one that is looked
 * at in steps of Δ reaches the threshold later.
 */
export function ouMeanFirstPassage(ou: OrnsteinUhlenbeck, from: number, threshold: number): number {
  assert(Number.isFinite(from) && Number.isFinite(threshold), 'a passage needs finite points');
  const s = ouStandardDeviation(ou);
  if (from >= threshold) return 0;
  // √(2π) Φ(z) e^(z²/2) is Mills' ratio at −z.
  const integral = integrate(
    (z) => millsRatio(-z),
    (from - ou.mean) / s,
    (threshold - ou.mean) / s,
  );
  return integral / ou.reversion;
}
