import type { InputFiles } from '../input-files.ts';
import { SCORE_COLUMNS } from './columns.ts';
import type { ReadOptions, ReadResult } from './numbers.ts';
import { PhoneIndex } from './phone-index.ts';
import { ProblemList } from './problem-list.ts';
import { readRows } from './read-rows.ts';

/** One score of one number at one instant. */
export interface ScoreRow {
  /** Index into `numbers`. */
  readonly number: number;
  readonly atEpochMs: number;
  /** 0 … 100. */
  readonly score: number;
  readonly line: number;
}

/** A history of scores, in file order. */
export interface ScoreHistory {
  /** Distinct E.164 in order of appearance. */
  readonly numbers: readonly string[];
  readonly rows: readonly ScoreRow[];
}

const SCORE = { min: 0, max: 100, whole: false };

/** Reads `scores.csv`: the trace that the drift model `trace` replays. */
export async function readScores(
  path: string,
  files: InputFiles,
  options: ReadOptions,
): Promise<ReadResult & ScoreHistory> {
  const problems = new ProblemList(files.display(path), options.skipBadRows);
  const numbers = new PhoneIndex();
  const rows: ScoreRow[] = [];
  const read = await readRows(
    path,
    files,
    {
      columns: SCORE_COLUMNS,
      columnMap: options.columnMap,
      row(cells) {
        const e164 = cells.requiredPhone('e164');
        const atEpochMs = cells.instant('at');
        const score = cells.number('score', SCORE);
        if (atEpochMs === null) cells.problem('at', 'the cell is empty', 'write when it was read');
        if (score === null) cells.problem('score', 'the cell is empty', 'write 0 to 100');
        if (typeof atEpochMs !== 'number' || typeof score !== 'number' || e164 === undefined)
          return;
        const earlier = numbers.add(e164, cells.line);
        const number = earlier < 0 ? numbers.count - 1 : earlier;
        rows.push({ number, atEpochMs, score, line: cells.line });
      },
    },
    problems,
  );
  return { ...read, numbers: numbers.e164, rows, problems: problems.finish() };
}
