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
  /** Countries that a list has places for in `members`. */
  stride = 1;
  /** At list · stride + country: 1 when a number with this list may dial the country. */
  members = Uint8Array.of(1);
  readonly indexByKey = new Map<string, number>([['', UNRESTRICTED]]);

  /** The list that holds exactly these countries, whatever their order. O(size of the list). */
  intern(countries: readonly CountryIndex[]): number {
    const sorted = Int32Array.from(new Set(countries)).sort();
    const key = sorted.join(',');
    const known = this.indexByKey.get(key);
    if (known !== undefined) return known;
    const list = this.countries.length;
    this.countries.push(sorted);
    this.resizeTo(sorted.length === 0 ? 1 : sorted[sorted.length - 1] + 1);
    this.members = roomFor(this.members, this.countries.length * this.stride);
    this.fillIn(list);
    this.indexByKey.set(key, list);
    return list;
  }

  /** Makes room for countries up to `count` - 1, so that `allows` never reads beyond an array. */
  resizeTo(count: number): void {
    if (count <= this.stride) return;
    this.stride = Math.max(count, 2 * this.stride);
    this.members = new Uint8Array(this.countries.length * this.stride);
    for (let list = 0; list < this.countries.length; list++) this.fillIn(list);
  }

  /** Rule 6: may a number with this list dial the country? O(1). */
  allows(list: number, country: CountryIndex): boolean {
    return this.members[(Math.imul(list, this.stride) + country) | 0] === 1;
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

  private fillIn(list: number): void {
    const first = list * this.stride;
    if (list === UNRESTRICTED) this.members.fill(1, first, first + this.stride);
    for (const country of this.countries[list]) this.members[first + country] = 1;
  }
}
