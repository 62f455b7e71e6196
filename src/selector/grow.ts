type FlatArray = Float64Array | Int32Array | Uint8Array;

/**
 * The array itself when it has `length` places, else a copy of at least twice the size; new places
 * hold 0. Doubling keeps the cost of growing one by one constant on average.
 */
export function roomFor<A extends FlatArray>(array: A, length: number): A {
  if (length <= array.length) return array;
  const Kind = array.constructor as new (length: number) => A;
  const grown = new Kind(Math.max(length, 2 * array.length));
  grown.set(array);
  return grown;
}
