import type { ContactTable } from '../../model/spec.ts';
import { sharedTable } from '../run/shared-scenario.ts';

const COLUMNS = [
  'keyLo',
  'keyHi',
  'country',
  'zone',
  'valid',
  'arrivesMs',
  'sticky',
  'attempts',
] as const satisfies readonly (keyof ContactTable)[];

/** Contacts of many scenarios in shared memory: those that are the same lie there once. */
export class SharedTables {
  readonly known: ContactTable[] = [];

  share(table: ContactTable): ContactTable {
    const found = this.known.find((other) => sameTable(other, table));
    if (found !== undefined) return found;
    const shared = sharedTable(table);
    this.known.push(shared);
    return shared;
  }
}

/** O(contacts). */
function sameTable(a: ContactTable, b: ContactTable): boolean {
  return a.count === b.count && COLUMNS.every((name) => sameColumn(a[name], b[name]));
}

function sameColumn(a: ArrayLike<number> | null, b: ArrayLike<number> | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
