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
  for (const [country, count] of tally(table.country)) add(byCountry, country, count);
  for (const [zone, count] of tally(table.zone)) add(byZone, zone, count);
  return { byCountry, byZone };
}

/** How often each index occurs, in order of index. */
function tally(indices: Uint16Array): [number, number][] {
  const counts = new Uint32Array(1 << 16);
  for (const index of indices) counts[index]++;
  const found: [number, number][] = [];
  for (const [index, count] of counts.entries()) if (count > 0) found.push([index, count]);
  return found;
}
