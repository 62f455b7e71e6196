import { UNRESTRICTED } from './allow-lists.ts';
import { roomFor } from './grow.ts';
import type { PoolRows } from './pool-rows.ts';

/** A growing list of pool rows: restricted ones first, then the open ones; each ascending by number. */
export interface Slots {
  rows: Int32Array;
  size: number;
}

/**
 * Who may stand in a draw, by column (`group-table.ts`): every attached row whose number may dial the
 * column's country, ready or not, so that a slot changes hands only when a pool or an allow-list does.
 */
export class SlotTable {
  /** Rows whose allow-list names the country; in an open column, the unrestricted rows. */
  allowed: Slots[] = [];
  /** Rows at home in the country that may dial it, unrestricted ones included. */
  matched: Slots[] = [];

  addColumn(): void {
    this.allowed.push({ rows: new Int32Array(4), size: 0 });
    this.matched.push({ rows: new Int32Array(4), size: 0 });
  }

  /** O(slots). */
  insert(slots: Slots, row: number, rows: PoolRows): void {
    slots.rows = roomFor(slots.rows, slots.size + 1);
    let place = slots.size++;
    while (place > 0 && comesBefore(row, slots.rows[place - 1], rows)) place--;
    slots.rows.copyWithin(place + 1, place, slots.size - 1);
    slots.rows[place] = row;
  }

  /** O(slots). */
  remove(slots: Slots, row: number): void {
    const place = slots.rows.indexOf(row);
    slots.rows.copyWithin(place, place + 1, slots.size--);
  }
}

function comesBefore(row: number, other: number, { list, number }: PoolRows): boolean {
  const open = Number(list[row] === UNRESTRICTED) - Number(list[other] === UNRESTRICTED);
  return open < 0 || (open === 0 && number[row] < number[other]);
}
