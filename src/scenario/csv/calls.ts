import type { Outcome } from '../../model/observer.ts';
import type { InputFiles } from '../input-files.ts';
import { CALL_INSTANT_REMEDY, readCallInstant } from './call-instant.ts';
import { CallLog, leftOutText } from './call-log.ts';
import { answerer, callEnd, direction, type Word } from './call-words.ts';
import { CALL_COLUMNS } from './columns.ts';
import type { ReadOptions, ReadResult } from './numbers.ts';
import { readPhone } from './phone-cell.ts';
import { ProblemList } from './problem-list.ts';
import { readRows } from './read-rows.ts';
import type { RowCells } from './row-cells.ts';

/** Up to two days, the longest time that a scenario's laws may hold. */
const SECONDS = { min: 0, max: 172_800, whole: false };
const ATTEMPT = { min: 1, max: 65_535, whole: true };

/** A SIP address or a client of the provider: a call, but no telephone call. */
const NO_PHONE = /^(sips?|client|whatsapp|wss?):|@/i;
/** A name in place of a number that was taken out: it has a letter and no space. */
const PSEUDONYM = /^(?=.*\p{L})[\p{L}\p{N}_][\p{L}\p{N}_.:/=-]{0,127}$/u;

/**
 * Reads `calls.csv` or an export of Twilio's call log into columns, row by row. What is no outbound
 * telephone call is left out and counted. Problems are values, nothing throws.
 */
export async function readCalls(
  path: string,
  files: InputFiles,
  options: ReadOptions,
): Promise<ReadResult & { log: CallLog }> {
  const problems = new ProblemList(files.display(path), options.skipBadRows);
  const log = new CallLog();
  const read = await readRows(
    path,
    files,
    {
      columns: CALL_COLUMNS,
      columnMap: options.columnMap,
      row(cells) {
        takeCall(cells, log);
      },
    },
    problems,
  );
  const found = problems.finish();
  if (found.length === 0 && log.count === 0 && read.record.rows > 0) {
    problems.fatal(
      { line: 1, column: 1 },
      '',
      `no row is an outbound telephone call that has ended (${leftOutText(log)})`,
      'export the calls that were placed, not those that came in',
    );
  }
  return { ...read, log, problems: problems.finish() };
}

function takeCall(cells: RowCells, log: CallLog): void {
  const way = word(cells, 'direction', direction);
  if (way === undefined) return;
  if (way === 'inbound') {
    log.leftOut.inbound++;
    return;
  }
  if (NO_PHONE.test(cells.text('from')) || NO_PHONE.test(cells.text('to'))) {
    log.leftOut.noPhone++;
    return;
  }
  const end = word(cells, 'outcome', callEnd);
  if (end === null) {
    cells.problem('outcome', 'the cell is empty', 'write how the call ended, such as no-answer');
  }
  if (end === 'unfinished') {
    log.leftOut.unfinished++;
    return;
  }
  const startedEpochMs = instant(cells);
  const country = cells.country('country');
  const fromCountry = cells.country('from_country');
  const from = party(cells, 'from', fromCountry, 'from_country');
  const to = party(cells, 'to', country, 'country');
  const by = word(cells, 'answered_by', answerer);
  const ringS = cells.number('ring_seconds', SECONDS);
  const talkS = cells.number('talk_seconds', SECONDS);
  const attempt = cells.number('attempt', ATTEMPT);
  const zone = cells.zone('timezone');
  if (startedEpochMs === undefined || from === undefined || to === undefined || end == null) return;
  if (country === undefined || fromCountry === undefined || by === undefined) return;
  if (ringS === undefined || talkS === undefined || attempt === undefined || zone === undefined) {
    return;
  }
  let outcome: Outcome;
  if (end === 'completed' || end === 'answered') {
    outcome = by === 'machine' ? 'voicemail' : 'answered';
    if (end === 'answered' || by === 'human' || by === 'machine') log.answererTold++;
    else log.answererUnknown++;
  } else outcome = end;
  log.append(
    { startedEpochMs, from, to, outcome, ringS, talkS, attempt, country, zone, fromCountry },
    cells.line,
  );
}

/** A word of a column: null where the cell is empty, undefined after reporting one that is none. */
function word<T>(
  cells: RowCells,
  column: string,
  read: (text: string) => Word<T>,
): T | null | undefined {
  const text = cells.text(column);
  if (text === '') return null;
  const found = read(text);
  if (found.ok) return found.value;
  return cells.problem(column, `"${text.slice(0, 40)}" is no value of ${column}`, found.remedy);
}

function instant(cells: RowCells): number | undefined {
  const text = cells.text('started_at');
  if (text === '') {
    return cells.problem('started_at', 'the cell is empty', 'write when the call was placed');
  }
  const epochMs = readCallInstant(text);
  if (epochMs !== null) return epochMs;
  const message = `"${text.slice(0, 40)}" is not an instant from 1990 to 2099`;
  return cells.problem('started_at', message, CALL_INSTANT_REMEDY);
}

/** A phone number, or a pseudonym where another column tells the country that no number tells. */
function party(
  cells: RowCells,
  column: 'from' | 'to',
  country: string | null | undefined,
  countryColumn: string,
): string | undefined {
  const text = cells.text(column);
  if (text === '') return cells.requiredPhone(column);
  const read = readPhone(text);
  if (read.ok) return read.e164;
  if (!PSEUDONYM.test(text)) return cells.problem(column, read.message, read.remedy);
  if (country !== null) return country === undefined ? undefined : text;
  const remedy = `write E.164, such as +14155550100; or, if "${text.slice(0, 20)}" stands for a number, its country in the column ${countryColumn}`;
  return cells.problem(column, `${read.message}, and ${countryColumn} does not tell`, remedy);
}
