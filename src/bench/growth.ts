/**
 * How cost grows with the size of the problem: the least-squares slope of log(cost) over log(size),
 * 1 = in proportion. Null with fewer than two sizes.
 * @param costs [size, cost] of each case
 */
export function growthExponent(costs: readonly (readonly [number, number])[]): number | null {
  const points = costs.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  let across = 0;
  let spread = 0;
  for (const [x, y] of points) {
    across += (x - meanX) * (y - meanY);
    spread += (x - meanX) ** 2;
  }
  return spread > 0 ? across / spread : null;
}
