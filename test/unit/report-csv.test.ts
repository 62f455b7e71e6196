import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { neverConsidered } from '../../src/experiment/row-health.ts';
import { TIMELINE_COLUMNS } from '../../src/model/metrics.ts';
import type { AttemptRecord } from '../../src/model/observer.ts';
import { actedOnWords, NOTHING } from '../../src/model/operator/acted-on.ts';
import { attemptRow, contactLabel, renderAttempts } from '../../src/report/attempts.ts';
import { column } from '../../src/report/columns.ts';
import { csvLines } from '../../src/report/csv.ts';
import { FILE_COLUMNS, runFiles } from '../../src/report/files.ts';
import { readableJson } from '../../src/report/json.ts';
import { ACTIONS } from '../../src/report/run-tables.ts';
import { fakeContext } from '../support/fake-context.ts';
import { fakeExperiment } from '../support/fake-experiment.ts';
import { fakeScenario } from '../support/fake-run.ts';

const experiment = fakeExperiment(12);
const files = runFiles(fakeContext(experiment));

function records(name: string): Record<string, string>[] {
  const file = files.find((each) => each.name === name)!;
  const text = [...file.render(experiment, fakeContext(experiment))].join('');
  return parse(text, { columns: true });
}

describe('CSV', () => {
  it('keeps E.164 numbers whole and makes formulas harmless', () => {
    const values = ['+14155550100', '=1+1', '@x', '+1+cmd', 'a,"b"', 'plain'];
    const text = [...csvLines([column<string>('v', 'text', 'value', (v) => v)], values)].join('');
    expect(parse(text).flat()).toEqual([
      'v',
      '+14155550100',
      "'=1+1",
      "'@x",
      "'+1+cmd",
      'a,"b"',
      'plain',
    ]);
  });

  it('writes numbers in full, never as a formula, and nothing for no data', () => {
    const values = [0.1 + 0.2, -1.5, Number.NaN, null, Infinity, true];
    const columns = [column<(typeof values)[number]>('v', 'x', 'value', (v) => v)];
    const lines = [...csvLines(columns, values)].join('').split('\n');
    expect(lines).toEqual(['v', '0.30000000000000004', '-1.5', '', '', 'Infinity', 'true', '']);
  });

  it('hands over long files in pieces', () => {
    const rows = Array.from({ length: 2500 }, (_, i) => i);
    const pieces = [...csvLines([column<number>('i', 'index', 'i', (i) => i)], rows)];
    expect(pieces.length).toBe(3);
    expect(pieces.join('').split('\n')).toHaveLength(2502);
  });

  it('has one meaning and unit per column, and no column twice', () => {
    for (const { name, columns } of FILE_COLUMNS) {
      const keys = columns.map((each) => each.key);
      expect(new Set(keys).size, name).toBe(keys.length);
      for (const { key, unit, meaning } of columns) {
        expect(key).toMatch(/^[a-z][a-z0-9_]*$/);
        expect(unit).not.toBe('');
        expect(meaning).not.toBe('');
      }
    }
  });
});

