import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { parse } from 'csv-parse';
import { InputFileError, type InputFiles } from '../input-files.ts';
import type { InputRecord } from '../loaded.ts';
import { nearest } from '../nearest.ts';
import { CONTACT_COLUMNS, NUMBER_COLUMNS } from './columns.ts';
import { type ColumnDefinition, type HeadMatch, matchHeads, normalHead } from './heads.ts';
import { RecordPlace } from './place.ts';
import type { ProblemList } from './problem-list.ts';
import { RowCells } from './row-cells.ts';
import { hasWholeHead, NUL_BYTES, notText, SNIFF_BYTES, sniff } from './sniff.ts';
import { type ListKind, swappedColumns } from './swapped.ts';

/** How a reader sees the rows of its file. */
export interface RowSink {
  readonly columns: readonly ColumnDefinition[];
  /** What list it is, where another is easily given in its place. */
  readonly list?: ListKind;
  readonly columnMap: readonly string[];
  /** Called once, before the first row. */
  open?(cells: RowCells): void;
  /** One row with as many cells as the head has; they are only good during the call. */
  row(cells: RowCells): void;
}

/** Something about a file that stops nothing, and what to do about it. */
export interface InputNote {
  readonly text: string;
  readonly hint: string;
}

export interface RowsRead {
  readonly record: InputRecord;
  readonly notes: InputNote[];
  readonly usedMaps: readonly string[];
}

/** A quoted cell longer than this was never closed. */
const LONGEST_RECORD_BYTES = 1_000_000;
const SAVE_AS_UTF8 = 'save it as CSV in UTF-8 (in Excel: "CSV UTF-8, comma delimited")';
/** What bytes that are no UTF-8 are read as. */
const REPLACEMENT = '\uFFFD';
const LISTS = { numbers: NUMBER_COLUMNS, contacts: CONTACT_COLUMNS };
const NO_PLACE = { line: 0, column: 0 };

/**
 * Reads a CSV file row by row, in constant memory: hashes its bytes, tells its dialect, matches its
 * heads, drops blank rows and reports ragged ones. What is wrong goes to `problems`, nothing throws.
 */
export async function readRows(
  path: string,
  files: InputFiles,
  sink: RowSink,
  problems: ProblemList,
): Promise<RowsRead> {
  const reader = new RowReader(sink, problems);
  try {
    for await (const chunk of files.stream(path)) {
      await reader.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      if (reader.stopped) break;
    }
    await reader.end();
  } catch (error) {
    if (!(error instanceof InputFileError)) throw error;
    await reportUnreadable(error, path, files, problems);
  }
  return {
    record: {
      file: files.display(path),
      sha256: reader.hash.digest('hex'),
      bytes: reader.bytes,
      rows: reader.rows,
      skippedRows: problems.skipBadRows ? problems.badRows : 0,
    },
    notes: reader.notes(),
    usedMaps: reader.match?.usedMaps ?? [],
  };
}

class RowReader {
  readonly hash = createHash('sha256');
  bytes = 0;
  rows = 0;
  stopped = false;
  match: HeadMatch | null = null;
  private readonly sink: RowSink;
  private readonly problems: ProblemList;
  private cells: RowCells | null = null;
  private head: readonly string[] | null = null;
  private pending: Buffer[] = [];
  private parser: ReturnType<typeof parse> | null = null;
  private place = new RecordPlace(',', '\n', 1);
  private delimiter = ',';
  /** Lines of rows with a character that is no UTF-8: how many, and the first. */
  private unreadableRows = 0;
  private firstUnreadableLine = 0;

  constructor(sink: RowSink, problems: ProblemList) {
    this.sink = sink;
    this.problems = problems;
  }

  /** Takes the next bytes of the file. */
  async take(chunk: Buffer): Promise<void> {
    this.hash.update(chunk);
    this.bytes += chunk.length;
    if (this.parser !== null) return this.feed(chunk);
    this.pending.push(chunk);
    const start = this.pending.length === 1 ? chunk : Buffer.concat(this.pending);
    this.pending = [start];
    if (start.length < SNIFF_BYTES && !hasWholeHead(start)) return;
    await this.open(start);
  }

  /** After the last bytes: closes the parser and judges the file as a whole. */
  async end(): Promise<void> {
    if (this.parser === null && !this.stopped) await this.open(Buffer.concat(this.pending));
    if (this.parser !== null && !this.stopped) {
      this.parser.end();
      await once(this.parser, 'close');
    }
    if (this.stopped) return;
    if (this.head === null) {
      this.fail('the file is empty', 'put the names of the columns on the first line, rows below');
    } else if (this.rows === 0 && this.match !== null) {
      this.fail('the file has a head but no rows', 'add at least one row below the head');
    } else if (this.problems.skipBadRows && this.rows > 0 && this.problems.badRows >= this.rows) {
      this.fail('every row is bad: none is left', 'see why without --skip-bad-rows');
    }
  }

  notes(): InputNote[] {
    const { file } = this.problems;
    const notes: InputNote[] = [];
    const ignored = this.match?.ignored ?? [];
    if (ignored.length > 0) {
      const text = `${file}: ignored columns: ${ignored.join(', ')}`;
      notes.push({ text, hint: 'where one of them is a column of ours: --map ours=theirs' });
    }
    if (this.unreadableRows > 0) {
      const rows = `${this.unreadableRows} row${this.unreadableRows === 1 ? '' : 's'}`;
      const text = `${file}:${this.firstUnreadableLine}: characters that are not UTF-8, in ${rows}`;
      notes.push({ text, hint: `they are shown as ${REPLACEMENT}: ${SAVE_AS_UTF8}` });
    }
    return notes;
  }

