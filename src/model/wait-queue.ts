/**
 * A first-in-first-out line of contacts on a flat ring that doubles when full. Each contact's place in the
 * tenant-wide order stands beside it: who asks for the first one's need not look the contact up.
 */
export class WaitQueue {
  ring: Int32Array;
  orders: Float64Array;
  /** Position of the first contact; positions only grow, the ring takes them modulo its length. */
  head = 0;
  /** One past the last contact. */
  tail = 0;

  constructor(capacity = 16) {
    this.ring = new Int32Array(capacity);
    this.orders = new Float64Array(capacity);
  }

  get length(): number {
    return this.tail - this.head;
  }

  push(contact: number, order: number): void {
    if (this.tail - this.head === this.ring.length) this.grow();
    const place = this.tail & (this.ring.length - 1);
    this.ring[place] = contact;
    this.orders[place] = order;
    this.tail++;
  }

  /** The first contact; the line must not be empty. */
  first(): number {
    return this.ring[this.head & (this.ring.length - 1)];
  }

  /** The first contact's place in the tenant-wide order; the line must not be empty. */
  firstOrder(): number {
    return this.orders[this.head & (this.orders.length - 1)];
  }

  /** The contact at an absolute position, head ≤ position < tail. */
  at(position: number): number {
    return this.ring[position & (this.ring.length - 1)];
  }

  shift(): number {
    const contact = this.first();
    this.head++;
    return contact;
  }

  grow(): void {
    const wider = new Int32Array(this.ring.length * 2);
    const orders = new Float64Array(wider.length);
    for (let p = this.head; p < this.tail; p++) {
      wider[p & (wider.length - 1)] = this.ring[p & (this.ring.length - 1)];
      orders[p & (wider.length - 1)] = this.orders[p & (this.ring.length - 1)];
    }
    this.ring = wider;
    this.orders = orders;
  }
}
