import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Pairs } from '../../src/experiment/aggregate.ts';
import { compareFigures } from '../../src/experiment/compare/compare-figures.ts';
import { pairingGain } from '../../src/experiment/compare/gain.ts';
import { DEFAULT_HORIZON } from '../../src/experiment/compare/horizon.ts';
import { SimulatedSide } from '../../src/experiment/compare/side-results.ts';
import { entityUniform } from '../../src/kernel/rng/entity-draw.ts';
import { streamKey } from '../../src/kernel/rng/streams.ts';
import { FIGURES, figureIndex } from '../../src/model/figures.ts';
import { resultLayout, runReplication } from '../../src/model/run-replication.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { binomialTail } from '../../src/stats/binomial.ts';
import { normalQuantile } from '../../src/stats/normal.ts';
import { tallyOf } from '../../src/stats/tally.ts';
import { MemoryHost } from '../support/memory-host.ts';
import { NO_OPTIONS } from '../support/scenario-input.ts';

const scope = { campaign: '*', country: '*' };

/** Two-state numbers of one country, the audience never at an end. */
const FLAGGED = (count: number, seed: number) => `name: pool
why: What is the last number worth?
seed: ${seed}
start: 2026-03-02T09:00:00-05:00
duration: 4d
numbers:
  - generate: { group: gb, country: GB, count: ${count} }
campaigns:
  - name: outreach
    pool: all
    windows: always
    contacts:
      arrivals: { poisson: 60/d }
      generate: { count: 500, countries: { GB: 100% } }
drift: { model: two-state, flagPerDay: 0.6, clearPerDay: 1.4 }
`;

async function simulate(
  files: Readonly<Record<string, string>>,
  path: string,
  replications: number,
): Promise<SimulatedSide> {
  const host = new MemoryHost([], { files });
  const { scenario } = await loadScenario(path, host.files, NO_OPTIONS);
  const names = scenario.campaigns.map(({ name }) => name);
  const side = new SimulatedSide(resultLayout(scenario), names);
  for (let replication = 0; replication < replications; replication++) {
    side.add(runReplication(scenario, { replication, audit: false }));
  }
  return side;
}

