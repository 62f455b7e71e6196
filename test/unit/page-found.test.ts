import { describe, expect, it } from 'vitest';
import { comparisonPart } from '../../src/report/html/found/comparison-part.ts';
import { planPart } from '../../src/report/html/found/plan-part.ts';
import { sweepPart } from '../../src/report/html/found/sweep-part.ts';
import type { StoredComparison } from '../../src/report/stored/comparison-document.ts';
import type { StoredSweep } from '../../src/report/stored/sweep-document.ts';
import { FOUND_PLAN } from '../support/found-plan.ts';

const words = (markup: string) => markup.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
const around = (estimate: number, half: number) => {
  return { estimate, low: estimate - half, high: estimate + half, n: 40 };
};

describe('a plan on the page', () => {
  it('draws every pool over its price, with the line of the target and the answer apart', () => {
    const { text } = planPart(FOUND_PLAN);
    expect(words(text)).toContain('What money buys: stall.risk &lt;= 5%, by the price of the pool');
    expect(words(text)).toContain('rent of the pool for 30 days, USD');
    // One dot for the answer, two for what is breached, one each for held and refused.
    const dots = [...text.matchAll(/class="dot (\w+)" d="([^"]*)"/g)];
    expect(dots.map(([, style, path]) => [style, path!.split('M').length - 1])).toEqual([
      ['healthy', 1],
      ['s1', 1],
      ['flagged', 2],
      ['inactive', 1],
    ]);
    expect(words(text)).toContain('US 4, GB 3 7 16.6 3.0 % 2.1–4.2 % 800 answer');
  });
});

describe('a sweep on the page', () => {
  const sweep: StoredSweep = {
    scenario: 'a',
    seed: '7',
    design: 'oat',
    replications: 40,
    partial: true,
    confidence: 0.95,
    resultHash: '',
    axes: [{ path: 'x', base: '1', values: ['0', '2'] }],
    points: [
      { point: 0, values: { x: null }, replications: 40 },
      { point: 1, values: { x: '2' }, replications: 40 },
    ],
    figures: [0, 1].map((point) => ({
      point,
      key: 'stall.risk',
      campaign: '*',
      country: '*',
      unit: 'ratio',
      interval: around(0.2 + point / 10, 0.05),
    })),
    effects: [],
  };

  it('is a tornado where one thing was moved at a time, strongest first', () => {
    const effect = {
      key: 'stall.risk',
      campaign: '*',
      country: '*',
      unit: 'ratio',
      point: 1,
    } as const;
    const { text } = sweepPart({
      ...sweep,
      effects: [
        { ...effect, axis: 'weak', value: '2', difference: around(0.01, 0.05) },
        { ...effect, axis: 'strong', value: '9', difference: around(-0.2, 0.05) },
      ],
    });
    expect(words(text)).toContain('It was broken off');
    expect(text.indexOf('strong = 9')).toBeGreaterThan(0);
    expect(text.indexOf('strong = 9')).toBeLessThan(text.indexOf('weak = 2'));
    expect(text).toMatch(/class="interval s1"[\s\S]*class="interval rest"/);
    expect(words(text)).toContain('(20.0 % (15.0–25.0 %))');
  });

  it('is its points in any other design', () => {
    expect(words(sweepPart(sweep).text)).toContain(
      'x stall.risk 1 20.0 % (15.0–25.0 %) 2 30.0 % (25.0–35.0 %)',
    );
  });
});

describe('a comparison on the page', () => {
  it('shows each difference in horizons, with both sides and the verdict', () => {
    const figure = {
      key: 'dials',
      campaign: '*',
      country: 'GB',
      unit: 'calls',
      good: 'high',
    } as const;
    const { text } = comparisonPart({
      a: 'old <b>',
      b: 'new',
      seed: '7',
      verdict: 'worse',
      sentence: 'B is worse than A.',
      replications: 40,
      partial: false,
      confidence: 0.95,
      figures: [
        {
          ...figure,
          a: around(100, 1),
          b: around(90, 1),
          difference: around(-10, 1),
          horizon: 5,
          verdict: 'worse',
        },
        { ...figure, a: null, b: null, difference: null, horizon: null, verdict: 'no_data' },
      ],
    } as StoredComparison);
    expect(text).toContain('<code>old &lt;b&gt;</code>');
    expect(words(text)).toContain('dials{country=GB} −10 −11 to −9 100 90 worse');
    // Two horizons below nothing, on a scale of four to each side of a grid of 1000.
    expect(text).toMatch(/class="dot" d="M250 10h0"/);
    expect(words(text)).toContain('One figure has no data');
  });
});
