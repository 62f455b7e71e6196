import type { Problem } from '../problem.ts';
import type { Position } from './place.ts';

/** Problems of one file beyond this many are only counted. */
export const MOST_PROBLEMS_PRINTED = 100;

/** Collects what is wrong with one file: rows that are skipped on request, and what cannot be. */
export class ProblemList {
  readonly file: string;
  readonly skipBadRows: boolean;
  private readonly kept: Problem[] = [];
  private more = 0;
  private lastBadLine = -1;
  /** Rows with at least one problem. */
  badRows = 0;

  constructor(file: string, skipBadRows: boolean) {
    this.file = file;
    this.skipBadRows = skipBadRows;
  }

  /** Something wrong with the file as a whole: never skipped. */
  fatal(at: Position, path: string, message: string, remedy: string): void {
    this.kept.push({ file: this.file, line: at.line, column: at.column, path, message, remedy });
  }

  /** Something wrong with a cell of the row that starts at `rowLine`. */
  cell(rowLine: number, at: () => Position, path: string, message: string, remedy: string): void {
    if (rowLine !== this.lastBadLine) this.badRows++;
    this.lastBadLine = rowLine;
    if (this.skipBadRows) return;
    if (this.kept.length >= MOST_PROBLEMS_PRINTED) {
      this.more++;
      return;
    }
    this.fatal(at(), path, message, remedy);
  }

  /** In order of line and column; the last one counts those left out. */
  finish(): Problem[] {
    const problems = [...this.kept].sort((a, b) => a.line - b.line || a.column - b.column);
    if (this.more > 0) {
      problems.push({
        file: this.file,
        line: 0,
        column: 0,
        path: '',
        message: `${this.more} more problems in ${this.badRows} bad rows are not shown`,
        remedy: 'mend the file where it was made, or go on without its bad rows: --skip-bad-rows',
      });
    }
    return problems;
  }
}
