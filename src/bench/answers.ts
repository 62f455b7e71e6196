/** Calls after which the answers of a number come again, by the bits of a word. */
export const ANSWERS_IN_TURN = 32;
/** Requests come round after 2^13; `pool-world.ts` makes so many. */
const ROUND_BITS = 13;

/**
 * The answers of a number's calls, so that its answer rate stays what it was however long the work goes on:
 * as many bits set as its rate asks for (rounded up or down by a draw), at random places.
 */
export function answersOf(rate: number, draw: () => number): number {
  const places = Array.from({ length: ANSWERS_IN_TURN }, (_, i) => i);
  let answers = 0;
  for (let left = Math.floor(rate * ANSWERS_IN_TURN + draw()); left > 0; left--) {
    const [place] = places.splice(Math.floor(draw() * places.length), 1);
    answers |= 1 << place;
  }
  return answers;
}

/**
 * Whether the call of this operation is answered. Each round of requests begins one bit further on, so that a
 * number that comes once in a round goes through all its answers.
 */
export function isAnswered(answers: number, operation: number): boolean {
  return ((answers >>> ((operation + (operation >>> ROUND_BITS)) & 31)) & 1) === 1;
}
