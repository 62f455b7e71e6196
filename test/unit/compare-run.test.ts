import { describe, expect, test } from 'vitest';
import { DEFAULT_HORIZON } from '../../src/experiment/compare/horizon.ts';
import { runCompare } from '../../src/experiment/compare/run-compare.ts';
import type { SideResults } from '../../src/experiment/compare/side-results.ts';
import { FIGURES, figureIndex } from '../../src/model/figures.ts';
import { stoppingLooks } from '../../src/stats/stopping.ts';

const scope = { campaign: '*', country: '*' };

/** A side whose dials of replication r are a function of r; it grows when it is told to. */
class GrowingSide implements SideResults {
  readonly campaigns = ['c'];
  readonly scopes = [scope];
  replications = 0;
  readonly value: (replication: number) => number;

  constructor(value: (replication: number) => number) {
    this.value = value;
  }

  pairs(_key: string, _scope: unknown, n: number) {
    return {
      numerators: Float64Array.from({ length: n }, (_, r) => this.value(r)),
      denominators: new Float64Array(n).fill(1),
    };
  }

  fingerprint(replication: number): string {
    return String(this.value(replication));
  }
}

const wave = (r: number) => 100 + 20 * Math.sin(r * 1.7);

interface Plan {
  readonly b: (replication: number) => number;
  readonly budget?: number;
  readonly keys?: readonly string[];
  readonly stopAt?: number;
  readonly sameWorld?: boolean;
}

async function run({ b, budget = 1_600, keys = ['dials'], stopAt, sameWorld = false }: Plan) {
  const sides = [new GrowingSide(wave), new GrowingSide(b)] as const;
  const asked: number[] = [];
  const abort = new AbortController();
  const comparison = await runCompare({
    sides,
    choices: keys.map((key) => ({ spec: FIGURES[figureIndex(key)], scope, named: false })),
    looks: stoppingLooks(budget),
    horizon: DEFAULT_HORIZON,
    sameWorld,
    extend: async (n) => {
      asked.push(n);
      const reached = Math.min(n, stopAt ?? n);
      if (reached < n) abort.abort();
      for (const side of sides) side.replications = reached;
    },
    signal: abort.signal,
  });
  return { comparison, asked };
}

describe('a comparison', () => {
  test('stops at the first look that decides, and asks for nothing beyond it', async () => {
    const { comparison, asked } = await run({ b: (r) => wave(r) + 30 + Math.cos(r) });
    expect(asked).toEqual([100]);
    expect(comparison).toMatchObject({ replications: 100, budget: 1_600, partial: false });
    expect(comparison.looks).toEqual({ planned: 5, used: 1 });
    expect(comparison.differences[0].verdict).toBe('changed');
  });

  test('goes on while one figure is open, to the end of the budget', async () => {
    // Two per cent of the horizon's five, and noise of its own.
    const { comparison, asked } = await run({
      b: (r) => wave(r) + 5 + 40 * Math.sin(r * r),
      budget: 800,
      keys: ['dials', 'attempts'],
    });
    expect(asked).toEqual([100, 200, 400, 800]);
    expect(comparison.verdict).toBe('unsure');
    expect(comparison.replications).toBe(800);
  });

  test('splits the error over looks and figures', async () => {
    const { comparison } = await run({ b: wave, budget: 400, keys: ['dials', 'attempts'] });
    expect(comparison.level).toBeCloseTo(1 - 0.05 / 3 / 2, 12);
    expect(comparison.confidence).toBe(0.95);
  });

  test('of equal events says so', async () => {
    const same = await run({ b: wave, sameWorld: true });
    expect(same.asked).toEqual([100]);
    expect(same.comparison).toMatchObject({ identical: true, verdict: 'same' });
    const other = await run({ b: (r) => wave(r) + 1 });
    expect(other.comparison.identical).toBe(false);
  });

  test('broken off keeps the pairs that are whole', async () => {
    const { comparison } = await run({ b: (r) => wave(r) + 30, stopAt: 37 });
    expect(comparison).toMatchObject({ partial: true, replications: 37 });
    expect(comparison.differences[0].difference?.n).toBe(37);
    const none = await run({ b: wave, stopAt: 0 });
    expect(none.comparison).toMatchObject({ partial: true, replications: 0, differences: [] });
  });
});
