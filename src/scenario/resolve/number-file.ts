import { entityKey } from '../../base/hash.ts';
import { type NumberRow, readNumbers } from '../csv/numbers.ts';
import { problemAt } from '../yaml/read-document.ts';
import type { Path, Place } from '../yaml/source-tree.ts';
import type { Connections } from './connections.ts';
import type { Context } from './context.ts';
import { type LimitsInput, limitsOf } from './number-limits.ts';
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
  const whole: Place = { file: display, path: opened, line: 0, column: 1, origin: display };
  unknownConnections(read.rows, whole, connections, context);
  for (const row of read.rows) {
    const place = { ...whole, line: row.line };
    inventory.add(
      {
        id: row.e164,
        key: entityKey(row.e164),
        name: row.name,
        country: context.countries.index(row.country),
        connection: connections.index(row.connection),
        status: row.status,
        managed: row.managed,
        owned: true,
        allowedCountries: row.allowedCountries.map((code) => context.countries.index(code)),
        spamScore: row.spamScore,
        ...limitsOf(limitsOfRow(row), inventory.limits),
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

function limitsOfRow(row: NumberRow): LimitsInput {
  return {
    callsPerDayMax: row.callsPerDayMax ?? undefined,
    concurrentMax: row.concurrentMax ?? undefined,
    coolDown: row.coolDownMs ?? undefined,
    warmUp: row.warmUp ?? undefined,
  };
}

/** A connection that does not exist is told once, at the first of its numbers. */
function unknownConnections(
  rows: readonly NumberRow[],
  place: Place,
  connections: Connections,
  context: Context,
): void {
  const unknown = new Map<string, NumberRow[]>();
  for (const row of rows) {
    if (row.connection === null || connections.index(row.connection) >= 0) continue;
    const others = unknown.get(row.connection) ?? [];
    unknown.set(row.connection, [...others, row]);
  }
  for (const [id, [first, ...others]] of unknown) {
    const at = { ...place, line: first.line, column: first.connectionColumn };
    const more = others.length > 0 ? ` (and ${others.length} more numbers)` : '';
    const message = `${first.e164}${more} calls through ${id}, which is no connection`;
    context.problems.push(problemAt(at, message, connections.remedy(id), 'connection'));
  }
}
