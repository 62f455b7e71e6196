import { describe, expect, it } from 'vitest';
import { findFigure, namedScopes, summarizeFigures } from '../../src/experiment/figures-summary.ts';
import { incidenceCurves } from '../../src/experiment/incidence-curves.ts';
import { jsonInterval } from '../../src/experiment/summary.ts';
import { FIGURES } from '../../src/model/figures.ts';
import { fakeAggregate } from '../support/fake-experiment.ts';
import { FAKE_LAYOUT, HOURS } from '../support/fake-run.ts';

const aggregate = fakeAggregate(40);
const figures = summarizeFigures(aggregate, ['q1']);

describe('figures over replications', () => {
  it('gives one row per key and scope, campaign figures over all countries only', () => {
    const cells = FIGURES.filter((spec) => spec.scope === 'cell').length;
    const campaigns = FIGURES.length - cells;
    expect(figures).toHaveLength(cells * 6 + campaigns * 2);
    const names = new Set(figures.map((f) => `${f.key} ${f.campaign} ${f.country}`));
    expect(names.size).toBe(figures.length);
    expect(figures.some((f) => f.key === 'cost.total' && f.country !== '*')).toBe(false);
  });

  it('gives the only campaign under its own name and under *', () => {
    const all = findFigure(figures, 'stall.risk', '*', 'GB');
    expect(findFigure(figures, 'stall.risk', 'q1', 'GB')?.interval).toEqual(all?.interval);
    expect(namedScopes(FAKE_LAYOUT, ['q1'])).toHaveLength(6);
    expect(namedScopes(FAKE_LAYOUT, ['q1', 'q2'])).toHaveLength(3);
  });

  it('uses Wilson for shares of runs: 4 of 40 is 10 %, 4.0 … 23.1 %', () => {
    const risk = findFigure(figures, 'stall.risk', '*', 'GB')!.interval!;
    expect(risk.estimate).toBe(0.1);
    // Wilson (1927) by hand: z = 1.959964, (0.1 + z²/80 ± z·√(0.09/40 + z²/6400)) / (1 + z²/40).
    expect(risk.low).toBeCloseTo(0.03958, 4);
    expect(risk.high).toBeCloseTo(0.23052, 4);
  });

  it('says no data, and not zero, where nothing could happen', () => {
    const broken = findFigure(figures, 'skip.sticky_broken', '*', 'US')!;
    expect(broken.interval).toBeNull();
    expect(broken.n).toBe(40);
  });

  it('takes a mean over the replications that have the value', () => {
    const finish = findFigure(figures, 'finish.time')!;
    expect(finish.n).toBe(36);
    expect(finish.interval).toMatchObject({ estimate: 5.25, low: 5.25, high: 5.25 });
  });

  it('counts never as a value of a quantile', () => {
    expect(findFigure(figures, 'finish.time.p95')!.interval!.estimate).toBe(Infinity);
    expect(findFigure(figures, 'stall.first')!.interval!.estimate).toBe(Infinity);
  });

  it('does not merge a hair of evidence into certainty: one replication has open ends', () => {
    const one = summarizeFigures(fakeAggregate(1), ['q1']);
    expect(findFigure(one, 'dials')!.interval).toMatchObject({ low: -Infinity, high: Infinity });
  });
});

describe('incidence of the first stall', () => {
  const curves = incidenceCurves(aggregate, ['q1'], HOURS * 3_600_000);

  it('ends at stall.risk in every scope', () => {
    expect(curves).toHaveLength(6);
    for (const { campaign, country, steps } of curves) {
      const risk = findFigure(figures, 'stall.risk', campaign, country)!.interval!;
      expect(steps.at(-1)!.event).toEqual(risk);
    }
  });

  it('starts at time 0 with nothing and steps at the end of the hour', () => {
    const gb = curves.find((curve) => curve.country === 'GB')!;
    expect(gb.steps.map((step) => step.time)).toEqual([0, 3, 6]);
    expect(gb.steps.map((step) => step.event.estimate)).toEqual([0, 0.1, 0.1]);
    expect(gb.steps.map((step) => step.competing.estimate)).toEqual([0, 0, 0.9]);
  });
});

describe('intervals as JSON', () => {
  it('tells never from open and from no data', () => {
    const never = { estimate: Infinity, low: Infinity, high: Infinity, n: 9 };
    expect(jsonInterval(never, 9)).toEqual({ mean: 'never', low: 'never', high: 'never', n: 9 });
    const open = { estimate: 2, low: -Infinity, high: Infinity, n: 1 };
    expect(jsonInterval(open, 1)).toEqual({ mean: 2, low: null, high: null, n: 1 });
    expect(jsonInterval(null, 4)).toEqual({ mean: null, low: null, high: null, n: 4 });
  });
});
