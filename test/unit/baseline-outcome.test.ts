import { describe, expect, it } from 'vitest';
import { Aggregate, type Pairs } from '../../src/experiment/aggregate.ts';
import { conclude } from '../../src/experiment/conclude.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { outcomeBaselineOf, pairsOf } from '../../src/experiment/outcome-baseline.ts';
import {
  compareOutcome,
  type FigureComparison,
  marginOf,
} from '../../src/experiment/outcome-baseline-compare.ts';
import {
  isIdentical,
  pairedDifferenceOf,
} from '../../src/experiment/outcome-baseline-difference.ts';
import { FIGURES, figureIndex } from '../../src/model/figures.ts';
import type { ReplicationResult } from '../../src/model/result.ts';
import { pairedDifference } from '../../src/stats/paired.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';
import { FAKE_LAYOUT, fakeGate, fakeLoaded, fakeResult } from '../support/fake-run.ts';

const REPLICATIONS = 60;

/** A concluded run whose figures over everything may be changed, replication by replication. */
function runWith(
  change: (key: string, value: number, replication: number) => number = (_, value) => value,
  gates = [fakeGate({ key: 'stall.risk', country: 'GB' })],
): Experiment {
  const aggregate = new Aggregate(FAKE_LAYOUT);
  for (let r = 0; r < REPLICATIONS; r++) aggregate.add(changed(fakeResult(r), change));
  const extent = { requested: REPLICATIONS, auto: false, partial: false, confidence: 0.95 };
  return conclude(fakeLoaded({ replications: REPLICATIONS, gates }), aggregate, extent);
}

function changed(
  result: ReplicationResult,
  change: (key: string, value: number, replication: number) => number,
): ReplicationResult {
  const cells = result.cells.slice();
  FIGURES.forEach(({ key }, figure) => {
    const at = figure * FAKE_LAYOUT.scopes.length * 2;
    cells[at] = change(key, cells[at]!, result.replication);
  });
  return { ...result, cells };
}

/** The baseline as it comes back from a file. */
function baseline() {
  return outcomeBaselineOf(runWith());
}

function compare(change: (key: string, value: number, replication: number) => number) {
  const answer = compareOutcome(baseline(), runWith(change));
  const of = (key: string) => {
    const found = answer.figures.find((each) => each.key === key && each.country === '*');
    return found as FigureComparison;
  };
  return { answer, of };
}

const only = (wanted: string, to: (value: number, replication: number) => number) => {
  return (key: string, value: number, replication: number) =>
    key === wanted ? to(value, replication) : value;
};

describe('an outcome baseline', () => {
  it('holds every figure over everything, and the scopes that the gates name', () => {
    const { figures, replications, seed, scenario } = baseline();
    expect({ replications, seed, scenario }).toEqual({
      replications: REPLICATIONS,
      seed: '7',
      scenario: 'fake-week',
    });
    expect(figures.filter(({ country }) => country === '*').length).toBe(FIGURES.length);
    const named = figures.filter(({ country }) => country !== '*');
    expect(named.map(({ key, country }) => [key, country])).toEqual([['stall.risk', 'GB']]);
  });

  it('gives back the pairs it was made of', () => {
    const experiment = runWith();
    const stored = outcomeBaselineOf(experiment).figures.find(({ key }) => key === 'skip.rate')!;
    const pairs = experiment.aggregate.pairs(figureIndex('skip.rate'), 0);
    expect(pairsOf(stored)).toEqual(pairs);
    expect(stored.denominators).not.toBeNull();
    const dials = outcomeBaselineOf(experiment).figures.find(({ key }) => key === 'dials')!;
    expect(dials.denominators).toBeNull();
    expect(pairsOf(dials).denominators).toEqual(new Float64Array(REPLICATIONS).fill(1));
  });
});

