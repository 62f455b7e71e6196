import { roomFor } from './grow.ts';
import type { ConnectionIndex } from './types.ts';

/** Which connections have room for one more call. */
export class ConnectionRooms {
  /** 1 for a connection with room. */
  open = new Uint8Array(4);
  /** Connections without room. */
  full = 0;
  /** Counts the changes. */
  turn = 1;

  add(connection: ConnectionIndex): void {
    this.open = roomFor(this.open, connection + 1);
    this.open[connection] = 1;
  }

  /** Answers whether that is a change. */
  set(connection: ConnectionIndex, room: 0 | 1): boolean {
    if (this.open[connection] === room) return false;
    this.open[connection] = room;
    this.full += room === 1 ? -1 : 1;
    this.turn = (this.turn + 1) | 0;
    return true;
  }
}
