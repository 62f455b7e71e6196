/** A broken promise inside poolsim itself: never bad input, never an expected outcome. */
export class InvariantError extends Error {
  override name = 'InvariantError';
}

/**
 * Throws when something that must always hold does not.
 * @throws {InvariantError} with the given consequence in words
 */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** Closes a switch over a union: the compiler proves that no member was forgotten. */
export function unreachable(value: never): never {
  throw new InvariantError(`unreachable case: ${String(value)}`);
}
