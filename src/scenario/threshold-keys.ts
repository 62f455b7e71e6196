/** Spellings of "skip numbers above this score", letters only. */
const THRESHOLD =
  /threshold|skipabove|scoreabove|(max|limit|cutoff).*(spam|score)|(spam|score).*(max|limit|cutoff)/;

export const THRESHOLD_REASON =
  'there is one spam threshold for the whole platform, and no campaign can change it';
export const THRESHOLD_REMEDY = 'set platform.spamThreshold, for all campaigns';

/** Whether a key, in any spelling, asks for a spam threshold. */
export function asksForThreshold(key: string): boolean {
  return THRESHOLD.test(key.toLowerCase().replace(/[^a-z]/g, ''));
}
