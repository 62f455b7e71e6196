import { OUTCOMES, type Outcome } from '../../model/observer.ts';

const index = (outcome: Outcome) => OUTCOMES.indexOf(outcome);

export const ANSWERED = index('answered');
export const VOICEMAIL = index('voicemail');
export const NO_ANSWER = index('no_answer');
export const BUSY = index('busy');
export const FAILED = index('failed');
export const BLOCKED = index('blocked');
export const REFUSED = index('refused');

/**
 * Whether the callee could have answered: what else failed before it rang says nothing of them. A carrier's
 * block counts, as it does in the model, where it takes from the unanswered.
 */
export function isTry(outcome: number): boolean {
  return (
    outcome === ANSWERED ||
    outcome === VOICEMAIL ||
    outcome === NO_ANSWER ||
    outcome === BUSY ||
    outcome === BLOCKED
  );
}
