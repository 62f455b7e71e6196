import { InvariantError } from '../base/assert.ts';

/** Phases 0 … 7 fit above the sequence number in one exact double: order = phase · 2^50 + sequence. */
const PHASE_UNIT = 2 ** 50;
const HIGHEST_PHASE = 7;
/** A bucket with more events than this is spread over a finer rung instead of entering the heap. */
const SPLIT_ABOVE = 24;
/** The heap of the nearest events is spread over a rung when pushes grow it past this size. */
const SPILL_ABOVE = 48;
/** Deeper than this no rung is made: the heap takes what is left, at O(log n) an event. */
const MOST_RUNGS = 8;
/** Buckets per event when a rung is made. */
const BUCKETS_PER_EVENT = 2;
const NONE = -1;

/**
 * The pending events of a simulation, earliest first by (time, phase, sequence of push): events of
 * equal time and phase leave first in, first out.
 *
 * A ladder queue (Tang, Goh & Thng, "Ladder queue: an O(1) priority queue structure for large-scale
 * discrete event simulation", ACM TOMACS 15(3), 2005) over a 4-ary heap. The heap holds only the
 * nearest events. Later ones lie unsorted in the buckets of a rung; what is later than the rung's
 * last bucket lies in its overflow bucket. A crowded bucket becomes a rung of its own when its turn
 * comes. A bucket is chosen by a monotone function of the time, so equal times always share one.
 *
 * Push and pop cost O(1) amortised, and O(log n) where times cannot be told apart (thousands of
 * events at one instant). Nothing is allocated but when an array doubles.
 */
export class EventQueue {
  /** Events pending. */
  size = 0;
  /** The event last popped: its time in simulated milliseconds. */
  timeMs = 0;
  /** The event last popped: its phase, 0 … 7. */
  phase = 0;
  /** The event last popped: its type, int32. */
  type = 0;
  /** The event last popped: its first payload word, int32. */
  a = 0;
  /** The event last popped: its second payload word, int32. */
  b = 0;

  // Slots: one per pending event. Free slots are chained by `slotNext`.
  slotTime: Float64Array;
  slotOrder: Float64Array;
  slotNext: Int32Array;
  slotWords: Int32Array;
  freeSlot = NONE;
  usedSlots = 0;
  sequence = 0;

  // The heap of the nearest events.
  heapTime: Float64Array;
  heapSlot: Int32Array;
  heapSize = 0;
  spillAt = SPILL_ABOVE;

  // Rungs, coarsest first. Rung r owns buckets rungBase[r] … + rungBuckets[r], the last its overflow.
  rungs = 0;
  rungStart = new Float64Array(MOST_RUNGS);
  rungPerMs = new Float64Array(MOST_RUNGS);
  rungNextIndex = new Int32Array(MOST_RUNGS);
  rungBuckets = new Int32Array(MOST_RUNGS);
  rungBase = new Int32Array(MOST_RUNGS + 1);
  bucketHead: Int32Array;

  /** @param capacity events held before the arrays double for the first time */
  constructor(capacity = 1_024) {
    const slots = Math.max(16, Math.ceil(capacity));
    this.slotTime = new Float64Array(slots);
    this.slotOrder = new Float64Array(slots);
    this.slotNext = new Int32Array(slots);
    this.slotWords = new Int32Array(3 * slots);
    this.heapTime = new Float64Array(64);
    this.heapSlot = new Int32Array(64);
    this.bucketHead = new Int32Array(64);
  }

  /**
   * Adds an event.
   * @param timeMs finite simulated time, also one before the event last popped
   * @param phase integer 0 … 7: the order among events of one instant
   * @param type int32, as are the payload words a and b
   * @throws {InvariantError} on a time that is not finite or a phase out of range
   */
  push(timeMs: number, phase: number, type: number, a: number, b: number): void {
    if (!(timeMs - timeMs === 0)) throw new InvariantError(`event time must be finite: ${timeMs}`);
    if (!(phase >= 0 && phase <= HIGHEST_PHASE)) {
      throw new InvariantError(`event phase must be 0 to ${HIGHEST_PHASE}: ${phase}`);
    }
    let slot = this.freeSlot;
    if (slot === NONE) {
      slot = this.usedSlots++;
      if (slot === this.slotTime.length) this.growSlots();
    } else {
      this.freeSlot = this.slotNext[slot];
    }
    this.slotTime[slot] = timeMs;
    this.slotOrder[slot] = phase * PHASE_UNIT + this.sequence++;
    const word = 3 * slot;
    this.slotWords[word] = type;
    this.slotWords[word + 1] = a;
    this.slotWords[word + 2] = b;
    this.size++;
    this.place(slot, timeMs);
  }

