/** A name with a size, thousands apart. By hand: the first call of `toLocaleString` takes longer than a sample of some cases. */
export function sized(what: string, size: number): string {
  return `${what} ${String(size).replaceAll(/\B(?=(\d{3})+$)/g, ',')}`;
}
