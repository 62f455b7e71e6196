import {
  consultOracle,
  describePool,
  drawingOrder,
  NO_ELIGIBLE,
  NO_NUMBER,
  type Selector,
  type SelectorSettings,
} from '../../src/selector/index.ts';
import type { Picker } from './selector-broken.ts';
import { draws, JUST_ABOVE, mixedWorld, SETTINGS, world } from './selector-world.ts';

/** Makes the picker under test for a selector that holds the facts. */
export type PickerMaker = (selector: Selector) => Picker;
/** A law answers with what broke it; nothing when it held. */
export type Law = (make: PickerMaker) => string[];

const WORLDS = 60;
const PICKS = 40;

/** Every pick of many mixed worlds, with the plain facts beside it. */
function overMixedWorlds(
  make: PickerMaker,
  seed: number,
  judge: (
    selector: Selector,
    campaign: number,
    country: number,
    sticky: number,
    picked: number,
  ) => string | null,
): string[] {
  const broken: string[] = [];
  const next = draws(seed);
  for (let i = 0; i < WORLDS; i++) {
    const w = mixedWorld(next, 1 + Math.floor(next() * 12));
    const pick = make(w.selector);
    for (let j = 0; j < PICKS; j++) {
      const campaign = w.campaigns[Math.floor(next() * 2)];
      const country = w.countries[Math.floor(next() * 4)];
      const sticky = next() < 0.5 ? NO_NUMBER : Math.floor(next() * w.selector.numbers.count);
      const picked = pick(campaign, country, sticky, next());
      const found = judge(w.selector, campaign, country, sticky, picked);
      if (found !== null) broken.push(`world ${i}, pick ${j}: ${found}`);
    }
  }
  return broken;
}

/** What stands against dialling from the number, read from plain facts. */
function objection(s: Selector, campaign: number, country: number, number: number): string | null {
  if (!s.isAttached(campaign, number)) return 'is not in the pool';
  if (s.status(number) !== 'active') return 'is not active';
  if (s.isPaused(campaign, number)) return 'is paused';
  if (s.score(number) > s.spamThreshold) return 'is above the threshold';
  const list = s.allowedCountries(number);
  return list.length > 0 && !list.includes(country) ? 'may not dial the country' : null;
}

function eligibleNumbers(s: Selector, campaign: number, country: number): number[] {
  return Array.from({ length: s.numbers.count }, (_, n) => n).filter(
    (number) => objection(s, campaign, country, number) === null,
  );
}

/** 1. A picked number is active, in the pool, not paused, not flagged, allowed, and had room. */
export const law1: Law = (make) =>
  overMixedWorlds(make, 101, (s, campaign, country, _sticky, picked) => {
    if (picked < 0) return null;
    const why = objection(s, campaign, country, picked) ?? (s.hasRoom(picked) ? null : 'is busy');
    return why === null ? null : `number ${picked} ${why}`;
  });

/** 2. No eligible number: no dial, a reason, never a fallback. */
export const law2: Law = (make) =>
  overMixedWorlds(make, 102, (s, campaign, country, _sticky, picked) => {
    const none = eligibleNumbers(s, campaign, country).length === 0;
    if (none && picked !== NO_ELIGIBLE) return `answered ${picked} with nothing eligible`;
    return !none && picked === NO_ELIGIBLE ? 'no_eligible_number with one eligible' : null;
  });

/** 3. Score equal to the threshold is eligible; the next representable value above is not. */
export const law3: Law = (make) => {
  const broken: string[] = [];
  for (const [score, expected] of [
    [SETTINGS.spamThreshold, 0],
    [JUST_ABOVE, NO_ELIGIBLE],
  ]) {
    const w = world();
    const number = w.number({ spamScore: score });
    const picked = make(w.selector)(w.campaign([number]), w.us, NO_NUMBER, 0.5);
    if (picked !== expected) broken.push(`score ${score}: answered ${picked}`);
  }
  return broken;
};

/** 4. Sticky eligible with room: used. Ineligible: another is used while one is eligible with room. */
export const law4: Law = (make) =>
  overMixedWorlds(make, 104, (s, campaign, country, sticky, picked) => {
    if (sticky === NO_NUMBER) return null;
    const eligible = eligibleNumbers(s, campaign, country);
    const open = eligible.filter((number) => s.hasRoom(number));
    if (open.includes(sticky)) {
      return picked === sticky ? null : `sticky ${sticky} was passed over for ${picked}`;
    }
    if (picked === sticky) return `sticky ${sticky} was used although it could not be`;
    return open.length > 0 && picked < 0 ? `answered ${picked} with others to use` : null;
  });

