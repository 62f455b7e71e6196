import { type CountryIndex, UNKNOWN_COUNTRY } from './types.ts';

/** Country codes and their indices; 0 is the country that cannot be told. */
export class CountryTable {
  readonly codes: string[] = [''];
  readonly indexByCode = new Map<string, CountryIndex>([
    ['', UNKNOWN_COUNTRY],
    ['??', UNKNOWN_COUNTRY],
  ]);

  /**
   * The index of an ISO 3166 alpha-2 code in capitals; `''` and `'??'` are the unknown country.
   * @throws {RangeError} for anything else: a misspelt code would never match an allow-list
   */
  intern(code: string): CountryIndex {
    const known = this.indexByCode.get(code);
    if (known !== undefined) return known;
    if (!/^[A-Z]{2}$/.test(code)) {
      throw new RangeError(
        `"${code}" is not a country code of two capital letters; it would match no allow-list`,
      );
    }
    this.codes.push(code);
    this.indexByCode.set(code, this.codes.length - 1);
    return this.codes.length - 1;
  }
}
