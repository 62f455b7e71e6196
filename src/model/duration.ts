import { unreachable } from '../base/assert.ts';
import type { DurationMs } from '../base/units.ts';
import { exponentialQuantile, logNormalQuantile } from '../kernel/rng/quantiles.ts';
import type { DurationLaw } from './spec.ts';

/** The duration at share `u` (0 < u < 1) of a law: one uniform, monotone, no allocation. */
export function durationAt(law: DurationLaw, u: number): DurationMs {
  switch (law.law) {
    case 'constant':
      return law.ms;
    case 'exponential':
      return exponentialQuantile(u, law.meanMs);
    case 'lognormal':
      return logNormalQuantile(u, law.medianMs, law.sigma);
    case 'empirical':
      return law.valuesMs[Math.floor(u * law.valuesMs.length)];
    default:
      return unreachable(law);
  }
}

/** Mean of a law in ms. */
export function meanDuration(law: DurationLaw): DurationMs {
  switch (law.law) {
    case 'constant':
      return law.ms;
    case 'exponential':
      return law.meanMs;
    case 'lognormal':
      return law.medianMs * Math.exp(law.sigma ** 2 / 2);
    case 'empirical':
      return law.valuesMs.reduce((sum, ms) => sum + ms, 0) / law.valuesMs.length;
    default:
      return unreachable(law);
  }
}
