import type { CatalogueEntry } from './entry.ts';
import { FLAG_ENTRIES } from './flag-entries.ts';
import { LIMIT_ENTRIES } from './limit-entries.ts';
import { POOL_ENTRIES } from './pool-entries.ts';

/** The whole catalogue, in the order of its page. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...POOL_ENTRIES,
  ...FLAG_ENTRIES,
  ...LIMIT_ENTRIES,
];

/** Every scenario of it once. */
export const CATALOGUE_SCENARIOS: readonly string[] = [
  ...new Set(CATALOGUE.flatMap(({ scenarios }) => scenarios)),
];
