import { inverseOf } from '../../stats/positive-definite.ts';
import type { AnswerData } from './answer-data.ts';
import { type AnswerParameters, logLikelihood } from './answer-model.ts';
import { type AnswerFit, type AnswerQuestion, AnswerSpace } from './answer-space.ts';

const MAX_STEPS = 100;
const SETTLED = 1e-5;
const MOST_HALVINGS = 30;

/**
 * Maximum likelihood, by steps along the inverse of the scores' outer product (Berndt, Hall, Hall & Hausman
 * 1974), which is also where the intervals come from: contacts are independent, the calls of one are not.
 * Intervals are symmetric in the logarithm. O(steps · calls · nodes).
 *
 * @param data at least one country
 * @returns null where the data do not determine the parameters, or make a free concentration endless
 */
export function fitAnswer(
  data: AnswerData,
  question: AnswerQuestion,
  level: number,
  near?: AnswerParameters,
): AnswerFit | null {
  const space = new AnswerSpace(data, question);
  let theta = space.start(near);
  let best = logLikelihood(data, space.parameters(theta));
  let information: Float64Array = new Float64Array(0);
  for (let step = 0; step < MAX_STEPS; step++) {
    const derivatives = space.derivatives(theta);
    information = derivatives.information;
    const direction = space.step(derivatives.gradient, information);
    if (direction === null) return null;
    const gain = direction.reduce((sum, by, i) => sum + by * derivatives.gradient[i], 0);
    if (gain < SETTLED) break;
    let next = theta;
    let found = best;
    for (let halving = 0; halving < MOST_HALVINGS && !(found > best); halving++) {
      const length = 0.5 ** halving;
      next = space.within(theta.map((value, i) => value + length * direction[i]));
      found = logLikelihood(data, space.parameters(next));
    }
    if (!(found > best)) break;
    theta = next;
    best = found;
  }
  const covariance = inverseOf(information, space.size);
  if (covariance === null || space.isEndless(theta)) return null;
  return space.answer(theta, best, covariance, level);
}
