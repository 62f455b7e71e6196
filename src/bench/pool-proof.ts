import seedrandom from 'seedrandom';
import type { OracleAnswer, OracleRow, PickRecord } from '../selector/index.ts';
import { multinomialFit } from '../stats/chi-square.ts';
import { normalTail } from '../stats/normal.ts';
import { CustomPicker, type Picker } from './picker.ts';
import { type PoolWorld, REQUESTS } from './pool-world.ts';
import { SETTINGS } from './reference-workload.ts';
import type { SelectorModule } from './subject.ts';

/** Rows that the oracle may look at in one proof. */
const ROWS_A_PROOF = 200_000;
const MOST_REQUESTS = 64;
const FREQUENCY_PICKS = 20_000;
const MOST_CELLS = 256;
const STANDARD_ERRORS = 4;

/**
 * Holds the picker to the plain filter-and-scan on a sample of the requests: the same skip counts, a
 * number that may be picked or the same reason why there is none, and frequencies that follow the
 * chances. A selector of the user's own follows its own weights: of it, only that it answers with a
 * number which policy allows and which has room, and with the right reason where there is none.
 * @returns null when all is right
 */
export function faultOf(
  module: SelectorModule,
  world: PoolWorld,
  picker: Picker,
  record: PickRecord,
): string | null {
  const rows = module.describePool(world.selector, world.campaign);
  const requests = Math.max(2, Math.min(MOST_REQUESTS, Math.floor(ROWS_A_PROOF / rows.length)));
  const draw = seedrandom.alea('poolsim bench proof');
  const isOwn = picker instanceof CustomPicker;
  const ask = (country: number, sticky: number) =>
    module.consultOracle(rows, SETTINGS, {
      country,
      sticky,
      preferCountryMatched: world.selector.prefersCountryMatched(world.campaign) && !isOwn,
    });
  for (let i = 0; i < requests; i++) {
    const at = Math.floor(draw() * REQUESTS);
    const country = world.countryOf[at];
    const sticky = world.stickyOf[at];
    const answer = ask(country, isOwn ? -1 : sticky);
    const picked = picker.pick(world.campaign, country, sticky, draw(), record);
    const wrong =
      wrongPick(answer, picked, rows, country) ?? (isOwn ? null : wrongCounts(answer, record));
    if (wrong !== null) return `request ${at}: ${wrong}`;
  }
  return isOwn ? null : wrongFrequencies(world, picker, record, ask(world.countryOf[0], -1));
}

function wrongPick(
  answer: OracleAnswer,
  picked: number,
  rows: readonly OracleRow[],
  country: number,
): string | null {
  if (answer.none !== null) {
    const expected = answer.none === 'no_eligible_number' ? -1 : -2;
    return picked === expected ? null : `answered ${picked} where the rules say ${answer.none}`;
  }
  if (answer.candidates.some(({ number }) => number === picked)) return null;
  const row = rows.find(({ number }) => number === picked);
  const why = row === undefined ? '' : `: ${bar(row, country)}`;
  return `answered ${picked}, which is not among the ${answer.candidates.length} candidates${why}`;
}

/** What keeps a row of the pool from being picked, the first that applies. */
function bar(row: OracleRow, country: number): string {
  const { status, paused, spamScore, allowedCountries, numberHasRoom, connectionHasRoom } = row;
  if (status !== 'active') return `it is ${status}`;
  if (paused) return 'it is paused';
  if (spamScore !== null && spamScore > SETTINGS.spamThreshold) {
    return `its spam score is ${spamScore.toFixed(1)}, above ${SETTINGS.spamThreshold}`;
  }
  if (allowedCountries.length > 0 && !allowedCountries.includes(country)) {
    return 'it may not dial the country';
  }
  return numberHasRoom && connectionHasRoom ? 'others go before it' : 'it has no room';
}

function wrongCounts(answer: OracleAnswer, record: PickRecord): string | null {
  for (const key of Object.keys(answer.counts) as (keyof OracleAnswer['counts'])[]) {
    if (record[key] !== answer.counts[key]) {
      return `counted ${record[key]} ${key}, the plain scan ${answer.counts[key]}`;
    }
  }
  return null;
}

/** Chi-square of many picks of one request against the chances; numbers fold into a few cells. */
function wrongFrequencies(
  world: PoolWorld,
  picker: Picker,
  record: PickRecord,
  { candidates }: OracleAnswer,
): string | null {
  if (candidates.length < 2) return null;
  const cellOf = new Map(candidates.map(({ number }, i) => [number, i % MOST_CELLS]));
  const cells = Math.min(MOST_CELLS, candidates.length);
  const counts = new Float64Array(cells);
  const chances = new Float64Array(cells);
  candidates.forEach(({ probability }, i) => {
    chances[i % MOST_CELLS] += probability;
  });
  const draw = seedrandom.alea('poolsim bench frequencies');
  for (let i = 0; i < FREQUENCY_PICKS; i++) {
    const picked = picker.pick(world.campaign, world.countryOf[0], -1, draw(), record);
    const cell = cellOf.get(picked);
    if (cell === undefined) return `answered ${picked}, which cannot be picked`;
    counts[cell]++;
  }
  const fit = multinomialFit(counts, chances)!;
  if (fit.pValue >= normalTail(STANDARD_ERRORS)) return null;
  return `frequencies differ from the weights: chi-square ${fit.statistic.toFixed(1)} at ${fit.df}`;
}
