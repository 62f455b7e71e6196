import seedrandom from 'seedrandom';
import type { CountryIndex, NumberIndex, NumberStatus, Selector } from '../selector/index.ts';
import { answersOf } from './answers.ts';
import {
  LEAST_RATE,
  MOST_ATTEMPTS,
  MOST_RATE,
  REGIONS,
  SETTINGS,
  type Workload,
} from './reference-workload.ts';
import type { SelectorModule } from './subject.ts';

/** Requests that a case goes round in: a power of two. */
export const REQUESTS = 8_192;

/** A selector with one campaign's pool in it, and the requests that come to it. */
export interface PoolWorld {
  readonly selector: Selector;
  readonly campaign: number;
  /** Country of each request's contact. */
  readonly countryOf: Int32Array;
  /** Sticky number of each request's contact, or -1. */
  readonly stickyOf: Int32Array;
  /** Number that each outcome is about: one that may be dialled. */
  readonly outcomeOf: Int32Array;
  /** The answers of each number's calls (`answers.ts`). */
  readonly answersOf: Int32Array;
  /** The uniform of each pick, drawn when it is needed, as a platform does. */
  readonly draw: () => number;
}

type Draw = () => number;

/** Builds the pool and its requests; the same for the same arguments. */
export function poolWorld(module: SelectorModule, workload: Workload, numbers: number): PoolWorld {
  const seed = `poolsim bench ${numbers} ${JSON.stringify(workload)}`;
  const draw = seedrandom.alea(seed);
  const selector = new module.Selector(SETTINGS);
  const countries = countryCodes(workload.countries).map((code) => selector.country(code));
  for (let i = 0; i < workload.connections; i++) selector.addConnection();
  const campaign = selector.addCampaign({ preferCountryMatched: workload.preferCountryMatched });
  const answers = new Int32Array(numbers);
  const drawAnswers = seedrandom.alea(`${seed} answers`);
  const flaws = flawsOf(numbers, workload.ineligibleShare, draw);
  for (let i = 0; i < numbers; i++) {
    const home = i % countries.length;
    const number = selector.addNumber({
      homeCountry: countries[home],
      connection: Math.floor(draw() * workload.connections),
      status: flaws[i] === 'inactive' ? 'inactive' : ('active' satisfies NumberStatus),
      allowedCountries: workload.restricted ? listOf(home, countries, draw()) : [],
      spamScore: flaws[i] === 'flagged' ? 70.5 + 29 * draw() : 70 * draw(),
    });
    selector.attach(campaign, number);
    const attempts = Math.floor(draw() * MOST_ATTEMPTS);
    const rate = LEAST_RATE + (MOST_RATE - LEAST_RATE) * draw();
    selector.setTally(campaign, number, attempts, Math.floor(attempts * rate));
    answers[i] = answersOf(rate, drawAnswers);
    if (flaws[i] === 'paused') selector.setPaused(campaign, number, true);
  }
  return {
    selector,
    campaign,
    answersOf: answers,
    ...requestsOf(selector, campaign, countries, numbers, workload.stickyShare, draw),
    draw: seedrandom.alea(`${seed} picks`),
  };
}

type Flaw = 'flagged' | 'paused' | 'inactive';

/** Exactly the share of numbers, at random places. */
function flawsOf(numbers: number, share: number, draw: Draw): (Flaw | null)[] {
  const kinds: readonly Flaw[] = ['flagged', 'paused', 'flagged', 'inactive'];
  const flawed = Math.round(numbers * share);
  const flaws = Array.from({ length: numbers }, (_, i) => (i < flawed ? kinds[i % 4] : null));
  for (let i = numbers - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1));
    [flaws[i], flaws[j]] = [flaws[j], flaws[i]];
  }
  return flaws;
}

/** A quarter of the numbers may dial anywhere, half at home alone, a quarter their home's region. */
function listOf(home: number, countries: readonly CountryIndex[], u: number): CountryIndex[] {
  if (u < 0.25) return [];
  if (u < 0.75) return [countries[home]];
  const region = regionOf(home, countries.length);
  return countries.filter((_, i) => regionOf(i, countries.length) === region);
}

function regionOf(home: number, countries: number): number {
  return Math.floor((home * REGIONS) / countries);
}

function requestsOf(
  selector: Selector,
  campaign: number,
  countries: readonly CountryIndex[],
  numbers: number,
  stickyShare: number,
  draw: Draw,
): Pick<PoolWorld, 'countryOf' | 'stickyOf' | 'outcomeOf'> {
  const countryOf = new Int32Array(REQUESTS);
  const stickyOf = new Int32Array(REQUESTS);
  const outcomeOf = new Int32Array(REQUESTS);
  const isActive = (number: NumberIndex) =>
    selector.status(number) === 'active' &&
    !selector.isPaused(campaign, number) &&
    selector.score(number) <= selector.spamThreshold;
  const anyNumber = (fits: (number: NumberIndex) => boolean) => {
    for (let tries = 0; tries < 1_000; tries++) {
      const number = Math.floor(draw() * numbers);
      if (fits(number)) return number;
    }
    return 0;
  };
  for (let i = 0; i < REQUESTS; i++) {
    const country = countries[Math.floor(draw() * countries.length)];
    countryOf[i] = country;
    const isSticky = draw() < stickyShare;
    stickyOf[i] = isSticky ? anyNumber((number) => selector.isAllowed(number, country)) : -1;
    outcomeOf[i] = anyNumber(isActive);
  }
  return { countryOf, stickyOf, outcomeOf };
}

/** Codes of two capitals, A to Z by A to Z from `QA`: countries without a meaning. */
function countryCodes(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const first = String.fromCharCode(65 + 16 + Math.floor(i / 26));
    return first + String.fromCharCode(65 + (i % 26));
  });
}
