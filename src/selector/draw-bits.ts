/**
 * The next 32 bits after `bits`, by the mixer "lowbias32" (Wellons 2018) behind a Weyl step: a
 * permutation of all 32-bit words, so that no start falls into a short cycle at 0.
 */
export function nextBits(bits: number): number {
  let x = (bits + 0x9e3779b9) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return x ^ (x >>> 15);
}
