import type { LoadedScenario } from '../../scenario/loaded.ts';

/** One value of the resolved scenario: its path, the value as a file would have it, and its origin. */
export interface ResolvedLine {
  readonly path: string;
  readonly value: string;
  readonly origin: string;
}

/** Every leaf of the resolved scenario in document order; origins are listed in the same order. */
export function resolvedLines(loaded: LoadedScenario): readonly ResolvedLine[] {
  const values = leaves(loaded.resolved);
  return [...loaded.origins].map(([path, origin], i) => {
    return { path, value: JSON.stringify(values[i]), origin };
  });
}

function leaves(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  const children = Array.isArray(value) ? value : Object.values(value);
  return children.length === 0 ? [value] : children.flatMap(leaves);
}

/** The lines in three columns. */
export function resolvedText(lines: readonly ResolvedLine[]): string {
  const pathWidth = Math.max(...lines.map((line) => line.path.length));
  const valueWidth = Math.min(40, Math.max(...lines.map((line) => line.value.length)));
  return lines
    .map(({ path, value, origin }) => {
      return `${path.padEnd(pathWidth)}  ${value.padEnd(valueWidth)}  ${origin}\n`;
    })
    .join('');
}
