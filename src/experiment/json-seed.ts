/** A seed as every JSON document has it: one that reads as a whole number is written as one, others as text. */
export function jsonSeed(seed: string): string | number {
  return /^(0|[1-9][0-9]{0,14})$/.test(seed) ? Number(seed) : seed;
}
