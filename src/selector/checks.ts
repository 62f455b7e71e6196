import type { SelectorSettings } from './types.ts';

/*
 * Checks at the door. The hot path trusts what came through here, so each message says what would go
 * wrong behind it.
 */

/** @throws {RangeError} when a setting cannot give a valid pick */
export function checkSettings(settings: SelectorSettings): void {
  const { priorMean, priorStrength, floor } = settings.weight;
  checkScore('spamThreshold', settings.spamThreshold);
  if (!(priorMean >= 0 && priorMean <= 1)) {
    throw new RangeError(
      `weight.priorMean is ${priorMean}; an answer rate outside 0 … 1 gives weights without meaning`,
    );
  }
  if (!(priorStrength > 0 && Number.isFinite(priorStrength))) {
    throw new RangeError(
      `weight.priorStrength is ${priorStrength}; it must be above 0, or a fresh number has no weight`,
    );
  }
  if (!(floor > 0 && floor <= 1)) {
    throw new RangeError(
      `weight.floor is ${floor}; it must be above 0, or a number could never be picked again, and at ` +
        'most 1, or all numbers weigh the same',
    );
  }
  if (settings.stickyWhenBusy !== 'another' && settings.stickyWhenBusy !== 'wait') {
    throw new RangeError(
      `stickyWhenBusy is ${String(settings.stickyWhenBusy)}; it must be "another" or "wait"`,
    );
  }
}

/** @throws {RangeError} unless 0 ≤ value ≤ 100; NaN would compare as never above the threshold */
export function checkScore(what: string, value: number): void {
  if (!(value >= 0 && value <= 100)) {
    throw new RangeError(`${what} is ${value}; outside 0 … 100 it cannot be held to the threshold`);
  }
}

/** @throws {RangeError} unless `index` is one of `count` that were added */
export function checkIndex(what: string, index: number, count: number): void {
  if (!(Number.isInteger(index) && index >= 0 && index < count)) {
    throw new RangeError(
      `there is no ${what} ${index} (${count} added); the change would land on another one's facts`,
    );
  }
}

/** @throws {RangeError} unless 0 ≤ answered ≤ attempts, both whole */
export function checkTally(attempts: number, answered: number): void {
  if (!(Number.isSafeInteger(attempts) && Number.isSafeInteger(answered))) {
    throw new RangeError(
      `a tally of ${answered} answered in ${attempts} attempts is not countable`,
    );
  }
  if (!(answered >= 0 && answered <= attempts)) {
    throw new RangeError(
      `${answered} answered in ${attempts} attempts would give an answer rate outside 0 … 1`,
    );
  }
}
