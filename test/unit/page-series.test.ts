import { describe, expect, it } from 'vitest';
import { shadeBounds, shadeOf } from '../../src/report/html/charts/heat-map.ts';
import { lane, laneText, statusSpans } from '../../src/report/html/charts/lane.ts';
import { type Point, thinned } from '../../src/report/html/charts/path.ts';
import { clockOf } from '../../src/report/html/clock.ts';
import { numberDays, refreshHours, scorePoints } from '../../src/report/html/number-series.ts';
import { leavesOf, settingAt, settingText } from '../../src/report/html/settings.ts';
import { binHours, binsOf } from '../../src/report/html/timeline-bins.ts';
import type { StoredExemplar } from '../../src/report/stored/exemplar.ts';
import type { StoredHour } from '../../src/report/stored/run-rows.ts';

function hour(at: number, dials: number, waiting: number): StoredHour {
  const interval = (estimate: number) => ({
    estimate,
    low: estimate - 1,
    high: estimate + 1,
    n: 9,
  });
  return {
    hour: at,
    values: { dials: interval(dials), waiting_rate: interval(waiting), eligible: null },
  } as unknown as StoredHour;
}

describe('bins of the timeline', () => {
  it('are hours until there are too many, and never more than 240', () => {
    expect([24, 240, 241, 720, 24 * 365].map(binHours)).toEqual([1, 1, 2, 3, 48]);
  });

  it('sum counts, average stocks, and have no value where no hour has', () => {
    const hours = Array.from({ length: 481 }, (_, i) => hour(i, 2, i % 3));
    const bins = binsOf(hours, 480.5);
    expect(bins).toHaveLength(161);
    expect(bins[1]).toMatchObject({ from: 3, to: 6 });
    expect(bins[160]).toMatchObject({ from: 480, to: 480.5 });
    expect([bins[0].value('dials'), bins[0].low('dials')]).toEqual([6, 3]);
    expect([bins[0].value('waiting_rate'), bins[0].high('waiting_rate')]).toEqual([1, 2]);
    expect(bins[0].value('eligible')).toBeNull();
  });
});

describe('a thinned series', () => {
  it('stays within its step everywhere, and keeps jumps and ends', () => {
    const points: Point[] = Array.from({ length: 300 }, (_, x) => ({
      x,
      y:
        x === 40 || x === 41 ? null : 20 + Math.sin(x / 9) * 3 + (x > 150 ? 40 : 0) + (x % 2) * 0.2,
    }));
    const kept = thinned(points, 0.5);
    expect(kept.length).toBeLessThan(points.length / 2);
    expect(kept[0]).toBe(points[0]);
    expect(kept.at(-1)).toBe(points.at(-1));
    for (const point of points) {
      if (point.y === null) continue;
      const after = kept.findIndex(({ x }) => x >= point.x);
      const [a, b] = [kept[Math.max(0, after - 1)], kept[after]];
      const near = [a, b].filter(({ y }) => y !== null).map(({ y }) => Math.abs(y! - point.y!));
      const between = a.y !== null && b.y !== null && (a.y - point.y) * (b.y - point.y) <= 0;
      expect(Math.min(...near) < 0.5 || between).toBe(true);
    }
    expect(kept).toContain(points[150]);
    expect(kept).toContain(points[151]);
  });
});

describe('a lane of statuses', () => {
  const changes = [
    { atHours: 0, status: 'healthy' },
    { atHours: 6, status: 'flagged' },
    { atHours: 9, status: 'healthy' },
  ] as const;

  it('runs from change to change to the end', () => {
    const spans = statusSpans(changes, 12);
    expect(spans.map(({ from, to }) => [from, to])).toEqual([
      [0, 6],
      [6, 9],
      [9, 12],
    ]);
    expect(laneText(spans, 12)).toBe('Pool status over time: healthy 75 %, flagged 25 %');
    const { text } = lane(spans, 12, 'words');
    expect(text).toContain('<path class="flagged" d="M500 0h250v10h-250z"/>');
    expect(text).toContain('<path class="healthy" d="M0 6h500v4h-500zM750 6h250v4h-250z"/>');
  });
});

describe('a number in an exemplar', () => {
  const clock = clockOf('2026-03-02T20:00:00Z', '2026-03-02T20:00:00+00:00', 8);
  const exemplar = {
    meta: { durationHours: 8, callBinMinutes: 60 },
    numbers: ['a', 'b'],
    hours: 9,
    trueScores: Float64Array.from({ length: 18 }, (_, i) => i),
    observedScores: Float64Array.from({ length: 18 }, (_, i) =>
      i < 8 ? 5 : i < 12 ? 9 : Number.NaN,
    ),
    bins: 8,
    calls: Uint32Array.from({ length: 16 }, (_, i) => i % 2),
    answered: Uint32Array.from({ length: 16 }, (_, i) => (i === 1 || i === 15 ? 1 : 0)),
  } as unknown as StoredExemplar;

  it('has its calls in local days, its scores by hour, its refreshes where the score changed', () => {
    const days = numberDays(exemplar, 1, clock);
    expect(days.map(({ from, to, calls, answered }) => [from, to, calls, answered])).toEqual([
      [0, 4, 4, 1],
      [4, 8, 4, 1],
    ]);
    expect(days.map(({ trueScore }) => trueScore)).toEqual([9, 17]);
    const seen = scorePoints(exemplar.observedScores, exemplar, 1);
    expect(seen.map(({ y }) => y)).toEqual([5, 5, 5, 5, 9, 9, null, null, null]);
    expect(refreshHours(seen)).toEqual([4]);
  });
});

describe('shades of a heat map', () => {
  it('have round bounds, and a value on a bound lies below it', () => {
    expect(shadeBounds(100)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(shadeBounds(0)).toHaveLength(6);
    const bounds = [0, 20, 40, 60];
    expect([1, 20, 20.1, 60, 99].map((value) => shadeOf(value, bounds))).toEqual([0, 0, 1, 2, 2]);
  });
});

describe('settings', () => {
  const resolved = {
    a: [{ b: 1 }, { b: [1, 2] }],
    law: { ring: { law: 'constant', value: '2s' } },
    off: false,
    none: {},
  };

  it('are leaves with their paths; a list of scalars or a law is one of them', () => {
    expect(leavesOf(resolved).map(([path, value]) => [path, settingText(value)])).toEqual([
      ['a[0].b', '1'],
      ['a[1].b', '1, 2'],
      ['law.ring', 'constant, 2s'],
      ['off', 'off'],
      ['none', 'none'],
    ]);
    expect(settingAt(resolved, 'a[1].b')).toEqual([1, 2]);
    expect(settingAt(resolved, 'a[7].b')).toBeUndefined();
  });
});
