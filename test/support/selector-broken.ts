import {
  AT_CAPACITY,
  NO_ELIGIBLE,
  type NumberIndex,
  type PoolView,
  Selector,
} from '../../src/selector/index.ts';

/** One pick as the laws see it. */
export type Picker = (campaign: number, country: number, sticky: NumberIndex, u: number) => number;

/** How a selector can be wrong. `null` is the same plain selector without a fault. */
export type Flaw =
  | 'ignores status'
  | 'ignores pause'
  | 'ignores score'
  | 'ignores allow-list'
  | 'ignores room'
  | 'picks outside the pool'
  | 'falls back to the first number'
  | 'calls on capacity when nothing is eligible'
  | 'skips at the threshold'
  | 'lets just above the threshold pass'
  | 'forgets sticky'
  | 'sticky over policy'
  | 'gives up when sticky is skipped'
  | 'always the first candidate'
  | 'all weights alike'
  | 'preference empties the pick';

/** A plain selector over the pool view, with one fault built in on purpose; `outsider` is in no pool. */
export function brokenPicker(selector: PoolView, flaw: Flaw | null, outsider: NumberIndex): Picker {
  const threshold = selector.spamThreshold;
  const flagged = (n: number) => {
    const score = selector.score(n);
    if (flaw === 'ignores score') return false;
    if (flaw === 'skips at the threshold') return score >= threshold;
    if (flaw === 'lets just above the threshold pass') return score > threshold + 1e-9;
    return score > threshold;
  };
  const eligible = (campaign: number, n: number, country: number) =>
    (flaw === 'ignores status' || selector.status(n) === 'active') &&
    (flaw === 'ignores pause' || !selector.isPaused(campaign, n)) &&
    (flaw === 'ignores allow-list' || selector.isAllowed(n, country)) &&
    !flagged(n);
  return (campaign, country, sticky, u) => {
    if (flaw === 'picks outside the pool') return outsider;
    const pool = Array.from({ length: selector.poolSize(campaign) }, (_, i) =>
      selector.poolNumber(campaign, i),
    );
    if (flaw === 'sticky over policy' && pool.includes(sticky)) return sticky;
    const allowed = pool.filter((n) => eligible(campaign, n, country));
    if (allowed.length === 0) {
      if (flaw === 'falls back to the first number' && pool.length > 0) return pool[0];
      return flaw === 'calls on capacity when nothing is eligible' ? AT_CAPACITY : NO_ELIGIBLE;
    }
    const open =
      flaw === 'ignores room' ? allowed : allowed.filter((number) => selector.hasRoom(number));
    if (open.length === 0) return AT_CAPACITY;
    if (sticky >= 0 && flaw !== 'forgets sticky') {
      if (open.includes(sticky)) return sticky;
      if (flaw === 'gives up when sticky is skipped') return NO_ELIGIBLE;
    }
    const matched = open.filter((n) => country !== 0 && selector.homeCountry(n) === country);
    const prefers = selector.prefersCountryMatched(campaign);
    if (prefers && flaw === 'preference empties the pick' && matched.length === 0) {
      return NO_ELIGIBLE;
    }
    const drawn = prefers && matched.length > 0 ? matched : open;
    if (flaw === 'always the first candidate') return drawn[0];
    const weights = drawn.map((n) =>
      flaw === 'all weights alike' ? 1 : selector.weight(campaign, n),
    );
    let rest = u * weights.reduce((sum, weight) => sum + weight, 0);
    for (let i = 0; i < drawn.length - 1; i++) {
      if (rest < weights[i]) return drawn[i];
      rest -= weights[i];
    }
    return drawn[drawn.length - 1];
  };
}

/** A change that the index of a `ForgetfulSelector` does not hear of. */
export type Forgotten = 'pause' | 'status' | 'score' | 'outcome' | 'number room';

/** The real selector, but for one kind of change that reaches the facts and not the index. */
export class ForgetfulSelector extends Selector {
  forgotten: Forgotten | null = null;

  override setPaused(campaign: number, number: number, paused: boolean): void {
    if (this.forgotten !== 'pause') super.setPaused(campaign, number, paused);
    else {
      this.rows.paused[this.rows.find(campaign, number)] = paused ? 1 : 0;
    }
  }

  override setStatus(number: number, status: 'active' | 'inactive' | 'released'): void {
    if (this.forgotten !== 'status') super.setStatus(number, status);
    else {
      this.numbers.status[number] = ['active', 'inactive', 'released'].indexOf(status);
    }
  }

  override setScore(number: number, score: number | null): void {
    if (this.forgotten !== 'score') super.setScore(number, score);
    else {
      this.numbers.score[number] = score ?? 0;
    }
  }

  override setNumberRoom(number: number, hasRoom: boolean): void {
    if (this.forgotten !== 'number room') super.setNumberRoom(number, hasRoom);
    else {
      this.numbers.room[number] = hasRoom ? 1 : 0;
    }
  }

  override recordOutcome(campaign: number, number: number, answered: boolean): void {
    if (this.forgotten !== 'outcome') super.recordOutcome(campaign, number, answered);
    else {
      const row = this.rows.find(campaign, number);
      if (row < 0) return;
      this.rows.tally[2 * row] += 1;
      if (answered) this.rows.tally[2 * row + 1] += 1;
    }
  }
}
