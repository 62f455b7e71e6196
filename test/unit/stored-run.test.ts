import { describe, expect, it } from 'vitest';
import { EXEMPLAR_TABLES } from '../../src/report/exemplar-tables.ts';
import { CAMPAIGN_HEALTH, NUMBER_POOL_HEALTH, NUMBERS } from '../../src/report/pool-tables.ts';
import { ACTIONS, SKIPS, STALLS, TIMELINE } from '../../src/report/run-tables.ts';
import { ExemplarBuilder } from '../../src/report/stored/exemplar-builder.ts';
import { storedRunOf } from '../../src/report/stored/of-experiment.ts';
import { campaignRow, numberRow, poolRow } from '../../src/report/stored/pool-rows.ts';
import { RowCells } from '../../src/report/stored/row-cells.ts';
import { actionRow, hourRow, skipRow, stallRow } from '../../src/report/stored/run-rows.ts';
import type { StoredRun } from '../../src/report/stored/stored-run.ts';
import { formatProblem } from '../../src/scenario/problem.ts';
import { fakeContext } from '../support/fake-context.ts';
import { fakeExperiment } from '../support/fake-experiment.ts';
import { folderTexts, readFolder } from '../support/run-folder.ts';

const experiment = fakeExperiment(40);
const context = fakeContext(experiment);
const texts = folderTexts(experiment, context);

function problemsOf(change: (texts: Map<string, string>) => void): string[] {
  const changed = new Map(texts);
  change(changed);
  const read = readFolder(changed);
  return read.ok ? [] : read.problems.map(formatProblem);
}

function edited(name: string, from: string | RegExp, to: string) {
  return (files: Map<string, string>) => {
    const text = files.get(name) ?? '';
    const after = text.replace(from, to);
    expect(after, `${name} is changed`).not.toBe(text);
    files.set(name, after);
  };
}

describe('a stored run', () => {
  it('is read from its folder as it was taken from the experiment', () => {
    const read = readFolder(texts);
    expect(read.ok ? [] : read.problems.map(formatProblem)).toEqual([]);
    const { run } = read as { run: StoredRun };
    expect(run).toEqual(storedRunOf(experiment, context));
    expect(run.numbers[1].name).toBe('=cmd|calc');
    expect(run.campaignHealth[3]).toMatchObject({ poolStatus: null, answerRate: null });
    expect(run.stalls.length).toBeGreaterThan(1);
    expect(run.exemplars.map(({ meta }) => meta.kind)).toEqual(['median', 'first-stall']);
    expect(run.exemplars[0].calls.reduce((sum, calls) => sum + calls)).toBe(4);
  });

  it('is read the same where a tool has changed all line ends', () => {
    const read = readFolder(
      new Map([...texts].map(([name, text]) => [name, text.replaceAll('\n', '\r\n')])),
    );
    expect(read).toEqual({ ok: true, run: storedRunOf(experiment, context) });
  });

  it('takes every column that the registry writes, and no other', () => {
    const exemplar = new ExemplarBuilder(
      { durationHours: 1, callBinMinutes: 15 } as ExemplarBuilder['meta'],
      [''],
    );
    // Names of campaigns may hold the sign that separates them there; campaign_health.csv tells them apart.
    const told = ['campaigns'];
    for (const [table, read, left] of [
      [TIMELINE, hourRow, []],
      [SKIPS, skipRow, []],
      [STALLS, stallRow, []],
      [ACTIONS, actionRow, []],
      [NUMBER_POOL_HEALTH, poolRow, []],
      [CAMPAIGN_HEALTH, campaignRow, []],
      [NUMBERS, numberRow, told],
    ] as const) {
      expect(asked(table.columns, read, left), table.file).toEqual(keysOf(table.columns));
    }
    const shown = ['at'];
    for (const { file, columns } of EXEMPLAR_TABLES) {
      const left = file === 'status.csv' ? shown : [];
      const take = exemplar.takers.get(file) ?? expect.fail(`nobody reads ${file}`);
      expect(asked(columns, take, left), file).toEqual(keysOf(columns));
    }
  });
});

type Columns = readonly { readonly key: string }[];

function keysOf(columns: Columns): string[] {
  return columns.map(({ key }) => key).sort();
}

function asked(columns: Columns, read: (row: RowCells) => unknown, left: readonly string[]) {
  const row = new ListeningCells(keysOf(columns));
  read(row);
  return [...row.asked, ...left].sort();
}

/** Answers whatever is asked, and remembers what was. */
class ListeningCells extends RowCells {
  readonly asked = new Set<string>();

