import type { Ratio, Score } from '../base/units.ts';
import type { AnswerSpec } from './spec.ts';

/**
 * Share of callees whose carrier shows a label at a true score s:
 * L(s) = 1 / (1 + e^−((s − midpoint)/width)). Shape assumed; the label's effect is published.
 */
export function labelShare(answer: AnswerSpec, trueScore: Score): Ratio {
  return 1 / (1 + Math.exp((answer.labelMidpoint - trueScore) / answer.labelWidth));
}

/**
 * Chance that a person answers the k-th attempt of a task:
 * q · hour[h] · attemptFactor^(k−1) · local · (1 − L·(1 − labelMultiplier)), clamped to 0 … 1.
 * @param propensity the contact's own q
 * @param attempt k, from 1
 * @param local whether the caller ID is from the contact's country
 * @param label L(s) of the calling number
 */
export function liveShare(
  answer: AnswerSpec,
  propensity: Ratio,
  hour: number,
  attempt: number,
  local: boolean,
  label: Ratio,
): Ratio {
  let share = propensity * answer.hourFactor[hour];
  if (attempt > 1) share *= answer.attemptFactor ** (attempt - 1);
  if (local) share *= answer.localFactor;
  share *= 1 - label * (1 - answer.labelMultiplier);
  return Math.min(1, Math.max(0, share));
}

/** Share of unanswered calls that the carrier blocks: more of them where more callees see a label. */
export function blockedShare(answer: AnswerSpec, label: Ratio): Ratio {
  return Math.min(1, answer.unanswered.blocked + answer.blockedAtLabel * label);
}
