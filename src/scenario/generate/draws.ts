import { SequentialStream } from '../../kernel/rng/sequential.ts';
import { streamKey } from '../../kernel/rng/streams.ts';
import type { CountryCounts } from './phone-supply.ts';

/** The stream of one purpose of a generator. */
export function generatorStream(seed: string, purpose: string): SequentialStream {
  return new SequentialStream(streamKey(seed, 0, 0, `generate.${purpose}`));
}

/** One entry of a list, all alike. */
export function oneOf<T>(list: readonly T[], draw: SequentialStream): T {
  return list[Math.floor(draw.next() * list.length)];
}

/** Index of a share drawn in proportion; the shares need not sum to 1. */
export function oneByShare(shares: readonly number[], draw: SequentialStream): number {
  const total = shares.reduce((sum, share) => sum + share, 0);
  let rest = draw.next() * total;
  for (let i = 0; i < shares.length - 1; i++) {
    rest -= shares[i];
    if (rest < 0) return i;
  }
  return shares.length - 1;
}

/** The countries of the counts in random order, each exactly as often as counted. */
export function* shuffledCountries(
  counts: CountryCounts,
  draw: SequentialStream,
): Generator<string> {
  const countries = [...counts.keys()];
  const left = [...counts.values()];
  for (let rest = left.reduce((sum, count) => sum + count, 0); rest > 0; rest--) {
    const at = oneByShare(left, draw);
    left[at]--;
    yield countries[at];
  }
}
