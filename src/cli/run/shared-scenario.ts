import type { ContactTable, Scenario } from '../../model/spec.ts';

/**
 * The scenario as threads get it: the columns of imported contacts lie in memory that all threads share,
 * so that a million contacts are held once and not once per thread; labels stay behind.
 *
 * @param share how a table gets there
 */
export function sharedScenario(scenario: Scenario, share = sharedTable): Scenario {
  return {
    ...scenario,
    campaigns: scenario.campaigns.map((campaign) => {
      const { contacts } = campaign;
      if (contacts.kind !== 'table') return campaign;
      return { ...campaign, contacts: { ...contacts, table: share(contacts.table) } };
    }),
  };
}

/** The table with its columns in shared memory. */
export function sharedTable(table: ContactTable): ContactTable {
  return {
    count: table.count,
    keyLo: shared(table.keyLo),
    keyHi: shared(table.keyHi),
    country: shared(table.country),
    zone: shared(table.zone),
    valid: shared(table.valid),
    arrivesMs: table.arrivesMs && shared(table.arrivesMs),
    sticky: table.sticky && shared(table.sticky),
    attempts: table.attempts && shared(table.attempts),
    e164: null,
  };
}

function shared<T extends Int32Array | Uint16Array | Uint8Array | Float64Array>(column: T): T {
  const memory = new SharedArrayBuffer(column.byteLength);
  const copy = new (column.constructor as new (memory: SharedArrayBuffer) => T)(memory);
  copy.set(column);
  return copy;
}
