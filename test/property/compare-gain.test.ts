import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareFigures } from '../../src/experiment/compare/compare-figures.ts';
import { pairingGain } from '../../src/experiment/compare/gain.ts';
import { DEFAULT_HORIZON } from '../../src/experiment/compare/horizon.ts';
import { isSame } from '../../src/experiment/compare/same-world.ts';
import type { SideResults } from '../../src/experiment/compare/side-results.ts';
import { FIGURES } from '../../src/model/figures.ts';

/** (numerator, denominator) pairs of a share: 0 ≤ numerator ≤ denominator. */
const shares = (n: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })), {
      minLength: n,
      maxLength: n,
    })
    .map((rows) => ({
      numerators: Float64Array.from(rows, ([x]) => x),
      denominators: Float64Array.from(rows, ([x, y]) => x + y),
    }));

const two = fc.integer({ min: 2, max: 30 }).chain((n) => fc.tuple(shares(n), shares(n)));

describe('the gain of pairing', () => {
  test('is positive, never above what is possible, and the same both ways', () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const gain = pairingGain('ratio', a, b);
        if (gain === null) return;
        expect(gain.gain).toBeGreaterThanOrEqual(0.5 * (1 - 1e-9));
        expect(gain.possible).toBeGreaterThanOrEqual(gain.gain);
        const back = pairingGain('ratio', b, a);
        expect(back?.gain).toBeCloseTo(gain.gain, 6);
      }),
    );
  });
});

describe('a comparison', () => {
  const scope = { campaign: '*', country: '*' };
  const mirrored = { better: 'worse', worse: 'better' } as Readonly<Record<string, string>>;

  test('turned around has the opposite difference and verdict', () => {
    const specs = FIGURES.filter(
      ({ unit, estimator }) => unit === 'ratio' && estimator === 'ratio',
    );
    fc.assert(
      fc.property(two, fc.constantFrom(...specs), ([a, b], spec) => {
        const side = (pairs: typeof a): SideResults => ({
          campaigns: [],
          scopes: [scope],
          replications: pairs.numerators.length,
          pairs: () => pairs,
          fingerprint: () => null,
        });
        // An amount, for a share of A's value is another when B stands in A's place.
        const horizon = { ...DEFAULT_HORIZON, absolute: new Map([[spec.key, 0.05]]) };
        const settings = { n: a.numerators.length, level: 0.95, horizon };
        const run = (x: typeof a, y: typeof a) =>
          compareFigures([{ spec, scope, named: false }], [side(x), side(y)], {
            ...settings,
            sameWorld: false,
            mayGoOn: false,
          })[0];
        const there = run(a, b);
        const back = run(b, a);
        expect(back.verdict).toBe(mirrored[there.verdict] ?? there.verdict);
        if (there.difference === null || back.difference === null) return;
        expect(back.difference.estimate).toBeCloseTo(-there.difference.estimate, 9);
        if (Number.isFinite(there.difference.low)) {
          expect(back.difference.high).toBeCloseTo(-there.difference.low, 9);
        }
      }),
    );
  });
});

test('plain data is the same as its copy, and as nothing else', () => {
  fc.assert(
    fc.property(fc.anything({ withTypedArray: true, maxDepth: 3 }), fc.anything(), (x, y) => {
      fc.pre(JSON.stringify(x) !== undefined);
      const copy = structuredClone(x);
      expect(isSame(x, copy)).toBe(true);
      expect(isSame(x, { ...(typeof x === 'object' ? x : {}), anotherKey: y })).toBe(false);
    }),
  );
});
