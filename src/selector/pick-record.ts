import type { PickRecord } from './types.ts';

/** A record with every count at zero, for the caller to own and to hand to each pick. */
export function emptyPickRecord(): PickRecord {
  return {
    pool: 0,
    considered: 0,
    eligible: 0,
    inactive: 0,
    paused: 0,
    spam: 0,
    country: 0,
    spamAndCountry: 0,
    busy: 0,
    usedSticky: 0,
    work: 0,
    rejections: 0,
  };
}
