const WORDS = [
  'contact',
  'number',
  'outcome',
  'serial',
  'throttled',
  'usedSticky',
  'free',
] as const;
const TIMES = ['ringMs', 'talkMs', 'dialMs', 'overMs', 'trueScore', 'observedScore'] as const;

/** Calls in the air as columns; a finished call's slot is used again. */
export class Calls {
  contact: Int32Array;
  number: Int32Array;
  outcome: Uint8Array;
  ringMs: Float64Array;
  talkMs: Float64Array;
  dialMs: Float64Array;
  /** When the call was over, whenever the platform heard of it. */
  overMs: Float64Array;
  /** Ordinal of the call in the run, from 1: what its notices name it by. */
  serial: Int32Array;
  /** 1: refused as too many requests. */
  throttled: Uint8Array;
  usedSticky: Uint8Array;
  trueScore: Float64Array;
  observedScore: Float64Array;
  /** Free slots, a stack. */
  free: Int32Array;
  freeCount = 0;
  used = 0;
  inAir = 0;
  placed = 0;

  constructor(capacity = 64) {
    this.contact = new Int32Array(capacity);
    this.number = new Int32Array(capacity);
    this.outcome = new Uint8Array(capacity);
    this.ringMs = new Float64Array(capacity);
    this.talkMs = new Float64Array(capacity);
    this.dialMs = new Float64Array(capacity);
    this.overMs = new Float64Array(capacity);
    this.serial = new Int32Array(capacity);
    this.throttled = new Uint8Array(capacity);
    this.usedSticky = new Uint8Array(capacity);
    this.trueScore = new Float64Array(capacity);
    this.observedScore = new Float64Array(capacity);
    this.free = new Int32Array(capacity);
  }

  take(): number {
    this.inAir++;
    if (this.freeCount === 0 && this.used === this.contact.length) this.grow();
    const slot = this.freeCount > 0 ? this.free[--this.freeCount] : this.used++;
    this.serial[slot] = ++this.placed;
    return slot;
  }

  give(slot: number): void {
    this.inAir--;
    this.free[this.freeCount++] = slot;
  }

  grow(): void {
    const wider = new Calls(this.contact.length * 2);
    for (const key of WORDS) wider[key].set(this[key]);
    for (const key of TIMES) wider[key].set(this[key]);
    const { freeCount, used, inAir, placed } = this;
    Object.assign(this, wider, { freeCount, used, inAir, placed });
  }
}
