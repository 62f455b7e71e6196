import type { InputFiles } from '../input-files.ts';
import type { InputRecord } from '../loaded.ts';
import { parsePhone } from '../phone/parse.ts';
import type { Problem } from '../problem.ts';
import { NUMBER_COLUMNS } from './columns.ts';
import { readCoolDown, readWarmUp } from './number-limit-cells.ts';
import { PhoneIndex } from './phone-index.ts';
import { ProblemList } from './problem-list.ts';
import { type InputNote, readRows } from './read-rows.ts';
import type { RowCells } from './row-cells.ts';

/** What every reader is told. */
export interface ReadOptions {
  /** `ours=theirs` pairs; those of other files are passed over. */
  readonly columnMap: readonly string[];
  readonly skipBadRows: boolean;
}

/** What every reader gives beside its rows. */
export interface ReadResult {
  readonly problems: Problem[];
  readonly notes: InputNote[];
  readonly record: InputRecord;
  /** Pairs of `--map` whose head this file has. */
  readonly usedMaps: readonly string[];
}

/** One number of the inventory. */
export interface NumberRow {
  readonly e164: string;
  /** Home country: the column, else the number's own; `??` where neither tells. */
  readonly country: string;
  readonly status: 'active' | 'inactive' | 'released';
  /** Name of the connection; null where the file does not say. */
  readonly connection: string | null;
  readonly managed: 'twilio' | 'byo';
  /** ISO 3166-1 alpha-2; empty = no restriction. */
  readonly allowedCountries: readonly string[];
  /** 0 … 100; null = nobody has scored it. */
  readonly spamScore: number | null;
  readonly callsPerDayMax: number | null;
  readonly concurrentMax: number | null;
  readonly coolDownMs: number | null;
  /** Null where the file does not say. */
  readonly warmUp: { for: number; callsPerDay: number }[] | null;
  readonly firstUsedEpochMs: number | null;
  readonly name: string;
  readonly line: number;
  /** Column (in characters) of the connection's cell, for problems that only the scenario can tell. */
  readonly connectionColumn: number;
}

const STATUSES = ['active', 'inactive', 'released'] as const;
const OWNERS = ['twilio', 'byo'] as const;
const SCORE = { min: 0, max: 100, whole: false };
const CAP = { min: 1, max: 1_000_000, whole: true };

/** Reads `numbers.csv`: the inventory of caller IDs. Problems are values, nothing throws. */
export async function readNumbers(
  path: string,
  files: InputFiles,
  options: ReadOptions,
): Promise<ReadResult & { rows: NumberRow[] }> {
  const problems = new ProblemList(files.display(path), options.skipBadRows);
  const rows: NumberRow[] = [];
  const seen = new PhoneIndex();
  let implausible = 0;
  const read = await readRows(
    path,
    files,
    {
      columns: NUMBER_COLUMNS,
      list: 'numbers',
      columnMap: options.columnMap,
      row(cells) {
        const row = numberRow(cells, seen);
        if (row === null) return;
        rows.push(row);
        if (!parsePhone(row.e164).valid) implausible++;
      },
    },
    problems,
  );
  const notes = [...read.notes];
  if (implausible > 0) {
    notes.push({
      text: `${problems.file}: ${implausible} numbers fit no known numbering plan`,
      hint: 'look them up: a mistyped number calls nobody',
    });
  }
  return { ...read, rows, problems: problems.finish(), notes };
}

/** One row, or null where something is wrong with it; every wrong cell is reported. */
function numberRow(cells: RowCells, seen: PhoneIndex): NumberRow | null {
  const e164 = cells.requiredPhone('e164');
  const country = cells.country('country');
  const status = cells.word('status', STATUSES);
  const managed = cells.word('managed', OWNERS);
  const allowedCountries = cells.countryList('allowed_countries');
  const spamScore = cells.number('spam_score', SCORE);
  const callsPerDayMax = cells.number('calls_per_day_max', CAP);
  const concurrentMax = cells.number('concurrent_max', CAP);
  const coolDownMs = readCoolDown(cells);
  const warmUp = readWarmUp(cells);
  const firstUsedEpochMs = cells.instant('first_used');
  if (e164 === undefined || reportDuplicate(cells, seen, e164, 'number')) return null;
  if (country === undefined || status === undefined || managed === undefined) return null;
  if (allowedCountries === undefined || spamScore === undefined) return null;
  if (callsPerDayMax === undefined || concurrentMax === undefined) return null;
  if (coolDownMs === undefined || warmUp === undefined) return null;
  if (firstUsedEpochMs === undefined) return null;
  const connection = cells.text('connection');
  return {
    e164,
    country: country ?? parsePhone(e164).country ?? '??',
    status: status ?? 'active',
    connection: connection === '' ? null : connection,
    managed: managed ?? 'byo',
    allowedCountries,
    spamScore,
    callsPerDayMax,
    concurrentMax,
    coolDownMs,
    warmUp,
    firstUsedEpochMs,
    name: cells.text('name'),
    line: cells.line,
    connectionColumn: cells.position('connection').column,
  };
}

/** Whether the number was seen before; says where. */
export function reportDuplicate(
  cells: RowCells,
  seen: PhoneIndex,
  e164: string,
  what: 'number' | 'contact',
): boolean {
  const earlier = seen.add(e164, cells.line);
  if (earlier < 0) return false;
  cells.problem(
    'e164',
    `${what} ${e164} stands already on line ${seen.lines[earlier]}`,
    'delete one of the two rows',
  );
  return true;
}
