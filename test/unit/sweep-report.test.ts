import { describe, expect, it } from 'vitest';
import type { SweepPlan } from '../../src/experiment/sweep/plan.ts';
import { SweepRecords } from '../../src/experiment/sweep/records.ts';
import { summarizeSweep } from '../../src/experiment/sweep/summarize.ts';
import { renderCsv } from '../../src/report/csv.ts';
import { parquetColumns } from '../../src/report/sweep/parquet-columns.ts';
import { changePlot, intervalPlot, scaleOf } from '../../src/report/sweep/plot.ts';
import { sweepDocument } from '../../src/report/sweep/sweep-document.ts';
import { figuresTable, pointsTable } from '../../src/report/sweep/sweep-tables.ts';
import { renderSweepText } from '../../src/report/sweep/sweep-text.ts';
import { PLAIN } from '../../src/report/text/palette.ts';
import { displayWidth } from '../../src/report/text/width.ts';
import { fakePlan, fakeRecord, fakeRecords } from '../support/sweep-plan.ts';

const text = (plan: SweepPlan) =>
  renderSweepText(summarizeSweep(fakeRecords(plan)), { palette: PLAIN, where: '' });

const OAT = fakePlan({
  design: 'oat',
  axes: [
    { path: 'drift.model', values: ['none'], base: 'usage' },
    { path: 'platform.scoreRefresh', values: ['0h', '48h'], base: '24h' },
  ],
  points: [
    [null, null],
    ['none', null],
    [null, '0h'],
    [null, '48h'],
  ].map((values, i) => ({ values, scenarioHash: String(i), layout: 0 })),
});

describe('plots', () => {
  const scale = { low: 0, high: 10, width: 11 };

  it('draw an estimate in its interval', () => {
    const at = (low: number, estimate: number, high: number) =>
      intervalPlot({ low, estimate, high, n: 9 }, scale);
    expect(at(2, 4, 8)).toBe('  ├─●───┤  ');
    expect(at(0, 0, 10)).toBe('●─────────┤');
    expect(at(3, 3, 3)).toBe('   ●       ');
    expect(at(-Infinity, 5, Infinity)).toBe('◂────●────▸');
    expect(at(4, Infinity, Infinity)).toBe('    ├─────▸');
    expect(intervalPlot(null, scale)).toBe(' '.repeat(11));
  });

  it('draw a change from the middle line, sure where its interval leaves no doubt', () => {
    const middle = { low: -5, high: 5, width: 11 };
    const at = (low: number, estimate: number, high: number) =>
      changePlot({ low, estimate, high, n: 9 }, middle);
    expect(at(2, 3, 4)).toBe('     │██░░ ');
    expect(at(-4, -3, -2)).toBe(' ░░██│     ');
    expect(at(-1, 1, 3)).toBe('    ░│░░░  ');
    expect(at(0, 0, 0)).toBe('     │     ');
    expect(changePlot(null, middle)).toBe('     │     ');
  });

  it('scale from 0 where that does not flatten them', () => {
    const interval = (low: number, high: number) => ({ low, high, estimate: low, n: 2 });
    expect(scaleOf([interval(2, 10)], 20, false)).toMatchObject({ low: 0, high: 10 });
    expect(scaleOf([interval(90, 100)], 20, false)).toMatchObject({ low: 90, high: 100 });
    expect(scaleOf([interval(2, 3), interval(-4, Infinity)], 20, true)).toMatchObject({ low: -4 });
    expect(scaleOf([null], 20, false)).toBeNull();
  });
});

describe('the text', () => {
  it('says where the first figure goes, and plots each', () => {
    const report = text(fakePlan());
    expect(report).toMatch(/^dials goes from 103 \(.*\) at spamThreshold=60 to 153 \(.*\) at/);
    expect(report).toContain('\nPoints\n#  spamThreshold  dials  skip.rate\n0  60');
    expect(report).toMatch(/\nskip.rate\n60 .*●.*\n80 .*●/);
    expect(report).not.toContain('\u001b');
  });

  it('says so when the intervals leave it open whether anything moves', () => {
    const plan = fakePlan({ replications: 2, blockSize: 1 });
    const records = new SweepRecords(plan);
    for (const point of [0, 1]) {
      [5 + point, 90].forEach((dials, i) => {
        const cells = Float64Array.of(dials, 1, 1, 1, 1, 9, 0, 0);
        records.add(point, i, { cells, fingerprint: '' });
      });
    }
    const report = renderSweepText(summarizeSweep(records), { palette: PLAIN, where: '' });
    expect(report.replaceAll('\n', ' ')).toContain('it is unsure whether it moves at all');
  });

  it('ranks what matters most, one axis at a time', () => {
    const records = new SweepRecords(OAT);
    OAT.points.forEach((_, point) => {
      for (let i = 0; i < 20; i++) {
        const { cells, fingerprint } = fakeRecord(0, i);
        const moved = cells.map((cell, at) => (at === 0 ? cell + [0, 3, -9, 5][point] : cell));
        records.add(point, i, { cells: moved, fingerprint });
      }
    });
    const summary = summarizeSweep(records);
    const report = renderSweepText(summary, { palette: PLAIN, where: '' });
    expect(report).toMatch(/^What moves dials most: platform.scoreRefresh, −9 \(−9\) at 0h; then/);
    const lines = report.split('\n');
    const from = lines.findIndex((line) => line.startsWith('What moves dials: 103'));
    expect(lines.slice(from + 1, from + 4).map((line) => line.split(/\s+/).slice(0, 2))).toEqual([
      ['scoreRefresh=0h', '−9'],
      ['scoreRefresh=48h', '+5'],
      ['model=none', '+3'],
    ]);
    // Paired by replication, a constant shift has no spread at all.
    expect(summary.effects[0].difference).toMatchObject({ estimate: 3, low: 3, high: 3, n: 20 });
    expect(report).toContain('What moves skip.rate');
    expect(report).toContain('Nothing that was varied moves it.');
  });

  it.each([fakePlan(), OAT, many()])('keeps to 80 columns', (plan) => {
    const wide = text(plan)
      .split('\n')
      .filter((line) => displayWidth(line) > 80);
    expect(wide).toEqual([]);
  });

  it('shows 40 points of many, and says so', () => {
    const lines = text(many()).split('\n');
    expect(lines).toContain('… and 20 more points, all of them in points.csv');
  });
});

