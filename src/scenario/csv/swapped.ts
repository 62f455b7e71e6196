import { type ColumnDefinition, type HeadMatch, normalHead } from './heads.ts';

/** Lists that are easily given in each other's place: both are phone numbers with countries and names. */
export type ListKind = 'numbers' | 'contacts';

/** Columns that nobody would keep in the other list. */
const TELLING: Readonly<Record<ListKind, readonly string[]>> = {
  numbers: ['allowed_countries', 'spam_score', 'calls_per_day_max', 'concurrent_max', 'warm_up'],
  contacts: ['sticky_number', 'last_outcome', 'arrives'],
};

/**
 * Columns that show a list to be of the other kind: one that only that kind has, or two that may be found by
 * chance. Only the names of our own formats count: a CRM's export has a state and a source too. Empty
 * where the file also has a column of its own kind, or too little to tell by.
 */
export function swappedColumns(
  kind: ListKind,
  columns: Readonly<Record<ListKind, readonly ColumnDefinition[]>>,
  { index, ignored }: HeadMatch,
): string[] {
  const other = kind === 'numbers' ? 'contacts' : 'numbers';
  const shared = new Set(columns[other].map(({ name }) => name));
  for (const name of index.keys()) if (!shared.has(name)) return [];
  const heads = ignored.map(normalHead);
  const found = columns[other]
    .map(({ name }) => name)
    .filter((name) => !index.has(name) && heads.includes(normalHead(name)));
  const clear = found.length >= 2 || found.some((name) => TELLING[other].includes(name));
  return clear ? found : [];
}