function read(side: SimulatedSide, key: string): Pairs {
  const found = side.pairs(key, scope, side.replications);
  if (found === null) throw new RangeError(key);
  return found;
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

describe('one of four independent numbers fewer', async () => {
  const replications = 400;
  const [a, b, elsewhere] = await Promise.all(
    [FLAGGED(4, 1), FLAGGED(3, 1), FLAGGED(3, 2)].map((text) =>
      simulate({ 'a.yaml': text }, 'a.yaml', replications),
    ),
  );

  /** Variance of the difference of the two values, replication by replication. */
  function variance(x: Pairs, y: Pairs): number {
    const value = ({ numerators, denominators }: Pairs) =>
      numerators.map((part, i) => part / denominators[i]);
    const left = value(x);
    return tallyOf(value(y).map((v, i) => v - left[i])).variance() ?? Number.NaN;
  }

  test('is worth 2n − 1 times as many replications on pool.eligible_share', () => {
    // Var A = s/n, Var B = s/(n − 1), and B − A varies with s(1/(n − 1) − 1/n).
    const gain = pairingGain('ratio', ...pairsOf('pool.eligible_share'));
    // The gain is a ratio of variances of 400: its logarithm has a standard error of about 0.1.
    expect(Math.abs(Math.log((gain?.gain ?? 0) / 7))).toBeLessThan(0.4);
    expect(gain?.gain).toBeGreaterThan(5);
    expect(gain?.possible).toBeGreaterThanOrEqual(gain?.gain ?? Infinity);
  });

  test('as really independent runs confirm', () => {
    const [left, right] = pairsOf('pool.eligible_share');
    const unpaired = variance(left, read(elsewhere, 'pool.eligible_share'));
    expect(Math.abs(Math.log(unpaired / variance(left, right) / 7))).toBeLessThan(0.4);
  });

  test('on stall.risk has its gain told beside what is possible there', () => {
    const risks = pairsOf('stall.risk');
    const gain = pairingGain('share_of_runs', ...risks);
    const [p, q] = risks.map(({ numerators }) => sum(numerators) / replications);
    expect(p).toBeGreaterThan(0.05);
    expect(q).toBeGreaterThan(p);
    // The numbers left over are the same ones: who stalled with four stalls with three.
    const most = (p * (1 - p) + q * (1 - q)) / (q - p - (q - p) ** 2);
    expect(gain?.possible).toBeCloseTo(most, 6);
    expect(gain?.gain).toBeCloseTo(most, 6);
  });

  function pairsOf(key: string): [Pairs, Pairs] {
    return [read(a, key), read(b, key)];
  }
});

test('one number fewer in the quickstart needs five times fewer replications than independent runs', async () => {
  const root = new URL('../../', import.meta.url);
  const text = (path: string) => readFileSync(new URL(path, root), 'utf8');
  const files: Record<string, string> = {
    'scenarios/a.yaml': text('scenarios/quickstart.yaml'),
    'scenarios/b.yaml': text('scenarios/quickstart.yaml').replace('numbers.csv', 'fewer.csv'),
    'fixtures/contacts.csv': text('fixtures/contacts.csv'),
    'fixtures/numbers.csv': text('fixtures/numbers.csv'),
    'fixtures/fewer.csv': text('fixtures/numbers.csv').replace(/^\+442079460001.*\n/m, ''),
  };
  const a = await simulate(files, 'scenarios/a.yaml', 100);
  const b = await simulate(files, 'scenarios/b.yaml', 100);
  const key = 'pool.eligible_share';
  expect(pairingGain('ratio', read(a, key), read(b, key))?.gain).toBeGreaterThan(5);
});

describe('verdicts on made-up pairs', () => {
  const EXPERIMENTS = 600;
  const N = 100;
  const choice = { spec: FIGURES[figureIndex('dials')], scope, named: false };
  const key = streamKey('verdicts', 0, 0, 'pairs');

  /** Share of experiments with each verdict, where B − A is normal with the given mean and deviation 1. */
  function verdicts(shift: number, horizon: number): Map<string, number> {
    const counts = new Map<string, number>();
    for (let e = 0; e < EXPERIMENTS; e++) {
      const draw = (i: number, which: number) => normalQuantile(entityUniform(key, e, i, which, 0));
      const base = Float64Array.from({ length: N }, (_, i) => 50 + 10 * draw(i, 0));
      const numerators = [base, base.map((x, i) => x + shift + draw(i, 1))];
      const sides = numerators.map((values) => ({
        campaigns: [],
        scopes: [scope],
        replications: N,
        pairs: () => ({ numerators: values, denominators: new Float64Array(N).fill(1) }),
        fingerprint: () => null,
      }));
      const [{ verdict }] = compareFigures([choice], [sides[0], sides[1]], {
        n: N,
        level: 0.95,
        horizon: { ...DEFAULT_HORIZON, absolute: new Map([['dials', horizon]]) },
        sameWorld: false,
        mayGoOn: false,
      });
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    }
    return counts;
  }

  test('are wrong in at most 5 % of the experiments, at the edge of the horizon', () => {
    // At the edge itself every verdict but unsure is wrong on one side: 2.5 % each.
    const counts = verdicts(0.5, 0.5);
    const changed = counts.get('changed') ?? 0;
    const same = counts.get('same') ?? 0;
    // The edge belongs to the horizon: `changed` is wrong, `same` is not.
    expect(binomialTail(changed, EXPERIMENTS, 0.025)).toBeGreaterThan(1e-4);
    expect(binomialTail(same, EXPERIMENTS, 0.025)).toBeGreaterThan(1e-4);
    expect(changed + same).toBeGreaterThan(0);
  });

  test('find what lies well within the horizon, and well beyond it', () => {
    expect(verdicts(0, 0.5).get('same') ?? 0).toBeGreaterThan(0.99 * EXPERIMENTS);
    expect(verdicts(1, 0.5).get('changed') ?? 0).toBeGreaterThan(0.99 * EXPERIMENTS);
  });
});
