import type { Path, Place, SourceEntry, SourceMap, SourceNode } from './source-tree.ts';

/** Keys that decide which other keys a map may have: with another value, the old siblings go. */
const DISCRIMINATORS = ['model', 'law'];

/** `over` laid upon `base`: maps merge deeply, lists and scalars are replaced. */
export function merge(base: SourceNode, over: SourceNode): SourceNode {
  if (base.kind !== 'map' || over.kind !== 'map' || changesKind(base, over)) return over;
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    entries.set(
      key,
      below === undefined ? entry : { ...entry, node: merge(below.node, entry.node) },
    );
  }
  return { kind: 'map', place: over.place, entries };
}

/** The document with one value put at a path; maps on the way are made where absent. */
export function put(root: SourceNode, path: Path, value: SourceNode): SourceNode {
  if (path.length === 0) return value;
  const [step, ...rest] = path;
  if (root.kind === 'list') {
    const items = root.items.map((item, i) => (i === Number(step) ? put(item, rest, value) : item));
    return { ...root, items };
  }
  const key = String(step);
  const map = root.kind === 'map' ? root : emptyMap(value.place);
  const below = map.entries.get(key);
  const node = put(below?.node ?? emptyMap(value.place), rest, value);
  const entry: SourceEntry = { keyPlace: below?.keyPlace ?? value.place, node };
  const alone: SourceMap = { ...map, entries: new Map([[key, entry]]) };
  if (changesKind(map, alone)) return alone;
  return { ...map, entries: new Map(map.entries).set(key, entry) };
}

function emptyMap(place: Place): SourceMap {
  return { kind: 'map', place, entries: new Map() };
}

function changesKind(base: SourceMap, over: SourceMap): boolean {
  return DISCRIMINATORS.some((key) => {
    const old = base.entries.get(key)?.node;
    const fresh = over.entries.get(key)?.node;
    if (old?.kind !== 'scalar' || fresh?.kind !== 'scalar') return false;
    return old.value !== fresh.value;
  });
}
