import { describe, expect, it } from 'vitest';
import { parseAxes } from '../../src/experiment/sweep/axis.ts';
import { designPoints } from '../../src/experiment/sweep/design.ts';

const axes = parseAxes(['a=1..3:1', 'b=x,y']).axes;

describe('designs', () => {
  it('grid: every combination, the last axis fastest', () => {
    expect(designPoints('grid', axes, null, '1').points).toEqual([
      ['1', 'x'],
      ['1', 'y'],
      ['2', 'x'],
      ['2', 'y'],
      ['3', 'x'],
      ['3', 'y'],
    ]);
  });

  it('oat: the scenario as it is, then one value of one axis after the other', () => {
    expect(designPoints('oat', axes, null, '1').points).toEqual([
      [null, null],
      ['1', null],
      ['2', null],
      ['3', null],
      [null, 'x'],
      [null, 'y'],
    ]);
  });

  it('refuse more points than anyone wants', () => {
    const many = parseAxes(['a=1..101:1', 'b=1..101:1']).axes;
    const { points, problems } = designPoints('grid', many, null, '1');
    expect(points).toEqual([]);
    expect(problems[0].message).toBe('asks for 101 × 101 points');
    expect(designPoints('oat', many, null, '1').points).toHaveLength(203);
  });
});

describe('a Latin hypercube', () => {
  const ranges = parseAxes(['a=0.000..1.000', 'b=1..3:1', 'c=u,v']).axes;
  const points = (seed: string) => designPoints('lhs', ranges, 60, seed).points;

  it('draws once from each stratum of every axis', () => {
    const strata = points('1').map(([a]) => Math.floor(Number(a) * 60));
    // Rounding to the notation may lift a value over the edge of its stratum.
    const exact = new Set(strata.map((stratum) => Math.min(59, stratum)));
    expect(exact.size).toBeGreaterThanOrEqual(58);
    const counts = (axis: number) => {
      const values = points('1').map((point) => point[axis]);
      return [...new Set(values)].map((value) => values.filter((each) => each === value).length);
    };
    expect(counts(1)).toEqual([20, 20, 20]);
    expect(counts(2)).toEqual([30, 30]);
  });

  it('mixes the axes', () => {
    const pairs = new Set(points('1').map(([, b, c]) => `${b}${c}`));
    expect(pairs.size).toBe(6);
    const sorted = points('1').map(([a]) => a);
    expect(sorted).not.toEqual([...sorted].sort());
  });

  it('is the same for the same seed, and moves no axis when another one is added', () => {
    expect(points('1')).toEqual(points('1'));
    expect(points('1')).not.toEqual(points('2'));
    const alone = designPoints('lhs', ranges.slice(1), 60, '1').points;
    expect(alone.map(([b]) => b)).toEqual(points('1').map(([, b]) => b));
  });
});
