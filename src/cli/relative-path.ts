/** `to` as a file at `from` would name it; absolute where they have no folder in common. */
export function relativePath(from: string, to: string): string {
  const [a, b] = [from.split('/').slice(0, -1), to.split('/')];
  let common = 0;
  while (common < a.length && common < b.length - 1 && a[common] === b[common]) common++;
  if (common <= 1) return to;
  return [...a.slice(common).map(() => '..'), ...b.slice(common)].join('/');
}
