import { describe, expect, it } from 'vitest';
import { chart, plotArea, tickStyle } from '../../src/report/html/charts/chart.ts';
import {
  band,
  dots,
  level,
  line,
  shaded,
  stackedColumns,
} from '../../src/report/html/charts/marks.ts';
import { bandPath, linePath, stepPath } from '../../src/report/html/charts/path.ts';
import { across, roundTicks, upwards } from '../../src/report/html/charts/scale.ts';
import { timeAxis } from '../../src/report/html/charts/time-axis.ts';
import { clockOf, dayStarts, momentText } from '../../src/report/html/clock.ts';

const x = across(0, 10);
const y = upwards(0, 100);

/** Corners of a path, in grid units. */
function corners(path: string): [number, number][] {
  const points: [number, number][] = [];
  let [atX, atY] = [0, 0];
  for (const [, command, numbers] of path.matchAll(/([Mhvl])([-\d ]+)/g)) {
    const [a, b = 0] = (numbers.match(/-?\d+/g) ?? []).map(Number);
    if (command === 'M') [atX, atY] = [a, b];
    else if (command === 'h') atX += a;
    else if (command === 'v') atY += a;
    else [atX, atY] = [atX + a, atY + b];
    points.push([atX, atY]);
  }
  return points;
}

describe('scales', () => {
  it('hold values outside at the edge, and an empty range does not divide by zero', () => {
    expect([x.at(-5), x.at(5), x.at(20)]).toEqual([0, 500, 1000]);
    expect([y.at(0), y.at(25), y.at(100)]).toEqual([400, 300, 0]);
    expect(across(3, 3).at(3)).toBe(0);
  });

  it('take round values that cover the range', () => {
    expect(roundTicks(0, 25)).toEqual([0, 10, 20, 30]);
    expect(roundTicks(0, 0.13, 3)).toEqual([0, 0.05, 0.1, 0.15]);
    expect(roundTicks(0, 1)).toEqual([0, 0.5, 1]);
    expect(roundTicks(0, 0)).toEqual([0, 0.5, 1]);
    expect(roundTicks(42, 88, 3)).toEqual([40, 60, 80, 100]);
  });
});

describe('paths', () => {
  it('go through every value', () => {
    const values = [10, 80, 80, 35, 0];
    const path = linePath(
      values.map((value, i) => ({ x: i, y: value })),
      x,
      y,
    );
    expect(corners(path)).toEqual(values.map((value, i) => [i * 100, 400 - value * 4]));
  });

  it('break where there is no value, and show a value that stands alone as a dash', () => {
    const points = [1, null, 5, Number.NaN, 2, 3].map((value, i) => ({ x: i, y: value }));
    expect(linePath(points, x, y).match(/M/g)).toHaveLength(3);
    expect(linePath([{ x: 2, y: 50 }], x, y)).toBe('M196 200h8');
    expect(linePath([], x, y)).toBe('');
  });

  it('leave out what lies on a straight line, and nothing else', () => {
    const flat = Array.from({ length: 11 }, (_, i) => ({ x: i, y: 50 }));
    expect(linePath(flat, x, y)).toBe('M0 200h1000');
    const spike = [0, 50, 0].map((value) => ({ x: 5, y: value }));
    expect(corners(linePath(spike, x, y))).toEqual([
      [500, 400],
      [500, 200],
      [500, 400],
    ]);
  });

  it('of stairs hold each value until the next', () => {
    const path = stepPath(
      [0, 50, 20].map((value, i) => ({ x: i * 5, y: value })),
      x,
      y,
    );
    expect(corners(path)).toEqual([
      [0, 400],
      [500, 400],
      [500, 200],
      [1000, 200],
      [1000, 320],
    ]);
  });

  it('of bands go forth on the upper end and back on the lower', () => {
    const path = bandPath(
      [
        { x: 0, low: 10, high: 20 },
        { x: 10, low: 30, high: 60 },
      ],
      x,
      y,
    );
    expect(corners(path)).toEqual([
      [0, 320],
      [1000, 160],
      [1000, 280],
      [0, 360],
    ]);
  });
});