describe('the files of a run', () => {
  it('tell what an action was done to in columns, so that a number stays one', () => {
    const action = {
      atMs: 0,
      by: 'playbook',
      verb: 'replace',
      ...NOTHING,
      number: '+442079460001',
      replacement: '+442079460002',
      reason: 'flagged',
      outcome: 'done',
      cost: 0,
      effect: '',
    } as const;
    const acted = [
      action,
      { ...action, verb: 'pause', replacement: '', campaign: '=q1' },
      { ...action, verb: 'pause', number: '', replacement: '', connection: 'trunk' },
    ];
    const rows = acted.map((value) => ({ replication: 0, value, experiment }));
    const text = [...csvLines(ACTIONS.columns, rows)].join('');
    const on = (parse(text, { columns: true }) as Record<string, string>[]).map((row) => {
      return [row.number, row.replacement, row.campaign, row.connection].join('|');
    });
    expect(on).toEqual(['+442079460001|+442079460002||', "+442079460001||'=q1|", '|||trunk']);
    expect(acted.map(actedOnWords)).toEqual([
      '+442079460001 by +442079460002',
      '+442079460001 in =q1',
      'connection trunk',
    ]);
  });

  it('are those of the manifest, each once', () => {
    const names = files.map((file) => file.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names[0]).toBe('manifest.json');
    const manifest = JSON.parse([...files[0].render(experiment, fakeContext(experiment))].join(''));
    expect(manifest.files.map((file: { name: string }) => file.name)).toEqual(names.slice(1));
  });

  it('give every replication of every figure back', () => {
    const rows = records('replications.csv');
    const dials = rows.filter((r) => r.key === 'dials' && r.campaign === '*' && r.country === '*');
    expect(dials.map((row) => Number(row.replication))).toEqual(
      Array.from({ length: 12 }, (_, i) => i),
    );
    const figure = experiment.figures.find((f) => f.key === 'dials')!;
    const mean = dials.reduce((sum, row) => sum + Number(row.value), 0) / 12;
    expect(mean).toBeCloseTo(figure.interval!.estimate, 9);
    const broken = rows.find((row) => row.key === 'skip.sticky_broken' && row.country === 'US')!;
    expect(broken).toMatchObject({ value: '', numerator: '0', denominator: '0' });
  });

  it('show no campaign health for a row that was never considered, and its pool row all the same', () => {
    const absent = records('campaign_health.csv').find((r) => r.number === '+442079460002')!;
    for (const key of [
      'pool_status',
      'attempts_mean',
      'answer_rate_mean',
      'weight_low',
      'dials_high',
    ]) {
      expect(absent[key], key).toBe('');
    }
    const pool = records('number_pool_health.csv').find((r) => r.number === '+442079460002')!;
    expect(pool).toMatchObject({ status_at_end: 'flagged', dials_mean: '0', answer_rate_mean: '' });
    expect(experiment.rowHealth.map(neverConsidered)).toEqual([false, false, false, true]);
  });

  it('say of skips how many pairs and what share, by reason', () => {
    const rows = records('skips.csv').filter((row) => row.country === 'GB');
    expect(rows.map((row) => row.reason)).toEqual(['spam', 'country', 'spam_and_country']);
    // The made-up runs consider 500 pairs each.
    for (const row of rows) {
      expect(Number(row.skipped_pairs_mean) / 500).toBeCloseTo(Number(row.share_mean), 12);
    }
  });

  it('hold the running moments of the timeline', () => {
    const row = records('timeline.csv').find((r) => r.hour === '2' && r.country === 'GB')!;
    expect(row.at).toBe('2026-03-02T16:00:00Z');
    const interval = experiment.aggregate.timeline.interval(
      (2 * 3 + 2) * TIMELINE_COLUMNS.length + TIMELINE_COLUMNS.indexOf('dials'),
    )!;
    expect(Number(row.dials_calls_mean)).toBe(interval.estimate);
    expect(Number(row.dials_calls_high)).toBe(interval.high);
  });
});

describe('attempts', () => {
  const record: AttemptRecord = {
    campaign: 0,
    contact: 12,
    country: 2,
    zone: 0,
    number: 1,
    attempt: 2,
    dueMs: 0,
    dialMs: 90_000,
    endMs: 120_000,
    ringMs: 9000,
    talkMs: 21_000,
    outcome: 'answered',
    throttled: false,
    usedSticky: false,
    trueScore: 71.5,
    observedScore: 60,
  };

  it('are lines of JSON with names in place of indices', () => {
    const lines = [...renderAttempts(fakeScenario(), 3, [record, record])].join('').split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0])).toMatchObject({
      replication: 3,
      at: '2026-03-02T14:01:30Z',
      campaign: 'q1',
      contact: 'q1/12',
      country: 'GB',
      number: '+14155550101',
      outcome: 'answered',
      trueScorePoints: 71.5,
    });
    expect(attemptRow(fakeScenario(), 0, record).attempt).toBe(2);
  });

  it('name an imported contact by its number', () => {
    const scenario = fakeScenario();
    const table = { count: 1, e164: ['+14155550177'] } as never;
    const campaigns = [{ ...scenario.campaigns[0], contacts: { kind: 'table' as const, table } }];
    expect(contactLabel({ ...scenario, campaigns }, 0, 0)).toBe('+14155550177');
  });
});

describe('JSON for people', () => {
  it('is JSON, with a line per flat object', () => {
    const value = {
      a: [],
      b: {},
      c: [{ x: 1, y: [1, 2] }, { x: null }],
      d: { e: 'ü"\n' },
      f: [[1], []],
    };
    const text = readableJson(value);
    expect(JSON.parse(text)).toEqual(value);
    expect(text).toContain('{ "x": 1, "y": [1, 2] },\n');
  });
});
