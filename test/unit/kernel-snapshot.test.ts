import { describe, expect, it } from 'vitest';
import { capture } from '../../src/base/snapshot.ts';

class Cell {
  value = 1;
  next: Cell | null = null;
}

describe('capture', () => {
  it('restores in place: identity, prototype and shared references stay', () => {
    const cell = new Cell();
    const world = { cell, again: cell, list: [cell, new Cell()] };
    cell.next = cell;
    const { list } = world;
    const snapshot = capture(world);
    cell.value = 7;
    cell.next = null;
    world.again = new Cell();
    world.list = [];
    list.length = 0;
    snapshot.restore();
    expect(world.cell).toBe(cell);
    expect(world.again).toBe(cell);
    expect(world.list).toBe(list);
    expect(list[0]).toBe(cell);
    expect(list[1]).toBeInstanceOf(Cell);
    expect(cell.value).toBe(1);
    expect(cell.next).toBe(cell);
  });

  it('restores typed arrays that were overwritten, or replaced by larger ones', () => {
    const world = {
      times: new Float64Array([1, 2, 3]),
      part: new Int32Array([7, 8, 9]).subarray(1),
    };
    const { times, part } = world;
    const snapshot = capture(world);
    times.fill(0);
    part[0] = -1;
    world.times = new Float64Array(6);
    snapshot.restore();
    expect(world.times).toBe(times);
    expect([...times]).toEqual([1, 2, 3]);
    expect([...part]).toEqual([8, 9]);
  });

  it('restores Maps and Sets with their order and what they hold', () => {
    const inner = { n: 1 };
    const world = {
      map: new Map<string, { n: number }>([
        ['b', inner],
        ['a', { n: 2 }],
      ]),
      set: new Set([inner]),
    };
    const snapshot = capture(world);
    inner.n = 5;
    world.map.delete('b');
    world.map.set('b', { n: 9 });
    world.set.clear();
    snapshot.restore();
    expect([...world.map.keys()]).toEqual(['b', 'a']);
    expect(world.map.get('b')).toBe(inner);
    expect(world.set.has(inner)).toBe(true);
    expect(inner.n).toBe(1);
  });

  it('removes added properties and brings removed ones back in their order', () => {
    const symbol = Symbol('s');
    const world: Record<PropertyKey, unknown> = { a: 1, b: 2, c: 3, [symbol]: 4 };
    const sparse: unknown[] = [1, 2, 3];
    delete sparse[1];
    world.sparse = sparse;
    const snapshot = capture(world);
    delete world.a;
    world.d = 4;
    world[symbol] = 0;
    sparse[1] = 2;
    sparse.push(4);
    snapshot.restore();
    expect(Object.keys(world)).toEqual(['a', 'b', 'c', 'sparse']);
    expect(world.a).toBe(1);
    expect(world[symbol]).toBe(4);
    expect(1 in sparse).toBe(false);
    expect(sparse).toHaveLength(3);
  });

  it('restores as often as asked', () => {
    const world = { list: [1, 2] };
    const snapshot = capture(world);
    for (let i = 0; i < 3; i++) {
      world.list.push(3);
      world.list[0] = 9;
      snapshot.restore();
      expect(world.list).toEqual([1, 2]);
    }
  });

  it('takes frozen objects and functions for constants', () => {
    const behind = { n: 1 };
    const world = { constant: Object.freeze({ behind }), call: Object.assign(() => 0, { behind }) };
    const snapshot = capture(world);
    behind.n = 2;
    snapshot.restore();
    expect(behind.n).toBe(2);
  });

  it('refuses objects whose state it cannot see', () => {
    for (const hidden of [new WeakMap(), Promise.resolve(), new Date(0)]) {
      expect(() => capture({ hidden })).toThrow(/cannot see into/);
    }
  });
});
