import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Summary, SummaryFigure } from '../../src/experiment/summary.ts';
import { FIGURES, figureIndex } from '../../src/model/figures.ts';
import { intervalOf } from '../../src/report/stored/summary-values.ts';
import { estimateText, rangeText } from '../../src/report/text/format.ts';
import { call } from '../support/call.ts';
import type { MemoryHost } from '../support/memory-host.ts';
import { tinyWithGates } from '../support/tiny-scenario.ts';

// Numbers that start flagged in one of two countries: some replications stall, and all figures have data.
const TINY = tinyWithGates("'stall.risk <= 90%'", 'dials >= 1')
  .replace('count: 2, allowedCountries: [GB], spamScore: 10', 'count: 2, spamScore: 69')
  .replace('count: 3, spamScore: 10', 'count: 3, spamScore: 68, allowedCountries: [US]');

let host: MemoryHost;
let printed: string;
let summary: Summary;
const files = () => Object.fromEntries([...host.disk].map(([path, data]) => [path, text(data)]));
const text = (data: Uint8Array) => new TextDecoder().decode(data);
const report = (words: string, more: Record<string, string> = {}) =>
  call(`report ${words}`, { files: { ...files(), ...more } });

beforeAll(async () => {
  const run = await call('run tiny.yaml --out r --page --quiet', { files: { 'tiny.yaml': TINY } });
  ({ host } = run);
  printed = run.stdout;
  summary = JSON.parse(host.text('r/summary.json'));
});

describe('report shows what the run printed, from its folder', () => {
  it('as text, as JSON, and as the page, to the byte', async () => {
    const again = await report('r');
    expect(again.stderr).toBe('');
    expect(again.code).toBe(0);
    expect(again.stdout).toBe(printed);
    expect((await report('r --json')).stdout).toBe(host.text('r/summary.json'));
    const page = await report('r --format html --out -');
    expect(page.stdout).toBe(host.text('r/report.html'));
  });

  it('as Markdown and CSV, as the run would have', async () => {
    for (const format of ['md', 'csv']) {
      const ran = await call(`run tiny.yaml --out r --quiet --format ${format}`, {
        files: files(),
      });
      expect((await report(`r --format ${format}`)).stdout).toBe(ran.stdout);
    }
  });

  it('with the same figures in every format', async () => {
    const csv: Record<string, string>[] = parse((await report('r --format csv')).stdout, {
      columns: true,
    });
    expect(csv.length).toBe(summary.figures.length);
    summary.figures.forEach((figure, i) => {
      const { key, campaign, country, unit } = figure;
      const cells = [figure.mean, figure.low, figure.high, figure.n].map(asCell);
      const row = csv[i];
      expect({ ...row }).toMatchObject({ key, campaign, country, unit });
      expect([row.mean, row.low, row.high, row.n], `${key} ${campaign} ${country}`).toEqual(cells);
    });
    const rows = markdownRows((await report('r --format md')).stdout);
    const words = (await report('r')).stdout.replaceAll(/\s+/g, ' ');
    for (const row of rows) {
      const line = row.filter((cell) => cell !== '').join(' ');
      expect(words, 'each row of the Markdown is one of the text').toContain(line);
    }
    expect(rows.length).toBeGreaterThan(20);
    for (const [key, label] of [
      ['dials', 'calls placed'],
      ['reach.answer_rate', 'answered calls / calls placed'],
      ['reach.contact_rate', 'contacts answered / contacts'],
      ['finish.share', 'replications that finished in time'],
    ]) {
      expect(rows).toContainEqual([label, ...shown(figureOf(key))]);
    }
    for (const country of ['*', 'US', 'GB']) {
      const risk = shown(figureOf('stall.risk', country));
      expect(rows.map((row) => row.slice(0, 3))).toContainEqual([country, ...risk]);
    }
  });

  it('and the page tells the same figures', async () => {
    const page = host.text('r/report.html').replaceAll(/<[^>]*>/g, ' ');
    for (const key of ['stall.risk', 'skip.rate', 'reach.contact_rate', 'reach.answer_rate']) {
      for (const part of shown(figureOf(key))) expect(page, key).toContain(part);
    }
    for (const { gate, verdict } of summary.gates) {
      expect(page).toContain(gate.replace('<', '&lt;').replace('>', '&gt;'));
      expect(page).toContain(verdict);
    }
  });

  it('to a file, whole, and says where', async () => {
    const { host: after, stdout, stderr } = await report('r --format md --out notes/r.md');
    expect(stdout).toBe('');
    expect(stderr).toBe('report: notes/r.md (written)\n');
    expect(after.text('notes/r.md')).toContain('# tiny');
    const page = await report('r --format html');
    expect(page.stdout).toBe('r/report.html\n');
    expect(page.host.text('r/report.html')).toBe(host.text('r/report.html'));
  });

  it('of several runs one after the other, as a list in JSON', async () => {
    const both = await report('r r --json');
    expect(JSON.parse(both.stdout)).toEqual([summary, summary]);
    expect((await report('r r')).stdout).toBe(`${printed}\n${printed}`);
    const page = await report('r r --format html --out -');
    expect(page.code).toBe(0);
  });

  it('also of a run that was broken off, and says so', async () => {
    let hosted: MemoryHost | null = null;
    const { stderr } = await call('run tiny.yaml --reps 40 --workers 1 --out broken', {
      files: { 'tiny.yaml': TINY },
      onTask: (own, task) => {
        hosted = own;
        if (task === 2) own.interrupt();
      },
    });
    const [folder, n] = /broken-partial-(\d+)/.exec(stderr)!;
    host = hosted!;
    const shown = await report(folder);
    expect(shown.code).toBe(0);
    expect(shown.stderr).toBe(`${folder}/: the run was interrupted after ${n} replications\n`);
    expect(shown.stdout).toContain('interrupted, so there is no verdict');
  });
});

