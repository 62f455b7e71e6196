import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capture } from '../../src/base/snapshot.ts';

type Node =
  | { [key: string]: unknown }
  | unknown[]
  | Map<unknown, unknown>
  | Set<unknown>
  | Float64Array;

const graphs = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(fc.integer(), fc.string(), fc.constant(null)),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('node'), { noNullPrototype: true }),
    fc.array(tie('node'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.string(), tie('node')), { maxLength: 3 })
      .map((entries) => new Map(entries)),
    fc.array(tie('node'), { maxLength: 3 }).map((members) => new Set(members)),
    fc.array(fc.double(), { maxLength: 4 }).map((values) => new Float64Array(values)),
  ),
})).node;

function reachable(root: unknown, found: Set<Node> = new Set()): Set<Node> {
  if (typeof root !== 'object' || root === null || found.has(root as Node)) return found;
  found.add(root as Node);
  const children =
    root instanceof Map
      ? [...root.values()]
      : root instanceof Set
        ? [...root]
        : Object.values(root);
  for (const child of children) reachable(child, found);
  return found;
}

/** Changes one object of the graph in one of its own ways. */
function mutate(node: Node, choice: number, other: unknown): void {
  if (node instanceof Float64Array) node.fill(choice);
  else if (node instanceof Map) {
    if (choice % 3 === 0) node.clear();
    else node.set(choice % 3 === 1 ? 'new' : [...node.keys()][0], other);
  } else if (node instanceof Set) {
    if (choice % 2 === 0) node.clear();
    else node.add(other);
  } else if (Array.isArray(node)) {
    if (choice % 3 === 0) node.length = 0;
    else if (choice % 3 === 1) node.push(other, other);
    else node[0] = other;
  } else {
    const key = 'abcde'[choice % 5];
    if (choice % 2 === 0) delete node[key];
    else node[key] = other;
  }
}

describe('capture', () => {
  it('restores any graph after any mutations', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(30), fc.nat()), { maxLength: 20 });
    fc.assert(
      fc.property(graphs, changes, (root, taken) => {
        const world = { root };
        const before = structuredClone(world);
        const nodes = [...reachable(world)];
        const snapshot = capture(world);
        for (const [at, choice, from] of taken) {
          const all = [...reachable(world), ...nodes];
          mutate(all[at % all.length], choice, all[from % all.length]);
        }
        snapshot.restore();
        expect(world).toStrictEqual(before);
        expect(reachable(world).size).toBe(nodes.length);
        expect([...reachable(world)].every((node, i) => node === nodes[i])).toBe(true);
      }),
      { seed: 20_263, numRuns: 500 },
    );
  });
});
