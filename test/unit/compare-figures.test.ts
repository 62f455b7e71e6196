import { describe, expect, test } from 'vitest';
import type { Pairs } from '../../src/experiment/aggregate.ts';
import {
  compareFigures,
  type FigureDifference,
  verdictOf,
} from '../../src/experiment/compare/compare-figures.ts';
import { isGap, verdictOfAll } from '../../src/experiment/compare/comparison.ts';
import { chooseFigures, DEFAULT_REQUESTS } from '../../src/experiment/compare/figure-choice.ts';
import { pairingGain } from '../../src/experiment/compare/gain.ts';
import { DEFAULT_HORIZON, horizonOf } from '../../src/experiment/compare/horizon.ts';
import { isSameWorld } from '../../src/experiment/compare/same-world.ts';
import { type SideResults, SimulatedSide } from '../../src/experiment/compare/side-results.ts';
import { isSkewed } from '../../src/experiment/compare/skewed.ts';
import { FIGURES, type FigureSpec, figureIndex } from '../../src/model/figures.ts';
import { pairedDifference } from '../../src/stats/paired.ts';
import { FAKE_LAYOUT, fakeResult, fakeScenario, stalls } from '../support/fake-run.ts';

const spec = (key: string): FigureSpec => FIGURES[figureIndex(key)];

function pairs(numerators: readonly number[], denominators?: readonly number[]): Pairs {
  return {
    numerators: Float64Array.from(numerators),
    denominators: Float64Array.from(denominators ?? numerators.map(() => 1)),
  };
}

/** A side that has one figure, over everything. */
function side(
  key: string,
  values: Pairs | null,
  campaigns: readonly string[] = ['c'],
): SideResults {
  return {
    campaigns,
    scopes: [{ campaign: '*', country: '*' }],
    replications: values?.numerators.length ?? 0,
    pairs: (wanted, _, n) =>
      wanted !== key || values === null
        ? null
        : {
            numerators: values.numerators.slice(0, n),
            denominators: values.denominators.slice(0, n),
          },
    fingerprint: () => null,
  };
}

interface Over {
  readonly n?: number;
  readonly level?: number;
  readonly sameWorld?: boolean;
  readonly mayGoOn?: boolean;
}

function compareOne(key: string, a: Pairs | null, b: Pairs | null, over: Over = {}) {
  const sides = [side(key, a), side(key, b)] as const;
  const [row] = compareFigures(
    [{ spec: spec(key), scope: { campaign: '*', country: '*' }, named: false }],
    sides,
    {
      n: a?.numerators.length ?? b?.numerators.length ?? 0,
      level: 0.95,
      horizon: DEFAULT_HORIZON,
      sameWorld: false,
      mayGoOn: false,
      ...over,
    },
  );
  return row;
}

describe('a verdict', () => {
  const interval = (low: number, high: number) => ({ estimate: (low + high) / 2, low, high, n: 9 });

  test.each([
    [-1, 1, 'low', 'same'],
    [0.5, 1, 'low', 'same'],
    [1.1, 2, 'low', 'worse'],
    [1.1, 2, 'high', 'better'],
    [1.1, 2, 'neither', 'changed'],
    [-2, -1.1, 'low', 'better'],
    [-2, -1.1, 'high', 'worse'],
    [-2, -1.1, 'neither', 'changed'],
    [0.9, 1.1, 'low', 'unsure'],
    [1, 2, 'high', 'unsure'],
    [-2, 2, 'neither', 'unsure'],
    [-Infinity, 0.5, 'low', 'unsure'],
    [2, Infinity, 'low', 'worse'],
  ] as const)('of an interval from %d to %d where %s is good is %s', (low, high, good, verdict) => {
    expect(verdictOf(interval(low, high), 1, good)).toBe(verdict);
  });

  test('needs data', () => {
    expect(verdictOf(null, 1, 'low')).toBe('no_data');
  });
});

describe('a horizon', () => {
  test('is a share of A’s value, with a floor for small ones', () => {
    const horizon = { relative: 0.1, absolute: new Map() };
    expect(horizonOf(horizon, spec('dials'), 200)).toBeCloseTo(20);
    expect(horizonOf(horizon, spec('dials'), 0)).toBeCloseTo(0.1);
    expect(horizonOf(horizon, spec('stall.risk'), 0.5)).toBeCloseTo(0.05);
    expect(horizonOf(horizon, spec('stall.risk'), 0)).toBeCloseTo(0.01);
  });

  test('told for a figure goes before it', () => {
    const horizon = { relative: 0.1, absolute: new Map([['stall.risk', 0.02]]) };
    expect(horizonOf(horizon, spec('stall.risk'), 0.5)).toBe(0.02);
    expect(horizonOf(horizon, spec('skip.rate'), 0.5)).toBeCloseTo(0.05);
  });
});

