/**
 * Little's law: mean number inside = rate of entry × mean time inside, for any laws and any order of
 * service. Little (1961).
 * @returns mean number inside, from a rate per unit of time and a time in the same unit
 */
export function littleNumber(entryRate: number, meanTimeInside: number): number {
  return entryRate * meanTimeInside;
}
