import type { ContactSource, ContactTable } from '../../model/spec.ts';
import { counted } from '../counted.ts';
import type { ContactColumns } from '../csv/contact-columns.ts';
import { readContacts } from '../csv/contacts.ts';
import type { Path } from '../yaml/source-tree.ts';
import type { Context } from './context.ts';
import type { Inventory } from './numbers.ts';

/** Reads a contact list; `pool` holds the numbers that a contact of this campaign can be stuck to. */
export async function readContactFile(
  file: string,
  path: Path,
  inventory: Inventory,
  pool: readonly number[],
  context: Context,
): Promise<ContactSource> {
  const opened = context.open(file, [...path, 'file']);
  const read = await readContacts(opened, context.files, context.options);
  if (!context.took(read, [...path, 'file'])) context.contactsIncomplete = true;
  const columns = read.contacts;
  report(columns, context.files.display(opened), context);
  const countries = columns.countries.map((code) => context.countries.index(code));
  const zones = columns.zones.map((name) => context.zones.index(name));
  const table: ContactTable = {
    count: columns.count,
    keyLo: columns.keyLo,
    keyHi: columns.keyHi,
    country: columns.country.map((index) => countries[index]),
    zone: columns.zone.map((index) => zones[index]),
    valid: columns.valid,
    arrivesMs: arrivals(columns, context),
    sticky: sticky(columns, inventory, pool, context),
    attempts: columns.attempts,
    e164: columns.e164,
  };
  return { kind: 'table', table };
}

function report(columns: ContactColumns, file: string, context: Context): void {
  if (columns.countryUnknown > 0) {
    context.warn(
      'unknown-country',
      `${file}: the country of ${counted(columns.countryUnknown, 'contact')} cannot be told`,
      'fill the column country: only numbers without restriction may dial them',
    );
  }
  if (columns.countryDiffers > 0) {
    context.warn(
      'country-differs',
      `${file}: the column country of ${counted(columns.countryDiffers, 'contact')} differs from the number`,
      'the column is taken at its word: check it',
    );
  }
  if (columns.zonesGuessed > 0) {
    context.warn(
      'zone-guessed',
      `${file}: the country’s main time zone is taken for ${counted(columns.zonesGuessed, 'contact')}`,
      'fill the column timezone where it matters',
    );
  }
  if (columns.invalid > 0) {
    context.warn(
      'invalid-contact-numbers',
      `${file}: the numbers of ${counted(columns.invalid, 'contact')} fit no numbering plan: such calls fail`,
      'take them out of the list',
    );
  }
}

/** An empty cell means at the start; what was due before is due at the start. */
function arrivals(columns: ContactColumns, context: Context): Float64Array | null {
  const epochMs = columns.arrivesEpochMs;
  if (epochMs === null) return null;
  const late = epochMs.filter((ms) => ms >= context.startEpochMs + context.durationMs).length;
  if (late > 0) {
    context.warn(
      'arrives-after-end',
      `only after the scenario’s end: the arrival of ${counted(late, 'contact')}`,
      'make the scenario longer, or check its start',
    );
  }
  return epochMs.map((ms) => (Number.isNaN(ms) ? 0 : Math.max(0, ms - context.startEpochMs)));
}

function sticky(
  columns: ContactColumns,
  inventory: Inventory,
  pool: readonly number[],
  context: Context,
): Int32Array | null {
  if (columns.sticky === null) return null;
  const members = new Set(pool);
  const numbers = columns.stickyNumbers.map((e164) => {
    const index = inventory.find(e164);
    return members.has(index) ? index : -1;
  });
  const result = columns.sticky.map((index) => (index < 0 ? -1 : numbers[index]));
  const lost = columns.sticky.filter((index, i) => index >= 0 && result[i] < 0).length;
  if (lost > 0 && !inventory.incomplete) {
    const names = columns.stickyNumbers.filter((_, i) => numbers[i] < 0);
    context.warn(
      'sticky-not-in-pool',
      `the sticky number of ${counted(lost, 'contact')} is not in the pool: ${names.slice(0, 3).join(', ')}`,
      'add these numbers to the pool; otherwise the contacts start without a sticky number',
    );
  }
  return result;
}