describe('report refuses with exit code 2', () => {
  it.each([
    ['nowhere', 'nowhere: there is no such folder or file'],
    ['rr', 'did you mean r?'],
    ['tiny.yaml', 'tiny.yaml is a scenario, no result: poolsim run tiny.yaml makes one'],
    ['.', '. holds no results: manifest.json is not in it; there are results in r'],
    [
      'r/summary.json',
      'none of what plan --json, compare --json or a sweep leaves: name the folder',
    ],
    ['note.json', 'note.json:1:9: this is not JSON'],
    ['plan.json', 'plan.json:1:1: schemaVersion: it is missing — it must be 1'],
    ['r --format pdf', '--format "pdf" is not one of text, json, csv, md, html'],
    ['r --format csv --json', '--format csv and --json ask for two formats; give one of them'],
    ['r --format html --out .', '--out . is a folder; name a file in it'],
  ])('%s', async (words, message) => {
    await prepared();
    const { code, stdout, stderr } = await report(words, {
      'tiny.yaml': TINY,
      'note.json': '{"a": 1,',
      'plan.json': '{"frontier": []}',
    });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(stdout).toBe('');
  });

  it('a file that is there already, unless it is told to overwrite it', async () => {
    await prepared();
    const mine = { 'notes.md': 'mine' };
    for (const words of ['r --format md --out notes.md', 'r --format html --out notes.md']) {
      const { code, stdout, stderr, host: left } = await report(words, mine);
      expect(stderr).toContain('notes.md is already there; --force overwrites it');
      expect([code, stdout, left.text('notes.md')]).toEqual([2, '', 'mine']);
      const forced = await report(`${words} --force`, mine);
      expect(forced.code).toBe(0);
      expect(forced.host.text('notes.md')).toContain('tiny');
    }
    const idle = await report('r --force');
    expect(idle.code).toBe(2);
    expect(idle.stderr).toContain('--force overwrites the file of --out: name that file too');
  });

  it('all that is wrong with all the runs, each with its place', async () => {
    await prepared();
    const cut = text(host.disk.get('/home/r/skips.csv')!).replace(/,[^,]*\n$/, '\n');
    const { code, stderr } = await report('r', {
      'r/skips.csv': cut,
      'r/summary.json': '{}',
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^r\/summary\.json:1:1: schemaVersion: it is missing/m);
    expect(stderr).toMatch(/^r\/skips\.csv:19:1: the row has 7 cells, the head has 8/m);
    expect(stderr).toContain('2 problems in the input, no report was made');
  });
});

describe('report tells a folder that is not as the run left it', () => {
  const lastRow = (name: string) =>
    text(host.disk.get(`/home/r/${name}`)!).replace(/\n[^\n]*\n$/, '\n');

  it.each(['replications.csv', 'fingerprints.csv', 'exemplar/median-flow.csv'])(
    'without the last row of %s, whoever reads it',
    async (name) => {
      await prepared();
      const { code, stderr } = await report('r', { [`r/${name}`]: lastRow(name) });
      expect(code).toBe(2);
      expect(stderr).toMatch(
        new RegExp(
          `^r/${name}: it is not as the run wrote it: sha256 \\w+…, in SHA256SUMS \\w+… — `,
        ),
      );
      expect(stderr).toContain('make the run anew: poolsim run tiny.yaml --seed 1\n');
      expect(stderr).toContain('one problem');
    },
  );

  it('or without one of its files, or without their hashes', async () => {
    await prepared();
    for (const name of ['replications.csv', 'SHA256SUMS']) {
      const left = files();
      delete left[`/home/r/${name}`];
      const { code, stderr } = await call('report r', { files: left });
      expect([code, stderr]).toEqual([2, expect.stringMatching(`^r/${name}: the file is missing`)]);
    }
    const { stderr } = await report('r', { 'r/SHA256SUMS': lastRow('SHA256SUMS') });
    expect(stderr).toContain('r/SHA256SUMS: it has no hash of timeline.csv');
  });

  it('but for line ends that a tool has changed, and large files that were thrown away', async () => {
    const { host: own } = await call('run tiny.yaml --out r --attempts --quiet', {
      files: { 'tiny.yaml': TINY },
    });
    const left = Object.fromEntries([...own.disk].map(([path, data]) => [path, text(data)]));
    expect(left['/home/r/SHA256SUMS']).toMatch(/^[0-9a-f]{64} {2}attempts.ndjson.gz$/m);
    delete left['/home/r/attempts.ndjson.gz'];
    for (const [path, lines] of Object.entries(left)) left[path] = lines.replaceAll('\n', '\r\n');
    const { code, stderr, stdout } = await call('report r', { files: left });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(printed);
  });
});

/** The finished run again, whatever a test before has left. */
async function prepared(): Promise<void> {
  if (host.disk.has('/home/r/summary.json')) return;
  const files = { 'tiny.yaml': TINY };
  ({ host } = await call('run tiny.yaml --out r --quiet', { files }));
}

function figureOf(key: string, country = '*'): SummaryFigure {
  return summary.figures.find(
    (row) => row.key === key && row.campaign === '*' && row.country === country,
  )!;
}

function shown(figure: SummaryFigure): string[] {
  const { unit } = FIGURES[figureIndex(figure.key)];
  const interval = intervalOf(figure);
  return [estimateText(interval, unit), rangeText(interval, unit)];
}

function asCell(value: number | 'never' | null): string {
  return value === null ? '' : value === 'never' ? 'Infinity' : String(value);
}

/** Cells of all table rows but heads and rules. */
function markdownRows(markdown: string): string[][] {
  const rows = markdown
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.replaceAll(/\\(.)/g, '$1')),
    );
  return rows.filter((row, i) => !row[0].startsWith('---') && !rows[i + 1]?.[0].startsWith('---'));
}