/** 5. Frequencies follow the weights: uniform when they are equal, chi-square at 4 sigma. */
export const law5: Law = (make) => {
  const broken: string[] = [];
  for (const [name, answered] of [
    ['equal weights', [6, 6, 6, 6, 6, 6]],
    ['general weights', [0, 2, 5, 9, 14, 20]],
  ] as const) {
    const w = world();
    const numbers = answered.map((_, i) => w.number({ connection: i % 3 }));
    const campaign = w.campaign(numbers);
    answered.forEach((count, i) => {
      w.selector.setTally(campaign, numbers[i], 40, count);
    });
    const pick = make(w.selector);
    const next = draws(105);
    const seen = numbers.map(() => 0);
    const n = 20_000;
    for (let i = 0; i < n; i++) seen[pick(campaign, w.us, NO_NUMBER, next())] += 1;
    const weights = numbers.map((number) => w.selector.weight(campaign, number));
    const chi2 = chiSquare(seen, weights);
    if (!(chi2 <= chiSquareLimit(numbers.length - 1, 4))) broken.push(`${name}: chi2 ${chi2}`);
  }
  return broken;
};

/** 6. Country preference never turns a possible pick into none. */
export const law6: Law = (make) =>
  overMixedWorlds(make, 106, (s, campaign, country, _sticky, picked) => {
    const open = eligibleNumbers(s, campaign, country).filter((number) => s.hasRoom(number));
    return open.length > 0 && picked < 0 ? `answered ${picked} with ${open.length} to use` : null;
  });

/**
 * 7. After any changes the picks are the oracle's, number by number and draw by draw. `arm` is called
 * once a world is built, before the changes.
 */
export function law7<S extends Selector>(
  make: (settings: SelectorSettings) => S,
  arm: (selector: S) => void = () => {},
): string[] {
  const next = draws(107);
  const broken: string[] = [];
  for (let i = 0; i < WORLDS; i++) {
    let selector: S | undefined;
    const w = mixedWorld(next, 10, {}, (settings) => {
      selector = make(settings);
      return selector;
    });
    arm(selector!);
    for (let j = 0; j < PICKS; j++) {
      changeSomething(w.selector, w.campaigns[j % 2], next);
      const campaign = w.campaigns[Math.floor(next() * 2)];
      const request = {
        country: w.countries[Math.floor(next() * 4)],
        sticky: next() < 0.3 ? Math.floor(next() * 10) : NO_NUMBER,
        preferCountryMatched: campaign === w.campaigns[0],
      };
      const u = next();
      const rows = describePool(w.selector, campaign);
      const expected = drawingOrder(rows, SETTINGS, request)(u);
      const picked = w.selector.choose(campaign, request.country, request.sticky, u);
      const got = picked.kind === 'picked' ? picked.number : picked.why;
      const wanted = expected >= 0 ? expected : consultOracle(rows, SETTINGS, request).none;
      if (got !== wanted) broken.push(`world ${i}, pick ${j}: ${got}, not ${wanted}`);
    }
  }
  return broken;
}

/** One random change to one random number. */
function changeSomething(selector: Selector, campaign: number, next: () => number): void {
  const number = Math.floor(next() * selector.numbers.count);
  const attached = selector.isAttached(campaign, number);
  const kind = Math.floor(next() * 5);
  if (kind === 0) selector.setStatus(number, next() < 0.7 ? 'active' : 'inactive');
  else if (kind === 1) selector.setScore(number, next() < 0.6 ? 70 : JUST_ABOVE);
  else if (kind === 2) selector.setNumberRoom(number, next() < 0.7);
  else if (kind === 3 && attached) selector.setPaused(campaign, number, next() < 0.3);
  else selector.recordOutcome(campaign, number, next() < 0.9);
}

/** Pearson's statistic of counts against weights. */
export function chiSquare(seen: readonly number[], weights: readonly number[]): number {
  const n = seen.reduce((sum, count) => sum + count, 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return seen.reduce((sum, count, i) => {
    const expected = (n * weights[i]) / total;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
}

/** The value a chi-square variable passes as seldom as a normal one passes z (Wilson-Hilferty). */
export function chiSquareLimit(degrees: number, z: number): number {
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + z * Math.sqrt(spread)) ** 3;
}
