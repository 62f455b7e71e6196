import type { ContactSource } from '../../model/spec.ts';

/** How many contacts a campaign has by country and by zone; expected counts where they are generated. */
export interface Audience {
  readonly byCountry: ReadonlyMap<number, number>;
  readonly byZone: ReadonlyMap<number, number>;
}

/** O(contacts) for a table, O(mix) for generated ones. */
export function audienceOf(source: ContactSource): Audience {
  const byCountry = new Map<number, number>();
  const byZone = new Map<number, number>();
  const add = (map: Map<number, number>, key: number, count: number) =>
    map.set(key, (map.get(key) ?? 0) + count);
  if (source.kind === 'generated') {
    for (const { country, zone, share } of source.mix) {
      add(byCountry, country, share * source.count);
      add(byZone, zone, share * source.count);
    }
    return { byCountry, byZone };
  }
  const { table } = source;
  for (let i = 0; i < table.count; i++) {
    add(byCountry, table.country[i], 1);
    add(byZone, table.zone[i], 1);
  }
  return { byCountry, byZone };
}
