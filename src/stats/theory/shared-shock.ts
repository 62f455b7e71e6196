import { assertCount, assertNonNegative, assertProbability } from '../check.ts';

/**
 * P(no number is eligible) just after a shock that flags each of n numbers independently with
 * probability h, each having been flagged before with probability p: (p + (1 − p)h)ⁿ.
 * The binomial failure-rate model of common causes: Vesely (1977).
 */
export function emptyAfterShock(flagged: number, hit: number, numbers: number): number {
  assertProbability(flagged, 'the flagged share');
  assertProbability(hit, 'the hit probability');
  assertCount(numbers, 'numbers');
  return (flagged + (1 - flagged) * hit) ** numbers;
}

/**
 * P(every one of n numbers has been hit by time t) when shocks come at a Poisson rate, each hits each
 * number independently with probability h, and nobody recovers. One number escapes all of k shocks
 * with (1 − h)ᵏ; j given numbers escape at rate ν(1 − (1 − h)ʲ), and inclusion and exclusion over them
 * gives Σⱼ (−1)ʲ C(n, j) e^(−νt(1 − (1 − h)ʲ)). Feller (1968), section IV.3.
 * @param expectedShocks νt
 */
export function allHitProbability(expectedShocks: number, hit: number, numbers: number): number {
  assertNonNegative(expectedShocks, 'the expected shocks');
  assertProbability(hit, 'the hit probability');
  assertCount(numbers, 'numbers');
  let sum = 0;
  let choose = 1;
  for (let j = 0; j <= numbers; j++) {
    const untouched = Math.exp(-expectedShocks * (1 - (1 - hit) ** j));
    sum += (j % 2 === 0 ? choose : -choose) * untouched;
    choose = (choose * (numbers - j)) / (j + 1);
  }
  return Math.min(1, Math.max(0, sum));
}
