import { entityKey } from '../../base/hash.ts';
import { type NumberRow, readNumbers } from '../csv/numbers.ts';
import { problemAt } from '../yaml/read-document.ts';
import type { Path, Place } from '../yaml/source-tree.ts';
import type { Connections } from './connections.ts';
import type { Context } from './context.ts';
import type { Inventory } from './numbers.ts';

/** Reads an inventory file into the inventory. */
export async function readNumberFile(
  file: string,
  path: Path,
  inventory: Inventory,
  connections: Connections,
  context: Context,
): Promise<void> {
  const opened = context.open(file, [...path, 'file']);
  const read = await readNumbers(opened, context.files, context.options);
  if (!context.took(read, [...path, 'file'])) inventory.incomplete = true;
  const display = context.files.display(opened);
  for (const row of read.rows) {
    const place: Place = {
      file: display,
      path: opened,
      line: row.line,
      column: 1,
      origin: `${display}:${row.line}`,
    };
    const connection = connectionOf(row, place, connections, context);
    inventory.add(
      {
        id: row.e164,
        key: entityKey(row.e164),
        name: row.name,
        country: context.countries.index(row.country),
        connection,
        status: row.status,
        managed: row.managed,
        allowedCountries: row.allowedCountries.map((code) => context.countries.index(code)),
        spamScore: row.spamScore,
        callsPerDayMax: row.callsPerDayMax ?? Number.POSITIVE_INFINITY,
        concurrentMax: row.concurrentMax ?? Number.POSITIVE_INFINITY,
        firstUsedMs:
          row.firstUsedEpochMs === null
            ? Number.POSITIVE_INFINITY
            : row.firstUsedEpochMs - context.startEpochMs,
      },
      null,
      place,
      'e164',
      context,
    );
  }
}

function connectionOf(
  row: NumberRow,
  place: Place,
  connections: Connections,
  context: Context,
): number {
  const index = connections.index(row.connection);
  if (index < 0 && row.connection !== null) {
    const at = { ...place, column: row.connectionColumn };
    const message = `${row.e164} calls through ${row.connection}, which is no connection`;
    context.problems.push(problemAt(at, message, connections.remedy(row.connection), 'connection'));
  }
  return index;
}
