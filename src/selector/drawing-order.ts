import {
  consultOracle,
  isMatched,
  type OracleRequest,
  type OracleRow,
  oraclePick,
  unitsOf,
} from './oracle.ts';
import type { SelectorSettings } from './types.ts';

/*
 * Which draw means which number: the other half of the contract. The oracle says who can be picked and with
 * what chance; this says, as plainly and as slowly, how the selector shares the draws out among them.
 */

/** Thrown where no more tries than this are expected, judged by the mean of all weights, cut to four bits. */
const EXPECTED_TRIES = 8;
const MOST_TRIES = 64;

/**
 * The selector's picks for one request, as a function of the uniform draw in [0, 1); it answers with the
 * number, with -1 when nothing is eligible, with -2 when all are busy.
 *
 * Where an eighth of the space under the ceiling or more is weight, a draw is thrown at it: it chooses a place
 * and a height, and who weighs more than the height is picked; else the next bits decide, 64 times at
 * most. In all other cases the draw falls on the running sum of the candidates' weights.
 */
export function drawingOrder(
  rows: readonly OracleRow[],
  settings: SelectorSettings,
  request: OracleRequest,
): (u: number) => number {
  const answer = consultOracle(rows, settings, request);
  if (answer.none !== null || answer.counts.usedSticky === 1) return (u) => oraclePick(answer, u);
  const weightOf = new Map(answer.candidates.map((each) => [each.number, each.weightUnits]));
  const places = placesOf(rows, request, (number) => weightOf.has(number));
  const passing = rows.filter((row) => passes(row, settings)).map((row) => unitsOf(row, settings));
  const ceiling = ceilingOf(passing.reduce((most, units) => Math.max(most, units), 0));
  const mean = ceilingOf(Math.floor(sumOf(passing.map(ceilingOf)) / passing.length));
  const isThrown = EXPECTED_TRIES * weightOf.size * mean >= places.length * ceiling;
  if (!isThrown) return (u) => oraclePick(answer, u);
  return (u) => {
    const draws = drawsOf(u);
    for (const draw of draws.slice(0, MOST_TRIES)) {
      const place = Math.floor(draw * places.length);
      const height = (draw * places.length - place) * ceiling;
      if (height < (weightOf.get(places[place]) ?? 0)) return places[place];
    }
    return oraclePick(answer, draws[MOST_TRIES]);
  };
}

/** The draws of all tries, and the one after them. The second and the third both come from the first. */
function drawsOf(u: number): number[] {
  const second = next(u, 1_262_453);
  const draws = [u, second, next(u, 2_082_313)];
  while (draws.length <= MOST_TRIES) draws.push(next(draws[draws.length - 1], 1_262_453));
  return draws;
}

/** A linear congruential generator on the multiples of 2^-32. */
function next(draw: number, factor: number): number {
  return (draw * factor + 0x9e3779b9 / 2 ** 32) % 1;
}

/**
 * Who has a place in the draw: candidates, and those that would be if they were ready. Restricted numbers
 * first, then open ones, each ascending.
 */
function placesOf(
  rows: readonly OracleRow[],
  { country, preferCountryMatched }: OracleRequest,
  isCandidate: (number: number) => boolean,
): number[] {
  const matched = rows.filter((row) => isMatched(row, country));
  const onlyMatched = preferCountryMatched && matched.some((row) => isCandidate(row.number));
  const isOpen = (row: OracleRow) => row.allowedCountries.length === 0;
  return (onlyMatched ? matched : rows)
    .filter((row) => isOpen(row) || row.allowedCountries.includes(country))
    .sort((a, b) => Number(isOpen(a)) - Number(isOpen(b)) || a.number - b.number)
    .map((row) => row.number);
}

/** Whom the score lets pass, whatever the country: the ceiling of the draw covers their weights. */
function passes(row: OracleRow, settings: SelectorSettings): boolean {
  return row.status === 'active' && !row.paused && !((row.spamScore ?? 0) > settings.spamThreshold);
}

/** A number's leading four bits, plus one in the last of them. */
function ceilingOf(units: number): number {
  if (units < 8) return units;
  let step = 1;
  while (step * 16 <= units) step *= 2;
  return (Math.floor(units / step) + 1) * step;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