/** Sixty points on axes with long names and values. */
function many(): SweepPlan {
  const value = (i: number) => `a-long-value-that-goes-on-and-on-${i}`;
  return fakePlan({
    replications: 4,
    axes: [1, 2, 3].map((axis) => {
      return { path: `campaigns.spring-renewals.thing${axis}`, values: [value(0)], base: null };
    }),
    points: Array.from({ length: 60 }, (_, i) => {
      return { values: [value(i), value(1), value(2)], scenarioHash: String(i), layout: 0 };
    }),
    figures: ['dials', 'skip.rate', 'dials{country=GB}'].map((name) => {
      return { text: name, key: name.replace(/\{.*/, ''), campaign: '*', country: '*' };
    }),
  });
}

describe('the files', () => {
  it('have the axis as a number beside a value with a unit', () => {
    const summary = summarizeSweep(fakeRecords(OAT));
    const [head, ...rows] = [...renderCsv(pointsTable(summary), summary)].join('').split('\n');
    expect(head).toMatch(
      /^point,drift.model,platform.scoreRefresh,platform.scoreRefresh_hours,n,gates,dials_mean,/,
    );
    expect(rows.map((row) => row.split(',').slice(0, 5).join())).toEqual([
      '0,usage,24h,24,20',
      '1,none,24h,24,20',
      '2,usage,0h,0,20',
      '3,usage,48h,48,20',
      '',
    ]);
  });

  it('have every figure in every group as a row', () => {
    const summary = summarizeSweep(fakeRecords(fakePlan()));
    const rows = [...renderCsv(figuresTable(summary), summary)].join('').trim().split('\n');
    expect(rows[0]).toBe('point,platform.spamThreshold,key,campaign,country,mean,low,high,n,unit');
    // Two points, two figures, two scopes under the names * and one.
    expect(rows).toHaveLength(1 + 2 * 2 * 4);
    expect(rows[1]).toMatch(/^0,60,dials,\*,\*,102\.\d+,101\.\d+,103\.\d+,20,calls$/);
    expect(rows.find((row) => row.includes('skip.rate,*,GB'))).toMatch(/GB,,,,20,ratio$/);
  });

  it('tell the same as JSON', () => {
    const document = sweepDocument(summarizeSweep(fakeRecords(OAT))) as {
      points: unknown[];
      effects: { axis: string; value: string; mean: unknown }[];
    };
    expect(() => JSON.stringify(document)).not.toThrow();
    expect(document.points).toHaveLength(4);
    expect(document.effects.map(({ axis, value }) => `${axis}=${value}`).slice(0, 3)).toEqual([
      'drift.model=none',
      'drift.model=none',
      'platform.scoreRefresh=0h',
    ]);
  });

  it('are read back from Parquet', async () => {
    const { parquetWriteBuffer } = await import('hyparquet-writer');
    const { parquetReadObjects } = await import('hyparquet');
    const summary = summarizeSweep(fakeRecords(fakePlan()));
    const columnData = parquetColumns(figuresTable(summary), summary).map((each) => {
      return { ...each, data: [...each.data], nullable: true };
    });
    const rows = await parquetReadObjects({ file: parquetWriteBuffer({ columnData }) });
    expect(rows).toHaveLength(16);
    const { interval } = summary.points[0].figures[0];
    expect(rows[0]).toMatchObject({ point: 0, key: 'dials', mean: interval?.estimate, n: 20 });
    expect(
      rows.find((row) => row.key === 'skip.rate' && row.country === 'GB')?.mean ?? null,
    ).toBeNull();
  });
});