  constructor(keys: readonly string[]) {
    super(new Map(keys.map((key, place) => [key, place])));
  }

  override cell(key: string): null {
    if (!this.places.has(key)) throw new Error(`there is no column ${key}`);
    this.asked.add(key);
    return null;
  }

  override text(key: string): string {
    this.cell(key);
    return '';
  }

  override number(key: string): number {
    this.cell(key);
    return 0;
  }

  override yes(key: string): boolean {
    this.cell(key);
    return true;
  }

  override word<T extends string>(key: string, allowed: readonly T[]): T {
    this.cell(key);
    return allowed[0];
  }
}

describe('a folder that was changed is told with file, line and column', () => {
  it('a cell that is no number', () => {
    const [problem, ...more] = problemsOf(
      edited('timeline.csv', /^0,(.*?),\*,\*,40,/m, '0,$1,*,*,4O,'),
    );
    expect(more).toEqual([]);
    expect(problem).toMatch(
      /^run\/timeline\.csv:2:28: replications: "4O" was found — it must be a num/,
    );
  });

  it('a word that is not known', () => {
    const [problem] = problemsOf(edited('number_pool_health.csv', ',healthy,', ',healed,'));
    expect(problem).toMatch(
      /^run\/number_pool_health\.csv:2:\d+: status_at_end: "healed" is not known/,
    );
    expect(problem).toContain('one of released, inactive');
  });

  it('a row with too few cells, and a file that ends within a line', () => {
    const cut = (texts.get('numbers.csv') ?? '').slice(0, -40);
    expect(problemsOf((files) => files.set('numbers.csv', cut))).toEqual([
      expect.stringMatching(/^run\/numbers\.csv:5:1: the row has \d+ cells, the head has \d+/),
      expect.stringMatching(/^run\/numbers\.csv:5:1: the file ends within a line/),
      expect.stringMatching(
        /^run\/exemplar\/median-scores\.csv:\d+:\d+: number: "\+442079460002" is no/,
      ),
      expect.stringMatching(/^run\/exemplar\/median-scores\.csv/),
      expect.stringMatching(/^run\/exemplar\/median-scores\.csv/),
      expect.stringMatching(/^run\/exemplar\/first-stall-scores\.csv/),
      expect.stringMatching(/^run\/exemplar\/first-stall-scores\.csv/),
      expect.stringMatching(/^run\/exemplar\/first-stall-scores\.csv/),
    ]);
  });

  it('a column that another version did not have', () => {
    expect(problemsOf(edited('skips.csv', 'skipped_pairs_mean', 'skipped'))).toEqual([
      'run/skips.csv:1:1: column skipped_pairs_mean is missing; poolsim 0.0.0 wrote it' +
        ' — run it again with this version',
    ]);
  });

  it('a file that is gone', () => {
    expect(problemsOf((files) => files.delete('exemplar/median-calls.csv'))).toEqual([
      expect.stringContaining('run/exemplar/median-calls.csv: the file is missing'),
    ]);
  });

  it('JSON that is cut, and JSON that holds something else', () => {
    const cut = problemsOf((files) => files.set('summary.json', '{\n  "schemaVersion": 1,\n'));
    expect(cut).toEqual([expect.stringMatching(/^run\/summary\.json:3:1: this is not JSON/)]);
    const [other] = problemsOf(edited('summary.json', /"mean": [\d.]+/, '"mean": "nil"'));
    expect(other).toMatch(
      /^run\/summary\.json:\d+:\d+: figures\[\d+\]\.mean: "nil" was found — it must be a number/,
    );
    expect(problemsOf(edited('manifest.json', '"schemaVersion": 1', '"schemaVersion": 2'))).toEqual(
      ['run/manifest.json:2:20: schemaVersion: 2 was found — it must be 1'],
    );
  });

  it('files of two runs', () => {
    const other = fakeExperiment(30);
    const others = folderTexts(other, fakeContext(other));
    const problems = problemsOf((files) => files.set('summary.json', others.get('summary.json')!));
    expect(problems.join('\n')).toMatch(/resultHash is not that of manifest\.json/);
    const pools = problemsOf((files) => files.set('numbers.csv', others.get('numbers.csv')!));
    expect(pools.join('\n')).toMatch(/numbers\.csv: it has 30 replications, manifest\.json 40/);
    const hours = problemsOf(edited('timeline.csv', /\n5,[^\n]*/, ''));
    expect(hours.join('\n')).toMatch(/timeline\.csv: it has 17 rows, not one for each of 6 hours/);
  });
});
