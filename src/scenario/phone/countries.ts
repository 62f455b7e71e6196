import { nearest } from '../nearest.ts';
import { MAIN_ZONES } from './main-zones.ts';

/** ISO 3166-1 alpha-2 codes, sorted, and the three further codes that have calling codes. */
export const COUNTRY_CODES: readonly string[] = [...MAIN_ZONES.keys()].sort();

const KNOWN = new Set(COUNTRY_CODES);

/** Codes that people write though ISO 3166-1 has another. */
const ALIASES: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR', EN: 'GB' };

let englishNames: Map<string, string> | null = null;

function codesByName(): Map<string, string> {
  if (englishNames !== null) return englishNames;
  englishNames = new Map();
  for (const code of COUNTRY_CODES) englishNames.set(countryName(code).toLowerCase(), code);
  englishNames.set('usa', 'US');
  return englishNames;
}

/** Whether `code` is an upper-case country code. */
export function isCountry(code: string): boolean {
  return KNOWN.has(code);
}

/** English name of a country code, by ICU; the code itself where ICU has none. */
export function countryName(code: string): string {
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code;
}

/** The code that a cell means: a code in any case, or the country's English name; null = none. */
export function countryFromText(text: string): string | null {
  const upper = text.toUpperCase();
  if (KNOWN.has(upper)) return upper;
  return codesByName().get(text.toLowerCase()) ?? null;
}

/**
 * The code that an unknown text was perhaps meant for; null = no idea. Every two letters are one edit from
 * some code, so of those only what people are known to write is guessed at.
 */
export function countryMeant(text: string): string | null {
  const alias = ALIASES[text.toUpperCase()];
  if (alias !== undefined || text.length <= 2) return alias ?? null;
  if (text.length === 3) return nearest(text, COUNTRY_CODES);
  const name = nearest(text, COUNTRY_CODES.map(countryName));
  return name === null ? null : countryFromText(name);
}
