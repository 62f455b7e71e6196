import { InvariantError } from './assert.ts';

/** The remembered state of an object graph. It may be restored any number of times. */
export interface Snapshot {
  /** Puts every captured object back as it was, in place: identities and prototypes stay. */
  restore(): void;
}

type Restore = () => void;

/** Objects whose state cannot be read from outside; silence about them would be a wrong copy. */
const OPAQUE = /^\[object (?:WeakMap|WeakSet|WeakRef|Promise|Generator|AsyncGenerator|Date)\]$/;

/**
 * Remembers all mutable state reachable from `root` through own properties, elements and entries.
 *
 * Typed arrays, arrays, Maps, Sets and all other objects are copied one level deep each, so shared
 * references and cycles stay what they are. Instances of classes are taken to keep the fields that they
 * have; plain objects may gain and lose properties. Frozen objects and functions are taken for constants:
 * nothing behind them is captured. State in #private fields and closures is out of reach.
 * Complexity: O(size of the graph), at capture and at each restore.
 *
 * @throws {InvariantError} on an object with hidden state, such as a Date, a Promise or a WeakMap
 */
export function capture(root: object): Snapshot {
  const seen = new Set<object>();
  const pending: object[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    pending.push(value);
  };
  const restores: Restore[] = [];
  visit(root);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const restore = captureOne(next, visit);
    if (restore !== undefined) restores.push(restore);
  }
  return {
    restore() {
      for (const restore of restores) restore();
    },
  };
}

function captureOne(target: object, visit: (value: unknown) => void): Restore | undefined {
  if (ArrayBuffer.isView(target)) return captureBytes(target.buffer, target);
  if (target instanceof ArrayBuffer) return captureBytes(target, target);
  if (target instanceof Map) return captureMap(target, visit);
  if (target instanceof Set) return captureSet(target, visit);
  if (Object.isFrozen(target)) return undefined;
  if (Array.isArray(target)) return captureArray(target, visit);
  if (OPAQUE.test(Object.prototype.toString.call(target))) {
    throw new InvariantError(
      `a snapshot cannot see into ${Object.prototype.toString.call(target)}`,
    );
  }
  const prototype = Object.getPrototypeOf(target);
  return prototype === null || prototype === Object.prototype
    ? captureProperties(target, visit)
    : captureFields(target as Record<string, unknown>, visit);
}

/** An instance of a class: its fields are data, and stay the same ones. */
function captureFields(
  target: Record<string, unknown>,
  visit: (value: unknown) => void,
): Restore | undefined {
  const keys = Object.keys(target);
  const values = keys.map((key) => target[key]);
  for (const value of values) visit(value);
  return () => {
    for (let i = 0; i < keys.length; i++) {
      // Most fields have not changed, and are constants of their class to the compiler.
      if (target[keys[i]] !== values[i]) target[keys[i]] = values[i];
    }
  };
}

function captureBytes(
  buffer: ArrayBufferLike,
  range: { readonly byteOffset?: number; readonly byteLength: number },
): Restore {
  const live = new Uint8Array(buffer, range.byteOffset ?? 0, range.byteLength);
  const copy = live.slice();
  return () => live.set(copy);
}

function captureMap(target: Map<unknown, unknown>, visit: (value: unknown) => void): Restore {
  const entries = [...target];
  for (const [key, value] of entries) {
    visit(key);
    visit(value);
  }
  return () => {
    target.clear();
    for (const [key, value] of entries) target.set(key, value);
  };
}

function captureSet(target: Set<unknown>, visit: (value: unknown) => void): Restore {
  const members = [...target];
  for (const member of members) visit(member);
  return () => {
    target.clear();
    for (const member of members) target.add(member);
  };
}

function captureArray(target: unknown[], visit: (value: unknown) => void): Restore {
  const copy = target.slice();
  for (const element of copy) visit(element);
  return () => {
    target.length = copy.length;
    for (let i = 0; i < copy.length; i++) {
      if (i in copy) target[i] = copy[i];
      else delete target[i];
    }
  };
}

function captureProperties(target: object, visit: (value: unknown) => void): Restore {
  const keys = Reflect.ownKeys(target);
  const descriptors = keys.map((key) => Object.getOwnPropertyDescriptor(target, key)!);
  for (const descriptor of descriptors) visit(descriptor.value);
  return () => {
    const now = Reflect.ownKeys(target);
    const sameKeys = now.length === keys.length && now.every((key, i) => key === keys[i]);
    if (!sameKeys) for (const key of now) Reflect.deleteProperty(target, key);
    keys.forEach((key, i) => {
      const descriptor = descriptors[i];
      // A plain write keeps the object's shape, which a definition would not.
      if (sameKeys && descriptor.writable) Reflect.set(target, key, descriptor.value);
      else if (!sameKeys) Object.defineProperty(target, key, descriptor);
    });
  };
}
