import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { SequentialStream } from '../../src/kernel/rng/sequential.ts';
import { streamKey } from '../../src/kernel/rng/streams.ts';
import { NANP_ZONES } from '../../src/scenario/phone/area-codes.ts';
import {
  COUNTRY_CODES,
  countryFromText,
  countryMeant,
  countryName,
} from '../../src/scenario/phone/countries.ts';
import { MAIN_ZONES } from '../../src/scenario/phone/main-zones.ts';
import { parsePhone } from '../../src/scenario/phone/parse.ts';
import { timeZoneFromText } from '../../src/scenario/phone/time-zones.ts';
import { zoneOf } from '../../src/scenario/phone/zone.ts';
import { ZONE_PREFIXES } from '../../src/scenario/phone/zone-prefixes.ts';

/** Whole parse by the library: slow, and the truth. */
function reference(e164: string) {
  const parsed = parsePhoneNumberFromString(e164);
  // A number that the parse shortens (a trunk 0 dropped) is not itself a valid E.164 number.
  const same = parsed?.number === e164;
  return { country: parsed?.country ?? null, valid: same && parsed.isValid(), same };
}

function randomNumbers(count: number): string[] {
  const draw = new SequentialStream(streamKey('phone-test', 0, 0, 'numbers'));
  const codes = [
    ...'1 7 20 27 30 31 33 34 39 44 46 48 49 52 54 55 61 62 64 65 81 86 90 91 212'.split(' '),
    '262',
    '290',
    '351',
    '353',
    '358',
    '383',
    '500',
    '590',
    '599',
    '800',
    '852',
    '870',
    '971',
    '999',
  ];
  return Array.from({ length: count }, () => {
    const code = codes[Math.floor(draw.next() * codes.length)];
    const length = 6 + Math.floor(draw.next() * 6);
    let national = '';
    for (let i = 0; i < length; i++) national += Math.floor(draw.next() * 10);
    return `+${code}${code === '1' ? national.padEnd(10, '2').slice(0, 10) : national}`;
  });
}

describe('country and validity agree with the full parse', () => {
  it('on 10,000 random numbers, many of them valid', () => {
    let valid = 0;
    let compared = 0;
    for (const e164 of randomNumbers(10_000)) {
      const truth = reference(e164);
      const facts = parsePhone(e164);
      expect(facts.valid, e164).toBe(truth.valid);
      if (truth.valid) valid++;
      if (!truth.same) continue;
      compared++;
      expect(facts.country, e164).toBe(truth.country);
    }
    expect(valid).toBeGreaterThan(1_000);
    expect(compared).toBeGreaterThan(8_000);
  });

  it.each([
    ['+14155550100', 'US', true],
    ['+14165550100', 'CA', true],
    ['+18765550100', 'JM', true],
    ['+447400123456', 'GB', true],
    ['+447911123456', 'GG', true],
    ['+447781123456', 'GG', true],
    ['+77012345678', 'KZ', true],
    ['+79161234567', 'RU', true],
    ['+390612345678', 'IT', true],
    ['+80012345678', null, true],
    ['+10415555010', null, false],
    ['+4402079460000', null, false],
    ['+99912345678', null, false],
  ])('%s', (e164, country, valid) => expect(parsePhone(e164)).toEqual({ country, valid }));
});

describe('the zone of a number', () => {
  it.each([
    ['+14155550100', 'US', 'America/Los_Angeles'],
    ['+12125550100', 'US', 'America/New_York'],
    ['+16025550100', 'US', 'America/Phoenix'],
    ['+18085550100', 'US', 'Pacific/Honolulu'],
    ['+14075550100', 'US', 'America/New_York'],
    ['+16045550100', 'CA', 'America/Vancouver'],
    ['+13065550100', 'CA', 'America/Regina'],
    ['+61891234567', 'AU', 'Australia/Perth'],
    ['+61889123456', 'AU', 'Australia/Darwin'],
    ['+5592912345678', 'BR', 'America/Manaus'],
    ['+526641234567', 'MX', 'America/Tijuana'],
    ['+525512345678', 'MX', 'America/Mexico_City'],
    ['+74232123456', 'RU', 'Asia/Vladivostok'],
    ['+62361123456', 'ID', 'Asia/Makassar'],
    ['+34928123456', 'ES', 'Atlantic/Canary'],
    ['+351296123456', 'PT', 'Atlantic/Azores'],
    ['+442079460000', 'GB', 'Europe/London'],
  ])('%s (%s) is %s', (e164, country, zone) => {
    expect(zoneOf(e164, country)).toEqual({ zone, guessed: false });
  });

  it('is the main zone, and says that it is a guess, where the number does not tell', () => {
    expect(zoneOf('+79161234567', 'RU')).toEqual({ zone: 'Europe/Moscow', guessed: true });
    expect(zoneOf('+18005550100', 'US')).toEqual({ zone: 'America/New_York', guessed: true });
    expect(zoneOf('+61491570006', 'AU')).toEqual({ zone: 'Australia/Sydney', guessed: true });
    expect(zoneOf('+99912345678', null)).toEqual({ zone: 'Etc/UTC', guessed: true });
  });

  it('is known for every area code of the US and Canada that libphonenumber knows', () => {
    for (let area = 200; area < 1_000; area++) {
      const e164 = `+1${area}5550100`;
      const { country } = parsePhone(e164);
      if (country !== 'US' && country !== 'CA') continue;
      const geographic = parsePhoneNumberFromString(e164)?.getType() === 'FIXED_LINE_OR_MOBILE';
      if (geographic) expect(zoneOf(e164, country).guessed, e164).toBe(false);
    }
  });

  it('is a zone that the platform knows, in every table', () => {
    const tables = [...Object.values(NANP_ZONES), ...Object.values(ZONE_PREFIXES)];
    const zones = [...MAIN_ZONES.values(), ...tables.flatMap((table) => Object.keys(table))];
    for (const zone of zones) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone }), zone).not.toThrow();
    }
  });

  it('has no prefix twice in a country', () => {
    for (const table of [...Object.values(NANP_ZONES), ...Object.values(ZONE_PREFIXES)]) {
      const prefixes = Object.values(table).flatMap((list) => list.split(' '));
      expect(new Set(prefixes).size).toBe(prefixes.length);
    }
  });
});

describe('countries and time zones as people write them', () => {
  it('knows the 249 codes of ISO 3166-1 and three with calling codes of their own', () => {
    expect(COUNTRY_CODES).toHaveLength(252);
    for (const code of COUNTRY_CODES) expect(countryName(code), code).not.toBe(code);
  });

  it('takes codes in any case and English names', () => {
    expect(countryFromText('us')).toBe('US');
    expect(countryFromText('united kingdom')).toBe('GB');
    expect(countryFromText('UK')).toBeNull();
    expect(countryMeant('UK')).toBe('GB');
  });

  it('keeps the proper spelling of a zone', () => {
    expect(timeZoneFromText('europe/BERLIN')).toBe('Europe/Berlin');
    expect(timeZoneFromText('utc')).toBe('UTC');
    expect(timeZoneFromText('Mars/Olympus')).toBeNull();
  });
});
