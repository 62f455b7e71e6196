import { describe, expect, it } from 'vitest';
import { axisValueAt, axisValues, parseAxes } from '../../src/experiment/sweep/axis.ts';
import { valueAt } from '../../src/experiment/sweep/value-at.ts';

/** The values of `--vary x=text`, or the first problem's message. */
function valuesOf(text: string): readonly string[] | string {
  const { axes, problems } = parseAxes([`x=${text}`]);
  const read = axes.map(axisValues);
  const first = [...problems, ...read.flatMap((each) => each.problems)][0];
  return first?.message ?? read[0].values;
}

describe('values of an axis', () => {
  it.each([
    ['60,70,80', ['60', '70', '80']],
    ['50..90:20', ['50', '70', '90']],
    ['9..1:4', ['9', '5', '1']],
    ['0..10:4', ['0', '4', '8']],
    ['-2..2:2', ['-2', '0', '2']],
    ['0.1..0.5:0.1', ['0.1', '0.2', '0.3', '0.4', '0.5']],
    ['1..2:0.25', ['1', '1.25', '1.5', '1.75', '2']],
    ['0h..72h:24h', ['0h', '24h', '48h', '72h']],
    ['0..72h:24h', ['0h', '24h', '48h', '72h']],
    ['30m..2h:30m', ['30m', '1h', '1h30m', '2h']],
    ['1d4h..2d:10h', ['1d4h', '1d14h', '2d']],
    ['1%..5%:2%', ['1%', '3%', '5%']],
    ['1..5%:2', ['1%', '3%', '5%']],
    ['60/h..180/h:60/h', ['60/h', '120/h', '180/h']],
    ['0h..12h:6h,24h,72h', ['0h', '6h', '12h', '24h', '72h']],
    ['all,[US, CA],{country: [GB]}', ['all', '[US, CA]', '{country: [GB]}']],
    ['"a,b",c', ['"a,b"', 'c']],
    ['../a.csv,../b.csv', ['../a.csv', '../b.csv']],
    ['09:00,10:00', ['09:00', '10:00']],
  ])('%s', (text, values) => expect(valuesOf(text)).toEqual(values));

  it.each([
    ['1..5', 'has a range without a step'],
    ['1..5:0', '"1..5:0" has a step of zero'],
    ['1..5:-1', '"1..5:-1" has a step below zero; one that goes down is written 9..1:2'],
    ['5..5:1', '"5..5:1" begins where it ends'],
    ['0h..72m:24h', '"0h..72m:24h" has a step beyond its end'],
    ['1h..5%:1h', '"1h..5%:1h" is not a range of one unit'],
    ['1..many:1', '"1..many:1" is not a range of one unit'],
    ['0..1000000:1', 'has a range of 1000001 values'],
    ['60,70,60', 'has the value 60 twice'],
    ['60,,70', 'has an empty value'],
    ['', 'has an empty value'],
  ])('refuses %s', (text, message) => expect(valuesOf(text)).toBe(message));

  it('lie on the way between two ends, as fine as their notation bears', () => {
    const at = (text: string, share: number) =>
      axisValueAt(parseAxes([`x=${text}`]).axes[0], share);
    expect([0, 0.5, 0.999].map((share) => at('50..90', share))).toEqual(['50', '70', '90']);
    expect([0, 0.5, 0.999].map((share) => at('0.5..0.9', share))).toEqual(['0.5', '0.7', '0.9']);
    expect([0, 0.126, 0.99999].map((share) => at('0h..72h', share))).toEqual([
      '0h',
      '9.07h',
      '72h',
    ]);
    expect(at('0s..3d', 0.5)).toBe('1d12h');
    expect(at('0h..72h:24h', 0.6)).toBe('48h');
    expect([0, 0.4, 0.9].map((share) => at('a,b,c', share))).toEqual(['a', 'b', 'c']);
  });
});

describe('axes', () => {
  it.each([
    ['seed=1,2', 'is not varied'],
    ['replications=1,2', 'is not varied'],
    ['gates=[]', 'is not varied'],
    ['=1', '"=1" varies nothing'],
    ['duration', '"duration" varies nothing'],
  ])('refuse %s', (text, message) => {
    const { axes, problems } = parseAxes([text]);
    expect(axes).toEqual([]);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(problems[0].file).toBe('--vary');
  });

  it('tell everything that is wrong at once', () => {
    const { problems } = parseAxes(['seed=1', 'duration=1d', 'duration=2d', 'a=1..b:1']);
    expect(problems.map(({ path }) => path)).toEqual(['seed', 'duration', 'a']);
  });
});

it('finds the value of a path by position and by name', () => {
  const resolved = {
    platform: { scoreRefresh: '24h', tenantConcurrency: null },
    numbers: [
      { e164: '+14155550100', name: '', spamScore: 3 },
      { generate: { group: 'gb', country: 'GB', count: 4 } },
    ],
    campaigns: [{ name: 'q1.a', pool: ['x', 'y'] }],
  };
  expect(valueAt(resolved, 'platform.scoreRefresh')).toBe('24h');
  expect(valueAt(resolved, 'platform.tenantConcurrency')).toBeNull();
  expect(valueAt(resolved, 'numbers[1].generate.count')).toBe('4');
  expect(valueAt(resolved, 'numbers.gb.generate.count')).toBe('4');
  expect(valueAt(resolved, 'numbers.+14155550100.spamScore')).toBe('3');
  expect(valueAt(resolved, 'campaigns["q1.a"].pool')).toBe('["x","y"]');
  expect(valueAt(resolved, 'nowhere.at.all')).toBeNull();
});
