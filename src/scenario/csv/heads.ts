import { nearest } from '../nearest.ts';
import type { Position } from './place.ts';
import type { ProblemList } from './problem-list.ts';

/** One column of an input file: our name, what else people call it, and whether it must be there. */
export interface ColumnDefinition {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly required: boolean;
}

/** Which cell of a row holds which of our columns; -1 = the file does not have it. */
export interface HeadMatch {
  readonly index: ReadonlyMap<string, number>;
  /** Heads of the file that are none of ours, as written. */
  readonly ignored: readonly string[];
  /** Pairs of `--map` that found their head here. */
  readonly usedMaps: readonly string[];
}

const NO_PLACE: Position = { line: 0, column: 0 };

/** `Phone Number`, `phone_number` and `PHONE-NUMBER` are the same head. */
export function normalHead(head: string): string {
  return head
    .trim()
    .toLowerCase()
    .replace(/[\s_\-.]+/g, '');
}

/** Splits `ours=theirs`; null where it is none. */
export function splitMap(pair: string): { ours: string; theirs: string } | null {
  const equals = pair.indexOf('=');
  if (equals <= 0 || equals === pair.length - 1) return null;
  return { ours: pair.slice(0, equals).trim(), theirs: pair.slice(equals + 1).trim() };
}

/**
 * Finds each of our columns among a file's heads: by `--map` first, by its own name, then by alias.
 * A missing required column, and one found twice, are problems. @returns null where one was found
 */
export function matchHeads(
  columns: readonly ColumnDefinition[],
  heads: readonly string[],
  columnMap: readonly string[],
  place: { readonly line: number; of(index: number): Position },
  problems: ProblemList,
): HeadMatch | null {
  const normal = heads.map(normalHead);
  const taken = new Set<number>();
  const usedMaps: string[] = [];
  const index = new Map<string, number>();
  let failed = false;
  for (const pair of columnMap) {
    const map = splitMap(pair);
    if (map === null || !columns.some((column) => column.name === map.ours)) continue;
    const found = normal.indexOf(normalHead(map.theirs));
    if (found < 0) continue;
    index.set(map.ours, found);
    taken.add(found);
    usedMaps.push(pair);
  }
  for (const names of [(c: ColumnDefinition) => [c.name], (c: ColumnDefinition) => c.aliases]) {
    for (const column of columns) {
      if (index.has(column.name)) continue;
      const wanted = names(column).map(normalHead);
      const found = normal.flatMap((head, i) =>
        wanted.includes(head) && !taken.has(i) ? [i] : [],
      );
      if (found.length === 0) continue;
      if (found.length > 1 && column.required) {
        failed = true;
        problems.fatal(
          place.of(found[1]),
          column.name,
          `the columns "${heads[found[0]].trim()}" and "${heads[found[1]].trim()}" could both be ${column.name}`,
          `say which with --map ${column.name}=${quoteForShell(heads[found[0]].trim())}`,
        );
      }
      index.set(column.name, found[0]);
      taken.add(found[0]);
    }
  }
  for (const column of columns) {
    if (index.has(column.name) || !column.required) continue;
    failed = true;
    const free = heads.filter((head, i) => !taken.has(i) && head.trim() !== '');
    const near = nearest(column.name, free) ?? nearAlias(column, free);
    problems.fatal(
      { ...NO_PLACE, line: place.line, column: 1 },
      column.name,
      `the column ${column.name} is missing; the file has ${listed(heads)}`,
      near === null
        ? `the first line must name the columns; say which one it is with --map ${column.name}=theirs`
        : `if "${near.trim()}" is meant: --map ${column.name}=${quoteForShell(near.trim())}`,
    );
  }
  if (failed) return null;
  const ignored = heads.filter((head, i) => !taken.has(i) && head.trim() !== '');
  return { index, ignored: ignored.map((head) => head.trim()), usedMaps };
}

function nearAlias(column: ColumnDefinition, heads: readonly string[]): string | null {
  for (const alias of column.aliases) {
    const near = nearest(alias, heads);
    if (near !== null) return near;
  }
  return null;
}

function listed(heads: readonly string[]): string {
  const shown = heads.slice(0, 12).map((head) => head.trim().slice(0, 40));
  return `${shown.join(', ')}${heads.length > shown.length ? ', …' : ''}`;
}

function quoteForShell(head: string): string {
  return /^[\w-]+$/.test(head) ? head : `"${head}"`;
}