describe('the outcome gate', () => {
  it('ends at equal hashes', () => {
    const { answer } = compare((_, value) => value);
    expect(answer).toMatchObject({ identical: true, verdict: 'same', figures: [] });
    expect(answer.resultHash.base).toBe(answer.resultHash.head);
  });

  it('calls a rise of a bad figure worse, a fall better, and names the rest the same', () => {
    const worse = compare(only('skip.rate', (value) => value * 1.5));
    expect(worse.answer).toMatchObject({ identical: false, verdict: 'worse' });
    expect(worse.of('skip.rate').verdict).toBe('worse');
    const others = worse.answer.figures.filter(({ key }) => key !== 'skip.rate');
    expect(new Set(others.map(({ verdict }) => verdict))).toEqual(new Set(['same']));
    expect(others.every(({ identical }) => identical)).toBe(true);
    const better = compare(only('skip.rate', (value) => value * 0.5));
    expect(better.of('skip.rate').verdict).toBe('better');
    expect(better.answer.verdict).toBe('better');
  });

  it('reads the other way round where more is good', () => {
    const { of } = compare(only('reach.answer_rate', (value) => value * 0.5));
    expect(of('reach.answer_rate')).toMatchObject({ good: 'high', verdict: 'worse' });
  });

  it('calls a small change the same though it is certain', () => {
    const { of, answer } = compare(only('skip.rate', (value) => value * 1.001));
    expect(of('skip.rate')).toMatchObject({ identical: false, verdict: 'same' });
    expect(answer.verdict).toBe('same');
  });

  it('never lets a figure that is neither good nor bad decide', () => {
    const { of, answer } = compare(only('dials', (value) => value * 2));
    expect(of('dials').verdict).toBe('moved');
    expect(answer.verdict).toBe('same');
    const torn = compare(only('dials', (value, r) => value * (r % 2 === 0 ? 1.6 : 0.5)));
    expect(torn.of('dials').verdict).toBe('unsure');
    expect(torn.answer.verdict).toBe('same');
  });

  it('is unsure where the replications disagree', () => {
    const { of, answer } = compare(
      only('skip.rate', (value, r) => (r % 2 === 0 ? value * 1.6 : value * 0.5)),
    );
    expect(of('skip.rate').verdict).toBe('unsure');
    expect(answer.verdict).toBe('unsure');
  });

  it('has no data where a figure lost it, and does not pass', () => {
    const base = baseline();
    const figures = base.figures.map((figure) =>
      figure.key === 'skip.rate' ? { ...figure, country: 'FR' } : figure,
    );
    const answer = compareOutcome({ ...base, figures, resultHash: '0' }, runWith());
    const lost = answer.figures.find(({ country }) => country === 'FR');
    expect(lost?.verdict).toBe('no_data');
    expect(answer.verdict).toBe('unsure');
  });

  it('has no data on a figure that is not known any more', () => {
    const base = baseline();
    const figures = base.figures.map((figure) =>
      figure.key === 'skip.rate' ? { ...figure, key: 'skip.gone' } : figure,
    );
    const answer = compareOutcome({ ...base, figures, resultHash: '0' }, runWith());
    expect(answer.figures.find(({ key }) => key === 'skip.gone')?.verdict).toBe('no_data');
    expect(answer.verdict).toBe('unsure');
  });

  it('shares the error probability out over all figures', () => {
    const { answer } = compare(only('skip.rate', (value) => value * 2));
    expect(answer.level).toBeCloseTo(1 - 0.05 / (FIGURES.length + 1), 12);
  });

  it('takes a wider margin when told so', () => {
    const head = runWith(only('skip.rate', (value) => value * 1.2));
    expect(compareOutcome(baseline(), head, { relative: 0.05 }).verdict).toBe('worse');
    expect(compareOutcome(baseline(), head, { relative: 0.5 }).verdict).toBe('same');
  });

  it('has a margin that small values do not shrink to nothing', () => {
    expect(marginOf('ratio', 0.4, 0.05)).toBeCloseTo(0.02, 12);
    expect(marginOf('ratio', 0.001, 0.05)).toBeCloseTo(0.005, 12);
    expect(marginOf('calls', 2_000, 0.05)).toBeCloseTo(100, 12);
    expect(marginOf('calls', 0, 0.05)).toBeCloseTo(0.05, 12);
    expect(marginOf('hours', Infinity, 0.05)).toBeCloseTo(0.05, 12);
  });
});

const pairs = (numerators: number[], denominators = numerators.map(() => 1)): Pairs => ({
  numerators: Float64Array.from(numerators),
  denominators: Float64Array.from(denominators),
});