describe('a chart', () => {
  const axis = { label: 'share, %', low: 0, high: 100, ticks: [{ at: 0, text: '0' }] };
  const spec = {
    title: 'Skips & <stalls>',
    x: { ...axis, label: 'time, UTC', high: 10 },
    y: axis,
    marks: [
      shaded([{ from: 2, to: 4 }], 'night', 'night'),
      band(
        [
          { x: 0, low: 1, high: 2 },
          { x: 1, low: 1, high: 2 },
        ],
        's1',
      ),
      line([{ x: 0, y: 1 }], 's1', 'spam <b>'),
      level(70, 'limit', 'threshold'),
      ...stackedColumns(
        [{ from: 0, to: 5, values: [20, 30] }],
        [
          { style: 's1', legend: 'a' },
          { style: 's2', legend: 'b' },
        ],
      ),
    ],
    summary: 'It goes "up".',
    behind: { head: ['hour', 'skips'], rows: [['0', '1 %']], file: 'timeline.csv' },
  };

  it('says what it shows, in which units, from which file, and escapes all of it', () => {
    const { text } = chart(spec);
    expect(text).toContain('Skips &amp; &lt;stalls&gt;');
    expect(text).toContain('aria-label="It goes &quot;up&quot;."');
    expect(text).toContain('share, %');
    expect(text).toContain('timeline.csv');
    expect(text).toContain('spam &lt;b&gt;');
    expect(text).not.toContain('<b>');
    expect(text.match(/<li>/g)).toHaveLength(5);
  });

  it('has a dot for each value, and none for a gap', () => {
    const points = [1, null, 3].map((value, i) => ({ x: i * 5, y: value }));
    expect(dots(points, 's1').draw({ x, y }).text).toContain('d="M0 396h0M1000 388h0"');
  });

  it('stacks columns on each other', () => {
    const { text } = plotArea(spec);
    expect(text).toContain('M0 320h500v80h-500z');
    expect(text).toContain('M0 200h500v120h-500z');
  });
});

describe('time', () => {
  const clock = clockOf('2026-03-02T14:00:00Z', '2026-03-02T09:00:00-05:00', 120);

  it('is told at the offset that the scenario is written with', () => {
    expect(clock.zone).toBe('UTC−05:00');
    expect(momentText(clock, 0)).toBe('Mon 2 Mar 09:00');
    expect(momentText(clock, 15.5)).toBe('Tue 3 Mar 00:30');
    expect(dayStarts(clock)).toEqual([0, 15, 39, 63, 87, 111]);
    expect(clockOf('2026-03-02T14:00:00Z', '', 24).zone).toBe('UTC');
    expect(clockOf('2026-03-02T00:00:00Z', '2026-03-02T05:30:00+05:30', 24).offsetMinutes).toBe(
      330,
    );
  });

  it('has days on a long axis, hours on a short one, and never too many', () => {
    const texts = (hours: number) =>
      timeAxis({ ...clock, durationHours: hours }).ticks.map((tick) => tick.text);
    expect(texts(120)).toEqual(['Tue 3 Mar', 'Wed 4 Mar', 'Thu 5 Mar', 'Fri 6 Mar', 'Sat 7 Mar']);
    expect(texts(24 * 90).length).toBeLessThanOrEqual(10);
    expect(texts(24)).toEqual([
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      'Tue 3 Mar',
      '03:00',
      '06:00',
      '09:00',
    ]);
    expect(texts(6).length).toBeGreaterThan(4);
  });
});

describe('an axis that many charts share', () => {
  const time = { label: 'time', low: 0, high: 100, shared: 'of-time' };
  const at = [0, 50, 90, 100].map((hour) => ({ at: hour, text: `h "${hour}" </style>` }));
  const shared = { ...time, ticks: at };
  const one = (axis: typeof shared) => {
    const level = { label: 'score', low: 0, high: 100, ticks: [] };
    return plotArea({ x: axis, y: level, marks: [], summary: '' }).text;
  };

  it('has its marks in the style sheet once, where each chart would have them', () => {
    const style = tickStyle('x', shared);
    const { shared: _, ...own } = shared;
    const places = [...one(own as typeof shared).matchAll(/left:([\d.]+)%/g)].map((m) => m[1]);
    expect([...style.matchAll(/left:([\d.]+)%/g)].map((m) => m[1])).toEqual(places);
    expect(style.match(/transform:[^;]+/g)).toHaveLength(3);
    expect(one(shared)).toContain(
      `<div class="x-ticks of-time">${'<span></span>'.repeat(4)}</div>`,
    );
    expect(tickStyle('y', shared).match(/top:[\d.]+%/g)).toEqual([
      'top:100%',
      'top:50%',
      'top:10%',
      'top:0%',
    ]);
  });

  it('cannot end the style sheet with its texts', () => {
    const style = tickStyle('x', shared);
    expect(style).not.toMatch(/<|content: "[^"]*"[^;]/);
    expect(style).toContain('content: "h \\22 50\\22  \\3c \\2f style\\3e ";');
  });
});
