import type { Problem } from '../../scenario/problem.ts';
import type { Cell, Column } from '../columns.ts';
import { type CellKind, cellKind, readCell } from './cell-text.ts';
import { type CsvRecord, cellColumn, csvRecords } from './csv-records.ts';
import { CellProblem, RowCells } from './row-cells.ts';

/** Problems of one file beyond these are not looked for. */
const MOST_PROBLEMS = 20;

const AGAIN = 'the file was changed since; run it again';

interface HeadColumn {
  readonly key: string;
  readonly kind: CellKind;
  /** Place in the file. */
  readonly at: number;
}

/**
 * Reads a file that a table of the registry wrote: every cell by the kind of its column, every row handed to
 * `take`, which may throw a CellProblem. What is wrong goes to `problems` with line and column.
 *
 * @param shown the file as a message should name it
 * @param madeBy `poolsim 0.1.0`, for a head of another version
 */
export function readTableFile(
  text: string,
  columns: readonly Pick<Column<never>, 'key' | 'unit'>[],
  take: (row: RowCells) => void,
  shown: string,
  madeBy: string,
  problems: Problem[],
): void {
  const before = problems.length;
  const records = csvRecords(text);
  const first = records.next();
  const head = first.done ? [] : headOf(first.value, columns);
  const missing = columns.filter((_, i) => head[i] === undefined).map(({ key }) => key);
  if (missing.length > 0) {
    problems.push(lackingColumns(shown, madeBy, missing));
    return;
  }
  const row = new RowCells(new Map(columns.map(({ key }, place) => [key, place])));
  for (const record of records) {
    const problem = readRecord(text, record, head, first.value!.cells.length, row, take, shown);
    if (problem !== null) problems.push(problem);
    if (problems.length - before >= MOST_PROBLEMS) return;
  }
  if (text !== '' && !text.endsWith('\n')) {
    problems.push({
      file: shown,
      line: text.split('\n').length,
      column: 1,
      path: '',
      message: 'the file ends within a line',
      remedy: AGAIN,
    });
  }
}

function headOf(
  { cells }: CsvRecord,
  columns: readonly Pick<Column<never>, 'key' | 'unit'>[],
): HeadColumn[] {
  const head: HeadColumn[] = [];
  columns.forEach((column, i) => {
    const at = cells.indexOf(column.key);
    if (at >= 0) head[i] = { key: column.key, kind: cellKind(column), at };
  });
  return head;
}

function readRecord(
  text: string,
  record: CsvRecord,
  head: readonly HeadColumn[],
  width: number,
  row: RowCells,
  take: (row: RowCells) => void,
  shown: string,
): Problem | null {
  const { cells, line, start } = record;
  const problem = (index: number, path: string, message: string, remedy: string): Problem => {
    return { file: shown, line, column: cellColumn(text, start, index), path, message, remedy };
  };
  if (cells.length !== width) {
    return problem(0, '', `the row has ${cells.length} cells, the head has ${width}`, AGAIN);
  }
  const values: Cell[] = [];
  for (const { key, kind, at } of head) {
    const value = readCell(kind, cells[at]);
    if (value === undefined) {
      const wanted = kind === 'number' ? 'a number, Infinity or nothing' : 'true or false';
      return problem(at, key, `"${cells[at]}" was found`, `it must be ${wanted}; ${AGAIN}`);
    }
    values.push(value);
  }
  row.values = values;
  try {
    take(row);
    return null;
  } catch (error) {
    if (!(error instanceof CellProblem)) throw error;
    const at = head.find(({ key }) => key === error.key)?.at ?? 0;
    return problem(at, error.key, error.message, `${error.remedy}; ${AGAIN}`);
  }
}

function lackingColumns(shown: string, madeBy: string, missing: readonly string[]): Problem {
  const some = missing.slice(0, 4).join(', ') + (missing.length > 4 ? ', …' : '');
  const what = missing.length === 1 ? 'column' : 'columns';
  return {
    file: shown,
    line: 1,
    column: 1,
    path: '',
    message: `${what} ${some} ${missing.length === 1 ? 'is' : 'are'} missing; ${madeBy} wrote it`,
    remedy: 'run it again with this version',
  };
}
