import { type EntityKey, entityKey } from '../../base/hash.ts';

const EMPTY = -1;

/**
 * The distinct phone numbers of a file in order of appearance, with the line of each: an open
 * addressing table over their 64-bit keys. About 60 bytes a number besides the text itself.
 */
export class PhoneIndex {
  readonly e164: string[] = [];
  lines = new Int32Array(1_024);
  keyLo = new Int32Array(1_024);
  keyHi = new Int32Array(1_024);
  private slots = new Int32Array(4_096).fill(EMPTY);

  get count(): number {
    return this.e164.length;
  }

  /** Position of a number, or -1. */
  find(e164: string): number {
    return this.slots[this.slotOf(e164, entityKey(e164))];
  }

  /** Adds a number unless it is there. @returns the position of the earlier one, or -1 if it is new */
  add(e164: string, line: number): number {
    const key = entityKey(e164);
    const slot = this.slotOf(e164, key);
    if (this.slots[slot] !== EMPTY) return this.slots[slot];
    const at = this.e164.length;
    if (at === this.lines.length) this.growColumns();
    this.e164.push(e164);
    this.lines[at] = line;
    this.keyLo[at] = key.lo;
    this.keyHi[at] = key.hi;
    this.slots[slot] = at;
    if (this.e164.length * 2 > this.slots.length) this.growSlots();
    return EMPTY;
  }

  /** Cuts the columns to `count`. Nothing can be added after it. */
  trim(): void {
    this.lines = this.lines.slice(0, this.count);
    this.keyLo = this.keyLo.slice(0, this.count);
    this.keyHi = this.keyHi.slice(0, this.count);
  }

  /** The slot that holds the number, or the free one where it belongs. */
  private slotOf(e164: string, key: EntityKey): number {
    const mask = this.slots.length - 1;
    for (let slot = key.lo & mask; ; slot = (slot + 1) & mask) {
      const at = this.slots[slot];
      if (at === EMPTY) return slot;
      if (this.keyHi[at] === key.hi && this.e164[at] === e164) return slot;
    }
  }

  private growColumns(): void {
    this.lines = doubled(this.lines);
    this.keyLo = doubled(this.keyLo);
    this.keyHi = doubled(this.keyHi);
  }

  private growSlots(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(EMPTY);
    const mask = this.slots.length - 1;
    for (let at = 0; at < this.e164.length; at++) {
      let slot = this.keyLo[at] & mask;
      while (this.slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.slots[slot] = at;
    }
  }
}

/** A copy of twice the length. */
export function doubled<T extends Int32Array | Uint16Array | Uint8Array | Float64Array>(
  column: T,
): T {
  const Column = column.constructor as new (length: number) => T;
  const larger = new Column(column.length * 2);
  larger.set(column);
  return larger;
}
