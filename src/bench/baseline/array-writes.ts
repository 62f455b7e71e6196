/** Writes to arrays, counted from outside; see {@link countArrayWrites}. */
export interface WriteCount {
  writes: number;
}

/**
 * Replaces every array that `root` holds, however deep, by a stand-in that counts writes to its places.
 * The arrays keep working as they did, only slower: for exact counts of a fixed piece of work, never for
 * times. Whatever the structure, nothing in it has to count for itself. Maps, sets and functions are
 * left as they are, and so is what they hold.
 *
 * `copyWithin`, `fill` and `set` of a typed array count the places that they write.
 */
export function countArrayWrites(root: object): WriteCount {
  const count: WriteCount = { writes: 0 };
  install(root, count, new Map());
  return count;
}

type AnyArray = unknown[] | (ArrayBufferView & { length: number });

function install(holder: object, count: WriteCount, known: Map<object, object>): void {
  known.set(holder, holder);
  for (const key of Object.keys(holder)) {
    const value = (holder as Record<string, unknown>)[key];
    if (value === null || typeof value !== 'object') continue;
    const standIn = known.get(value) ?? made(value, count, known);
    if (standIn !== value) Object.defineProperty(holder, key, { value: standIn, writable: true });
  }
}

function made(value: object, count: WriteCount, known: Map<object, object>): object {
  if (isArray(value)) {
    const standIn = counting(value, count);
    known.set(value, standIn);
    if (Array.isArray(value)) install(value, count, new Map([...known, [value, standIn]]));
    return standIn;
  }
  if (!(value instanceof Map) && !(value instanceof Set)) install(value, count, known);
  return value;
}

function isArray(value: object): value is AnyArray {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function counting(array: AnyArray, count: WriteCount): object {
  return new Proxy(array, {
    get(target, key) {
      const found = Reflect.get(target, key, target);
      if (typeof found !== 'function' || Array.isArray(target)) return found;
      return (...args: unknown[]) => {
        count.writes += placesWritten(target as Float64Array, key, args);
        return Reflect.apply(found, target, args);
      };
    },
    set(target, key, value) {
      if (typeof key === 'string' && /^\d+$/.test(key)) count.writes++;
      return Reflect.set(target, key, value, target);
    },
  });
}

/** Places that one of the methods of a typed array writes to. */
function placesWritten(target: Float64Array, key: string | symbol, args: unknown[]): number {
  const { length } = target;
  const place = (at: number, absent: number) => {
    const value = args[at] === undefined ? absent : Math.trunc(Number(args[at]));
    return Math.max(0, Math.min(length, value < 0 ? value + length : value));
  };
  if (key === 'fill') return Math.max(0, place(2, length) - place(1, 0));
  if (key === 'set') return (args[0] as { length: number }).length;
  if (key !== 'copyWithin') return 0;
  return Math.max(0, Math.min(place(2, length) - place(1, 0), length - place(0, 0)));
}
