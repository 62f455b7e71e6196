import { parsePhone } from '../phone/parse.ts';
import { zoneOf } from '../phone/zone.ts';
import { doubled, PhoneIndex } from './phone-index.ts';
import type { Position } from './place.ts';

/** One contact as its row gives it; null where a cell is empty. */
export interface ContactCells {
  readonly e164: string;
  readonly country: string | null;
  readonly zone: string | null;
  readonly arrivesEpochMs: number | null;
  readonly sticky: string | null;
  /** Where the sticky number stands; asked only when it is the first of its kind. */
  stickyAt(): Position;
  readonly attempts: number | null;
  readonly lastOutcome: string;
}

/** The country that cannot be told, index 0 of the dictionary. */
export const UNKNOWN_COUNTRY = '??';

/** Most distinct texts of a column: indices fit 16 bits. Only free text in `last_outcome` has more. */
const DISTINCT_TEXTS_MAX = 65_535;

/** Distinct texts, each with its index; those beyond the most that fit share index 0. */
class Dictionary {
  readonly texts: string[] = [];
  private readonly index = new Map<string, number>();

  of(text: string): number {
    const known = this.index.get(text);
    if (known !== undefined) return known;
    if (this.texts.length >= DISTINCT_TEXTS_MAX) return 0;
    this.index.set(text, this.texts.length);
    this.texts.push(text);
    return this.texts.length - 1;
  }
}

/**
 * Imported contacts as columns that grow by doubling; after `close` each has exactly `count`
 * entries, in file order. Optional columns are null where the file does not have them.
 */
export class ContactColumns {
  /** E.164, keys (`entityKey` of the E.164) and lines, in file order. */
  readonly phones = new PhoneIndex();
  /** Index into `countries`. */
  country = new Uint16Array(1_024);
  /** Index into `zones`. */
  zone = new Uint16Array(1_024);
  /** 0 = such a number cannot exist. */
  valid = new Uint8Array(1_024);
  /** Unix milliseconds; NaN where the cell is empty. */
  arrivesEpochMs: Float64Array | null = null;
  /** Index into `stickyNumbers`, or -1. */
  sticky: Int32Array | null = null;
  attempts: Uint8Array | null = null;
  /** Index into `outcomes`. */
  lastOutcome: Uint16Array | null = null;
  /** Contacts whose zone is only their country's main one, though it has several. */
  zonesGuessed = 0;
  /** Contacts whose number fits no numbering plan. */
  invalid = 0;
  /** Contacts whose country cannot be told. */
  countryUnknown = 0;
  /** Contacts whose column names another country than their number does. */
  countryDiffers = 0;
  /** Where each sticky number stands first, as the file's line and column. */
  readonly stickyPlaces: Position[] = [];
  private readonly countryNames = new Dictionary();
  private readonly zoneNames = new Dictionary();
  private readonly stickyNames = new PhoneIndex();
  private readonly outcomeNames = new Dictionary();

  constructor() {
    this.countryNames.of(UNKNOWN_COUNTRY);
    this.outcomeNames.of('');
  }

  get count(): number {
    return this.phones.count;
  }
  get e164(): readonly string[] {
    return this.phones.e164;
  }
  get keyLo(): Int32Array {
    return this.phones.keyLo;
  }
  get keyHi(): Int32Array {
    return this.phones.keyHi;
  }
  /** 1-based line of each contact. */
  get lines(): Int32Array {
    return this.phones.lines;
  }
  /** ISO 3166-1 alpha-2; index 0 is `??`. */
  get countries(): readonly string[] {
    return this.countryNames.texts;
  }
  /** IANA names. */
  get zones(): readonly string[] {
    return this.zoneNames.texts;
  }
  /** E.164 of the numbers that contacts stick to. */
  get stickyNumbers(): readonly string[] {
    return this.stickyNames.e164;
  }
  /** Lower-case words of `last_outcome`; index 0 is the empty one. */
  get outcomes(): readonly string[] {
    return this.outcomeNames.texts;
  }

  /** Says which optional columns the file has. */
  open(has: { arrives: boolean; sticky: boolean; attempts: boolean; lastOutcome: boolean }): void {
    if (has.arrives) this.arrivesEpochMs = new Float64Array(1_024);
    if (has.sticky) this.sticky = new Int32Array(1_024);
    if (has.attempts) this.attempts = new Uint8Array(1_024);
    if (has.lastOutcome) this.lastOutcome = new Uint16Array(1_024);
  }

  /** Appends the contact that `phones` has just taken up. */
  append(contact: ContactCells): void {
    const at = this.phones.count - 1;
    if (at === this.valid.length) this.grow();
    const facts = parsePhone(contact.e164);
    const country = contact.country ?? facts.country;
    if (country === null) this.countryUnknown++;
    else if (facts.country !== null && facts.country !== country) this.countryDiffers++;
    if (!facts.valid) this.invalid++;
    this.country[at] = this.countryNames.of(country ?? UNKNOWN_COUNTRY);
    this.valid[at] = facts.valid ? 1 : 0;
    this.zone[at] = this.zoneNames.of(contact.zone ?? this.inferredZone(contact.e164, country));
    if (this.arrivesEpochMs !== null) {
      this.arrivesEpochMs[at] = contact.arrivesEpochMs ?? Number.NaN;
    }
    if (this.sticky !== null) this.sticky[at] = this.stickyIndex(contact);
    if (this.attempts !== null) this.attempts[at] = contact.attempts ?? 0;
    if (this.lastOutcome !== null) this.lastOutcome[at] = this.outcomeNames.of(contact.lastOutcome);
  }

  /** Cuts every column to `count`. */
  close(): void {
    const count = this.count;
    this.phones.trim();
    this.country = this.country.slice(0, count);
    this.zone = this.zone.slice(0, count);
    this.valid = this.valid.slice(0, count);
    this.arrivesEpochMs = this.arrivesEpochMs?.slice(0, count) ?? null;
    this.sticky = this.sticky?.slice(0, count) ?? null;
    this.attempts = this.attempts?.slice(0, count) ?? null;
    this.lastOutcome = this.lastOutcome?.slice(0, count) ?? null;
  }

  private inferredZone(e164: string, country: string | null): string {
    const guess = zoneOf(e164, country);
    if (guess.guessed) this.zonesGuessed++;
    return guess.zone;
  }

  private stickyIndex(contact: ContactCells): number {
    if (contact.sticky === null) return -1;
    const earlier = this.stickyNames.add(contact.sticky, 0);
    if (earlier >= 0) return earlier;
    this.stickyPlaces.push(contact.stickyAt());
    return this.stickyPlaces.length - 1;
  }

  private grow(): void {
    this.country = doubled(this.country);
    this.zone = doubled(this.zone);
    this.valid = doubled(this.valid);
    if (this.arrivesEpochMs !== null) this.arrivesEpochMs = doubled(this.arrivesEpochMs);
    if (this.sticky !== null) this.sticky = doubled(this.sticky);
    if (this.attempts !== null) this.attempts = doubled(this.attempts);
    if (this.lastOutcome !== null) this.lastOutcome = doubled(this.lastOutcome);
  }
}
