import type { InputFiles } from '../input-files.ts';
import { CONTACT_COLUMNS } from './columns.ts';
import { ContactColumns } from './contact-columns.ts';
import type { ReadOptions, ReadResult } from './numbers.ts';
import { reportDuplicate } from './numbers.ts';
import { ProblemList } from './problem-list.ts';
import { readRows } from './read-rows.ts';
import type { RowCells } from './row-cells.ts';

/** Most attempts of an earlier campaign that a contact can bring along. */
const ATTEMPTS = { min: 0, max: 255, whole: true };

/**
 * Reads `contacts.csv` into columns, row by row: a file of a million rows never lies in memory whole.
 * Problems are values, nothing throws.
 */
export async function readContacts(
  path: string,
  files: InputFiles,
  options: ReadOptions,
): Promise<ReadResult & { contacts: ContactColumns }> {
  const problems = new ProblemList(files.display(path), options.skipBadRows);
  const contacts = new ContactColumns();
  const read = await readRows(
    path,
    files,
    {
      columns: CONTACT_COLUMNS,
      list: 'contacts',
      columnMap: options.columnMap,
      open(cells) {
        contacts.open({
          arrives: cells.has('arrives'),
          sticky: cells.has('sticky_number'),
          attempts: cells.has('attempts'),
          lastOutcome: cells.has('last_outcome'),
        });
      },
      row(cells) {
        takeContact(cells, contacts);
      },
    },
    problems,
  );
  contacts.close();
  return { ...read, contacts, problems: problems.finish() };
}

function takeContact(cells: RowCells, contacts: ContactColumns): void {
  const e164 = cells.requiredPhone('e164');
  const country = cells.country('country');
  const zone = cells.zone('timezone');
  const arrivesEpochMs = cells.instant('arrives');
  const sticky = cells.phone('sticky_number');
  const attempts = cells.number('attempts', ATTEMPTS);
  if (e164 === undefined || country === undefined || zone === undefined) return;
  if (arrivesEpochMs === undefined || sticky === undefined || attempts === undefined) return;
  if (reportDuplicate(cells, contacts.phones, e164, 'contact')) return;
  contacts.append({
    e164,
    country,
    zone,
    arrivesEpochMs,
    sticky,
    stickyAt: () => cells.position('sticky_number'),
    attempts,
    lastOutcome: cells.text('last_outcome').toLowerCase(),
  });
}
