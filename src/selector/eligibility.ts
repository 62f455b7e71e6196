import type { LeftOutReason, NumberStatus } from './types.ts';

/** Rule 6: strictly above the threshold is skipped, equal is eligible. */
export function isFlagged(spamScore: number, spamThreshold: number): boolean {
  return spamScore > spamThreshold;
}

/**
 * Rules 1 and 6: why policy keeps a number out of a pick, or `null` when it may enter.
 * Inactive and paused come first: such a number is not in the pool for this pick, and is never
 * counted under spam or country. Flagged and not allowed together count once. `released` numbers are
 * no members of the pool; the caller leaves them out before asking.
 */
export function policyReason(
  status: NumberStatus,
  paused: boolean,
  flagged: boolean,
  allowed: boolean,
): Exclude<LeftOutReason, 'busy'> | null {
  if (status !== 'active') return 'inactive';
  if (paused) return 'paused';
  if (flagged) return allowed ? 'spam' : 'spam_and_country';
  return allowed ? null : 'country';
}
