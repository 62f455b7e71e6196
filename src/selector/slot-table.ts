import { UNRESTRICTED } from './allow-lists.ts';
import { roomFor } from './grow.ts';
import type { PoolRows } from './pool-rows.ts';

/**
 * Who may stand in a draw, by column (`group-table.ts`): every attached row whose number may dial the
 * column's country, ready or not, so that a slot changes hands only when a pool or an allow-list does.
 * Restricted rows come first, then open ones; each ascending by number. How many there are is kept
 * among the column's facts.
 */
export class SlotTable {
  /** Rows whose allow-list names the country; in an open column, the unrestricted rows. */
  allowed: Int32Array[] = [];
  /** Rows at home in the country that may dial it, unrestricted ones included. */
  matched: Int32Array[] = [];

  addColumn(): void {
    this.allowed.push(new Int32Array(4));
    this.matched.push(new Int32Array(4));
  }
}

/** The slots with `row` among the first `size` of them in its order. O(slots). */
export function withSlot(slots: Int32Array, size: number, row: number, rows: PoolRows): Int32Array {
  const grown = roomFor(slots, size + 1);
  let place = size;
  while (place > 0 && comesBefore(row, grown[place - 1], rows)) place--;
  grown.copyWithin(place + 1, place, size);
  grown[place] = row;
  return grown;
}

/** Closes the gap that `row` leaves among the first `size`. O(slots). */
export function closeSlot(slots: Int32Array, size: number, row: number): void {
  const place = slots.indexOf(row);
  slots.copyWithin(place, place + 1, size);
}

function comesBefore(row: number, other: number, { list, number }: PoolRows): boolean {
  const open = Number(list[row] === UNRESTRICTED) - Number(list[other] === UNRESTRICTED);
  return open < 0 || (open === 0 && number[row] < number[other]);
}