describe('a paired difference', () => {
  it('of means is the paired t interval', () => {
    const a = [3, 5, 4, 8, 6];
    const b = [4, 5, 6, 9, 9];
    const t = pairedDifference(a, b, 0.99)!.difference;
    const interval = pairedDifferenceOf('mean', pairs(a), pairs(b), 0.99)!;
    expect(interval.estimate).toBeCloseTo(t.estimate, 12);
    expect(interval.low).toBeCloseTo(t.low, 10);
    expect(interval.high).toBeCloseTo(t.high, 10);
  });

  it('of means leaves out the replications without a value', () => {
    const base = pairs([3, 0, 5, 4], [1, 0, 1, 1]);
    const head = pairs([4, 6, 6, 0], [1, 1, 1, 0]);
    expect(pairedDifferenceOf('mean', base, head, 0.95)?.estimate).toBeCloseTo(16 / 3 - 4, 12);
  });

  it('of shares of runs counts the replications that changed sides', () => {
    const base = pairs([0, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
    const head = pairs([1, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    const interval = pairedDifferenceOf('share_of_runs', base, head, 0.95)!;
    expect(interval.estimate).toBeCloseTo(0.1, 12);
    expect(interval.low).toBeLessThan(-0.1);
    expect(interval.high).toBeGreaterThan(0.3);
    const gained = wilsonInterval(2, 10, 0.975)!;
    const lost = wilsonInterval(1, 10, 0.975)!;
    expect(interval.low).toBeCloseTo(gained.low - lost.high, 12);
    expect(interval.high).toBeCloseTo(gained.high - lost.low, 12);
    const none = pairedDifferenceOf('share_of_runs', base, base, 0.95)!;
    expect(none.estimate).toBe(0);
    // Nothing changed sides in ten replications: that bounds the difference, it does not make it 0.
    expect(none.high).toBeGreaterThan(0.2);
    expect(none.low).toBeCloseTo(-none.high, 12);
  });

  it('of medians knows never', () => {
    const finite = Array.from({ length: 40 }, (_, i) => 10 + i);
    const never = finite.map(() => Infinity);
    const later = pairedDifferenceOf('median', pairs(finite), pairs(never), 0.95)!;
    expect(later).toMatchObject({ estimate: Infinity, low: Infinity, high: Infinity });
    const both = pairedDifferenceOf('median', pairs(never), pairs(never), 0.95)!;
    expect(both).toMatchObject({ estimate: 0, low: 0, high: 0 });
    const shifted = pairs(finite.map((value) => value + 3));
    expect(pairedDifferenceOf('median', pairs(finite), shifted, 0.95)).toMatchObject({
      estimate: 3,
      low: 3,
      high: 3,
    });
  });

  it('of a p95 is open where so few replications cannot bear it', () => {
    const values = Array.from({ length: 40 }, (_, i) => i);
    const interval = pairedDifferenceOf('p95', pairs(values), pairs(values), 0.95);
    expect(interval).toMatchObject({ estimate: 0, low: -Infinity, high: Infinity });
  });

  it('is open over a single replication and absent without data', () => {
    const one = pairs([3]);
    expect(pairedDifferenceOf('mean', one, pairs([4]), 0.95)).toMatchObject({
      estimate: 1,
      low: -Infinity,
      high: Infinity,
    });
    const nothing = pairs([0, 0], [0, 0]);
    for (const estimator of ['mean', 'ratio', 'share_of_runs', 'median', 'p95'] as const) {
      expect(pairedDifferenceOf(estimator, nothing, pairs([1, 1]), 0.95)).toBeNull();
    }
  });

  it('takes what differs in the last digit for identical, and nothing else', () => {
    const value = pairs([1 / 3, 2, Infinity]);
    expect(isIdentical(value, pairs([0.333_333_333_333_3, 2, Infinity]))).toBe(true);
    expect(isIdentical(value, pairs([0.333_333, 2, Infinity]))).toBe(false);
    expect(isIdentical(value, pairs([1 / 3, 2, 7]))).toBe(false);
    expect(isIdentical(value, pairs([1 / 3, 2, Infinity], [1, 1, 0]))).toBe(false);
  });
});