  private async open(start: Buffer): Promise<void> {
    const dialect = sniff(start);
    this.delimiter = dialect.delimiter;
    this.place = new RecordPlace(
      dialect.delimiter,
      dialect.recordDelimiter[0],
      1 + dialect.skipLines,
    );
    this.parser = parse({
      delimiter: dialect.delimiter,
      record_delimiter: [...dialect.recordDelimiter],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: () => {
        this.stopAtOpenQuote();
        return undefined;
      },
      on_record: (cells: string[], context) => {
        this.record(cells, context.bytes);
        return null;
      },
    });
    // Errors reach the callback of the write that met them; without a listener they would end the process.
    this.parser.on('error', () => {});
    this.parser.resume();
    await this.feed(start.subarray(dialect.skipBytes), start);
  }

  private async feed(chunk: Buffer, whole = chunk): Promise<void> {
    const why = this.head === null ? notText(whole) : chunk.includes(0) ? NUL_BYTES : null;
    if (why !== null) {
      return this.fail(why, SAVE_AS_UTF8);
    }
    this.place.feed(chunk);
    const parser = this.parser;
    if (parser === null || chunk.length === 0) return;
    await new Promise<void>((resolve, reject) => {
      parser.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
    if (this.place.pendingBytes() > LONGEST_RECORD_BYTES) this.stopAtOpenQuote();
  }

  private record(cells: string[], endByte: number): void {
    if (this.stopped) return;
    this.place.advance(endByte);
    if (cells.every((cell) => cell.trim() === '')) return;
    if (cells.some((cell) => cell.includes(REPLACEMENT))) {
      if (this.unreadableRows++ === 0) this.firstUnreadableLine = this.place.line;
    }
    if (this.head === null) return this.openAt(cells);
    this.rows++;
    if (this.cells === null || this.isRagged(cells)) return;
    this.cells.use(cells, this.place);
    this.sink.row(this.cells);
  }

  private openAt(head: string[]): void {
    this.head = head;
    const { columns, columnMap } = this.sink;
    this.match = matchHeads(columns, head, columnMap, this.place, this.problems);
    if (this.match === null || this.isSwapped(this.match)) {
      this.stopped = true;
      return;
    }
    // Who separates by semicolons writes 12,5.
    this.cells = new RowCells(this.match, this.delimiter === ';', this.problems);
    this.sink.open?.(this.cells);
  }

  /** Whether it is a list of the other kind, reported at the first column that says so. */
  private isSwapped(match: HeadMatch): boolean {
    const { list } = this.sink;
    const [first, ...more] = list === undefined ? [] : swappedColumns(list, LISTS, match);
    if (list === undefined || first === undefined) return false;
    const other = list === 'numbers' ? 'contacts' : 'numbers';
    const at = (this.head ?? []).findIndex((head) => normalHead(head) === normalHead(first));
    const named = [first, ...more].join(', ');
    this.problems.fatal(
      this.place.of(at),
      first,
      `the file is given as a list of ${list}, and has columns of ${other} alone: ${named}`,
      `give it where the ${other} are named; if these are ${list}, rename what is none of theirs`,
    );
    return true;
  }

  private isRagged(cells: readonly string[]): boolean {
    const wanted = this.head?.length ?? 0;
    if (cells.length === wanted) return false;
    if (cells.length > wanted && cells.slice(wanted).every((cell) => cell.trim() === '')) {
      return false;
    }
    const at = Math.min(cells.length - 1, wanted);
    this.problems.cell(
      this.place.line,
      () => this.place.of(at),
      '',
      `the row has ${cells.length} cells, the head has ${wanted}`,
      `a cell that holds "${this.delimiter}" or a line break must stand in double quotes`,
    );
    return true;
  }

  private stopAtOpenQuote(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.problems.fatal(
      this.place.openQuote(),
      '',
      'a double quote opens here and never closes',
      'close the quoted cell, or double the quote where it belongs to the text',
    );
  }

  private fail(message: string, remedy: string): void {
    this.stopped = true;
    this.problems.fatal({ line: 1, column: 1 }, '', message, remedy);
  }
}

async function reportUnreadable(
  error: InputFileError,
  path: string,
  files: InputFiles,
  problems: ProblemList,
): Promise<void> {
  const [folder, name] = splitPath(path);
  const near = error.reason === 'missing' ? nearest(name, await files.list(folder)) : null;
  const reasons = {
    missing: [
      'the file does not exist',
      'check the path; it is relative to the file that names it',
    ],
    folder: ['this is a folder, not a file', 'name a CSV file'],
    no_permission: ['the file may not be read', 'check its permissions'],
    unreadable: ['the file cannot be read', 'check the disk and the path'],
    spent: [
      'this is a pipe, which can be read once, and it is needed again',
      'save it in a file and name that',
    ],
  } as const;
  const [message, remedy] = reasons[error.reason];
  problems.fatal(NO_PLACE, '', message, near === null ? remedy : `did you mean ${near}?`);
}

function splitPath(path: string): [string, string] {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return cut < 0 ? ['.', path] : [path.slice(0, cut) || '/', path.slice(cut + 1)];
}
