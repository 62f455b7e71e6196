import { type CountryIndex, UNKNOWN_COUNTRY } from './types.ts';

/**
 * Rule 5: does a number belong to the contact's own country? An unknown country matches nothing, not
 * even another unknown one.
 */
export function isCountryMatched(homeCountry: CountryIndex, country: CountryIndex): boolean {
  return homeCountry === country && country !== UNKNOWN_COUNTRY;
}

/**
 * Rule 5: the weight that enters the draw. With the preference on and at least one matched number
 * among those with room, only matched numbers compete; otherwise all do, so that a preference never
 * empties a pick. Weights are at least one unit, so a weight of zero means that there is no number.
 */
export function drawWeight(prefer: boolean, matchedWeight: number, allWeight: number): number {
  return prefer && matchedWeight > 0 ? matchedWeight : allWeight;
}
