import { logFactorial } from '../log-factorial.ts';
import { checkParameter, type Sampler, type Source, sampler, uniformsOf } from './sampler.ts';

/** From this mean on, rejection is cheaper than adding up probabilities. */
const REJECTION_FROM_MEAN = 10;
const MOST_TRIES = 256;

/** Poisson counts with the given mean ≥ 0. */
export const poisson =
  (source: Source) =>
  ({ mean }: { readonly mean: number }): Sampler => {
    checkParameter(mean >= 0 && mean <= 2 ** 40, 'poisson', 'mean must lie in 0 … 2^40', mean);
    const next = uniformsOf(source);
    if (mean < REJECTION_FROM_MEAN) return sampler(() => byInversion(next(), mean), mean, mean);
    return sampler(() => byRejection(next, mean), mean, mean);
  };

/** The smallest k whose cumulative probability reaches u. */
function byInversion(u: number, mean: number): number {
  let term = Math.exp(-mean);
  let rest = u - term;
  let k = 0;
  // Beyond 200 a term is below 10^-170 for any mean under 10: rounding alone would be summed.
  while (rest > 0 && k < 200) {
    k++;
    term *= mean / k;
    rest -= term;
  }
  return k;
}

/**
 * W. Hörmann, "The transformed rejection method for generating Poisson random variables",
 * Insurance: Mathematics and Economics 12, 1993, algorithm PTRS; about 1.1 tries of two uniforms.
 */
function byRejection(next: () => number, mean: number): number {
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const logInverseAlpha = Math.log(1.1239 + 1.1328 / (b - 3.4));
  const surely = 0.9277 - 3.6224 / (b - 2);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const u = next() - 0.5;
    const v = next();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + mean + 0.43);
    if (edge >= 0.07 && v <= surely) return k;
    if (k < 0 || (edge < 0.013 && v > edge)) continue;
    const proposal = Math.log(v) + logInverseAlpha - Math.log(a / (edge * edge) + b);
    if (proposal <= k * logMean - mean - logFactorial(k)) return k;
  }
  return Math.round(mean);
}
