import type { Origins } from './loaded.ts';
import { formatPath, nodeAt, type Path, type SourceNode } from './yaml/source-tree.ts';

/** Where every leaf of the resolved document came from, in document order. */
export function originsOf(resolved: unknown, root: SourceNode): Origins {
  const origins = new Map<string, string>();
  const visit = (value: unknown, path: Path) => {
    if (typeof value === 'object' && value !== null) {
      const children = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
      for (const [key, child] of children) visit(child, [...path, key]);
      if (children.length > 0 || path.length === 0) return;
    }
    origins.set(formatPath(path), nodeAt(root, path)?.place.origin ?? 'default');
  };
  visit(resolved, []);
  return origins;
}
