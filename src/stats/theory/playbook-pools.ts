import { assert } from '../../base/assert.ts';
import { eachPlace, type Letter, type ReviewedPool } from './reviewed-pool.ts';
import { flaggedShare, type TwoState } from './two-state.ts';
import type { Move } from './uniformised.ts';

/** Two-state numbers, and an operator who reviews them every T and acts D later. */
export interface Reviews extends TwoState {
  readonly places: number;
  readonly reviewEvery: number;
  readonly actionAfter: number;
}

const UP: Letter = { eligible: true, considered: true };
const FLAGGED: Letter = { eligible: false, considered: true };
const HELD: Letter = { eligible: false, considered: false };

/** Letters in pairs: clean, flagged. */
const FRESH = 0;
const SPENT = 2;
const ORDERED = 4;

/**
 * Replacement: a number that has been flagged since it came is retired at the next review, whatever
 * its score is by then, and another takes its place D later (reaction and delivery). One that was
 * flagged already when it came has no flag to its name until it clears and is flagged again. The
 * new number has had a past: it is flagged with p = λ/(λ + μ).
 *
 * | letter | clean | flagged |
 * | --- | --- | --- |
 * | fresh: no flag since it came | 0 | 1 |
 * | spent: flagged since it came, not seen yet | 2 | 3 |
 * | ordered: its replacement is on the way | 4 | 5 |
 *
 * Per place the clean and flagged shares (c, f) of fresh numbers obey c′ = −λc + μf, f′ = −μf, so
 * that a vector of two goes from review to review by a linear map: a second derivation, which a
 * test holds against this one.
 */
export function replacedPool(reviews: Reviews): ReviewedPool {
  const { flagRate: lambda, clearRate: mu } = reviews;
  const p = flaggedShare(reviews);
  const asNew = [
    [FRESH, 1 - p],
    [FRESH + 1, p],
  ] as const;
  const moves: Move[] = [
    { from: FRESH, to: SPENT + 1, rate: lambda },
    { from: FRESH + 1, to: FRESH, rate: mu },
    ...twoState(SPENT, reviews),
    ...twoState(ORDERED, reviews),
  ];
  return {
    ...timesOf(reviews),
    letters: [UP, FLAGGED, UP, FLAGGED, UP, FLAGGED],
    start: [1 - p, p, 0, 0, 0, 0],
    moves,
    review: eachPlace((letter) => [
      [letter === SPENT || letter === SPENT + 1 ? letter - SPENT + ORDERED : letter, 1],
    ]),
    action: eachPlace((letter) => (letter >= ORDERED ? asNew : [[letter, 1]])),
  };
}

const SERVES = 0;
const TO_REST = 2;
const YOUNG = 4;
const RESTS = 6;
const TO_SERVE = 8;

export interface Rests extends Reviews {
  /** Places that may rest at once: the repairers. */
  readonly restMost: number;
}

/**
 * Rest: what a review finds flagged is held back D later; what has rested for a review or more and
 * is found clean serves again D later. The least rest lies between T − D and 2T − D, so that the
 * first review of a rest ends none. No more than `restMost` places rest at once; those with the
 * lower index go first, and a rest that this very review ends counts still.
 *
 * | letter | clean | flagged |
 * | --- | --- | --- |
 * | serves | 0 | 1 |
 * | serves, and will rest | 2 | 3 |
 * | rests, and met no review yet | 4 | 5 |
 * | rests | 6 | 7 |
 * | rests, and will serve | 8 | 9 |
 */
export function restedPool(reviews: Rests): ReviewedPool {
  const { restMost } = reviews;
  assert(restMost >= 1, `somebody may rest, got ${restMost}`);
  const p = flaggedShare(reviews);
  const pairs = [SERVES, TO_REST, YOUNG, RESTS, TO_SERVE];
  return {
    ...timesOf(reviews),
    letters: [UP, FLAGGED, UP, FLAGGED, HELD, HELD, HELD, HELD, HELD, HELD],
    start: [1 - p, p, 0, 0, 0, 0, 0, 0, 0, 0],
    moves: pairs.flatMap((pair) => twoState(pair, reviews)),
    review: (word) => {
      let free = restMost - word.filter((letter) => letter >= YOUNG).length;
      const next = word.map((letter) => {
        if (letter === RESTS) return TO_SERVE;
        if (letter === YOUNG || letter === YOUNG + 1) return letter - YOUNG + RESTS;
        return letter === SERVES + 1 && free-- > 0 ? TO_REST + 1 : letter;
      });
      return [{ word: next, chance: 1 }];
    },
    action: eachPlace((letter) => {
      if (letter === TO_REST || letter === TO_REST + 1) return [[letter - TO_REST + YOUNG, 1]];
      return [[letter >= TO_SERVE ? letter - TO_SERVE + SERVES : letter, 1]];
    }),
  };
}

function timesOf({ places, reviewEvery, actionAfter }: Reviews) {
  return { places, reviewEvery, actionAfter };
}

/** Flags and clears of a pair of letters. */
function twoState(pair: number, { flagRate, clearRate }: TwoState): Move[] {
  return [
    { from: pair, to: pair + 1, rate: flagRate },
    { from: pair + 1, to: pair, rate: clearRate },
  ];
}
