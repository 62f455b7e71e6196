/** Where a value was written: what messages point at and what the origin of a resolved value says. */
export interface Place {
  /** As the user would type it, or `--set`, `--seed`, `POOLSIM_…`. */
  readonly file: string;
  /** Absolute path of the file, against which paths in it are taken; null outside files. */
  readonly path: string | null;
  readonly line: number;
  readonly column: number;
  /** As the origins map says it: `file:line`, `extends file:line`, `--set`. */
  readonly origin: string;
}

/** A scenario document in which every value knows its place. Replaced, never changed. */
export type SourceNode = SourceMap | SourceList | SourceScalar;

export interface SourceMap {
  readonly kind: 'map';
  readonly place: Place;
  readonly entries: ReadonlyMap<string, SourceEntry>;
}

export interface SourceEntry {
  readonly keyPlace: Place;
  readonly node: SourceNode;
}

export interface SourceList {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly SourceNode[];
}

export interface SourceScalar {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly value: string | number | boolean | null;
}

/** Keys of maps and positions of lists from the root to a value. */
export type Path = readonly (string | number)[];

/** The document without its places. */
export function plain(node: SourceNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  // A null prototype would be kinder to keys such as __proto__, which the schema refuses anyway.
  const result: Record<string, unknown> = {};
  for (const [key, entry] of node.entries) {
    Object.defineProperty(result, key, {
      value: plain(entry.node),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return result;
}

/** A plain value as a node, all of it at one place. */
export function fromPlain(value: unknown, place: Place): SourceNode {
  if (Array.isArray(value)) {
    return { kind: 'list', place, items: value.map((item) => fromPlain(item, place)) };
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, child]) => [key, { keyPlace: place, node: fromPlain(child, place) }] as const,
    );
    return { kind: 'map', place, entries: new Map(entries) };
  }
  return { kind: 'scalar', place, value: value as SourceScalar['value'] };
}

/** The node at a path, or null. */
export function nodeAt(root: SourceNode, path: Path): SourceNode | null {
  let node: SourceNode | undefined = root;
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.get(String(step))?.node;
    else if (node?.kind === 'list') node = node.items[Number(step)];
    else return null;
  }
  return node ?? null;
}

/** The place of a value, or of the innermost value around it that was written down. */
export function placeAt(root: SourceNode, path: Path): Place {
  for (let length = path.length; length > 0; length--) {
    const node = nodeAt(root, path.slice(0, length));
    if (node !== null) return node.place;
  }
  return root.place;
}

/** The place of a key rather than of its value: where an unknown key is to be shown. */
export function keyPlaceAt(root: SourceNode, path: Path): Place {
  const parent = nodeAt(root, path.slice(0, -1));
  const entry = parent?.kind === 'map' ? parent.entries.get(String(path[path.length - 1])) : null;
  return entry?.keyPlace ?? placeAt(root, path);
}

/** `campaigns[0].pool`. */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!/^[A-Za-z_][\w-]*$/.test(step)) text += `["${step}"]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}
