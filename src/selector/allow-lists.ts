import { roomFor } from './grow.ts';
import type { CountryIndex } from './types.ts';

/** The list of a number without restriction. */
export const UNRESTRICTED = 0;

/**
 * The distinct allow-lists in use, each stored once. Numbers that may dial the same countries share
 * one list, which is what lets the index treat them together.
 */
export class AllowLists {
  /** Countries of each list, ascending, each once; list 0 is empty and means "no restriction". */
  readonly countries: Int32Array[] = [new Int32Array(0)];
  /** members[list][country] is 1 when the list names the country. */
  readonly members: Uint8Array[] = [new Uint8Array(1)];
  readonly indexByKey = new Map<string, number>([['', UNRESTRICTED]]);

  /** The list that holds exactly these countries, whatever their order. O(size of the list). */
  intern(countries: readonly CountryIndex[]): number {
    const sorted = Int32Array.from(new Set(countries)).sort();
    const key = sorted.join(',');
    const known = this.indexByKey.get(key);
    if (known !== undefined) return known;
    const list = this.countries.length;
    let members = new Uint8Array(this.members[UNRESTRICTED].length);
    for (const country of sorted) {
      members = roomFor(members, country + 1);
      members[country] = 1;
    }
    this.countries.push(sorted);
    this.members.push(members);
    this.indexByKey.set(key, list);
    return list;
  }

  /** Makes room for countries up to `count` - 1, so that `allows` never reads beyond an array. */
  resizeTo(count: number): void {
    for (let list = 0; list < this.members.length; list++) {
      this.members[list] = roomFor(this.members[list], count);
    }
  }

  /** Rule 6: may a number with this list dial the country? O(1). */
  allows(list: number, country: CountryIndex): boolean {
    return list === UNRESTRICTED || this.members[list][country] === 1;
  }

  /** Order of two lists by their contents alone, so that it does not depend on who came first. */
  compare(left: number, right: number): number {
    const a = this.countries[left];
    const b = this.countries[right];
    const shared = Math.min(a.length, b.length);
    for (let i = 0; i < shared; i++) {
      if (a[i] !== b[i]) return a[i] - b[i];
    }
    return a.length - b.length;
  }
}
