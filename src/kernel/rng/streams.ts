import seedrandom from 'seedrandom';
import { assert } from '../../base/assert.ts';

/** The name of a random stream as 64 bits: two int32 words. */
export interface StreamKey {
  readonly a: number;
  readonly b: number;
}

/**
 * The key of one named stream of one replication. One stream per purpose keeps common random
 * numbers: a policy that draws more in one place shifts nobody's luck in another.
 *
 * Only seedrandom's alea is used. Its siblings xor128, xorwow and xorshift7 give grossly
 * non-uniform first draws over keys that differ in a digit (held by a test).
 *
 * @param replication integer ≥ 0
 * @param branch 0 in plain runs; another integer continues a copied world with fresh luck
 * @param name the purpose, such as `call.outcome`
 */
export function streamKey(
  seed: string,
  replication: number,
  branch: number,
  name: string,
): StreamKey {
  return streamKeys(seed, replication, branch)(name);
}

/** The same for many names: what they have in common is written out once. */
export function streamKeys(
  seed: string,
  replication: number,
  branch: number,
): (name: string) => StreamKey {
  assert(Number.isSafeInteger(replication) && replication >= 0, 'replication must be 0, 1, 2 …');
  assert(Number.isSafeInteger(branch) && branch >= 0, 'branch must be 0, 1, 2 …');
  // A slash inside the seed must not pass for a separator.
  const escaped = seed.replaceAll('%', '%25').replaceAll('/', '%2F');
  const common = `${escaped}/${replication}/${branch}/`;
  return (name) => {
    assert(name.length > 0, 'a stream needs a name');
    const draw = seedrandom.alea(common + name);
    return { a: draw.int32(), b: draw.int32() };
  };
}
