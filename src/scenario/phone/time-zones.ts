import { NANP_ZONES } from './area-codes.ts';
import { MAIN_ZONES } from './main-zones.ts';
import { ZONE_PREFIXES } from './zone-prefixes.ts';

let names: Map<string, string> | null = null;

/** Every IANA name that is known here, by its lower-case spelling: ICU's list and the shipped tables. */
function knownNames(): Map<string, string> {
  if (names !== null) return names;
  names = new Map();
  const shipped = [NANP_ZONES, ZONE_PREFIXES].flatMap((table) => Object.values(table));
  const lists = [
    Intl.supportedValuesOf('timeZone'),
    [...MAIN_ZONES.values()],
    shipped.flatMap((zones) => Object.keys(zones)),
    ['UTC', 'Etc/UTC', 'GMT'],
  ];
  for (const zone of lists.flat()) names.set(zone.toLowerCase(), zone);
  return names;
}

/** IANA names, for "did you mean". */
export function timeZoneNames(): readonly string[] {
  return [...knownNames().values()];
}

/** The IANA name that a text means, in its proper spelling; null = no such zone. */
export function timeZoneFromText(text: string): string | null {
  const known = knownNames().get(text.toLowerCase());
  if (known !== undefined) return known;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    return null;
  }
}
