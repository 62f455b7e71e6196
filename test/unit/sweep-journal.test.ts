import { describe, expect, it } from 'vitest';
import {
  headLine,
  journalLine,
  linesOf,
  orderedJournal,
  readHead,
  readLine,
} from '../../src/experiment/sweep/journal.ts';
import { mergeJournals, type ReadJournal } from '../../src/experiment/sweep/merge.ts';
import { plannedBlocks, type Shard, type SweepPlan } from '../../src/experiment/sweep/plan.ts';
import { SweepRecords } from '../../src/experiment/sweep/records.ts';
import { summarizeSweep } from '../../src/experiment/sweep/summarize.ts';
import { fakePlan, fakeRecord, fakeRecords } from '../support/sweep-plan.ts';

const plan = fakePlan();

describe('a line of a journal', () => {
  it('is read back to the last bit', () => {
    const cells = Float64Array.of(0.1 + 0.2, Infinity, 1e-300, -0, 5e-324, 2 ** 53, 1 / 3, 0);
    const line = { point: 1, from: 3, records: [{ cells, fingerprint: 'abc' }] };
    const text = journalLine(plan.experiment, line);
    expect(text.endsWith('\n')).toBe(true);
    expect(() => JSON.parse(text)).not.toThrow();
    const read = readLine(plan.experiment, text.trimEnd());
    expect(read).toEqual({
      ...line,
      records: [{ cells: cells.map((x) => x + 0), fingerprint: 'abc' }],
    });
  });

  it('is nothing where it was torn, changed, or written for another sweep', () => {
    const record = fakeRecord(0, 0);
    const text = journalLine(plan.experiment, { point: 0, from: 0, records: [record] }).trimEnd();
    expect(readLine(plan.experiment, text)).not.toBeNull();
    expect(readLine('f'.repeat(64), text)).toBeNull();
    for (let i = 0; i < text.length; i++) {
      expect(readLine(plan.experiment, text.slice(0, i))).toBeNull();
      const other = text[i] === '7' ? '8' : '7';
      expect(readLine(plan.experiment, text.slice(0, i) + other + text.slice(i + 1))).toBeNull();
    }
  });

  it('holds replications without a gap', () => {
    const lines = linesOf(fakeRecords(plan), 1, [3, 4, 5, 9, 11, 12]);
    const read = lines.map((text) => readLine(plan.experiment, text.trimEnd())!);
    expect(read.map(({ from, records }) => [from, records.length])).toEqual([
      [3, 3],
      [9, 1],
      [11, 2],
    ]);
  });
});

describe('a head', () => {
  it('tells the plan and the shard', () => {
    const shard = { index: 2, count: 3 };
    const text = headLine(plan, shard).trimEnd();
    expect(readHead(text)).toMatchObject({ shard, plan });
    expect(readHead(text.slice(0, -3))).toBeNull();
    expect(readHead('{"hello":1}')).toBeNull();
    expect(readHead(journalLine('', { point: 0, from: 0, records: [] }).trimEnd())).toBeNull();
  });
});

/** The journal of a shard, as it would be read from its folder. */
function journalOf(shard: Shard | null, folder: string, own: SweepPlan = plan): ReadJournal {
  const text = [...orderedJournal(fakeRecords(own, shard), shard, plannedBlocks(own, shard))];
  const lines = text.slice(1).map((line) => readLine(own.experiment, line.trimEnd())!);
  return { folder, head: readHead(text[0].trimEnd())!, lines };
}

const shards = (count: number) =>
  Array.from({ length: count }, (_, i) => journalOf({ index: i + 1, count }, `s${i + 1}`));

const told = (journals: readonly ReadJournal[]) =>
  mergeJournals(journals).problems.map(({ file, message }) => `${file}: ${message}`);

describe('merging', () => {
  const whole = summarizeSweep(fakeRecords(plan));

  it.each([1, 2, 3, 5, 20])('gives the same from %i shards, whatever their order', (count) => {
    const given = shards(count);
    for (const journals of [given, given.toReversed(), [...given.slice(1), given[0]]]) {
      const { records, problems } = mergeJournals(journals);
      expect(problems).toEqual([]);
      expect(summarizeSweep(records)).toEqual(whole);
    }
  });

  it('tells shards that are missing, with the command that makes them', () => {
    const [first, , third] = shards(3);
    const { problems } = mergeJournals([third, first]);
    expect(problems).toMatchObject([
      {
        file: 'merge',
        message: 'shard 2/3 is missing: 14 replications',
        remedy: 'poolsim sweep fake.yaml --shard 2/3 --resume',
      },
    ]);
  });

  it('tells shards that are not finished', () => {
    const [first, second] = shards(2);
    expect(told([first, { ...second, lines: second.lines.slice(1) }])).toEqual([
      's2: is not finished: 3 replications are missing',
    ]);
    const folder = 'my shards/2';
    const half = { ...second, folder, lines: second.lines.slice(1) };
    expect(mergeJournals([first, half]).problems).toMatchObject([
      { remedy: "poolsim sweep fake.yaml --shard 2/2 --resume --out 'my shards/2'" },
    ]);
  });

  it('tells shards of another sweep, and how it differs', () => {
    const [first, second] = shards(2);
    const other = fakePlan({ experiment: 'f'.repeat(64), seed: '2', replications: 10 });
    expect(told([first, second, journalOf({ index: 2, count: 2 }, 'x', other)])).toEqual([
      'x: is of another sweep than s1: seed 2 against 1, 10 replications against 20',
    ]);
  });

  it('tells shards that overlap, once, and whether they agree', () => {
    const [first, second] = shards(2);
    const copy = { ...second, folder: 'copy' };
    expect(told([first, copy, second])).toEqual([
      's2: holds 20 replications that copy holds too (point 0, replication 3)',
    ]);
    const { point, from, records } = second.lines[0];
    const changed = records.map((record) => ({ ...record, fingerprint: 'x' }));
    const bad = { ...copy, lines: [{ point, from, records: changed }] };
    expect(told([first, second, bad])).toEqual([
      's2: holds 3 replications that copy holds too (point 0, replication 3), and not the same ones',
    ]);
    expect(told([first, second, second])).toEqual(['s2: is given twice']);
  });

  it('takes a journal that two processes have written the same blocks to', () => {
    const all = journalOf(null, 'all');
    const { records, problems } = mergeJournals([{ ...all, lines: [...all.lines, ...all.lines] }]);
    expect(problems).toEqual([]);
    expect(summarizeSweep(records)).toEqual(whole);
  });
});

it('refuses a record twice, of another shape, or of nowhere', () => {
  const records = new SweepRecords(plan);
  records.add(0, 0, fakeRecord(0, 0));
  expect(() => records.add(0, 0, fakeRecord(0, 0))).toThrow('given twice');
  expect(() => records.add(0, 20, fakeRecord(0, 20))).toThrow('no point');
  const cells = new Float64Array(3);
  expect(() => records.add(0, 1, { cells, fingerprint: '' })).toThrow('other figures');
});

it('tells in its hash that a replication went another way, though no figure shows it', () => {
  const records = fakeRecords(plan);
  const { resultHash } = summarizeSweep(records);
  const record = records.points[1][7]!;
  records.points[1][7] = { ...record, fingerprint: 'another way' };
  expect(summarizeSweep(records).resultHash).not.toBe(resultHash);
  records.points[1][7] = record;
  expect(summarizeSweep(records).resultHash).toBe(resultHash);
});
