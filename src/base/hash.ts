/**
 * A 64-bit name of a string, as two signed 32-bit halves: cyrb53's construction (bryc, public domain
 * algorithm description), kept at full width. Not cryptographic; for entity ids of draws.
 */
export interface EntityKey {
  readonly lo: number;
  readonly hi: number;
}

/** Hashes a string to 64 bits. Complexity O(length). */
export function entityKey(id: string): EntityKey {
  let a = 0xdeadbeef | 0;
  let b = 0x41c6ce57 | 0;
  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return { lo: a, hi: b };
}
