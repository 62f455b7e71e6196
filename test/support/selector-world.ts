import {
  type CountryIndex,
  type NumberFacts,
  type NumberIndex,
  type NumberStatus,
  Selector,
  type SelectorSettings,
} from '../../src/selector/index.ts';

export const SETTINGS: SelectorSettings = {
  spamThreshold: 70,
  weight: { priorMean: 0.15, priorStrength: 20, floor: 0.02 },
  stickyWhenBusy: 'another',
};

/** The least number above the threshold of `SETTINGS`: 70 + 2^-46. */
export const JUST_ABOVE = 70 + 2 ** -46;

/** One selector with a few countries and connections, and terse ways to fill it. */
export interface World {
  readonly selector: Selector;
  readonly us: CountryIndex;
  readonly gb: CountryIndex;
  readonly de: CountryIndex;
  readonly countries: readonly CountryIndex[];
  /** A number on the first connection, active, unrestricted, at home in the US, score 10. */
  number(facts?: Partial<NumberFacts>): NumberIndex;
  /** A campaign with these numbers in its pool. */
  campaign(numbers: readonly NumberIndex[], preferCountryMatched?: boolean): number;
}

export function world(
  settings: Partial<SelectorSettings> = {},
  make: (settings: SelectorSettings) => Selector = (s) => new Selector(s),
): World {
  const selector = make({ ...SETTINGS, ...settings });
  const [us, gb, de] = ['US', 'GB', 'DE'].map((code) => selector.country(code));
  for (let i = 0; i < 3; i++) selector.addConnection();
  return {
    selector,
    us,
    gb,
    de,
    countries: [0, us, gb, de],
    number: (facts = {}) =>
      selector.addNumber({
        homeCountry: us,
        connection: 0,
        status: 'active',
        allowedCountries: [],
        spamScore: 10,
        ...facts,
      }),
    campaign: (numbers, preferCountryMatched = false) => {
      const campaign = selector.addCampaign({ preferCountryMatched });
      for (const number of numbers) selector.attach(campaign, number);
      return campaign;
    },
  };
}

/** Uniform draws in [0, 1) from a 32-bit linear congruential generator: enough to vary test cases. */
export function draws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A world of `size` numbers in every condition the rules know, two campaigns sharing most of them. */
export function mixedWorld(
  next: () => number,
  size: number,
  settings: Partial<SelectorSettings> = {},
  make?: (settings: SelectorSettings) => Selector,
): World & { readonly campaigns: readonly number[] } {
  const w = world(settings, make);
  const below = (n: number) => Math.floor(next() * n);
  const statuses: NumberStatus[] = ['active', 'active', 'active', 'active', 'inactive', 'released'];
  const scores = [0, 35, 70, JUST_ABOVE, 90];
  const numbers = Array.from({ length: size }, () =>
    w.number({
      homeCountry: w.countries[below(4)],
      connection: below(3),
      status: statuses[below(6)],
      allowedCountries: next() < 0.4 ? [] : [w.us, w.gb, w.de].filter(() => next() < 0.6),
      spamScore: scores[below(5)],
    }),
  );
  const campaigns = [true, false].map((prefer) =>
    w.campaign(
      numbers.filter(() => next() < 0.8),
      prefer,
    ),
  );
  for (const number of numbers) {
    w.selector.setNumberRoom(number, next() < 0.8);
    for (const campaign of campaigns) {
      if (!w.selector.isAttached(campaign, number)) continue;
      w.selector.setPaused(campaign, number, next() < 0.15);
      w.selector.setTally(campaign, number, 40, below(20));
    }
  }
  for (let connection = 0; connection < 3; connection++) {
    w.selector.setConnectionRoom(connection, next() < 0.7);
  }
  return { ...w, campaigns };
}
