import type { SelectorSettings } from './types.ts';

/** What becomes of a contact's sticky number in one pick. */
export type StickyDecision = 'use' | 'another' | 'wait';

/**
 * Rule 3, after rules 6 and 7: an eligible sticky number with room is used; one that policy skips is
 * bypassed for this attempt; one that is busy is bypassed or waited for, as the setting says.
 */
export function decideSticky(
  eligible: boolean,
  hasRoom: boolean,
  whenBusy: SelectorSettings['stickyWhenBusy'],
): StickyDecision {
  if (!eligible) return 'another';
  if (hasRoom) return 'use';
  return whenBusy === 'wait' ? 'wait' : 'another';
}
