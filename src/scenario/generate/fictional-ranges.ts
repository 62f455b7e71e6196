import { NANP_ZONES } from '../phone/area-codes.ts';

/** A block of numbers that no subscriber will ever have: `prefix` and then `digits` free digits. */
export interface NumberRange {
  /** `+`, calling code and the digits that the whole block shares. */
  readonly prefix: string;
  readonly digits: number;
}

function ranges(prefixes: string, digits: number): NumberRange[] {
  return prefixes.split(' ').map((prefix) => ({ prefix, digits }));
}

/** 555-0100 … 555-0199 in each area code: NANPA, "555 NXX Assignments", line numbers for fiction. */
function nanp(country: 'US' | 'CA'): NumberRange[] {
  const areas = Object.values(NANP_ZONES[country]).flatMap((list) => list.split(' '));
  return areas.sort().map((area) => ({ prefix: `+1${area}55501`, digits: 2 }));
}

/**
 * Numbers set aside for fiction, by country, whole ranges only, and only those that libphonenumber
 * takes for valid. A number made here can be dialled by mistake without ringing anywhere.
 */
export const FICTIONAL_RANGES: Readonly<Record<string, readonly NumberRange[]>> = {
  // ACMA, "Phone numbers for use in TV shows, films and creative works".
  AU: ranges('+6125550 +6127010 +6135550 +6137010 +6175550 +6177010 +6185550 +6187010', 4),
  CA: nanp('CA'),
  // Bundesnetzagentur, Mitteilung 148/2021: Rufnummern für Medienproduktionen ("drama numbers").
  DE: ranges('+493023125 +496990009 +494066969 +492214710 +498999998', 3),
  // Arcep, Décision 2018-0881 (plan de numérotation): numbers for audiovisual works.
  FR: ranges('+3319900 +3326191 +3335301 +3346571 +3353649', 4),
  // Ofcom, "Telephone numbers for use in TV and radio drama programmes": geographic ranges.
  GB: ranges(
    '+441134960 +441144960 +441164960 +441174960 +441184960 +441214960 +441314960 +441414960 ' +
      '+441514960 +441614960 +442079460 +441914980 +442896496 +442920180',
    3,
  ),
  // PTS, "Telefonnummer för användning i böcker och filmer": Gothenburg, Malmö, Stockholm, Kiruna.
  SE: ranges('+463139006 +464062804 +468465004 +469803192', 2),
  US: nanp('US'),
};

/** Countries for which numbers can be made. */
export const FICTIONAL_COUNTRIES: readonly string[] = Object.keys(FICTIONAL_RANGES).sort();
