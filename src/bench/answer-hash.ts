/** A running 64-bit hash of whole numbers, in order; not cryptographic. */
export class AnswerHash {
  low = 0x811c9dc5 | 0;
  high = 0x9dc5811c | 0;

  add(value: number): void {
    this.low = Math.imul(this.low ^ value, 0x01000193);
    this.high = Math.imul(this.high ^ (value + 0x9e3779b9), 0x85ebca6b) ^ (this.low >>> 13);
  }

  /** 16 hex digits. */
  get hex(): string {
    return [this.high, this.low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
