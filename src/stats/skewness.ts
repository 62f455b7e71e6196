/** Fisher's g₁ = m₃ / m₂^1.5 of the observations; 0 for a constant. */
export function skewness(values: Float64Array): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  let m2 = 0;
  let m3 = 0;
  for (const value of values) {
    m2 += (value - mean) ** 2 / n;
    m3 += (value - mean) ** 3 / n;
  }
  return m2 > 0 ? m3 / m2 ** 1.5 : 0;
}

/**
 * Are the observations too skewed, for how many they are, to trust Student's interval of their mean? It leans
 * on a nearly normal mean, for which Cochran's rule asks n > 25·g₁² ("Sampling Techniques", 3rd ed. 1977,
 * section 2.15).
 */
export function isTooSkewed(values: Float64Array): boolean {
  return 25 * skewness(values) ** 2 > values.length;
}
