/**
 * P-values adjusted for their number: Holm's step-down procedure. Calling those at or under α false keeps the
 * chance of one wrong call among all at most α, however they depend on each other, and finds more than
 * Bonferroni's, whose first step it shares. Holm (1979), Scandinavian Journal of Statistics 6.
 * @returns in the order of the input, each at most 1
 */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((x, y) => pValues[x] - pValues[y] || x - y);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((i, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[i]));
    adjusted[i] = largest;
  });
  return adjusted;
}
