import { NANP_ZONES } from './area-codes.ts';
import { MAIN_ZONES } from './main-zones.ts';
import { callingCodeOf } from './parse.ts';
import { UNTOLD_COUNTRIES, ZONE_PREFIXES } from './zone-prefixes.ts';

/** A zone and how sure it is. */
export interface ZoneGuess {
  /** IANA name. */
  readonly zone: string;
  /** True where the country has several clocks and the number does not tell which. */
  readonly guessed: boolean;
}

const UNKNOWN_ZONE: ZoneGuess = { zone: 'Etc/UTC', guessed: true };

interface PrefixTable {
  readonly longest: number;
  readonly zones: ReadonlyMap<string, ZoneGuess>;
}

const tables = new Map<string, PrefixTable>();

function add(country: string, zones: Readonly<Record<string, string>>): void {
  const byPrefix = new Map<string, ZoneGuess>();
  let longest = 0;
  for (const [zone, prefixes] of Object.entries(zones)) {
    const answer = { zone, guessed: false };
    for (const prefix of prefixes.split(' ')) {
      byPrefix.set(prefix, answer);
      longest = Math.max(longest, prefix.length);
    }
  }
  tables.set(country, { longest, zones: byPrefix });
}

for (const [country, zones] of Object.entries(NANP_ZONES)) add(country, zones);
for (const [country, zones] of Object.entries(ZONE_PREFIXES)) add(country, zones);

const mainZones = new Map<string, ZoneGuess>();
for (const [country, zone] of MAIN_ZONES) {
  mainZones.set(country, { zone, guessed: tables.has(country) || UNTOLD_COUNTRIES.has(country) });
}

/**
 * The time zone of a number: by its first national digits where these tell, else the main zone of
 * its country; UTC where the country is unknown. At most a few map look-ups.
 *
 * @param country ISO 3166-1 alpha-2, or null
 */
export function zoneOf(e164: string, country: string | null): ZoneGuess {
  if (country === null) return UNKNOWN_ZONE;
  const table = tables.get(country);
  if (table !== undefined) {
    const start = 1 + callingCodeOf(e164).length;
    for (let length = table.longest; length > 0; length--) {
      const found = table.zones.get(e164.slice(start, start + length));
      if (found !== undefined) return found;
    }
  }
  return mainZones.get(country) ?? UNKNOWN_ZONE;
}
