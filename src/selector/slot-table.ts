import { UNRESTRICTED } from './allow-lists.ts';
import { roomFor } from './grow.ts';
import type { NumberTable } from './number-table.ts';
import type { CountryIndex, NumberIndex } from './types.ts';

/** Slots that a side has room for when it gets its first. */
const LEAST_CAPACITY = 4;

/**
 * Who may stand in a draw of one campaign. Each country has two sides of slots: the attached numbers whose
 * allow-list names it, and those at home there that may dial it, unrestricted ones among them. One more
 * side has all that are unrestricted. Ready or not, they keep their slots, so that one changes hands only
 * when a pool or an allow-list does. On a side, restricted numbers come first, then open ones; each
 * ascending.
 *
 * All sides lie in one array, so that a pick reaches a slot with one load. A side that outgrows its
 * stretch moves to the end; what it leaves behind adds up to no more than what is in use.
 */
export class SlotTable {
  readonly facts: NumberTable;
  numbers = new Int32Array(64);
  used = 0;
  /** By side: its stretch of `numbers`, and how much of it is taken. */
  start = new Int32Array(8);
  size = new Int32Array(8);
  capacity = new Int32Array(8);

  constructor(facts: NumberTable) {
    this.facts = facts;
  }

  resizeTo(countries: number): void {
    const sides = allowedSide(countries);
    this.start = roomFor(this.start, sides);
    this.size = roomFor(this.size, sides);
    this.capacity = roomFor(this.capacity, sides);
  }

  /** O(slots of the side). */
  insert(side: number, number: NumberIndex): void {
    if (this.size[side] === this.capacity[side]) this.move(side);
    const first = this.start[side];
    const end = first + this.size[side]++;
    let place = end;
    while (place > first && this.comesBefore(number, this.numbers[place - 1])) place--;
    this.numbers.copyWithin(place + 1, place, end);
    this.numbers[place] = number;
  }

  /** O(slots of the side). */
  remove(side: number, number: NumberIndex): void {
    const end = this.start[side] + this.size[side]--;
    const place = this.numbers.indexOf(number, this.start[side]);
    this.numbers.copyWithin(place, place + 1, end);
  }

  /** Gives a side twice the room, behind all the others. */
  private move(side: number): void {
    const from = this.start[side];
    const capacity = Math.max(LEAST_CAPACITY, 2 * this.capacity[side]);
    this.start[side] = this.used;
    this.capacity[side] = capacity;
    this.used += capacity;
    this.numbers = roomFor(this.numbers, this.used);
    this.numbers.copyWithin(this.start[side], from, from + this.size[side]);
  }

  private comesBefore(number: NumberIndex, other: NumberIndex): boolean {
    const { allowList } = this.facts;
    const isOpen = allowList[number] === UNRESTRICTED;
    const isOtherOpen = allowList[other] === UNRESTRICTED;
    return isOpen === isOtherOpen ? number < other : isOtherOpen;
  }
}

/** The side of the unrestricted numbers. */
export const OPEN_SIDE = 0;

/** The side of the numbers at home in the country. */
export function matchedSide(country: CountryIndex): number {
  return 2 * country + 1;
}

/** The side of the restricted numbers that may dial the country. */
export function allowedSide(country: CountryIndex): number {
  return 2 * country + 2;
}
