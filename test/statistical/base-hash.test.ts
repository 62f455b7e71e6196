import { describe, expect, it } from 'vitest';
import { entityKey } from '../../src/base/hash.ts';
import { serialZ, uniformP } from '../support/draw-statistics.ts';

const NAMES = 60_000;
/** Below this a p-value counts as a failure; a dozen of them are looked at. */
const LEAST_P = 1e-5;
const STANDARD_ERRORS = 4;

/** Names as they occur, each differing from its neighbours in a digit or two. */
const KINDS: Record<string, (i: number) => string> = {
  'phone numbers': (i) => `+4420794${String(i).padStart(5, '0')}`,
  'ordinals of a group': (i) => `spring/${i}`,
  'lengths of one character': (i) => 'x'.repeat(i % 250) + String.fromCharCode(33 + (i >> 8)),
};

describe('entityKey', () => {
  for (const [kind, nameOf] of Object.entries(KINDS)) {
    it(`tells names apart and spreads both words evenly: ${kind}`, () => {
      const names = new Set(Array.from({ length: NAMES }, (_, i) => nameOf(i)));
      const keys = [...names].map(entityKey);
      expect(new Set(keys.map(({ lo, hi }) => `${lo} ${hi}`)).size).toBe(names.size);
      for (const word of ['lo', 'hi'] as const) {
        const high = Float64Array.from(keys, (key) => (key[word] >>> 0) / 2 ** 32);
        const low = Float64Array.from(keys, (key) => (key[word] & 0xffff) / 2 ** 16);
        expect(uniformP(high, 256)).toBeGreaterThan(LEAST_P);
        expect(uniformP(low, 256)).toBeGreaterThan(LEAST_P);
        expect(Math.abs(serialZ(high))).toBeLessThan(STANDARD_ERRORS);
      }
    });
  }

  it('changes half of its 64 bits when one bit of a name changes', () => {
    const names = 4_000;
    let flipped = 0;
    let pairs = 0;
    for (let i = 0; i < names; i++) {
      const name = KINDS['phone numbers'](i);
      const key = entityKey(name);
      for (let at = 0; at < name.length; at++) {
        const unit = String.fromCharCode(name.charCodeAt(at) ^ 1);
        const other = entityKey(name.slice(0, at) + unit + name.slice(at + 1));
        flipped += bits(key.lo ^ other.lo) + bits(key.hi ^ other.hi);
        pairs++;
      }
    }
    const standardError = Math.sqrt(64 / 4 / pairs);
    expect(Math.abs(flipped / pairs - 32)).toBeLessThan(STANDARD_ERRORS * standardError);
  });

  it('keeps the identities of published runs', () => {
    expect(entityKey('+14155550100')).toMatchInlineSnapshot(`
      {
        "hi": 760927218,
        "lo": 975410042,
      }
    `);
    expect(entityKey('numbers/1')).toMatchInlineSnapshot(`
      {
        "hi": -1440753952,
        "lo": 1906555742,
      }
    `);
  });
});

/** How many bits of a word are set. */
function bits(word: number): number {
  let count = 0;
  for (let rest = word >>> 0; rest > 0; rest >>>= 1) count += rest & 1;
  return count;
}
