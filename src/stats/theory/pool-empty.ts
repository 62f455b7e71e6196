import { assert } from '../../base/assert.ts';
import { assertProbability } from '../check.ts';

/**
 * P(no number is eligible) = Π (1 − Aᵢ) over the independent numbers that may dial a country,
 * each clean with probability Aᵢ; 1 when there are none. Reliability of a parallel system: Barlow &
 * Proschan (1975), chapter 2.
 */
export function poolEmptyProbability(availabilities: ArrayLike<number>): number {
  let product = 1;
  for (let i = 0; i < availabilities.length; i++) {
    assertProbability(availabilities[i], `availability ${i}`);
    product *= 1 - availabilities[i];
  }
  return product;
}

/**
 * Share of attempts without an eligible number, Σ q_g P(empty for g), over the countries g with the
 * share q_g of attempts.
 */
export function emptyShare(
  countries: readonly { share: number; availabilities: ArrayLike<number> }[],
): number {
  let shares = 0;
  let empty = 0;
  for (const country of countries) {
    assertProbability(country.share, 'the share of a country');
    shares += country.share;
    empty += country.share * poolEmptyProbability(country.availabilities);
  }
  assert(Math.abs(shares - 1) < 1e-9, `the shares of the countries sum to ${shares}, not to 1`);
  return empty;
}
