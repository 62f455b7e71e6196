import type { Ratio, Score } from '../base/units.ts';
import type { AnswerSpec } from './spec.ts';

/**
 * Share of callees whose carrier shows a label at a true score s:
 * L(s) = 1 / (1 + e^−((s − midpoint)/width)). Shape assumed; the label's effect is published.
 */
export function labelShare(answer: AnswerSpec, trueScore: Score): Ratio {
  return 1 / (1 + Math.exp((answer.labelMidpoint - trueScore) / answer.labelWidth));
}

/** Attempts are counted in bytes. */
const MOST_ATTEMPTS = 255;

/**
 * What the chances of a call take long to work out, kept: exponentials and powers cost as much as all the
 * rest. Nothing of it is state; what is kept is what would be worked out again.
 */
export class CarrierTables {
  readonly answer: AnswerSpec;
  /** attemptFactor^(k−1) of the k-th attempt. */
  readonly attemptFactors: Float64Array;
  /** The share of callees who see a label on each number, and the score at which. */
  readonly labels: Float64Array;
  readonly labelScores: Float64Array;

  constructor(answer: AnswerSpec, numbers: number) {
    this.answer = answer;
    this.attemptFactors = new Float64Array(MOST_ATTEMPTS + 1).fill(1);
    for (let k = 2; k <= MOST_ATTEMPTS; k++) {
      this.attemptFactors[k] = answer.attemptFactor ** (k - 1);
    }
    this.labels = new Float64Array(numbers);
    this.labelScores = new Float64Array(numbers).fill(Number.NaN);
  }

  /** L(s) of a number with the true score s. */
  labelOf(number: number, trueScore: Score): Ratio {
    if (this.labelScores[number] !== trueScore) {
      this.labelScores[number] = trueScore;
      this.labels[number] = labelShare(this.answer, trueScore);
    }
    return this.labels[number];
  }
}

/**
 * Chance that a person answers the k-th attempt of a task:
 * q · hour[h] · attemptFactor^(k−1) · local · (1 − L·(1 − labelMultiplier)), clamped to 0 … 1.
 * @param propensity the contact's own q
 * @param attemptFactor attemptFactor^(k−1) of the k-th attempt
 * @param local whether the caller ID is from the contact's country
 * @param label L(s) of the calling number
 */
export function liveShare(
  answer: AnswerSpec,
  propensity: Ratio,
  hour: number,
  attemptFactor: number,
  local: boolean,
  label: Ratio,
): Ratio {
  let share = propensity * answer.hourFactor[hour] * attemptFactor;
  if (local) share *= answer.localFactor;
  share *= 1 - label * (1 - answer.labelMultiplier);
  return Math.min(1, Math.max(0, share));
}

/** Share of unanswered calls that the carrier blocks: more of them where more callees see a label. */
export function blockedShare(answer: AnswerSpec, label: Ratio): Ratio {
  return Math.min(1, answer.unanswered.blocked + answer.blockedAtLabel * label);
}
