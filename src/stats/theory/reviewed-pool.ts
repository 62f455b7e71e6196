import { assert } from '../../base/assert.ts';
import { assertPositive } from '../check.ts';
import { evolve, type Move } from './uniformised.ts';

/**
 * Machine repair where nobody stands by: places that break down by themselves, and somebody who
 * looks at all of them at the instants T, 2T, 3T … and acts on what was seen a fixed delay D < T
 * later.
 *
 * A place is in one of few states, its letter; the pool is in a word of them. Between the instants
 * places move independently as a Markov chain in continuous time; at an instant the whole word
 * changes at once, by chance or not. So the law of the words is exact: uniformisation from instant
 * to instant, and a stochastic map at each. Neither lives nor repairs meet at the instants of a
 * Poisson process any more, and the product form of the machine repair model (Palm 1947; Kleinrock
 * 1975, section 3.10) does not hold. On maintenance by inspection see Barlow & Proschan (1965),
 * "Mathematical Theory of Reliability", chapter 4.
 */
export interface ReviewedPool {
  /** Places of the pool, at least 1. There are letters^places words. */
  readonly places: number;
  readonly letters: readonly Letter[];
  /** Of one place: law at time 0, and moves between instants; alike for all, independently. */
  readonly start: readonly number[];
  readonly moves: readonly Move[];
  /** T: from one review to the next, the first at T. */
  readonly reviewEvery: number;
  /** D: from a review to the actions it leads to, 0 < D < T. */
  readonly actionAfter: number;
  readonly review: Change;
  readonly action: Change;
}

export interface Letter {
  /** A call can be placed from it. */
  readonly eligible: boolean;
  /** It stands in the pool and is not held back, whatever its score. */
  readonly considered: boolean;
}

/** The words that a word can turn into, each with its chance. */
export type Change = (word: readonly number[]) => readonly Outcome[];

export interface Outcome {
  readonly word: readonly number[];
  readonly chance: number;
}

export interface ReviewedFigures {
  /** Means over time of the number of places. */
  readonly eligible: number;
  readonly considered: number;
  /** Share of time in which no place is eligible. */
  readonly stalled: number;
  /** P(no place is eligible at some time in [0, horizon)): a first passage. */
  readonly risk: number;
  /** Expected number of places of which the actions change the letter. */
  readonly acted: number;
}

/** What becomes of a pool until the horizon; what falls on the horizon does not happen any more. */
export function followPool(pool: ReviewedPool, horizon: number): ReviewedFigures {
  const { reviewEvery, actionAfter } = pool;
  assertPositive(horizon, 'the horizon');
  assertPositive(actionAfter, 'the delay of the actions');
  assert(actionAfter < reviewEvery, 'the actions come before the next review');
  const whole = new Follower(pool, false);
  const spared = new Follower(pool, true);
  for (const follower of [whole, spared]) {
    let at = 0;
    for (let k = 1; k * reviewEvery < horizon; k++) {
      follower.pass(k * reviewEvery - at, pool.review);
      at = Math.min(horizon, k * reviewEvery + actionAfter);
      follower.pass(at - k * reviewEvery, at < horizon ? pool.action : null);
    }
    follower.pass(horizon - at, null);
  }
  return {
    eligible: whole.eligibleTime / horizon,
    considered: whole.consideredTime / horizon,
    stalled: whole.stalledTime / horizon,
    risk: spared.stalledMass,
    acted: whole.acted,
  };
}

/** The law of the words on its way. */
class Follower {
  private readonly pool: ReviewedPool;
  /** Words without an eligible place keep what comes to them: their mass is the risk. */
  private readonly absorbs: boolean;
  private readonly words: readonly (readonly number[])[];
  private readonly moves: readonly Move[];
  private law: Float64Array;
  eligibleTime = 0;
  consideredTime = 0;
  stalledTime = 0;
  acted = 0;

  constructor(pool: ReviewedPool, absorbs: boolean) {
    const { letters, places, start, moves } = pool;
    assert(Number.isInteger(places) && places >= 1, `places is a count >= 1, got ${places}`);
    const count = letters.length ** places;
    this.pool = pool;
    this.absorbs = absorbs;
    this.words = Array.from({ length: count }, (_, index) => this.wordAt(index));
    this.law = Float64Array.from(this.words, (word) =>
      word.reduce((chance, letter) => chance * start[letter], 1),
    );
    this.moves = this.words.flatMap((word, from) => {
      if (absorbs && this.isStalled(word)) return [];
      return word.flatMap((letter, place) =>
        moves
          .filter((move) => move.from === letter)
          .map(({ to, rate }) => ({ from, to: this.indexOf(word.with(place, to)), rate })),
      );
    });
  }

  /** Lets time pass, and then the change happen. */
  pass(time: number, change: Change | null): void {
    const { after, occupied } = evolve(this.law, this.moves, time);
    this.words.forEach((word, index) => {
      this.eligibleTime += occupied[index] * this.countOf(word, 'eligible');
      this.consideredTime += occupied[index] * this.countOf(word, 'considered');
      if (this.isStalled(word)) this.stalledTime += occupied[index];
    });
    this.law = change === null ? after : this.changed(after, change);
  }

  get stalledMass(): number {
    return this.words.reduce(
      (sum, word, index) => sum + (this.isStalled(word) ? this.law[index] : 0),
      0,
    );
  }

  private changed(before: Float64Array, change: Change): Float64Array {
    const law = new Float64Array(before.length);
    this.words.forEach((word, index) => {
      if (this.absorbs && this.isStalled(word)) {
        law[index] += before[index];
        return;
      }
      for (const outcome of change(word)) {
        const mass = before[index] * outcome.chance;
        law[this.indexOf(outcome.word)] += mass;
        if (change !== this.pool.action) continue;
        this.acted += mass * word.filter((letter, i) => letter !== outcome.word[i]).length;
      }
    });
    return law;
  }

  private isStalled(word: readonly number[]): boolean {
    return this.countOf(word, 'eligible') === 0;
  }

  private countOf(word: readonly number[], what: keyof Letter): number {
    return word.filter((letter) => this.pool.letters[letter][what]).length;
  }

  private wordAt(index: number): number[] {
    const { letters, places } = this.pool;
    return Array.from(
      { length: places },
      (_, place) => Math.floor(index / letters.length ** place) % letters.length,
    );
  }

  private indexOf(word: readonly number[]): number {
    return word.reduceRight((index, letter) => index * this.pool.letters.length + letter, 0);
  }
}

/** The change of a word whose places change one by one, each by a law over letters of its own. */
export function eachPlace(
  lawOf: (letter: number) => readonly (readonly [number, number])[],
): Change {
  return (word) =>
    word.reduce<readonly Outcome[]>(
      (outcomes, letter) =>
        outcomes.flatMap((outcome) =>
          lawOf(letter).map(([to, chance]) => ({
            word: [...outcome.word, to],
            chance: outcome.chance * chance,
          })),
        ),
      [{ word: [], chance: 1 }],
    );
}