  /** Moves the earliest event into the fields; false when there is none. */
  pop(): boolean {
    if (this.heapSize === 0 && !this.refill()) return false;
    const slot = this.heapSlot[0];
    const order = this.slotOrder[slot];
    const word = 3 * slot;
    this.timeMs = this.heapTime[0];
    this.phase = Math.floor(order / PHASE_UNIT);
    this.type = this.slotWords[word];
    this.a = this.slotWords[word + 1];
    this.b = this.slotWords[word + 2];
    this.slotNext[slot] = this.freeSlot;
    this.freeSlot = slot;
    this.size--;
    const last = --this.heapSize;
    if (last > 0) this.siftDown(this.heapTime[last], this.heapSlot[last], last);
    return true;
  }

  /** The time of the earliest event in simulated milliseconds; Infinity when there is none. */
  peekTimeMs(): number {
    if (this.heapSize === 0 && !this.refill()) return Number.POSITIVE_INFINITY;
    return this.heapTime[0];
  }

  /** Forgets every event; keeps the memory. */
  clear(): void {
    this.size = 0;
    this.freeSlot = NONE;
    this.usedSlots = 0;
    this.heapSize = 0;
    this.spillAt = SPILL_ABOVE;
    this.rungs = 0;
  }

  /** Puts a filled slot into the coarsest rung whose turn for this time is still to come, else the heap. */
  private place(slot: number, timeMs: number): void {
    const rungs = this.rungs;
    for (let rung = 0; rung < rungs; rung++) {
      const x = (timeMs - this.rungStart[rung]) * this.rungPerMs[rung];
      if (x >= this.rungNextIndex[rung]) {
        const overflow = this.rungBuckets[rung] - 1;
        const bucket = this.rungBase[rung] + (x >= overflow ? overflow : x | 0);
        this.slotNext[slot] = this.bucketHead[bucket];
        this.bucketHead[bucket] = slot;
        return;
      }
    }
    this.heapPush(slot, timeMs);
    if (this.heapSize > this.spillAt) this.spill();
  }

  /** Fills the empty heap from the next bucket that holds events; false when no event is left. */
  private refill(): boolean {
    if (this.size === 0) {
      this.rungs = 0;
      return false;
    }
    this.spillAt = SPILL_ABOVE;
    while (this.rungs > 0) {
      const rung = this.rungs - 1;
      const base = this.rungBase[rung];
      const overflow = this.rungBuckets[rung] - 1;
      let index = this.rungNextIndex[rung];
      while (index < overflow && this.bucketHead[base + index] === NONE) index++;
      const head = this.bucketHead[base + index];
      this.bucketHead[base + index] = NONE;
      this.rungNextIndex[rung] = index + 1;
      if (index === overflow) this.rungs = rung;
      if (head === NONE) continue;
      if (this.isCrowded(head) && this.spread(head)) continue;
      for (let slot = head; slot !== NONE; ) {
        const next = this.slotNext[slot];
        this.heapPush(slot, this.slotTime[slot]);
        slot = next;
      }
      return true;
    }
    throw new InvariantError(`the queue counts ${this.size} events but holds none`);
  }

  private isCrowded(head: number): boolean {
    let count = 0;
    for (let slot = head; slot !== NONE; slot = this.slotNext[slot]) {
      if (++count > SPLIT_ABOVE) return true;
    }
    return false;
  }

  /** The heap grew crowded by pushes: spreads it over a new rung. */
  private spill(): void {
    const count = this.heapSize;
    for (let i = 0; i < count - 1; i++) this.slotNext[this.heapSlot[i]] = this.heapSlot[i + 1];
    this.slotNext[this.heapSlot[count - 1]] = NONE;
    if (this.spread(this.heapSlot[0])) this.heapSize = 0;
    // What cannot be spread is not tried again before it has doubled.
    else this.spillAt = 2 * count;
  }

