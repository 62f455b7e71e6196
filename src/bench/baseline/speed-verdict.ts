import type { Interval } from '../../stats/interval.ts';

/** How a case's speed compares with its base. One word for undecided everywhere: `unsure`. */
export type SpeedVerdict = 'faster' | 'slower' | 'same' | 'unsure';

/** Changes smaller than this are nobody's business: a tenth, either way. */
export const DEFAULT_HORIZON = 0.1;

/**
 * What an interval of the ratio head / base (of times: above 1 is slower) says against a horizon.
 *
 * | verdict | the whole interval lies |
 * | --- | --- |
 * | slower | above 1 + horizon |
 * | faster | below 1 / (1 + horizon): what would be slower with base and head exchanged |
 * | same | between the two, ends included |
 * | unsure | across one of them, or there is none |
 *
 * @param horizon least relative change that counts, > 0
 */
export function judgeRatio(ratio: Interval | null, horizon: number): SpeedVerdict {
  if (ratio === null) return 'unsure';
  const { low, high } = ratio;
  const slow = 1 + horizon;
  const fast = 1 / slow;
  if (low > slow) return 'slower';
  if (high < fast) return 'faster';
  return low >= fast && high <= slow ? 'same' : 'unsure';
}