describe('the gain of pairing', () => {
  test('is (Var A + Var B)/Var(B − A) of means', () => {
    const a = [1, 4, 2, 8, 5];
    const b = [2, 4.5, 2.5, 9.5, 7];
    const theory = pairedDifference(a, b)?.varianceReduction ?? Number.NaN;
    expect(pairingGain('mean', pairs(a), pairs(b))?.gain).toBeCloseTo(theory, 9);
  });

  test('of ratios follows their linear part', () => {
    // One denominator for all: a ratio of sums is a mean.
    const a = pairs([2, 8, 4, 16, 10], [2, 2, 2, 2, 2]);
    const b = pairs([4, 9, 5, 19, 14], [2, 2, 2, 2, 2]);
    const means = pairingGain('mean', pairs([1, 4, 2, 8, 5]), pairs([2, 4.5, 2.5, 9.5, 7]));
    expect(pairingGain('ratio', a, b)?.gain).toBeCloseTo(means?.gain ?? Number.NaN, 9);
  });

  test('of yes or no is bounded by what differs in any case', () => {
    const a = pairs([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const b = pairs([0, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
    const gain = pairingGain('share_of_runs', a, b);
    // At best one replication differs: |Δ| − Δ² = 0.1 − 0.01.
    expect(gain?.possible).toBeCloseTo((0.1 * 0.9 + 0.2 * 0.8) / 0.09, 9);
    expect(gain?.gain).toBeCloseTo((0.1 * 0.9 + 0.2 * 0.8) / (0.3 - 0.01), 9);
  });

  test('is infinite where the difference is constant, and nothing where nothing varies', () => {
    expect(pairingGain('mean', pairs([1, 2, 3]), pairs([2, 3, 4]))?.gain).toBe(Infinity);
    expect(pairingGain('mean', pairs([1, 1, 1]), pairs([2, 2, 2]))).toBeNull();
    expect(pairingGain('mean', pairs([1, 2], [0, 0]), pairs([2, 2]))).toBeNull();
    expect(pairingGain('p95', pairs([1, 2, 3]), pairs([2, 3, 5]))).toBeNull();
  });

  test('does not take rounding for variance', () => {
    const rounded = [0, 1, 2, 3, 4, 5].map((i) => 0.7 + (i % 2) * 1e-13);
    expect(pairingGain('mean', pairs(rounded), pairs(rounded.map((x) => x + 0.1)))).toBeNull();
    expect(isSkewed('mean', pairs(rounded), pairs([0.8, 0.8, 0.8, 0.8, 0.8, 0.8]))).toBe(false);
  });
});

describe('a difference', () => {
  const many = Array.from({ length: 200 }, (_, i) => 10 + Math.sin(i));

  test('is B − A, at the level asked for', () => {
    const b = many.map((x, i) => x + 3 + 0.1 * Math.cos(i));
    const row = compareOne('dials', pairs(many), pairs(b), { level: 0.999 });
    const theory = pairedDifference(many, b, 0.999)?.difference;
    expect(row.difference?.estimate).toBeCloseTo(3, 2);
    expect(row.difference?.low).toBeCloseTo(theory?.low ?? Number.NaN, 9);
    expect(row.verdict).toBe('changed');
  });

  test('of the same world that is equal is exactly 0, in few replications too', () => {
    const row = compareOne('dials', pairs([1, 2]), pairs([1, 2]), { sameWorld: true });
    expect(row).toMatchObject({ verdict: 'same', identical: true });
    expect(row.difference).toMatchObject({ estimate: 0, low: 0, high: 0 });
  });

  test('of the same world that differs is a difference', () => {
    const row = compareOne('dials', pairs(many), pairs(many.map((x) => 2 * x)), {
      sameWorld: true,
    });
    expect(row.verdict).toBe('changed');
  });

  test('that is always 0 counts once 95 % of replications are sure to be equal', () => {
    // 1 − z²/(n + z²) ≥ 0.95 at 95 %: n ≥ 73.
    const zeros = (n: number) => pairs(new Array(n).fill(0));
    expect(compareOne('stall.contact_hours', zeros(72), zeros(72)).verdict).toBe('unsure');
    expect(compareOne('stall.contact_hours', zeros(73), zeros(73)).verdict).toBe('same');
    const strict = { level: 0.9999 };
    expect(compareOne('stall.contact_hours', zeros(200), zeros(200), strict).verdict).toBe(
      'unsure',
    );
  });

  test('that is the same in few pairs is not sure of those it has not seen', () => {
    // Three pairs at 95 %: up to 56 % of others may have anything from nothing to twice of it.
    const of = (n: number, by: number, over: Over = {}) => {
      const values = Array.from({ length: n }, (_, i) => 10 + (i % 3));
      const b = values.map((x) => x - by);
      return compareOne('pool.eligible_min', pairs(values), pairs(b), over);
    };
    expect(of(3, 1)).toMatchObject({ identical: false, verdict: 'unsure' });
    expect(of(3, 5).verdict).toBe('worse');
    expect(of(40, 1).verdict).toBe('worse');
    expect(of(3, 0.5, { level: 0.9999 }).verdict).toBe('unsure');
    // 0.5 of a horizon of 0.55: within it whatever the others do, once they are few.
    expect(of(20, 0.5).verdict).toBe('unsure');
    expect(of(73, 0.5).verdict).toBe('same');
  });

  test('of nothing in another whole, or of a rounding, is none', () => {
    const part = new Array(100).fill(0);
    const a = pairs(part, new Array(100).fill(5));
    const b = pairs(
      part,
      part.map((_, i) => 6 + (i % 3)),
    );
    expect(compareOne('skip.rate', a, b, { n: 100 })).toMatchObject({
      identical: true,
      verdict: 'same',
    });
    expect(compareOne('skip.rate', a, b, { level: 0.9999 }).verdict).toBe('unsure');
    const rounded = pairs(part.map((_, i) => 0.7 + (i % 2) * 1e-13));
    const row = compareOne('dials', pairs(part.map(() => 0.7)), rounded);
    expect(row).toMatchObject({ identical: true, difference: { low: 0, high: 0 } });
  });

  test('of yes or no that is always 0 keeps its interval', () => {
    const zeros = pairs(new Array(400).fill(0));
    const row = compareOne('stall.risk', zeros, zeros);
    expect(row.difference?.high).toBeGreaterThan(0.005);
    expect(row.verdict).toBe('unsure');
  });

  test('that few replications make is left open while more may follow', () => {
    const a = pairs(new Array(200).fill(1));
    const b = pairs([...new Array(199).fill(1), 2]);
    expect(compareOne('dials', a, b, { mayGoOn: true })).toMatchObject({
      skewed: true,
      verdict: 'unsure',
    });
    expect(compareOne('dials', a, b)).toMatchObject({ skewed: true, verdict: 'same' });
  });

  test('without data is none', () => {
    expect(compareOne('dials', pairs([1, 2]), null).verdict).toBe('no_data');
    expect(compareOne('dials', pairs([1, 2]), pairs([0, 0], [0, 0])).verdict).toBe('no_data');
  });
});

describe('the whole', () => {
  type Short = readonly [FigureDifference['verdict'], boolean?, boolean?, boolean?];

  /** Verdict, named, A has data, B has data. */
  function rows(...shorts: readonly Short[]): FigureDifference[] {
    return shorts.map(([verdict, named = false, a = true, b = true]) => {
      const some = { estimate: 1, low: 1, high: 1, n: 9 };
      const base = { spec: spec('dials'), scope: { campaign: '*', country: '*' }, named, verdict };
      const ends = { a: a ? some : null, b: b ? some : null, difference: null };
      return { ...base, ...ends, horizon: 1, gain: null, identical: false, skewed: false };
    });
  }

  test.each([
    ['worse', rows(['better'], ['unsure'], ['worse'])],
    ['unsure', rows(['better'], ['unsure'], ['same'])],
    ['better', rows(['better'], ['same'], ['changed'])],
    ['same', rows(['same'], ['changed'])],
    ['same', rows(['same'], ['no_data', false, false, false])],
    ['unsure', rows(['same'], ['no_data', true, false, false])],
    ['unsure', rows(['same'], ['no_data', false, true, false])],
    ['unsure', rows(['no_data', false, false, false])],
    ['unsure', []],
  ] as const)('is %s', (verdict, given) => {
    expect(verdictOfAll(given)).toBe(verdict);
  });

  test('a gap is a figure that should have data and has none', () => {
    expect(rows(['no_data', false, false, false]).filter(isGap)).toHaveLength(0);
    expect(rows(['no_data', false, false, true]).filter(isGap)).toHaveLength(1);
    expect(rows(['same', true]).filter(isGap)).toHaveLength(0);
  });
});

describe('figures are chosen', () => {
  const scopes = (...names: readonly string[]) =>
    names.map((name) => {
      const [campaign, country] = name.split('/');
      return { campaign, country };
    });
  const one = { ...side('dials', null), scopes: scopes('*/*', '*/US', '*/GB', 'c/*', 'c/US') };
  const names = (chosen: ReturnType<typeof chooseFigures>) =>
    chosen.map(({ spec: { key }, scope }) => `${key} ${scope.campaign}/${scope.country}`);

  test('over everything and in each country, in the order of the registry', () => {
    const chosen = chooseFigures(
      [
        { key: 'stall.risk', scope: null },
        { key: 'cost.total', scope: null },
        { key: 'dials', scope: null },
      ],
      [one, one],
    );
    expect(names(chosen)).toEqual([
      'dials */*',
      'dials */GB',
      'dials */US',
      'stall.risk */*',
      'stall.risk */GB',
      'stall.risk */US',
      'cost.total */*',
    ]);
  });

  test('in each campaign where there are several, and without countries where there is one', () => {
    const two = { ...one, campaigns: ['c', 'd'], scopes: scopes('*/*', '*/US', 'c/*', 'd/*') };
    const chosen = chooseFigures([{ key: 'dials', scope: null }], [two, two]);
    expect(names(chosen)).toEqual(['dials */*', 'dials c/*', 'dials d/*']);
  });

  test('once each, and named where they are', () => {
    const scope = { campaign: '*', country: 'GB' };
    const chosen = chooseFigures(
      [
        { key: 'dials', scope },
        { key: 'dials', scope: null },
      ],
      [one, one],
    );
    expect(names(chosen)).toEqual(['dials */GB', 'dials */*', 'dials */US']);
    expect(chosen.map(({ named }) => named)).toEqual([true, false, false]);
  });

  test('by default are the primary ones', () => {
    const keys = new Set(chooseFigures(DEFAULT_REQUESTS, [one, one]).map(({ spec: s }) => s.key));
    expect([...keys].sort()).toEqual([
      'pool.eligible_share',
      'reach.contact_rate',
      'skip.rate.spam',
      'stall.risk',
      'stall.time_share',
    ]);
    expect(() => chooseFigures([{ key: 'no.such', scope: null }], [one, one])).toThrow(RangeError);
  });
});

describe('a simulated side', () => {
  test('is in the order of its replications, whatever the order of arrival', () => {
    const results = new SimulatedSide(FAKE_LAYOUT, ['q1']);
    for (const replication of [3, 1, 0]) results.add(fakeResult(replication));
    expect(results.replications).toBe(2);
    results.add(fakeResult(2));
    expect(results.replications).toBe(4);
    const risk = results.pairs('stall.risk', { campaign: 'q1', country: 'GB' }, 4);
    expect([...(risk?.numerators ?? [])]).toEqual([0, 1, 2, 3].map((r) => (stalls(r) ? 1 : 0)));
    expect(results.pairs('stall.risk', { campaign: '*', country: 'FR' }, 4)).toBeNull();
    expect(results.fingerprint(2)).toBe('f2');
    expect(() => results.add(fakeResult(2))).toThrow('given twice');
  });
});

describe('the same world', () => {
  test('is the same whatever it is called', () => {
    const base = fakeScenario();
    expect(isSameWorld(base, { ...structuredClone(base), name: 'other', why: 'else' })).toBe(true);
  });

  test.each([
    ['seed', { seed: '8' }],
    ['the first number fewer', { numbers: fakeScenario().numbers.slice(1) }],
    ['the last number fewer', { numbers: fakeScenario().numbers.slice(0, -1) }],
    [
      'a number more',
      { numbers: [...fakeScenario().numbers, { ...fakeScenario().numbers[0], id: '+1' }] },
    ],
    [
      'a price',
      { prices: { ...fakeScenario().prices, minuteByCountry: Float64Array.of(0, 0, 1) } },
    ],
    ['never for some time', { durationMs: Infinity }],
    ['an order', { countries: ['??', 'GB', 'US'] }],
  ] as const)('is another with %s', (_, over) => {
    expect(isSameWorld(fakeScenario(), fakeScenario(over))).toBe(false);
  });
});