  /**
   * Spreads a chain of slots over a new finest rung from its earliest to its latest time.
   * @returns false, with the chain untouched, when its times cannot be told apart
   */
  private spread(head: number): boolean {
    if (this.rungs === MOST_RUNGS) return false;
    let count = 0;
    let earliest = this.slotTime[head];
    let latest = earliest;
    for (let slot = head; slot !== NONE; slot = this.slotNext[slot]) {
      const time = this.slotTime[slot];
      if (time < earliest) earliest = time;
      if (time > latest) latest = time;
      count++;
    }
    const buckets = BUCKETS_PER_EVENT * count;
    const perMs = buckets / (latest - earliest);
    if (!(perMs > 0 && perMs < Number.MAX_VALUE)) return false;
    this.openRung(earliest, perMs, buckets + 1);
    const base = this.rungBase[this.rungs - 1];
    for (let slot = head; slot !== NONE; ) {
      const next = this.slotNext[slot];
      const x = (this.slotTime[slot] - earliest) * perMs;
      const bucket = base + (x >= buckets ? buckets : x | 0);
      this.slotNext[slot] = this.bucketHead[bucket];
      this.bucketHead[bucket] = slot;
      slot = next;
    }
    return true;
  }

  private openRung(startMs: number, perMs: number, buckets: number): void {
    const rung = this.rungs++;
    const base = rung === 0 ? 0 : this.rungBase[rung - 1] + this.rungBuckets[rung - 1];
    this.rungBase[rung] = base;
    this.rungBuckets[rung] = buckets;
    this.rungStart[rung] = startMs;
    this.rungPerMs[rung] = perMs;
    this.rungNextIndex[rung] = 0;
    if (base + buckets > this.bucketHead.length) {
      const grown = new Int32Array(Math.max(2 * this.bucketHead.length, base + buckets));
      grown.set(this.bucketHead);
      this.bucketHead = grown;
    }
    this.bucketHead.fill(NONE, base, base + buckets);
  }

  private heapPush(slot: number, timeMs: number): void {
    if (this.heapSize === this.heapTime.length) this.growHeap();
    const times = this.heapTime;
    const slots = this.heapSlot;
    let at = this.heapSize++;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const parentTime = times[parent];
      if (timeMs > parentTime) break;
      const parentSlot = slots[parent];
      if (timeMs === parentTime && this.slotOrder[slot] > this.slotOrder[parentSlot]) break;
      times[at] = parentTime;
      slots[at] = parentSlot;
      at = parent;
    }
    times[at] = timeMs;
    slots[at] = slot;
  }

  /** Sinks (timeMs, slot) from the root of a heap of `size` entries. */
  private siftDown(timeMs: number, slot: number, size: number): void {
    const times = this.heapTime;
    const slots = this.heapSlot;
    let at = 0;
    for (;;) {
      const first = 4 * at + 1;
      if (first >= size) break;
      const end = first + 4 < size ? first + 4 : size;
      let best = first;
      let bestTime = times[first];
      for (let child = first + 1; child < end; child++) {
        const time = times[child];
        if (time < bestTime || (time === bestTime && this.comesFirst(slots[child], slots[best]))) {
          best = child;
          bestTime = time;
        }
      }
      if (timeMs < bestTime || (timeMs === bestTime && this.comesFirst(slot, slots[best]))) break;
      times[at] = bestTime;
      slots[at] = slots[best];
      at = best;
    }
    times[at] = timeMs;
    slots[at] = slot;
  }

  private comesFirst(slot: number, other: number): boolean {
    return this.slotOrder[slot] < this.slotOrder[other];
  }

  private growSlots(): void {
    const slots = 2 * this.slotTime.length;
    const times = new Float64Array(slots);
    const orders = new Float64Array(slots);
    const nexts = new Int32Array(slots);
    const words = new Int32Array(3 * slots);
    times.set(this.slotTime);
    orders.set(this.slotOrder);
    nexts.set(this.slotNext);
    words.set(this.slotWords);
    this.slotTime = times;
    this.slotOrder = orders;
    this.slotNext = nexts;
    this.slotWords = words;
  }

  private growHeap(): void {
    const times = new Float64Array(2 * this.heapTime.length);
    const slots = new Int32Array(2 * this.heapTime.length);
    times.set(this.heapTime);
    slots.set(this.heapSlot);
    this.heapTime = times;
    this.heapSlot = slots;
  }
}
